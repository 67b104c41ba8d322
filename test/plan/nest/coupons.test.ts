import { expect, test } from 'vitest';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { densityCube, latticeCoupon, SUBSIZE_BAR, tensileBar } from '../../../src/plan/nest/coupons.ts';

/** Area between the arc of a fillet and the line that it starts along, up to its rise: by the circle. */
function filletMm2(radius: number, rise: number): number {
  const angle = Math.acos(1 - rise / radius);
  const run = radius * Math.sin(angle);
  return radius * run - (run * (radius - rise)) / 2 - (radius * radius * angle) / 2;
}

test('a density cube is closed and has 1000 mm3', () => {
  const { mesh } = densityCube();
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1 });
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(1000, 9);
});

test('the tensile bar has the measures of its table and the volume of its outline', () => {
  const { mesh, sizeMm } = tensileBar('lying');
  const { widthMm, filletMm, reducedMm, gripMm, gripWidthMm, thicknessMm } = SUBSIZE_BAR;
  const run = Math.sqrt(filletMm ** 2 - (filletMm - 2) ** 2);
  expect(sizeMm[0]).toBeCloseTo(reducedMm + 2 * run + 2 * gripMm, 3);
  expect(sizeMm.slice(1)).toEqual([gripWidthMm, thicknessMm]);
  const area = reducedMm * widthMm + 2 * gripMm * gripWidthMm + 2 * run * widthMm + 4 * filletMm2(filletMm, 2);
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1 });
  // Chords lie within 2 um of the arcs.
  expect(Math.abs(meshMeasures(mesh).volumeMm3 - area * thicknessMm)).toBeLessThan(4 * run * 1.3 * 0.002 * thicknessMm);
});

test('a standing bar is the lying one turned up, not mirrored, and stands on the plate', () => {
  const lying = meshMeasures(tensileBar('lying').mesh);
  const { mesh, sizeMm } = tensileBar('standing');
  const standing = meshMeasures(mesh);
  expect(standing.volumeMm3).toBeCloseTo(lying.volumeMm3, 6);
  expect(Math.min(...mesh.positions.filter((_, i) => i % 3 === 2))).toBe(0);
  expect(sizeMm[2]).toBeGreaterThan(100);
});

test('a lattice coupon holds whole cells', () => {
  const { sizeMm, lattice, mesh } = latticeCoupon('gyroid', [2.5, 2.5, 2], [4, 4, 5]);
  expect(sizeMm).toEqual([10, 10, 10]);
  expect(lattice).toEqual({ cell: 'gyroid', cellMm: [2.5, 2.5, 2], cells: [4, 4, 5] });
  expect(meshTopology(mesh).watertight).toBe(true);
});
