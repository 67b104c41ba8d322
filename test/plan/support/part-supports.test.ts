import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { keepOut } from '../../../src/plan/support/keep-out.ts';
import { partSupports } from '../../../src/plan/support/part-supports.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { supportCutter } from '../../../src/plan/support/support-cutter.ts';
import { cleanContours } from '../../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { boxMesh, joined, octahedronMesh } from '../../geometry/solids.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { sphereMesh } from './sphere-mesh.ts';
import { unsupportedIslands } from './unsupported-islands.ts';

beforeAll(() => loadClipping());

/** BONES names others of the shared meshes, parted by spaces. */
const BONES = (names: string) => (process.env.BONES ?? names).split(' ');
const LAYER_MM = 0.03;
const ANGLE_DEG = 40;

/** On the plate with a lift. */
function lifted({ positions, triangles }: TriangleMesh, liftMm = 3): TriangleMesh {
  let low = Infinity;
  for (let v = 2; v < positions.length; v += 3) low = Math.min(low, positions[v]!);
  return { positions: positions.map((value, k) => (k % 3 === 2 ? value - low + liftMm : value)), triangles };
}

/** A bone in mm; some of the files are in metres. */
function boneMesh(name: string): TriangleMesh {
  const { positions, triangles } = readStl(readFileSync(sharedData(`meshes/bone_${name}.stl`)), name);
  const isInMetres = positions.every((value) => Math.abs(value) < 1);
  return { positions: isInMetres ? positions.map((value) => 1000 * value) : positions, triangles };
}

/** Turned by a matrix, rows of nine numbers. */
function turned({ positions, triangles }: TriangleMesh, m: readonly number[]): TriangleMesh {
  const out = new Float64Array(positions.length);
  for (let v = 0; v < positions.length; v += 3) {
    for (let k = 0; k < 3; k++) {
      out[v + k] = m[3 * k]! * positions[v]! + m[3 * k + 1]! * positions[v + 1]! + m[3 * k + 2]! * positions[v + 2]!;
    }
  }
  return { positions: out, triangles };
}

function islandsOf(mesh: TriangleMesh, pointsMm: readonly (readonly number[])[] = []) {
  const supports = partSupports(mesh, TITANIUM_SUPPORTS, { pointsMm });
  const cutter = supportCutter(supports, TITANIUM_SUPPORTS.block);
  return unsupportedIslands(mesh, LAYER_MM, ANGLE_DEG, (z) => cutter.linesAt(z, 0));
}

/** The same with walls and teeth held 0.3 mm from the sides of the part. */
function islandsWithGap(mesh: TriangleMesh) {
  const cutter = supportCutter(partSupports(mesh, TITANIUM_SUPPORTS), TITANIUM_SUPPORTS.block);
  const tooth = TITANIUM_SUPPORTS.block.head.heightMm;
  const edges = meshEdges(mesh);
  const [here, below, above] = [0, -tooth, tooth].map((offset) => {
    const cut = meshCutter(mesh, edges);
    return (z: number) => cleanContours(cut.cut(Math.max(0, z + offset)).loops);
  }) as [(z: number) => Loops, (z: number) => Loops, (z: number) => Loops];
  return unsupportedIslands(mesh, LAYER_MM, ANGLE_DEG, (z) =>
    cutter.linesAt(z, 0, keepOut(here(z), below(z), above(z), 0.3)),
  );
}

const ON_A_CORNER = [2 ** -0.5, -(2 ** -0.5), 0, 6 ** -0.5, 6 ** -0.5, -2 * 6 ** -0.5, 3 ** -0.5, 3 ** -0.5, 3 ** -0.5];
const ON_AN_EDGE = [1, 0, 0, 0, 2 ** -0.5, -(2 ** -0.5), 0, 2 ** -0.5, 2 ** -0.5];

