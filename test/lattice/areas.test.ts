/** Areas of f = 0 against a count of points near it and against published figures. */
import { expect, test } from 'vitest';
import { cornerHarmonics, setHarmonics } from '../../src/lattice/harmonics.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';

/** As published or measured elsewhere, to the digits given; none for the lidinoid. */
const ELSEWHERE: Readonly<Record<string, number>> = {
  gyroid: 3.09,
  diamond: 3.83,
  primitive: 2.35,
  iwp: 3.5,
  neovius: 3.5,
  frd: 4.8,
  'fischer-koch-s': 5.4,
  'split-p': 5.1,
};

test.each(Object.entries(UNIT_CELLS))('%s: 1,000,000 scattered points weigh the same area within 1 %', (id, cell) => {
  // Area = the limit of the integral of |grad f| over the shell |f| < e, over 2 e, for narrow shells.
  const g = 1.2207440846057596;
  const near = 0.02;
  const at = cornerHarmonics();
  const gradient = new Float64Array(3);
  let sum = 0;
  for (let n = 1; n <= 1_000_000; n++) {
    setHarmonics(at, (n / g) % 1, (n / (g * g)) % 1, (n / (g * g * g)) % 1);
    if (Math.abs(cell.value(at)) >= near) continue;
    cell.gradient(at, gradient);
    sum += Math.hypot(gradient[0]!, gradient[1]!, gradient[2]!);
  }
  const area = (sum / 1_000_000 / (2 * near)) * 2 * Math.PI;
  expect(Math.abs(area / cell.areaPerCellSquare - 1)).toBeLessThan(0.01);
  if (id in ELSEWHERE) expect(Math.abs(cell.areaPerCellSquare / ELSEWHERE[id]! - 1)).toBeLessThan(0.02);
});
