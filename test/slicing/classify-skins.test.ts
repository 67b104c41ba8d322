import { beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '../../src/core/field.ts';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { snapMm } from '../../src/core/units.ts';
import { distanceToBorder } from '../../src/geometry/beyond-border.ts';
import { loadClipping, subtractLoops, unitePositive } from '../../src/geometry/clipping.ts';
import { isInsideLoop } from '../../src/geometry/inside-loop.ts';
import { lengthMm, loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { hasStrips } from '../../src/geometry/without-strips.ts';
import { classifySkins, type LayerSkins } from '../../src/slicing/classify-skins.ts';
import { cutFieldBodies, type FieldBody } from '../../src/slicing/cut-field.ts';
import type { SkinRule, SkinSettings } from '../../src/slicing/settings.ts';
import { planeOf } from '../support/plane-of.ts';

beforeAll(() => loadClipping());

const T = 0.05;
const RULE: SkinRule = { angleDeg: 45, layers: 3, expansionMm: 0, minWidthMm: 0 };
const BOTH: SkinSettings = { thicknessMm: T, upskin: RULE, downskin: RULE, hullMm: null };
const DOWN: SkinSettings = { ...BOTH, upskin: null };
const rad = (deg: number) => (deg * Math.PI) / 180;

/** A solid as its layers, from the plate up. */
type Layers = (index: number) => Loops;

function loop(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy, snapMm), closed: true };
}

function box(x0: number, y0: number, x1: number, y1: number): Loops {
  return x1 > x0 ? [loop(x0, y0, x1, y0, x1, y1, x0, y1)] : [];
}

function circle(radius: number, points: number): Loops {
  if (!(radius > 0)) return [];
  const turns = Array.from({ length: points }, (_, k) => (2 * Math.PI * k) / points);
  return [loop(...turns.flatMap((a) => [radius * Math.cos(a), radius * Math.sin(a)]))];
}

function skinsAt(solid: Layers, k: number, settings: SkinSettings): LayerSkins {
  const near = [1, 2, 3, 4, 5];
  return classifySkins(
    solid(k),
    near.map((n) => solid(k - n)),
    near.map((n) => solid(k + n)),
    settings,
  );
}

/** Whether loops wind around a point. */
function isIn(loops: Loops, x: number, y: number): boolean {
  return loops.reduce((inside, { xy }) => inside !== isInsideLoop(xy, x, y), false);
}

function distanceTo(loops: Loops, x: number, y: number): number {
  return Math.min(...loops.map(({ xy }) => distanceToBorder(xy, x, y)));
}

const area = loopsAreaMm2;
const sum = ({ core, hull, upskin, downskin }: LayerSkins) => area(core) + area(hull) + area(upskin) + area(downskin);

describe('a cube of 20 layers, 3 layers of skin', () => {
  const cube: Layers = (k) => (k < 0 || k >= 20 ? [] : box(0, 0, 10, 10));

  test('faces down in its first 3 layers, up in its last 3, and is core between', () => {
    for (let k = 0; k < 20; k++) {
      const { core, upskin, downskin, both } = skinsAt(cube, k, BOTH);
      expect([area(downskin), area(core), area(upskin), area(both)], `layer ${k}`).toEqual(
        k < 3 ? [100, 0, 0, 0] : k < 17 ? [0, 100, 0, 0] : [0, 0, 100, 0],
      );
    }
  });

  test('of 4 layers faces both ways in its 2 in the middle, which are downskin', () => {
    const plate: Layers = (k) => (k < 0 || k >= 4 ? [] : box(0, 0, 10, 10));
    const areas = [0, 1, 2, 3].map((k) => {
      const { upskin, downskin, both } = skinsAt(plate, k, BOTH);
      return [area(downskin), area(both), area(upskin)];
    });
    expect(areas).toEqual([
      [100, 0, 0],
      [100, 100, 0],
      [100, 100, 0],
      [0, 0, 100],
    ]);
  });

  test('layers that are not given hold nothing; those beyond the depth do not count', () => {
    const [layer] = [cube(5)];
    expect(area(classifySkins(layer, [layer, layer], [], DOWN).downskin)).toBe(100);
    expect(area(classifySkins(layer, [layer, layer, layer, []], [], DOWN).downskin)).toBe(0);
    expect(skinsAt(() => [], 5, BOTH)).toEqual({ core: [], hull: [], upskin: [], downskin: [], both: [] });
  });

  test('without rules is all core', () => {
    const { core } = skinsAt(cube, 0, { ...BOTH, upskin: null, downskin: null });
    expect(core).toEqual(cube(0));
  });
});

