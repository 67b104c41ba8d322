import { describe, expect, test } from 'vitest';
import { refuseNearAxis } from '../../../src/lattice/maps/refuse-axis.ts';
import type { PorousRegion } from '../../../src/lattice/porous-region.ts';
import { boxMesh } from '../../geometry/solids.ts';

const AXIS = { originMm: [0, 0, 0], direction: [0, 0, 1] } as const;

/** A block of 20 x 20 x 6 mm around the axis, with a solid square of the half edge in its middle. */
function blockWith(halfMm: number): PorousRegion {
  const core = boxMesh(-halfMm, -halfMm, -1, halfMm, halfMm, 7);
  return {
    boxMm: [-10, -10, 0, 10, 10, 6],
    part: boxMesh(-10, -10, 0, 10, 10, 6),
    regions: [
      ...(halfMm > 0 ? [{ kind: 'solid' as const, shape: core }] : []),
      { kind: 'porous' as const, shape: null },
    ],
    skin: null,
  };
}

describe('32 cells of 2 mm around the axis are an eighth as wide at 32 2 / 8 / 2 pi = 1.27 mm from it', () => {
  const asked = (region: PorousRegion) => () => refuseNearAxis(region, AXIS, 32, 2, ['lattice']);

  test('a part that is filled nearer than that is refused', () => {
    expect(asked(blockWith(0))).toThrow(
      /^lattice > map: 32 cells around the axis are narrower than an eighth of 2 mm within 1\.27 mm/,
    );
    expect(asked(blockWith(1.1))).toThrow(/1\.27 mm/);
  });

  test('one with a solid core is not, nor one beside the axis', () => {
    expect(asked(blockWith(1.3))).not.toThrow();
    const beside = { ...blockWith(0), boxMm: [2, -3, 0, 9, 3, 6], part: boxMesh(2, -3, 0, 9, 3, 6) } as const;
    expect(asked(beside)).not.toThrow();
  });
});
