/** Joins what was measured on a print with what is known of its contours. */
import { type Finding, finding } from '../../core/finding.ts';
import { toGrid } from '../../core/units.ts';
import {
  type Inspection,
  type InspectionExtrusion,
  type InspectionLayer,
  NOT_MEASURED,
  verdictOf,
} from '../../inspect/inspection.ts';
import { judgePrintLayers, type LayerExpectations } from '../../inspect/print/judge-print-layers.ts';
import type { PrintInspection } from '../../inspect/print/print-inspection.ts';
import { TOOL } from '../load/tool.ts';
import type { ReadPrint } from './read-print.ts';

/** The inspection of planned contours with the measures of the file that was written from them. */
export function withPrint(
  contours: Inspection,
  { print, tolerated }: ReadPrint,
  expected: LayerExpectations,
): Inspection {
  const { partId } = expected;
  const judged = judgePrintLayers(print, expected);
  const byHeight = new Map<number, number>();
  for (const [i, { zMm }] of print.layers.entries()) if (zMm !== null) byHeight.set(toGrid(zMm), i);
  const layers = contours.layers.map((layer): InspectionLayer => {
    const at = layer.zMm === null ? undefined : byHeight.get(toGrid(layer.zMm));
    const printed = print.layers[at ?? -1];
    return {
      ...layer,
      timeS: printed?.timeS ?? null,
      extrudedMm3: printed?.extrudedMm3 ?? null,
      ...(printed === undefined ? {} : { byFeatureMm3: printed.byFeatureMm3 }),
      designMm3: judged.designMm3[at ?? -1] ?? null,
      interlayerC: judged.interlayerC[at ?? -1] ?? null,
    };
  });
  const findings = unique([
    ...toleratedNotes(tolerated, partId),
    ...print.findings,
    ...judged.findings,
    ...contours.findings,
  ]);
  const { extrudedVolumeMm3, timeS, massG } = print.totals;
  return {
    ...contours,
    verdict: verdictOf(findings),
    totals: { ...contours.totals, extrudedVolumeMm3, timeS, massG },
    extrusion: extrusionOf(print),
    layers,
    findings,
    checksNotRun: joined([...print.checksNotRun, ...judged.checksNotRun], contours.checksNotRun),
  };
}

/** The inspection of a print without its contours: nothing of a boundary is known. */
export function printAlone(
  { print, tolerated }: ReadPrint,
  partId: string,
  limits: Pick<LayerExpectations, 'heat' | 'layerVolumeRelative'>,
): Inspection {
  const judged = judgePrintLayers(print, { ...limits, partId, design: null, partial: false });
  const findings = [...print.findings, ...judged.findings, ...toleratedNotes(tolerated, partId)];
  const { layers, extrudedVolumeMm3, timeS, massG } = print.totals;
  return {
    schema: 'trabecula/inspection@1',
    tool: TOOL,
    verdict: verdictOf(findings),
    totals: {
      layers,
      volumeMm3: null,
      envelopeVolumeMm3: null,
      relativeDensity: null,
      hatchLengthMm: null,
      contourLengthMm: null,
      extrudedVolumeMm3,
      timeS,
      massG,
    },
    lattice: NOT_MEASURED,
    densities: [],
    extrusion: extrusionOf(print),
    layers: print.layers.map(({ index, zMm, timeS: seconds, extrudedMm3, byFeatureMm3 }) => ({
      index,
      zMm,
      areaMm2: null,
      contours: null,
      openContours: null,
      hatchLines: null,
      hatchLengthMm: null,
      unexposedMm2: null,
      exposedMm2: null,
      doubleExposedMm2: null,
      islands: null,
      timeS: seconds,
      extrudedMm3,
      byFeatureMm3,
    })),
    findings,
    checksNotRun: joined(print.checksNotRun, judged.checksNotRun),
  };
}

/** An inspection with more findings, and the verdict of all. */
export function withFindings(inspection: Inspection, more: readonly Finding[]): Inspection {
  if (more.length === 0) return inspection;
  const findings = [...inspection.findings, ...more];
  return { ...inspection, findings, verdict: verdictOf(findings) };
}

function toleratedNotes(tolerated: readonly string[], partId: string): Finding[] {
  return tolerated.map((words) => finding('file-tolerated', 'note', words, { partId }));
}

/** What contours and print both found is said once. */
function unique(findings: readonly Finding[]): Finding[] {
  const said = new Set<string>();
  return findings.filter(({ rule, layer, message }) => {
    const key = `${rule} ${layer} ${message}`;
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

function extrusionOf(print: PrintInspection): InspectionExtrusion {
  const { features, extrusionBoxMm, primeBoxMm, travelBoxMm, retractions, retractedMm, temperatures } = print;
  const { filamentMm, allExtrudedMm3 } = print.totals;
  return {
    features,
    extrusionBoxMm,
    primeBoxMm,
    travelBoxMm,
    filamentMm,
    allExtrudedMm3,
    retractions,
    retractedMm,
    temperatures,
  };
}

type Checks = Inspection['checksNotRun'];

/** Each check once, by rule. */
function joined(a: Checks, b: Checks): Checks {
  const known = new Map([...a, ...b].map((check) => [check.rule, check]));
  return [...known.values()].sort((p, q) => (p.rule < q.rule ? -1 : 1));
}