describe('a wedge that leans out, limit 45 degrees', () => {
  const wedge =
    (deg: number): Layers =>
    (k) =>
      box(0, 0, 20 + (k * T) / Math.tan(rad(deg)), 10);

  test.each([10, 30, 44.9])('at %d degrees has a band of 3 layers deep: 3 t / tan', (deg) => {
    for (const k of [3, 10, 37]) {
      const skins = skinsAt(wedge(deg), k, BOTH);
      expect(area(skins.downskin) / 10).toBeCloseTo((3 * T) / Math.tan(rad(deg)), 3);
      expect(skins.upskin).toEqual([]);
      expect(sum(skins)).toBeCloseTo(area(wedge(deg)(k)), 9);
    }
  });

  test.each([45, 45.1, 60, 90])('at %d degrees has none', (deg) => {
    for (let k = 3; k < 43; k++) expect(skinsAt(wedge(deg), k, BOTH).downskin).toEqual([]);
  });

  test('that leans in has the same bands, facing up', () => {
    for (const deg of [30, 45.1]) {
      const inward: Layers = (k) => wedge(deg)(40 - k);
      const { upskin, downskin } = skinsAt(inward, 20, BOTH);
      expect(area(upskin) / 10).toBeCloseTo(deg < 45 ? (3 * T) / Math.tan(rad(deg)) : 0, 3);
      expect(downskin).toEqual([]);
    }
  });

  test.each([1, 2, 3, 5])('%d layers deep has a band of as many steps', (layers) => {
    const { downskin } = skinsAt(wedge(30), 10, { ...DOWN, downskin: { ...RULE, layers } });
    expect(area(downskin) / 10).toBeCloseTo((layers * T) / Math.tan(rad(30)), 3);
  });

  test('turned in its plane has the same band', () => {
    const turned: Layers = (k) => {
      const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
      return wedge(30)(k).map(({ xy }) => {
        const out: number[] = [];
        for (let i = 0; i < xy.length; i += 2) out.push(c * xy[i]! - s * xy[i + 1]!, s * xy[i]! + c * xy[i + 1]!);
        return loop(...out);
      });
    };
    const skins = skinsAt(turned, 10, BOTH);
    expect(area(skins.downskin) / 10).toBeCloseTo((3 * T) / Math.tan(rad(30)), 3);
    expect([skins.core.length, skins.downskin.length]).toEqual([1, 1]);
  });

  test('a limit of 90 degrees takes all that leans, and no upright wall', () => {
    const steep = { ...DOWN, downskin: { ...RULE, angleDeg: 90 } };
    expect(area(skinsAt(wedge(85), 10, steep).downskin) / 10).toBeCloseTo((3 * T) / Math.tan(rad(85)), 3);
    expect(skinsAt(wedge(90), 10, steep).downskin).toEqual([]);
  });
});

test('of a cylinder lying down each layer has the bands of the circle, down below and up above its axis', () => {
  const R = 4;
  const halfAt = (k: number) => {
    const z = (k + 0.5) * T - R;
    return Math.abs(z) < R ? Math.sqrt(R * R - z * z) : 0;
  };
  const lying: Layers = (k) => box(-halfAt(k), 0, halfAt(k), 10);
  /** The widest step over 1 to 3 layers that exceeds the reach; all of the layer where one of them is missing. */
  const bandAt = (k: number, side: -1 | 1) => {
    const steps = [1, 2, 3].map((n) => ({
      n,
      step: halfAt(k) - halfAt(k + side * n),
      none: halfAt(k + side * n) === 0,
    }));
    if (steps.some(({ none }) => none)) return halfAt(k);
    return Math.max(0, ...steps.filter(({ n, step }) => step > n * T).map(({ step }) => step));
  };
  const count = Math.round((2 * R) / T);
  let layersWithSkin = 0;
  for (let k = 0; k < count; k++) {
    const skins = skinsAt(lying, k, BOTH);
    const down = bandAt(k, -1);
    expect(area(skins.downskin) / 20, `down in layer ${k}`).toBeCloseTo(down, 3);
    expect(area(skins.upskin) / 20, `up in layer ${k}`).toBeCloseTo(Math.min(bandAt(k, 1), halfAt(k) - down), 3);
    expect(sum(skins)).toBeCloseTo(area(lying(k)), 9);
    if (down > 0) layersWithSkin++;
  }
  // Below 45 degrees lie the lowest R (1 - cos 45) of it.
  expect(layersWithSkin * T).toBeCloseTo(R * (1 - Math.SQRT1_2) + 1.5 * T, 1);
});

