import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { loadKernels } from '../../../src/geometry/contour/kernel.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import type { JobSpec } from '../../../src/pipeline/layers/job-spec.ts';
import { keptOffBelow, keptOffPlaces } from '../../../src/pipeline/layers/kept-off.ts';
import type { LayerAreas } from '../../../src/pipeline/layers/layer-areas.ts';

beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const rectangle = (x0: number, y0: number, x1: number, y1: number): Loops => [
  { xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true },
];
type Areas = Pick<LayerAreas, 'envelope' | 'regions'>;
/** A layer of a part whose regions are a face that lies beneath, an opening, and the rest. */
const layer = (envelope: Loops, face: Loops = [], opening: Loops = []): Areas => ({
  envelope,
  regions: [
    { fill: 'beneath', place: face },
    { fill: 'empty', place: opening },
    { fill: 'solid', place: envelope },
  ],
});
const FLOOR = rectangle(0, 0, 30, 10);
const FACE = rectangle(8, 0, 22, 10);
const BOSSES = [...rectangle(0, 0, 6, 10), ...rectangle(24, 0, 30, 10)];

/** Layers of 0.2 mm. */
function specOf(clearMm: number, ids: readonly string[] = ['face']) {
  return {
    paths: { kind: 'beads', keptOff: { ids, clearMm } },
    layers: { thicknessMm: 0.2 },
    regions: [{ id: 'face' }, { id: 'opening' }, { id: 'rest' }],
  } as unknown as JobSpec;
}

/** Areas kept off in the layers, asked for in the order given. */
function keptOff(layers: readonly Areas[], clearMm: number, order = layers.map((_, n) => n), first = 0) {
  const places = keptOffPlaces(specOf(clearMm), { below: first }, (n) => layers[n] as Areas);
  const found = new Map(order.map((n) => [n, loopsAreaMm2(places(n, layers[n] as Areas))]));
  return layers.map((_, n) => found.get(n));
}

describe('places that travels keep off', () => {
  // A floor whose upper layer is the face, and bosses beside it.
  const U = [layer(FLOOR), layer(FLOOR, FACE), ...Array.from({ length: 5 }, () => layer(BOSSES))];

  test('hold the face of a U for as long as the nozzle is nearer above it than it is lifted', () => {
    expect(keptOff(U, 0.5)).toEqual([0, 140, 140, 140, 0, 0, 0]);
    // 0.6 mm above it the nozzle is as high as where it is lifted by 0.6 mm.
    expect(keptOff(U, 0.6)).toEqual([0, 140, 140, 140, 0, 0, 0]);
    expect(keptOff(U, 0.61)).toEqual([0, 140, 140, 140, 140, 0, 0]);
    expect(keptOff(U, 0.2)).toEqual([0, 140, 0, 0, 0, 0, 0]);
    expect(keptOff(U, 0)).toEqual([0, 140, 0, 0, 0, 0, 0]);
    expect([0, 0.2, 0.5, 0.6, 0.61].map((mm) => keptOffBelow(specOf(mm)))).toEqual([0, 0, 2, 2, 3]);
  });

  test('are the same in any order, and none where no region is named', () => {
    expect(keptOff(U, 0.61, [6, 3, 4, 1, 2, 5, 0])).toEqual(keptOff(U, 0.61));
    const none = keptOffPlaces(specOf(0.5, []), { below: 0 }, (n) => U[n] as Areas);
    expect(none(2, U[2] as Areas)).toEqual([]);
    expect(keptOffBelow(specOf(0.5, []))).toBe(0);
  });

  test('end where the part covers them, and not where it is left open above them', () => {
    // The layer above has the left half of the face under solid; above its right half is an opening.
    const covered = layer(FLOOR, [], rectangle(15, 0, 22, 10));
    expect(keptOff([layer(FLOOR, FACE), covered, layer(BOSSES)], 0.61)).toEqual([140, 70, 70]);
    // What was covered once stays so, whatever the layers above hold.
    expect(keptOff([layer(FLOOR, FACE), layer(FLOOR), layer(BOSSES)], 0.61)).toEqual([140, 0, 0]);
  });

  test('are those of a face that goes on together with the step below it, and nothing of walls that all but stand', () => {
    const steps = [layer(FLOOR, FACE), layer(FLOOR, rectangle(8, 0, 21, 10)), layer(rectangle(0, 0, 21, 10))];
    expect(keptOff(steps, 0.5)).toEqual([140, 130, 0]);
    // A slope: each step leaves 1 mm x 10 mm of the layer below bare.
    const slope = [30, 29, 28].map((x) => layer(rectangle(0, 0, x, 10), rectangle(0, 0, x, 10)));
    expect(keptOff(slope, 0.5)).toEqual([300, 300, 300]);
    // Of a wall 0.005 mm a layer is bare, which is no place.
    const wall = [30, 29.995, 29.99].map((x) => layer(rectangle(0, 0, x, 10), rectangle(0, 0, x, 10)));
    expect(keptOff(wall, 0.5)).toEqual([300, 299.95, 299.9].map((mm2) => expect.closeTo(mm2, 9)));
  });

  test('begin above what the part stands on', () => {
    expect(keptOff(U, 0.61, undefined, 2)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
