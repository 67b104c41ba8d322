/** The meander as a pattern. */
import type { Loops } from '../../core/polyline.ts';
import { planHatch } from '../hatch.ts';
import { advancesDownstream, flowOf } from './gas-flow.ts';
import { lineAngleDeg } from './line-angle.ts';
import { backwards, type PatternHatch } from './pattern-hatch.ts';
import type { MeanderHatch } from './settings.ts';

/** Fills an area with one meander: see `planHatch`. Run against the gas flow, it goes backwards where its lines would advance downstream. */
export function planMeander(area: Loops, settings: MeanderHatch, layerIndex: number): PatternHatch {
  const angleDeg = lineAngleDeg(settings, layerIndex, 1);
  const { lines, skipped } = planHatch(area, settings, angleDeg);
  const isBackwards = settings.order === 'gas' && advancesDownstream(angleDeg, flowOf(settings.gasFlowDeg));
  return { lines: isBackwards ? { xyxy: backwards(lines.xyxy) } : lines, rings: [], cells: [], skipped };
}
