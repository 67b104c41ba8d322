/** A band of the layers of a print, and what is asked to stand higher than the part. */
import type { FffProfile } from '../../config/profile.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { planLayers } from '../../slicing/layer-plan.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** The rules of this file, for the report. */
export const BAND_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'band-in-air', meaning: 'The print begins on the plate.' },
  { id: 'aside-cut', meaning: 'Skirt and draft shield are as high as the profile asks.' },
];

type Job = BuildInHand['job'];

/** Returns what a band of layers that begins above the plate is, in words; null for a print that begins on it. */
export function bandWords({ spec, box, layerCount }: Job): string | null {
  const { from, to } = spec.layers;
  if (from === 0) return null;
  const plan = planLayers(box, spec.layers);
  const baseMm = plan.zTopMm(from) - plan.thicknessOf(from);
  return `layers ${from} to ${to - 1} of ${layerCount} begin ${mm(baseMm)} mm above the plate, in the air: for inspection, not to be printed`;
}

/** Returns the warning on a band of layers that begins in the air. */
export function bandFindings(job: Job): Finding[] {
  const words = bandWords(job);
  return words === null ? [] : [finding('band-in-air', 'warning', words, { partId: job.spec.partId })];
}

/** Returns notes on a skirt and a draft shield that are asked to be higher than the part: nothing is printed above it. */
export function asideFindings({ skirt, draftShield }: Pick<FffProfile, 'skirt' | 'draftShield'>, job: Job): Finding[] {
  const { box, spec, layerCount } = job;
  const { partId } = spec;
  const topMm = planLayers(box, spec.layers).zTopMm(layerCount - 1);
  const cut: Finding[] = [];
  const tell = (what: string, asked: number, has: number, unit: string): void => {
    const message = `${what} is asked to have ${mm(asked)} ${unit} and ends with the part, at ${mm(has)} ${unit}`;
    cut.push(finding('aside-cut', 'note', message, { partId, measured: has, limit: asked, unit }));
  };
  const skirtLayers = skirt.loops.value > 0 ? (skirt.layers?.value ?? 1) : 0;
  if (skirtLayers > layerCount) tell('the skirt (skirt.layers)', skirtLayers, layerCount, 'layers');
  const shieldLayers = draftShield?.layers?.value ?? 0;
  if (shieldLayers > layerCount) tell('the draft shield (draftShield.layers)', shieldLayers, layerCount, 'layers');
  const shieldMm = draftShield?.heightMm?.value ?? 0;
  if (shieldMm > topMm + HALF_GRID_MM) tell('the draft shield (draftShield.heightMm)', shieldMm, topMm, 'mm');
  return cut;
}

/** Heights on the coordinate grid that are meant alike differ by less. */
const HALF_GRID_MM = 0.00005;

function mm(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