describe('a layer of solids has an island without supports and none with them', () => {
  test.each([
    ['a box', boxMesh(0, 0, 0, 7.3, 4.6, 3)],
    ['a box narrower than the grid', boxMesh(0.2, 0.2, 0, 0.7, 0.8, 3)],
    ['a cube on a corner', turned(boxMesh(0, 0, 0, 5, 5, 5), ON_A_CORNER)],
    ['a cube on an edge', turned(boxMesh(0, 0, 0, 5, 5, 5), ON_AN_EDGE)],
    ['an octahedron', octahedronMesh(4)],
    ['a sphere', sphereMesh(4, 24)],
    ['a T', joined(boxMesh(9.25, 0.5, 0, 11.25, 4.5, 11), boxMesh(0.25, 0.5, 10, 20.25, 4.5, 12))],
    ['a hook', joined(boxMesh(0, 0, 0, 2, 2, 9), boxMesh(0, 0, 8, 6, 2, 9), boxMesh(4, 0.3, 5, 5, 1.7, 9))],
  ])('%s', (_, solid) => {
    const mesh = lifted(solid);
    expect(unsupportedIslands(mesh, LAYER_MM, ANGLE_DEG, () => [])).not.toEqual([]);
    expect(islandsOf(mesh)).toEqual([]);
  });
});

describe('watertight bones', () => {
  test.skipIf(!hasSharedData).each(BONES('lumbar1 totalseg_L1_3mm'))('%s', (name) => {
    expect(islandsOf(lifted(boneMesh(name)))).toEqual([]);
  });

  test.skipIf(!hasSharedData).each(BONES('lumbar1'))('%s, with a gap to its sides', (name) => {
    expect(islandsWithGap(lifted(boneMesh(name)))).toEqual([]);
  });

  test.skipIf(!hasSharedData).each(['cerv2', 'thoracic6_s'])(
    '%s, whose surface crosses itself: islands that begin there get a web once they are named',
    (name) => {
      const mesh = lifted(boneMesh(name));
      const first = islandsOf(mesh);
      expect(first.length).toBeGreaterThan(0);
      const points = first.map(({ layer, xMm, yMm }) => [xMm, yMm, (layer + 0.5) * LAYER_MM]);
      expect(islandsOf(mesh, points)).toEqual([]);
    },
  );
});

describe('what is protected', () => {
  const T = joined(boxMesh(9.25, 0.5, 0, 11.25, 4.5, 11), boxMesh(0.25, 0.5, 10, 20.25, 4.5, 12));
  /** Every layer's support, as places x0, y0, x1, y1. */
  const linesOf = (mesh: TriangleMesh, isProtected: Uint8Array) => {
    const supports = partSupports(mesh, TITANIUM_SUPPORTS, { isProtected });
    const cutter = supportCutter(supports, TITANIUM_SUPPORTS.block);
    const lines = Array.from({ length: 500 }, (_, n) => cutter.linesAt((n + 0.5) * LAYER_MM, 0)).flat();
    return { supports, places: lines.map(({ xy }) => [...xy]) };
  };
  type Place = (x: number, y: number, z: number) => boolean;
  const heldBy = (meets: Place, positions: Float64Array, v: number) =>
    meets(positions[v]!, positions[v + 1]!, positions[v + 2]!);
  /** Marks the facets whose corners all meet a condition. */
  const marked = ({ positions, triangles }: TriangleMesh, meets: Place) =>
    Uint8Array.from({ length: triangles.length / 3 }, (_, t) =>
      [0, 1, 2].every((k) => heldBy(meets, positions, 3 * triangles[3 * t + k]!)) ? 1 : 0,
    );

  test('gets no head in any layer, and a lowest place there is told', () => {
    const { supports, places } = linesOf(
      T,
      marked(T, (_x, _y, z) => z === 10),
    );
    expect(places).toEqual([]);
    expect(supports.bare.map(({ zMm }) => zMm)).toEqual([10]);
  });

  test('gets no foot in any layer, and the stretches over it are told', () => {
    // Two shelves over the plate, the lower one half as long and protected on its top.
    const shelves = joined(boxMesh(0, 0, 10, 8, 4, 11), boxMesh(0, 0, 0, 4, 4, 2));
    const { supports, places } = linesOf(
      shelves,
      marked(shelves, (_x, _y, z) => z === 2),
    );
    expect(places.length).toBeGreaterThan(0);
    expect(Math.min(...places.flatMap(([x0, , x1]) => [x0!, x1!]))).toBeGreaterThanOrEqual(4);
    expect(supports.grid.refused.length).toBeGreaterThan(0);
  });
});
