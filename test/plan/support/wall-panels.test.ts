import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { gridLines, wallsOver } from '../../../src/plan/support/block-walls.ts';
import { facetColumns } from '../../../src/plan/support/facet-columns.ts';
import { facetWants } from '../../../src/plan/support/facet-wants.ts';
import { wallBetween } from '../../../src/plan/support/wall-line.ts';
import { type Panel, WANTS, wallPanels } from '../../../src/plan/support/wall-panels.ts';
import { type WallSection, wallSection } from '../../../src/plan/support/wall-section.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';
import { sphereMesh } from './sphere-mesh.ts';

/** A section from pieces [s0, z0, s1, z1, 1 where it faces down], each a facet of its own. */
function section(pieces: readonly (readonly [number, number, number, number, 0 | 1])[]): WallSection {
  const column = (k: 0 | 1 | 2 | 3) => Float64Array.from(pieces.map((piece) => piece[k]));
  return {
    count: pieces.length,
    s0: column(0),
    z0: column(1),
    s1: column(2),
    z1: column(3),
    facet: Int32Array.from(pieces.keys()),
    facesDown: Uint8Array.from(pieces.map((piece) => piece[4])),
  };
}

const { nothing, support, none } = WANTS;
const places = (panels: readonly Panel[]) =>
  panels.map((panel) => panel.flatMap(({ s0, top0, s1, top1 }) => [s0, top0, s1, top1]));
const areaOf = (panels: readonly Panel[]) =>
  panels
    .flat()
    .reduce((sum, { s0, s1, top0, top1, foot0, foot1 }) => sum + ((s1 - s0) * (top0 + top1 - foot0 - foot1)) / 2, 0);

describe('a stretch that wants no support', () => {
  const three = section([
    [0, 10, 4, 10, 1],
    [4, 10, 4.3, 10.3, 1],
    [4.3, 10.3, 9, 10.3, 1],
    [0, 20, 9, 20, 0],
  ]);
  const wants = Uint8Array.of(support, nothing, support, nothing);

  test('belongs to the panel where it is short', () => {
    const { panels } = wallPanels(three, 0, 9, wants, { closeMm: 0.5, leastLengthMm: 0 });
    expect(places(panels)).toEqual([[0, 10, 4, 10, 4, 10, 4.3, 10.3, 4.3, 10.3, 9, 10.3]]);
  });

  test('parts two panels where it is long, and what is short then is left out', () => {
    const { panels } = wallPanels(three, 0, 9, wants, { closeMm: 0.2, leastLengthMm: 0 });
    expect(places(panels)).toEqual([
      [0, 10, 4, 10],
      [4.3, 10.3, 9, 10.3],
    ]);
    const long = wallPanels(three, 0, 9, wants, { closeMm: 0.2, leastLengthMm: 4.5 });
    expect(places(long.panels)).toEqual([[4.3, 10.3, 9, 10.3]]);
  });

  test('is not closed over where support is banned', () => {
    const { panels } = wallPanels(three, 0, 9, Uint8Array.of(support, none, support, nothing), {
      closeMm: 0.5,
      leastLengthMm: 0,
    });
    expect(panels).toHaveLength(2);
  });
});

test('overlapping shells have one underside, with its corners where they cross', () => {
  const crossed = section([
    [0, 10, 10, 20, 1],
    [0, 20, 10, 10, 1],
    [0, 30, 10, 30, 0],
    [0, 31, 10, 31, 0],
  ]);
  const { panels } = wallPanels(crossed, 0, 10, Uint8Array.of(1, 1, 0, 0), { closeMm: 0, leastLengthMm: 0 });
  expect(places(panels)).toEqual([[0, 10, 5, 15, 5, 15, 10, 10]]);
});

