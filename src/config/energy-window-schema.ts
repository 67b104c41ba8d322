/** Schema of the window in which the energy of a parameter set makes a sound melt. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

const volume = (meaning: string) => z.exactOptional(quantity('J/mm3', { above: 0, atMost: 1000 }, meaning));
const line = (meaning: string) => z.exactOptional(quantity('J/mm', { above: 0, atMost: 1000 }, meaning));

/** The window of one key: volume energy for hatched keys, line energy for any. */
export const energyWindow = z
  .strictObject({
    minJPerMm3: volume('Lowest energy density P / (v h t) of a sound melt.'),
    maxJPerMm3: volume('Highest energy density P / (v h t) of a sound melt.'),
    minJPerMm: line('Lowest line energy P / v of a sound melt.'),
    maxJPerMm: line('Highest line energy P / v of a sound melt.'),
    layerThicknessMm: z.exactOptional(
      quantity('mm', { above: 0, atMost: 1 }, 'The layer thickness that it was found at; absent: it holds for any.'),
    ),
  })
  .meta({
    description: 'Window of the energy, where one is known: volume energy of hatched keys, or line energy of any key.',
  });

/** A window as it stands in a profile. */
export type EnergyWindowFields = z.infer<typeof energyWindow>;

interface WindowIssue {
  readonly message: string;
  /** From the window inward. */
  readonly path: readonly string[];
}

/** Returns what is wrong with a window that is right field by field: it has both ends of one measure, the lower one first. */
export function windowIssues(window: EnergyWindowFields | undefined): WindowIssue[] {
  if (window === undefined) return [];
  const { minJPerMm3, maxJPerMm3, minJPerMm, maxJPerMm } = window;
  const ofVolume = minJPerMm3 !== undefined || maxJPerMm3 !== undefined;
  const ofLine = minJPerMm !== undefined || maxJPerMm !== undefined;
  if (ofVolume && ofLine) return [{ message: 'has ends in J/mm3 and in J/mm: it takes one pair', path: [] }];
  if (!ofVolume && !ofLine) {
    return [{ message: 'needs minJPerMm3 and maxJPerMm3, or minJPerMm and maxJPerMm', path: [] }];
  }
  const unit = ofVolume ? 'JPerMm3' : 'JPerMm';
  const [min, max] = ofVolume ? [minJPerMm3, maxJPerMm3] : [minJPerMm, maxJPerMm];
  if (min === undefined || max === undefined) {
    return [{ message: 'is missing', path: [`${min === undefined ? 'min' : 'max'}${unit}`] }];
  }
  if (min.value <= max.value) return [];
  return [{ message: `must be at most max${unit} (${max.value}), got ${min.value}`, path: [`min${unit}`, 'value'] }];
}
