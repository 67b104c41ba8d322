import { beforeAll, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { facetWants } from '../../../src/plan/support/facet-wants.ts';
import { heatSinkAreas } from '../../../src/plan/support/heat-sink.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { cleanContours } from '../../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { boxMesh, joined, meshOf } from '../../geometry/solids.ts';

beforeAll(() => loadClipping());

test('a block under a shelf fills what is under it, and ends on what is below', () => {
  // A shelf of 6 x 4 mm at 5 mm, a block of 2 x 4 mm and 2 mm high under one end.
  const mesh = joined(boxMesh(0, 0, 5, 6, 4, 6), boxMesh(0, 0, 0, 2, 4, 2));
  const cutter = meshCutter(mesh, meshEdges(mesh));
  const { groups } = facetWants(mesh, [], TITANIUM_SUPPORTS.wants);
  const areas = heatSinkAreas(mesh, groups[0]!.facets, 0.1, (n) => cleanContours(cutter.cut((n + 0.5) * 0.1).loops));
  expect(areas).toHaveLength(50);
  expect(areas.map((area) => Math.round(loopsAreaMm2(area) * 1e6) / 1e6)).toEqual(
    Array.from({ length: 50 }, (_, n) => (n < 20 ? 16 : 24)),
  );
});

test('under a slope it ends at the slope', () => {
  // One facet over (0, 0), (4, 0), (0, 4) that rises from 1 mm by half of x.
  const facet = meshOf(
    [
      [0, 0, 1],
      [4, 0, 3],
      [0, 4, 1],
    ],
    [[0, 2, 1]],
  );
  const areas = heatSinkAreas(facet, [0], 0.1, () => []);
  expect(areas).toHaveLength(30);
  expect(loopsAreaMm2(areas[5]!)).toBeCloseTo(8, 6);
  // At 2.05 mm what lies beyond x = 2.1 is left: a triangle of half of 1.9 squared.
  expect(loopsAreaMm2(areas[20]!)).toBeCloseTo(1.9 ** 2 / 2, 3);
});
