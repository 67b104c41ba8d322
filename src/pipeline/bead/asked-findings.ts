/** What of a print is not as its design on purpose: flows of their own, and infill that is not dense. */
import type { FffProfile } from '../../config/profile.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { FEATURE_WORDS } from '../../formats/gcode/write-gcode.ts';
import { type AskedVolumes, askedVolumes } from './asked-volumes.ts';

/** The rules of this file, for the report. */
export const ASKED_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'flow-asked', meaning: 'The profile asks for the volume of the design: no flow is other than 1.' },
  { id: 'infill-sparse', meaning: 'The inside of the part is filled at full density.' },
  { id: 'infill-fraction-off', meaning: 'Sparse infill has the density that the profile asks for.' },
];

/** What of the features of a print is asked. */
export interface PrintedFeature {
  readonly feature: string;
  readonly volumeMm3: number;
}

/** Follows the layers of one part. */
export interface AskedWatch {
  /** Takes a layer with its area and what of it is sparse; returns the volumes that it is held to. */
  add(layer: ToolpathLayer, areaMm2: number, sparseMm2: number): AskedVolumes;
  /** Returns notes, and warnings; `printed` are the features as read back, null where no file was written. */
  findings(printed: readonly PrintedFeature[] | null): Finding[];
}

/** Lines of a small place stand where the pattern has them: so much may its density be off, relative, and be a mere warning. */
const WARN_RELATIVE = 0.1;
const ERROR_RELATIVE = 0.25;

/** Starts with nothing seen; `isModel`: the part is a model to look at and need not be solid. */
export function askedWatch(
  { bead, bridge, infill, firstLayer }: Pick<FffProfile, 'bead' | 'bridge' | 'infill' | 'firstLayer'>,
  partId: string,
  isModel: boolean,
): AskedWatch {
  const flows = { flow: bead.flow.value, bridgeFlow: bridge?.flow.value ?? 1 };
  const sums = { designMm3: 0, volumeMm3: 0, bridgeMm3: 0, firstLayerMm3: 0, plannedMm3: 0 };
  let sparseMm2 = 0;
  let sparseMm3 = 0;
  /** What sparse places would be extruded from if they were dense, as the file has it. */
  let fullMm3 = 0;
  let layers = 0;
  let most: { readonly layer: number; readonly areaMm2: number } | null = null;

  function flowFindings(): Finding[] {
    const parts = [
      ...(flows.flow === 1 ? [] : [said('bead.flow', flows.flow, sums.volumeMm3 - sums.volumeMm3 / flows.flow)]),
      ...(sums.bridgeMm3 === 0 ? [] : [said('bridge.flow', flows.bridgeFlow, flows.flow * sums.bridgeMm3)]),
      ...(sums.firstLayerMm3 === 0
        ? []
        : [said('firstLayer.flow', firstLayer?.flow?.value ?? 1, flows.flow * sums.firstLayerMm3)]),
    ];
    if (parts.length === 0) return [];
    const message = `the part is held to the flows of the profile, not to its design alone: ${parts.join(', ')}`;
    const known = { partId, measured: rounded(sums.volumeMm3), limit: rounded(sums.designMm3), unit: 'mm3' };
    return [finding('flow-asked', 'note', message, known)];
  }

  function sparseFindings(printed: readonly PrintedFeature[] | null): Finding[] {
    if (most === null) return [];
    const asked = infill.fraction.value;
    const name = FEATURE_WORDS['internal-infill'];
    const inFile = printed?.find(({ feature }) => feature === name)?.volumeMm3 ?? 0;
    const fraction = (printed === null ? flows.flow * sums.plannedMm3 : inFile) / fullMm3;
    const where = `${sparseMm2.toPrecision(4)} mm2 in ${layers} ${layers === 1 ? 'layer' : 'layers'}, ${sparseMm3.toPrecision(4)} mm3 or ${percent(sparseMm3 / sums.designMm3)} of the part`;
    const are = `are filled at ${percent(asked)} of full density, as the profile asks (infill.fraction; ${percent(fraction)} in the file)`;
    const known = { partId, layer: most.layer, measured: rounded(sparseMm3), limit: 0, unit: 'mm3' };
    const what = isModel ? '' : ': the part is not solid';
    const told = finding('infill-sparse', isModel ? 'note' : 'warning', `${where}, ${are}${what}`, known);
    const off = Math.abs(fraction / asked - 1);
    if (off <= WARN_RELATIVE) return [told];
    const message = `sparse infill has ${percent(fraction)} of full density, the profile asks for ${percent(asked)}: its places are small for the distance of its lines`;
    const limits = { partId, measured: rounded(fraction), limit: asked, unit: null };
    return [told, finding('infill-fraction-off', off > ERROR_RELATIVE ? 'error' : 'warning', message, limits)];
  }

  return {
    add(layer, areaMm2, ofItSparseMm2) {
      const volumes = askedVolumes(layer, areaMm2, ofItSparseMm2, flows);
      sums.designMm3 += areaMm2 * layer.thicknessMm;
      sums.volumeMm3 += volumes.volumeMm3;
      sums.bridgeMm3 += volumes.bridgeMm3;
      sums.firstLayerMm3 += volumes.firstLayerMm3;
      if (ofItSparseMm2 > 0) {
        layers++;
        sparseMm2 += ofItSparseMm2;
        sparseMm3 += ofItSparseMm2 * layer.thicknessMm;
        sums.plannedMm3 += volumes.sparseMm3;
        const onPlate = layer.index === 0 ? (firstLayer?.flow?.value ?? 1) : 1;
        fullMm3 += flows.flow * onPlate * ofItSparseMm2 * layer.thicknessMm;
        if (most === null || ofItSparseMm2 > most.areaMm2) most = { layer: layer.index, areaMm2: ofItSparseMm2 };
      }
      return volumes;
    },
    findings: (printed) => [...flowFindings(), ...sparseFindings(printed)],
  };
}

function said(key: string, flow: number, moreMm3: number): string {
  return `${key} ${flow} ${moreMm3 < 0 ? 'takes' : 'adds'} ${Math.abs(moreMm3).toPrecision(3)} mm3`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
