import { expect, test } from 'vitest';
import { contourBand } from '../../../src/geometry/marching-squares.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { strutStepMm } from '../../../src/lattice/struts/sampling-step.ts';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { radiusOfDensity } from '../../../src/lattice/struts/strut-density.ts';
import { strutField } from '../../../src/lattice/struts/strut-field.ts';

test('thick struts are sampled as often as the cell asks, thin ones twice a radius, in whole steps a cell', () => {
  expect(strutStepMm(20, 2, 0.5)).toBe(0.1);
  expect(strutStepMm(20, 2, 0.1)).toBe(0.05);
  expect(2 / strutStepMm(20, 2, 0.07)).toBe(58);
});

test.each([
  ['octet', 0.05],
  ['octet', 0.2],
  ['bcc', 0.05],
  ['kelvin', 0.1],
] as const)('%s of density %d, cut at 151 heights at that step, has its density within half a percent', (id, rho) => {
  const cell = STRUT_CELLS[id]!;
  const radiusMm = 4 * radiusOfDensity(cell, rho);
  const field = strutField(cell, 4, [0, 0, 0], { radiusMm, filletMm: 0 });
  const stepMm = strutStepMm(cell.samplesPerCell, 4, radiusMm);
  // One cell and a few steps around it: the outermost ring counts as void.
  const n = Math.round(4 / stepMm);
  const grid = { x0Mm: -3 * stepMm, y0Mm: -3 * stepMm, stepMm, nx: n + 7, ny: n + 7 };
  const window = { x0: 0, y0: 0, edge: 4 };
  let areaMm2 = 0;
  for (let k = 0; k < 151; k++) {
    const loops = contourBand(field.plane((4 * (k + 0.5)) / 151, grid, null), grid, field.band, null);
    areaMm2 += loopsAreaMm2(clipToSquare(loops, window));
  }
  expect(Math.abs(areaMm2 / (151 * 16) / rho - 1)).toBeLessThan(0.005);
});

/** Loops cut to a square by its four sides in turn (Sutherland and Hodgman); area is kept, which is all that counts here. */
function clipToSquare(
  loops: ReturnType<typeof contourBand>,
  { x0, y0, edge }: { readonly x0: number; readonly y0: number; readonly edge: number },
): ReturnType<typeof contourBand> {
  return loops.map(({ xy }) => {
    let ring: number[][] = Array.from({ length: xy.length / 2 }, (_, n) => [xy[2 * n]!, xy[2 * n + 1]!]);
    for (const [axis, at, sign] of [
      [0, x0, 1],
      [0, x0 + edge, -1],
      [1, y0, 1],
      [1, y0 + edge, -1],
    ] as const) {
      ring = ring.flatMap((p, n) => {
        const q = ring[(n + 1) % ring.length]!;
        const a = sign * (p[axis]! - at);
        const b = sign * (q[axis]! - at);
        const kept = a >= 0 ? [p] : [];
        if (a >= 0 !== b >= 0) kept.push(p.map((x, c) => x + (a / (a - b)) * (q[c]! - x)));
        return kept;
      });
    }
    return { xy: Float64Array.from(ring.flat()), closed: true };
  });
}
