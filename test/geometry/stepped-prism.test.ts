import { expect, test } from 'vitest';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { steppedPrism } from '../../src/geometry/stepped-prism.ts';
import { rectangle, reversed } from '../scan/shapes.ts';

const frame = [rectangle(0, 0, 20, 10), reversed(rectangle(12, 2, 18, 8))];

test('a frame is closed, faces outward and has the volume of its area', () => {
  const mesh = steppedPrism(frame, [], { bottomMm: 1, topMm: 3, stepMm: 3 });
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1, misorientedEdges: { count: 0 } });
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(2 * (200 - 36), 9);
});

test('a raised or sunk ring on it adds or takes its own volume, and the surface stays one', () => {
  const ring = [rectangle(2, 2, 9, 8), reversed(rectangle(4, 4, 7, 6))];
  for (const stepMm of [4, 2.5]) {
    const mesh = steppedPrism(frame, ring, { bottomMm: 1, topMm: 3, stepMm });
    expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1, misorientedEdges: { count: 0 } });
    expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(2 * 164 + (stepMm - 3) * (42 - 6), 9);
  }
});

test('many holes and islands whose corners all lie on common lines are cut without a gap', () => {
  const step = Array.from({ length: 30 }, (_, n) => {
    const [x, y] = [3 * (n % 10) + 1, 3 * Math.floor(n / 10) + 1];
    return [rectangle(x, y, x + 2, y + 2), reversed(rectangle(x + 0.5, y + 0.5, x + 1.5, y + 1.5))];
  }).flat();
  const mesh = steppedPrism([rectangle(0, 0, 31, 10)], step, { bottomMm: 0, topMm: 1, stepMm: 2 });
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1, degenerateTriangles: { count: 0 } });
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(310 + 30 * 3, 9);
});