test('of a bridge the whole span faces down for 3 layers, and nothing beside it', () => {
  const bridge: Layers = (k) => (k < 20 ? [...box(0, 0, 5, 10), ...box(12, 0, 20, 10)] : box(0, 0, 20, 10));
  for (const k of [20, 21, 22]) {
    const { downskin, core } = skinsAt(bridge, k, DOWN);
    expect(downskin).toEqual(box(5, 0, 12, 10));
    expect(area(core)).toBeCloseTo(130, 9);
  }
  for (const k of [19, 23]) expect(skinsAt(bridge, k, DOWN).downskin).toEqual([]);
});

test.each([30, 60])('a cone of %d degrees on its tip faces down, on its base up, in a ring', (deg) => {
  const [points, step] = [720, T / Math.tan(rad(deg))];
  const onTip: Layers = (k) => circle(step * (k + 1), points);
  const onBase: Layers = (k) => circle(step * (101 - k), points);
  const k = 50;
  const ring = ((points * Math.sin((2 * Math.PI) / points)) / 2) * step * step * (51 ** 2 - 48 ** 2);
  const expected = deg < 45 ? ring : 0;
  const tip = skinsAt(onTip, k, BOTH);
  expect(area(tip.downskin) / ring).toBeCloseTo(expected / ring, 3);
  expect(tip.upskin).toEqual([]);
  const base = skinsAt(onBase, k, BOTH);
  expect(area(base.upskin) / ring).toBeCloseTo(expected / ring, 3);
  expect(base.downskin).toEqual([]);
});

describe('width and growth', () => {
  const wedge: Layers = (k) => box(0, 0, 20 + (k * T) / Math.tan(rad(30)), 10);
  const band = 3 * Math.round((T / Math.tan(rad(30))) * 1e4) * 1e-4;
  const widthOf = (rule: Partial<SkinRule>) =>
    area(skinsAt(wedge, 10, { ...DOWN, downskin: { ...RULE, ...rule } }).downskin) / 10;

  test('a band of 0.26 mm goes below a least width of 0.27 mm and stays whole at 0.25 mm', () => {
    expect(band).toBeCloseTo(0.2598, 4);
    expect(widthOf({ minWidthMm: 0.27 })).toBe(0);
    expect(widthOf({ minWidthMm: 0.25 })).toBeCloseTo(band, 3);
  });

  test('it grows inward alone, and not at all where it was too narrow', () => {
    expect(widthOf({ expansionMm: 0.6 })).toBeCloseTo(band + 0.6, 3);
    expect(widthOf({ minWidthMm: 0.25, expansionMm: 0.6 })).toBeCloseTo(band + 0.6, 3);
    expect(widthOf({ minWidthMm: 0.27, expansionMm: 0.6 })).toBe(0);
  });

  test('of a skin with a narrow tail the tail goes, the corners of the rest stay', () => {
    // Over a gap of 4 x 4 mm a slot of 0.2 mm runs on.
    const whole = box(0, 0, 10, 10);
    const gap = [loop(3, 3, 3, 7, 7, 7, 7, 5.1, 9, 5.1, 9, 4.9, 7, 4.9, 7, 3)];
    const solid: Layers = (k) => (k < 20 ? [...whole, ...gap] : whole);
    const all = skinsAt(solid, 20, DOWN);
    expect(area(all.downskin)).toBeCloseTo(16.4, 6);
    const wide = skinsAt(solid, 20, { ...DOWN, downskin: { ...RULE, minWidthMm: 0.5 } });
    expect(area(wide.downskin)).toBeGreaterThan(16 - 1e-6);
    expect(area(wide.downskin)).toBeLessThan(16 + 0.2 * 0.3);
    expect(sum(wide)).toBeCloseTo(100, 6);
  });
});

