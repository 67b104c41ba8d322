/** Layers of random shapes against distances computed point by point. */
import { beforeAll, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import { snapMm } from '../../../src/core/units.ts';
import { loadClipping, unitePositive } from '../../../src/geometry/clipping.ts';
import { isInsideLoop } from '../../../src/geometry/inside-loop.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { layerOverhangs } from '../../../src/plan/overhang/layer-overhangs.ts';
import { randomFrom } from '../../geometry/solids.ts';

beforeAll(() => loadClipping());

const GRID_MM = 0.4;

function isInside(loops: Loops, x: number, y: number): boolean {
  return loops.filter(({ xy }) => isInsideLoop(xy, x, y)).length % 2 === 1;
}

function distance(loops: Loops, x: number, y: number): number {
  if (isInside(loops, x, y)) return 0;
  let least = Infinity;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const [ux, uy] = [xy[i]! - xy[j]!, xy[i + 1]! - xy[j + 1]!];
      const along = ((x - xy[j]!) * ux + (y - xy[j + 1]!) * uy) / (ux * ux + uy * uy);
      const t = Math.max(0, Math.min(1, along));
      least = Math.min(least, Math.hypot(x - xy[j]! - t * ux, y - xy[j + 1]! - t * uy));
    }
  }
  return least;
}

function shapes(random: () => number, count: number): Loops {
  const all = Array.from({ length: count }, (): Polyline => {
    const [cx, cy, r, corners, turn] = [
      12 * random(),
      12 * random(),
      0.5 + 3 * random(),
      3 + 6 * random(),
      6 * random(),
    ];
    const xy = Array.from({ length: Math.floor(corners) }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / Math.floor(corners);
      const size = r * (0.5 + random());
      return [cx + size * Math.cos(angle), cy + size * Math.sin(angle)];
    });
    return { xy: Float64Array.from(xy.flat(), snapMm), closed: true };
  });
  return unitePositive(all);
}

test('what is told of 25 layers is what distances say', () => {
  const random = randomFrom(8);
  let [islands, overhangs, wrong] = [0, 0, 0];
  for (let n = 0; n < 25; n++) {
    const layer = shapes(random, 5);
    const below = shapes(random, 4);
    const reach = 0.05 + random();
    const found = layerOverhangs(layer, below, [], { thicknessMm: reach, angleDeg: 45, leastAreaMm2: 1e-4 });
    const told = [...found.islands, ...found.overhangs].reduce((sum, { areaMm2 }) => sum + areaMm2, 0);
    expect(told).toBeCloseTo(loopsAreaMm2(found.area), 2);
    for (const { piece, xMm, yMm } of found.islands) {
      islands++;
      expect(isInside(piece, xMm, yMm)).toBe(true);
      for (const { xy } of piece) {
        for (let i = 0; i < xy.length; i += 2) if (distance(below, xy[i]!, xy[i + 1]!) <= reach) wrong++;
      }
    }
    const furthest = new Map(found.overhangs.map((overhang) => [overhang, 0]));
    for (let x = -6.011; x < 18; x += GRID_MM) {
      for (let y = -6.023; y < 18; y += GRID_MM) {
        if (!isInside(layer, x, y)) continue;
        const away = distance(below, x, y);
        const pieces = [...found.islands, ...found.overhangs].filter(({ piece }) => isInside(piece, x, y));
        // At the very border of a piece chords and the grid decide.
        if (Math.abs(away - reach) > 0.003 && pieces.length !== (away > reach ? 1 : 0)) wrong++;
        for (const piece of found.overhangs) {
          if (pieces.includes(piece)) furthest.set(piece, Math.max(furthest.get(piece)!, away));
        }
      }
    }
    for (const [{ beyondMm, xMm, yMm }, away] of furthest) {
      overhangs++;
      expect(distance(below, xMm, yMm) - reach).toBeCloseTo(beyondMm, 2);
      expect(beyondMm + reach).toBeGreaterThan(away - 0.05);
    }
  }
  expect(wrong).toBe(0);
  expect(Math.min(islands, overhangs)).toBeGreaterThan(10);
});
