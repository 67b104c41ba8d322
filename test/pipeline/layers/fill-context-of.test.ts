import { expect, test } from 'vitest';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { triangleBvh } from '../../../src/geometry/triangle-bvh.ts';
import { fillContextOf, NO_FILL_INPUTS } from '../../../src/pipeline/layers/fill-context-of.ts';
import { boxMesh } from '../../geometry/solids.ts';

const BOX = [10, 20, 0, 14, 26, 8] as const;
const mesh = boxMesh(...BOX);
const coreMesh = boxMesh(11, 21, 1, 12, 22, 2);
const coreShape = { by: 'mesh' as const, mesh: coreMesh, edges: meshEdges(coreMesh) };
const core = { id: 'core', fill: 'solid' as const, shape: coreShape };
const rest = { id: 'rest', fill: 'lattice' as const, shape: null };
const context = fillContextOf(mesh, BOX, [10, 20, 0], [core, rest], 1, {
  samples: new Map([['a.csv', Float64Array.of(1, 2, 3, 0.25, 0, 0, 0, 0.5)]]),
  solidYoungsGPa: 113.8,
});

test('the surface is that of the part, and is made once', () => {
  expect(triangleBvh(context.surface()).distance(12, 23, 1.5)).toBeCloseTo(1.5, 12);
  expect(context.surface()).toBe(context.surface());
});

test('a side has the triangles that face it', () => {
  const top = triangleBvh(context.sideSurface('z+'));
  expect(top.distance(12, 23, 0)).toBeCloseTo(8, 12);
  expect(triangleBvh(context.sideSurface('x-')).distance(14, 23, 4)).toBeCloseTo(4, 12);
});

test('a region with a mesh is known by its id; the rest and others are not', () => {
  const found = context.regionSurface('core');
  expect(triangleBvh(found!).distance(14, 21.5, 1.5)).toBeCloseTo(2, 12);
  expect(context.regionSurface('core')).toBe(found);
  expect([context.regionSurface('rest'), context.regionSurface('other')]).toEqual([undefined, undefined]);
});

test('what is filled is the part with its regions in their order, under the skin of the sides that have one', () => {
  const { boxMm, part, regions, skin } = context.porousRegion!(0.5, ['z+']);
  expect([boxMm, part]).toEqual([BOX, mesh]);
  expect(regions).toEqual([
    { kind: 'solid', shape: coreMesh },
    { kind: 'porous', shape: null },
  ]);
  expect(skin?.thicknessMm).toBe(0.5);
  expect(triangleBvh(skin!.surface).distance(12, 23, 8)).toBeCloseTo(2, 12);
  expect(context.porousRegion!(0, []).skin).toBeNull();
});

test('samples stand in job coordinates with their values as they are, sorted once', () => {
  const { samples } = context.samples('a.csv');
  const rows = [0, 4].map((n) => [...samples.subarray(n, n + 4)]);
  expect(rows).toContainEqual([11, 22, 3, 0.25]);
  expect(rows).toContainEqual([10, 20, 0, 0.5]);
  expect(context.samples('a.csv')).toBe(context.samples('a.csv'));
});

test('a table that nobody read is a fault of our own', () => {
  expect(() => context.samples('b.csv')).toThrow(expect.objectContaining({ code: 'own-fault' }));
});

test('a part of which nothing more is known has no modulus', () => {
  expect(context.solidYoungsGPa).toBe(113.8);
  expect(fillContextOf(mesh, BOX, [0, 0, 0], [], 0, NO_FILL_INPUTS).solidYoungsGPa).toBeNull();
});
