/** Volumes of beams by counting points: an independent way that knows distances only, and no sections. */
import type { BeamSet } from '../../src/core/beams.ts';
import type { Box3 } from '../../src/core/mesh.ts';

/** Beams from numbers and caps (0 butt, 1 sphere, 2 hemisphere), two a beam. */
export function beamsOf(rows: readonly (readonly number[])[], caps: readonly number[], clip: BeamSet['clip'] = null) {
  return { beams: Float64Array.from(rows.flat()), caps: Uint8Array.from(caps), clip } satisfies BeamSet;
}

/** True where a point lies in beam k, by its distance to the axis and to the ends. */
function isInBeam({ beams, caps }: BeamSet, k: number, x: number, y: number, z: number): boolean {
  const [x1, y1, z1, x2, y2, z2, r1, r2] = beams.subarray(8 * k, 8 * k + 8) as unknown as number[];
  const axis = [x2! - x1!, y2! - y1!, z2! - z1!];
  const point = [x - x1!, y - y1!, z - z1!];
  const square = axis[0]! ** 2 + axis[1]! ** 2 + axis[2]! ** 2;
  const along = square > 0 ? (point[0]! * axis[0]! + point[1]! * axis[1]! + point[2]! * axis[2]!) / square : 0;
  const toFirst = point[0]! ** 2 + point[1]! ** 2 + point[2]! ** 2;
  const toSecond = (x - x2!) ** 2 + (y - y2!) ** 2 + (z - z2!) ** 2;
  if (square > 0 && along >= 0 && along <= 1 && toFirst - along ** 2 * square <= (r1! + (r2! - r1!) * along) ** 2)
    return true;
  const [cap1, cap2] = [caps[2 * k], caps[2 * k + 1]];
  if (toFirst <= r1! ** 2 && (cap1 === 1 || (cap1 === 2 && along <= 0))) return true;
  return toSecond <= r2! ** 2 && (cap2 === 1 || (cap2 === 2 && along >= 1));
}

/** Lists of beams by cell of a grid, so that a point asks few. */
function cellsOf(
  { beams }: BeamSet,
  box: Box3,
  cellMm: number,
): (x: number, y: number, z: number) => readonly number[] {
  const counts = [0, 1, 2].map((a) => Math.ceil((box[a + 3]! - box[a]!) / cellMm) + 1);
  const at = (u: number, v: number, w: number) => (u * counts[1]! + v) * counts[2]! + w;
  const lists = new Map<number, number[]>();
  const cell = (value: number, a: number) => Math.floor((value - box[a]!) / cellMm);
  for (let k = 0; k < beams.length / 8; k++) {
    const i = 8 * k;
    const reach = Math.max(beams[i + 6]!, beams[i + 7]!);
    const low = [0, 1, 2].map((a) => Math.max(0, cell(Math.min(beams[i + a]!, beams[i + a + 3]!) - reach, a)));
    const high = [0, 1, 2].map((a) =>
      Math.min(counts[a]! - 1, cell(Math.max(beams[i + a]!, beams[i + a + 3]!) + reach, a)),
    );
    for (let u = low[0]!; u <= high[0]!; u++)
      for (let v = low[1]!; v <= high[1]!; v++)
        for (let w = low[2]!; w <= high[2]!; w++) {
          const list = lists.get(at(u, v, w));
          if (list === undefined) lists.set(at(u, v, w), [k]);
          else list.push(k);
        }
  }
  return (x, y, z) => lists.get(at(cell(x, 0), cell(y, 1), cell(z, 2))) ?? [];
}

/**
 * Volume of beams by the share of points of a box that lie in one. The points are those of the additive recurrence with
 * the powers of the root of x^4 = x + 1, which fill a box evenly.
 */
export function countedVolumeMm3(
  set: BeamSet,
  box: Box3,
  points: number,
  cellMm: number,
  isKept: (x: number, y: number, z: number) => boolean = () => true,
): number {
  const beamsNear = cellsOf(set, box, cellMm);
  const steps = [0.819_172_513_396_164_4, 0.671_043_606_703_789_2, 0.549_700_477_901_970_3];
  const size = [0, 1, 2].map((a) => box[a + 3]! - box[a]!);
  let hits = 0;
  for (let n = 1; n <= points; n++) {
    const x = box[0] + ((n * steps[0]!) % 1) * size[0]!;
    const y = box[1] + ((n * steps[1]!) % 1) * size[1]!;
    const z = box[2] + ((n * steps[2]!) % 1) * size[2]!;
    if (isKept(x, y, z) && beamsNear(x, y, z).some((k) => isInBeam(set, k, x, y, z))) hits++;
  }
  return (hits / points) * size[0]! * size[1]! * size[2]!;
}