describe('a ceiling over a floor', () => {
  // A shelf from 10 to 12 mm over a box up to 4 mm, over half of it.
  const shelf = section([
    [0, 10, 8, 10, 1],
    [0, 12, 8, 12, 0],
    [4, 0, 8, 0, 1],
    [4, 4, 8, 4, 0],
  ]);

  test('has its foot on the plate and on the box, in two panels', () => {
    const { panels } = wallPanels(shelf, 0, 8, Uint8Array.of(support, nothing, nothing, nothing), {
      closeMm: 0,
      leastLengthMm: 0,
    });
    expect(areaOf(panels)).toBe(4 * 10 + 4 * 6);
    expect(panels.flat().map(({ onPart }) => onPart)).toEqual([false, true]);
  });

  test('is refused where the foot would stand on what is protected', () => {
    const { panels, refused } = wallPanels(shelf, 0, 8, Uint8Array.of(support, nothing, nothing, none), {
      closeMm: 0,
      leastLengthMm: 0,
    });
    expect(areaOf(panels)).toBe(40);
    expect(refused).toEqual([{ s0: 4, s1: 8, zMm: 10 }]);
  });

  test('gets none where it is protected itself', () => {
    const { panels, refused } = wallPanels(shelf, 0, 8, Uint8Array.of(none, nothing, nothing, nothing), {
      closeMm: 0,
      leastLengthMm: 0,
    });
    expect([panels, refused]).toEqual([[], []]);
  });
});

const wallsOf = (mesh: TriangleMesh) => {
  const columns = facetColumns(mesh);
  const { wants } = facetWants(mesh, [], { criticalAngleDeg: 40, plateMm: 0.03, leastAreaMm2: 0 });
  return wallsOver(columns, gridLines(columns, wants, { spacingMm: 1, angleDeg: 0 }), wants, {
    closeMm: 0,
    leastLengthMm: 0,
  });
};

test('a T on its head and one inside out get no walls', () => {
  const onHead = joined(boxMesh(9.25, 0.5, 1, 11.25, 4.5, 12), boxMesh(0.25, 0.5, 0, 20.25, 4.5, 2));
  expect(wallsOf(onHead).walls).toEqual([]);
  const raised = boxMesh(0.5, 0.5, 3, 8.5, 4.5, 5);
  expect(wallsOf(raised).walls).not.toEqual([]);
  expect(wallsOf({ ...raised, triangles: raised.triangles.slice().reverse() }).walls).toEqual([]);
});

describe('the wall under the middle of a sphere of 5 mm, 8 mm above the plate', () => {
  const { positions, triangles } = sphereMesh(5, 64);
  const mesh = { positions: positions.map((value, k) => (k % 3 === 2 ? value + 8 : value)), triangles };
  const line = wallBetween(-6, 0.001, 6, 0.001);

  test('is the rectangle less half of the disc, where all that faces down wants it', () => {
    const all = wallSection(facetColumns(mesh), line);
    const wants = new Uint8Array(triangles.length / 3);
    for (let n = 0; n < all.count; n++) wants[all.facet[n]!] = WANTS.support;
    const { panels } = wallPanels(all, 0, 12, wants, { closeMm: 0, leastLengthMm: 0 });
    const area = 10 * 8 - (Math.PI * 25) / 2;
    expect(Math.abs(areaOf(panels) / area - 1)).toBeLessThan(0.002);
  });

  test('is as wide as the cap below 40 degrees', () => {
    const { wants } = facetWants(mesh, [], { criticalAngleDeg: 40, plateMm: 0.03, leastAreaMm2: 0 });
    const { panels } = wallPanels(wallSection(facetColumns(mesh), line), 0, 12, wants, {
      closeMm: 0,
      leastLengthMm: 0,
    });
    expect(panels).toHaveLength(1);
    const width = panels[0]!.at(-1)!.s1 - panels[0]![0]!.s0;
    // Rings are 180 / 64 degrees high.
    expect(Math.abs(width - 10 * Math.sin((40 * Math.PI) / 180))).toBeLessThan(
      10 * ((Math.PI / 64) * Math.cos((40 * Math.PI) / 180)),
    );
  });
});
