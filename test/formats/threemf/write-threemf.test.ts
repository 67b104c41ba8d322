import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import type { Layer, Region } from '../../../src/core/layer.ts';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { Polyline } from '../../../src/core/polyline.ts';
import { snapMm } from '../../../src/core/units.ts';
import { readThreeMf } from '../../../src/formats/threemf/read-threemf.ts';
import { type ThreeMfWriteOptions, threeMfSink } from '../../../src/formats/threemf/write-threemf.ts';
import { byteMemory } from './byte-memory.ts';

const CHECKER = fileURLToPath(new URL('./lib3mf-check.mjs', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'trabecula-3mf-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** A box of 10 x 10 x `heightMm` mm from -5, -5, 0. */
function box(heightMm: number): TriangleMesh {
  const positions = new Float64Array(24);
  for (let i = 0; i < 8; i++) positions.set([i & 1 ? 5 : -5, i & 2 ? 5 : -5, i & 4 ? heightMm : 0], 3 * i);
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  return {
    positions,
    triangles: Uint32Array.from(quads.flatMap(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, a, c, d])),
  };
}

const loop = (...xy: readonly number[]): Polyline => ({ xy: Float64Array.from(xy, snapMm), closed: true });

/** A circle of `corners` points, counter-clockwise, or clockwise for a hole. */
function circle(x: number, y: number, radius: number, corners: number, hole = false): Polyline {
  const xy: number[] = [];
  for (let i = 0; i < corners; i++) {
    const turn = ((hole ? -1 : 1) * 2 * Math.PI * i) / corners;
    xy.push(x + radius * Math.cos(turn), y + radius * Math.sin(turn));
  }
  return loop(...xy);
}

const region = (outline: Polyline, holes: readonly Polyline[] = [], area: Region['area'] = 'core'): Region => ({
  partId: 'part',
  regionId: null,
  area,
  outline,
  holes,
});

const SQUARE = loop(-5, -5, 5, -5, 5, 5, -5, 5);
const OPTIONS: ThreeMfWriteOptions = { version: '0.1.0', objectName: 'box', metadata: {}, slices: true, lowres: false };

function layersOf(regions: readonly (readonly Region[])[], thicknessMm = 0.03): Layer[] {
  return regions.map((list, index) => ({
    index,
    zMm: thicknessMm * (index + 1),
    thicknessMm,
    regions: list,
    midlines: [],
  }));
}

async function written(mesh: TriangleMesh, layers: readonly Layer[], options = OPTIONS): Promise<Uint8Array> {
  const memory = byteMemory();
  const sink = threeMfSink(memory, mesh, options);
  await sink.open({ partId: 'part', layerCount: layers.length, thicknessMm: 0.03, boxMm: [-5, -5, 0, 5, 5, 1] });
  for (const layer of layers) {
    await sink.layer({
      layer,
      toolpaths: { index: layer.index, zMm: layer.zMm, thicknessMm: layer.thicknessMm, toolpaths: [] },
    });
  }
  await sink.close();
  return memory.bytes();
}

interface Verdict {
  readonly error: string | null;
  readonly warnings: number;
  readonly triangles: number;
  readonly slices: readonly (readonly [number, number])[];
}

/** What the reader of the 3MF consortium says in strict mode. */
function lib3mf(bytes: Uint8Array): Verdict {
  const path = join(FOLDER, 'file.3mf');
  writeFileSync(path, bytes);
  return JSON.parse(execFileSync(process.execPath, [CHECKER, path], { encoding: 'utf8', timeout: 60_000 }));
}

/** Lattice-like slices: a square with holes, islands inside the holes, separate dots. */
function latticeLayers(count: number): Layer[] {
  const regions = Array.from({ length: count }, (_, i) => {
    if (i % 7 === 3) return [];
    const r = 0.8 + 0.01 * (i % 50);
    return [
      region(SQUARE, [circle(-2.5, -2.5, r, 24, true), circle(2.5, 2.5, r, 31, true)]),
      region(circle(2.5, 2.5, r / 2, 12)),
      region(circle(20, -20, r, 9)),
    ];
  });
  return layersOf(regions);
}

describe('a 3MF of ours', () => {
  const metadata = { Title: 'a "box" & more', 'cell-type': 'gyroid', density: '0.3' };

  test.each<[string, readonly Layer[], Partial<ThreeMfWriteOptions>]>([
    ['a mesh alone', [], { slices: false, metadata }],
    ['a box with its slices', layersOf(Array.from({ length: 20 }, () => [region(SQUARE)])), {}],
    ['lattice slices with holes, islands and empty layers', latticeLayers(60), { metadata }],
    ['slices with a mesh of low resolution', latticeLayers(10), { lowres: true, objectName: 'Hülle <1>' }],
    ['empty layers only', layersOf([[], []]), {}],
  ])('%s: lib3mf opens it strictly, without error or warning', async (_, layers, more) => {
    const bytes = await written(box(0.6), layers, { ...OPTIONS, ...more });
    const verdict = lib3mf(bytes);
    expect(verdict).toMatchObject({ error: null, warnings: 0, triangles: 12 });
    const wanted = layers.map((layer) => layer.regions.reduce((sum, { holes }) => sum + 1 + holes.length, 0));
    expect(verdict.slices.map(([, polygons]) => polygons)).toEqual(wanted);
    verdict.slices.forEach(([top], i) => {
      expect(top).toBeCloseTo(layers[i]?.zMm ?? 0, 6);
    });
  });

  test.each<[string, (model: string) => string]>([
    ['a segment beyond the vertices', (model) => model.replace('v2="3"', 'v2="300"')],
    ['an open polygon', (model) => model.replace('<s:segment v2="0"/>', '')],
    ['a ztop that does not rise', (model) => model.replace('ztop="0.06"', 'ztop="0.03"')],
    ['an undeclared prefix in the metadata', (model) => model.replace('name="Application"', 'name="x:Application"')],
    ['a triangle beyond the vertices', (model) => model.replace('v1="0"', 'v1="99"')],
  ])('%s in it: lib3mf and our own reader refuse it', async (_, damage) => {
    const files = unzipSync(await written(box(0.6), layersOf([[region(SQUARE)], [region(SQUARE)]])));
    const model = strFromU8(files['3D/3dmodel.model'] ?? new Uint8Array(0));
    expect(damage(model)).not.toBe(model);
    const damaged = zipSync({ ...files, '3D/3dmodel.model': strToU8(damage(model)) });
    expect(() => readThreeMf(damaged, 'damaged.3mf')).toThrow('damaged.3mf');
    const verdict = lib3mf(damaged);
    expect(verdict.error !== null || verdict.warnings > 0).toBe(true);
  });

  test('it reads back with the same mesh, loops, heights and metadata, to the last bit', async () => {
    const layers = latticeLayers(40);
    const mesh = box(1 / 3);
    const model = readThreeMf(await written(mesh, layers, { ...OPTIONS, metadata, lowres: true }), 'box.3mf');
    expect(model.mesh).toEqual(mesh);
    expect(model.metadata).toEqual({
      Application: 'Trabecula 0.1.0',
      Title: metadata.Title,
      'trabecula:cell-type': 'gyroid',
      'trabecula:density': '0.3',
    });
    const [object] = model.objects;
    expect(object).toMatchObject({ name: 'box', lowres: true, type: 'model' });
    expect(object?.sliceStack?.zBottomMm).toBe(0);
    expect(object?.sliceStack?.slices.map((slice) => slice.loops)).toEqual(
      layers.map((layer) => layer.regions.flatMap(({ outline, holes }) => [outline, ...holes])),
    );
    expect(object?.sliceStack?.slices.map((slice) => slice.zTopMm)).toEqual(layers.map((layer) => snapMm(layer.zMm)));
  });

  test('two writes give the same bytes, in a fixed order with the time 1980-01-01', async () => {
    const first = await written(box(0.6), latticeLayers(20));
    expect(await written(box(0.6), latticeLayers(20))).toEqual(first);
    const view = new DataView(first.buffer, first.byteOffset);
    expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([0, 0x21]);
    expect(Object.keys(unzipSync(first))).toEqual(['[Content_Types].xml', '_rels/.rels', '3D/3dmodel.model']);
  });

  test('supports stay out of the slices, and negative and tiny coordinates keep their sign without exponent', async () => {
    const small = loop(-0.0001, -1234.5678, 0.0001, -1234.5678, 0, -1000);
    const layers = layersOf([[region(small), region(SQUARE, [], 'support')]]);
    const bytes = await written({ ...box(1), positions: box(1).positions.map((v) => v * 1e-7) }, layers);
    const model = strFromU8(unzipSync(bytes)['3D/3dmodel.model'] ?? new Uint8Array(0));
    expect(model).toContain(
      '<s:vertex x="-0.0001" y="-1234.5678"/>\n<s:vertex x="0.0001" y="-1234.5678"/>\n<s:vertex x="0" y="-1000"/>',
    );
    expect(model.match(/<s:polygon/g)?.length).toBe(1);
    expect(model).toContain('<vertex x="-0.0000005" y="-0.0000005" z="0"/>');
    expect(model).not.toMatch(/="-?[\d.]+e/);
  });

  test('a coordinate off the grid, a layer out of order and a foreign part are faults of ours', async () => {
    const off = { xy: Float64Array.of(0, 0, 1, 0, 0.50005, 1), closed: true };
    await expect(written(box(1), layersOf([[region(off)]]))).rejects.toThrow('lies on the grid');
    const [first] = layersOf([[]]);
    await expect(written(box(1), first === undefined ? [] : [first, first])).rejects.toThrow('lies above');
    await expect(written(box(1), layersOf([[{ ...region(SQUARE), partId: 'other' }]]))).rejects.toThrow('part other');
  });

  test('text that XML cannot carry is refused', async () => {
    await expect(written(box(1), [], { ...OPTIONS, objectName: 'a\u0000b' })).rejects.toThrow('XML cannot carry');
    await expect(written(box(1), [], { ...OPTIONS, metadata: { 'a b': '1' } })).rejects.toThrow('no name');
  });
});
