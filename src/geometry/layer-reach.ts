/** How far a layer may stand out over the one below. */
import { cosineOfCycles, sineOfCycles } from './sine.ts';

/** Returns h / tan(angle): how far a face of an angle from the plate, above 0, steps from one layer to the next. */
export function reachOfLayerMm(thicknessMm: number, angleDeg: number): number {
  const turns = angleDeg / 360;
  return (thicknessMm * cosineOfCycles(turns)) / sineOfCycles(turns);
}
