/**
 * In which order the parts of a plate are printed one after the other, so that the head touches none that stands already. All that makes
 * a finished part dangerous is its height, and the distance between two parts does not depend on their order: so if any order is
 * safe, that from the lowest to the highest is.
 */
import type { Box3 } from '../../core/mesh.ts';

/** A part on the plate as it is printed. */
export interface StandingPrint {
  readonly partId: string;
  /** Of the part as it is made, in plate coordinates. */
  readonly box: Box3;
  /** How far skirt, brim and the like reach beyond it. */
  readonly marginMm: number;
}

/** Room that the head takes around and above the tip of the nozzle. */
export interface PrintHead {
  readonly radiusMm: number;
  readonly railMm: number;
  readonly freeMm: number;
  /** Highest z that the nozzle reaches. */
  readonly maxZMm: number;
}

/** Two parts of which the second one cannot be printed beside the first. */
export interface Clash {
  readonly finished: StandingPrint;
  readonly printed: StandingPrint;
  readonly by: 'head' | 'rail' | 'way';
  /** Distance of the two in the plane, margins included. */
  readonly distanceMm: number;
}

/** On its way from part to part the nozzle is so far above all that is finished. */
export const RISE_MM = 5;

/** Rounding of a sum of lengths. */
const HAIR_MM = 1e-6;

/** Returns the numbers of the parts in the order of the print: the lowest first, of equal ones the foremost, then leftmost. */
export function sequentialOrder(parts: readonly StandingPrint[]): number[] {
  const at = (n: number, side: number) => Math.round(((parts[n] as StandingPrint).box[side] as number) / HAIR_MM);
  return parts
    .map((_, n) => n)
    .sort((a, b) => at(a, 5) - at(b, 5) || at(a, 1) - at(b, 1) || at(a, 0) - at(b, 0) || a - b);
}

/** Returns the first two parts of an order that the head would touch; null where it touches none. */
export function firstClash(inOrder: readonly StandingPrint[], head: PrintHead): Clash | null {
  for (const [n, printed] of inOrder.entries()) {
    for (const finished of inOrder.slice(0, n)) {
      const topMm = finished.box[5];
      const distanceMm = distanceOf(finished, printed);
      const by =
        topMm > head.railMm + HAIR_MM
          ? 'rail'
          : topMm > head.freeMm + HAIR_MM && distanceMm < head.radiusMm - HAIR_MM
            ? 'head'
            : topMm + RISE_MM > head.maxZMm + HAIR_MM
              ? 'way'
              : null;
      if (by !== null) return { finished, printed, by, distanceMm };
    }
  }
  return null;
}

/** Distance of the rectangles around two parts and all that is printed with them; 0 where they meet. */
function distanceOf(a: StandingPrint, b: StandingPrint): number {
  const margin = a.marginMm + b.marginMm;
  const gap = (side: 0 | 1) =>
    Math.max(0, a.box[side] - b.box[side + 3]! - margin, b.box[side] - a.box[side + 3]! - margin);
  const [x, y] = [gap(0), gap(1)];
  return Math.sqrt(x * x + y * y);
}

/** Returns what a clash is, in words. */
export function clashWords({ finished, printed, by, distanceMm }: Clash, head: PrintHead): string {
  const names = `'${printed.partId}' cannot be printed after '${finished.partId}'`;
  const highMm = said(finished.box[5]);
  if (by === 'rail') {
    return `${names}, which is ${highMm} mm high: the rail is ${said(head.railMm)} mm above the nozzle (head.railHeightMm)`;
  }
  if (by === 'head') {
    return `${names}, which stands ${said(distanceMm)} mm away: the head takes ${said(head.radiusMm)} mm around the nozzle (head.clearanceRadiusMm)`;
  }
  return `${names}, which is ${highMm} mm high: the nozzle passes ${RISE_MM} mm above it, and the printer reaches ${said(head.maxZMm)} mm`;
}

function said(mm: number): string {
  return String(Math.round(mm * 100) / 100);
}