test('the hull lies along outlines and holes, and leaves the skins alone', () => {
  const tube: Layers = (k) => {
    if (k < 0 || k >= 20) return [];
    return [...box(0, 0, 10, 10), loop(4, 4, 4, 6, 6, 6, 6, 4)];
  };
  const settings = { ...BOTH, hullMm: 1 };
  const { core, hull } = skinsAt(tube, 10, settings);
  // Around a hole the hull has round corners.
  expect(area(core)).toBeCloseTo(64 - (4 + 8 + Math.PI), 2);
  expect(area(core) + area(hull)).toBeCloseTo(96, 9);
  const foot = skinsAt(tube, 0, settings);
  expect([area(foot.downskin), area(foot.hull), area(foot.core)]).toEqual([96, 0, 0]);
});

describe('on a bumpy body', () => {
  /** A star whose tips swell and turn with height. */
  const star: Layers = (k) => {
    const points: number[] = [];
    for (let i = 0; i < 900; i++) {
      const a = (2 * Math.PI * i) / 900;
      const r = 8 + 1.5 * Math.cos(7 * a + k * 0.05) * Math.sin(k * 0.11) + 0.2 * Math.sin(31 * a);
      points.push(r * Math.cos(a), r * Math.sin(a));
    }
    const hole = circle(2 + 0.8 * Math.sin(k * 0.2), 60).map(({ xy }) => {
      const back: number[] = [];
      for (let i = xy.length - 2; i >= 0; i -= 2) back.push(xy[i]!, xy[i + 1]!);
      return loop(...back);
    });
    return [loop(...points), ...hole, ...box(20, 0, 21 + k * 0.1, 1)];
  };
  const settings: SkinSettings = {
    thicknessMm: T,
    upskin: { ...RULE, expansionMm: 0.1, minWidthMm: 0.05 },
    downskin: { ...RULE, expansionMm: 0.2, minWidthMm: 0.1 },
    hullMm: 0.3,
  };

  test('the areas add up to the layer within half a grid unit along its border, do not overlap and have no strips', () => {
    for (const use of [settings, BOTH]) {
      for (const k of [5, 14, 23, 40]) {
        const skins = skinsAt(star, k, use);
        const { core, hull, upskin, downskin, both } = skins;
        expect(area(downskin)).toBeGreaterThan(0.1);
        expect(area(upskin)).toBeGreaterThan(0.1);
        const borderMm = star(k).reduce((mm, one) => mm + lengthMm(one), 0);
        expect(Math.abs(sum(skins) - area(star(k)))).toBeLessThan(borderMm * 0.5e-4 * 0.1);
        const parts = [core, hull, upskin, downskin];
        // A cut that ends on an earlier one bends it on its own side alone.
        const cutMm = parts.flat().reduce((mm, one) => mm + lengthMm(one), 0);
        expect(Math.abs(area(unitePositive(parts.flat())) - sum(skins))).toBeLessThan(cutMm * 0.5e-4 * 0.1);
        for (const part of parts) expect(hasStrips(part)).toBe(false);
        expect(area(subtractLoops(both, downskin))).toBeCloseTo(0, 6);
      }
    }
  });

  test('what is out of reach of a layer below is downskin, what stands on all of them is not, place by place', () => {
    const wrong: string[] = [];
    let counted = [0, 0];
    for (const k of [5, 23]) {
      const layer = star(k);
      const { downskin } = skinsAt(star, k, DOWN);
      const below = [1, 2, 3].map((n) => star(k - n));
      for (let x = -10; x < 24; x += 0.31) {
        for (let y = -10; y < 10; y += 0.043) {
          if (!isIn(layer, x, y)) continue;
          const away = below.map((loops) => (isIn(loops, x, y) ? 0 : distanceTo(loops, x, y)));
          const is = isIn(downskin, x, y);
          const mustBe = away.some((mm, n) => mm > (n + 1) * T + 0.002);
          const mayBe = away.some((mm) => mm > 0);
          if (is ? !mayBe : mustBe) wrong.push(`${x} ${y} in layer ${k}`);
          counted = [counted[0]! + (mustBe ? 1 : 0), counted[1]! + (mayBe ? 0 : 1)];
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(counted[0]).toBeGreaterThan(100);
    expect(counted[1]).toBeGreaterThan(1000);
  });

  test('the bytes are the same each time, whatever the order and start of the loops', () => {
    const mixed: Layers = (k) =>
      star(k)
        .map(({ xy, closed }) => {
          const from = 2 * Math.floor(xy.length / 5);
          const turned = new Float64Array(xy.length);
          turned.set(xy.subarray(from));
          turned.set(xy.subarray(0, from), xy.length - from);
          return { xy: turned, closed };
        })
        .reverse();
    for (const k of [5, 23]) {
      const once = skinsAt(star, k, settings);
      expect(skinsAt(star, k, settings)).toEqual(once);
      expect(skinsAt(mixed, k, settings)).toEqual(once);
    }
  });
});

/** The sheet gyroid |f| < level of a cell, and the slopes of f. */
function gyroid(cellMm: number) {
  const w = (2 * Math.PI) / cellMm;
  const [s, c] = [(v: number) => Math.sin(w * v), (v: number) => Math.cos(w * v)];
  return {
    f: (x: number, y: number, z: number) => s(x) * c(y) + s(y) * c(z) + s(z) * c(x),
    slopes: (x: number, y: number, z: number): [number, number, number] => [
      c(x) * c(y) - s(z) * s(x),
      c(y) * c(z) - s(x) * s(y),
      c(z) * c(x) - s(y) * s(z),
    ],
  };
}

/**
 * Shares of the solid of a sheet gyroid that lie in the one layer above faces flatter than each limit: on upright lines each way from void up into
 * solid counts where the slopes there say so, with the layer's thickness.
 */
function gyroidShares(cellMm: number, level: number, limits: readonly number[], thicknessMm: number): number[] {
  const { f, slopes } = gyroid(cellMm);
  const n = 100;
  const entries = limits.map(() => 0);
  let solid = 0;
  for (let i = 0; i < n * n; i++) {
    const [x, y] = [(((i % n) + 0.5) * cellMm) / n, ((Math.floor(i / n) + 0.5) * cellMm) / n];
    let last = Math.abs(f(x, y, 0)) - level;
    for (let m = 1; m <= n; m++) {
      const here = Math.abs(f(x, y, (m * cellMm) / n)) - level;
      if (here < 0) solid++;
      if (here < 0 && last >= 0) {
        const [gx, gy, gz] = slopes(x, y, ((m - here / (here - last)) * cellMm) / n);
        const upright = Math.abs(gz) / Math.hypot(gx, gy, gz);
        limits.forEach((deg, l) => {
          if (upright > Math.cos(rad(deg))) entries[l]!++;
        });
      }
      last = here;
    }
  }
  return entries.map((count) => (count * thicknessMm) / ((solid * cellMm) / n));
}

test('of a sheet gyroid the share of downskin grows with the limit as its normals say', () => {
  const [cell, level, layers] = [4, 0.5, 100];
  // A quarter of the cell up the gyroid is itself again, turned and moved.
  const thicknessMm = cell / 4 / layers;
  const { f } = gyroid(cell);
  const field: Field = { plane: (z, grid) => planeOf(grid, (x, y) => f(x, y, z)) };
  const body: FieldBody = { field, band: { from: -level, to: level }, stepMm: 0.05, originMm: [0, 0, 0] };
  const cutAt = (k: number) => cutFieldBodies([body], (k + 0.5) * thicknessMm, box(0, 0, cell, cell));
  const limits = [30, 45, 60];
  const found = limits.map(() => 0);
  let solid = 0;
  let below = cutAt(-1);
  for (let k = 0; k < layers; k++) {
    const layer = cutAt(k);
    solid += area(layer);
    limits.forEach((angleDeg, n) => {
      const downskin = { ...RULE, angleDeg, layers: 1 };
      const skins = classifySkins(layer, [below], [], { thicknessMm, upskin: null, downskin, hullMm: null });
      found[n]! += area(skins.downskin);
      expect(Math.abs(sum(skins) - area(layer))).toBeLessThan(2e-5);
      expect(hasStrips(skins.downskin)).toBe(false);
    });
    below = layer;
  }
  const expected = gyroidShares(cell, level, limits, thicknessMm);
  const ratios = found.map((one, n) => one / solid / expected[n]!);
  ratios.forEach((ratio, n) => {
    // A band ends a little beyond the place where the face gets steeper than the limit, by one reach at most.
    expect(ratio, `${limits[n]} degrees of ${ratios}`).toBeGreaterThan(0.98);
    expect(ratio, `${limits[n]} degrees of ${ratios}`).toBeLessThan(1.05);
  });
});
