import loadManifold from 'manifold-3d';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { buildCage, type CageSize, EXAMPLE_CAGE } from '../../src/implant/example-cage.ts';

describe('the example cage', () => {
  let cageOf: (size: CageSize) => TriangleMesh;
  beforeAll(async () => {
    const manifold = await loadManifold();
    manifold.setup();
    cageOf = (size) => buildCage(manifold, size);
  });

  test('is closed, one shell, 26 x 20 x 9 mm, upright on z = 0 and centred on the axis', () => {
    const mesh = cageOf(EXAMPLE_CAGE);
    expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1 });
    expect(meshMeasures(mesh).box.map((v) => Number(v.toFixed(9)))).toEqual([-13, -10, 0, 13, 10, 9]);
  });

  test('has the volume of its section: the rectangle, less its corners as 96-gons, less the window', () => {
    const disc = 48 * 16 * Math.sin((2 * Math.PI) / 96);
    const section = 26 * 20 - (64 - disc) - 10 * 6;
    expect(meshMeasures(cageOf(EXAMPLE_CAGE)).volumeMm3 / (section * 9)).toBeCloseTo(1, 7);
  });

  test('is the same mesh each time', () => {
    expect(cageOf(EXAMPLE_CAGE)).toEqual(cageOf(EXAMPLE_CAGE));
  });

  test('follows its size', () => {
    const mesh = cageOf({ ...EXAMPLE_CAGE, heightMm: 12, windowWidthMm: 4, windowDepthMm: 5 });
    const disc = 48 * 16 * Math.sin((2 * Math.PI) / 96);
    expect(meshMeasures(mesh).volumeMm3 / ((26 * 20 - (64 - disc) - 20) * 12)).toBeCloseTo(1, 7);
  });
});
