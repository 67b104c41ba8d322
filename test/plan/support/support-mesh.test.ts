import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { panelRegion } from '../../../src/plan/support/panel-region.ts';
import { partSupports } from '../../../src/plan/support/part-supports.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { wallFigures } from '../../../src/plan/support/support-figures.ts';
import { supportMesh } from '../../../src/plan/support/support-mesh.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { BLOCK, TEETH } from './plain-block.ts';

beforeAll(() => loadClipping());

const piece = { s0: 0, s1: 10, top0: 20, top1: 20, foot0: 0, foot1: 0, onPart: false, facet: 0 };
const line = { xMm: 3, yMm: 4, ux: 0.6, uy: 0.8, fromMm: 0, toMm: 10 };

describe('the area of a panel', () => {
  test('is its rectangle less what is between teeth, openings and partings', () => {
    expect(loopsAreaMm2(panelRegion([piece], BLOCK))).toBeCloseTo(200 - 4, 6);
    const into = { ...BLOCK, head: { ...TEETH, intoMm: 0.1 } };
    expect(loopsAreaMm2(panelRegion([piece], into))).toBeCloseTo(196 + 5 * 0.4 * 0.1, 6);
    expect(loopsAreaMm2(panelRegion([{ ...piece, foot0: 5, foot1: 5, onPart: true }], BLOCK))).toBeCloseTo(150 - 8, 6);
    const openings = { widthMm: 1, heightMm: 2, pitchMm: 2, rowMm: 4, rimMm: 0.5 };
    // Five openings in rows 1 and 3, four in rows 2 and 4.
    expect(loopsAreaMm2(panelRegion([piece], { ...BLOCK, openings }))).toBeCloseTo(196 - 18, 6);
    // The gap from 3.5 to 4.5 takes its height less the notch there: 0.375 of full width and a triangle of 1 x 0.625.
    const parting = { everyMm: 4, gapMm: 1 };
    expect(loopsAreaMm2(panelRegion([{ ...piece, s0: 2, s1: 6 }], { ...BLOCK, parting }))).toBeCloseTo(
      80 - 1.6 - (20 - 0.6875),
      6,
    );
  });
});

test('a wall is a closed slab of its thickness, standing on its line', () => {
  const { mesh, leftOut } = supportMesh([{ line, panels: [[piece]] }], BLOCK, 0.1);
  expect(leftOut).toBe(0);
  expect(meshTopology(mesh).watertight).toBe(true);
  expect(volumeOf(mesh)).toBeCloseTo(19.6, 6);
});

test.skipIf(!hasSharedData)('supports of a bone are closed slabs with the volume of their cuts', () => {
  const { positions, triangles } = readStl(readFileSync(sharedData('meshes/bone_totalseg_L1_3mm.stl')), 'L1');
  const low = positions.reduce((least, value, k) => (k % 3 === 2 ? Math.min(least, value) : least), Infinity);
  const bone = { positions: positions.map((value, k) => (k % 3 === 2 ? value - low + 3 : value)), triangles };
  const block = { ...TITANIUM_SUPPORTS.block, spacingMm: 8 };
  const { grid } = partSupports(bone, { ...TITANIUM_SUPPORTS, block });
  const { mesh, leftOut } = supportMesh(grid.walls, block, 0.1);
  expect(leftOut).toBe(0);
  expect(meshTopology(mesh).watertight).toBe(true);
  const { volumeMm3 } = wallFigures(grid.walls, block, { layerMm: 0.03, trackMm: 0.1, leastMm: 0 });
  expect(Math.abs(volumeOf(mesh) / volumeMm3 - 1)).toBeLessThan(0.001);
});

function volumeOf({ positions, triangles }: { readonly positions: Float64Array; readonly triangles: Uint32Array }) {
  let sum = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => positions.subarray(3 * triangles[t + k]!, 3 * triangles[t + k]! + 3));
    sum += a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!);
    sum += a![1]! * (b![2]! * c![0]! - b![0]! * c![2]!);
    sum += a![2]! * (b![0]! * c![1]! - b![1]! * c![0]!);
  }
  return sum / 6;
}
