import { describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { GRID_PER_MM } from '../../src/core/units.ts';
import { zoneMap } from '../../src/geometry/zone-map.ts';
import { circle, loop, rectangle, reversed } from '../scan/shapes.ts';
import { randomFrom } from './solids.ts';

/** A loop through whole grid units. */
function gridLoop(...units: readonly number[]): Polyline {
  return { xy: Float64Array.from(units, (unit) => unit / GRID_PER_MM), closed: true };
}

/** Whole grid units of a loop. */
const unitsOf = ({ xy }: Polyline) => [...xy].map((mm) => Math.round(mm * GRID_PER_MM));

/** Where a point in whole grid units is by exact arithmetic: 1 inside (even-odd), 0 on an edge, -1 outside. */
function exactPlace(loops: Loops, x: number, y: number): -1 | 0 | 1 {
  let inside = false;
  for (const line of loops) {
    const units = unitsOf(line);
    for (let i = 0, j = units.length - 2; i < units.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [units[j]!, units[j + 1]!, units[i]!, units[i + 1]!];
      const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      const isBeside = x < Math.min(ax, bx) || x > Math.max(ax, bx) || y < Math.min(ay, by) || y > Math.max(ay, by);
      if (turn === 0 && !isBeside) return 0;
      if (ay > y === by > y) continue;
      if (by > ay ? turn > 0 : turn < 0) inside = !inside;
    }
  }
  return inside ? 1 : -1;
}

/** A star around a point: its corners rise around it, so that it does not cross itself. */
function star(x: number, y: number, radius: number, corners: number, random: () => number): Polyline {
  const units: number[] = [];
  for (let i = 0; i < corners; i++) {
    const turn = (2 * Math.PI * i) / corners;
    const reach = radius * (0.35 + 0.65 * random());
    units.push(Math.round(x + reach * Math.cos(turn)), Math.round(y + reach * Math.sin(turn)));
  }
  return gridLoop(...units);
}

/**
 * Squares of a board whose corners were moved at random: they touch along slanted edges and leave nothing between them. One in three
 * has a hole.
 */
function board(side: number, pitch: number, random: () => number): Loops[] {
  const shift = () => Math.round((random() - 0.5) * 0.6 * pitch);
  const corner = new Map<string, readonly number[]>();
  const at = (i: number, j: number) => {
    const known = corner.get(`${i} ${j}`) ?? [i * pitch + shift(), j * pitch + shift()];
    corner.set(`${i} ${j}`, known);
    return known;
  };
  const zones: Loops[] = [];
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const square = gridLoop(...at(i, j), ...at(i + 1, j), ...at(i + 1, j + 1), ...at(i, j + 1));
      const [x, y] = [Math.round((i + 0.5) * pitch), Math.round((j + 0.5) * pitch)];
      const hole = reversed(gridLoop(x - 40, y - 30, x + 50, y - 20, x + 10, y + 60));
      zones.push((i + j) % 3 === 0 ? [square, hole] : [square]);
    }
  }
  return zones;
}

describe('a point lies in', () => {
  test('the area around it, and holes are in none', () => {
    const zones = [[rectangle(0, 0, 10, 10), reversed(rectangle(4, 4, 6, 6))], [rectangle(4, 4, 5, 6)]];
    const map = zoneMap(zones);
    expect([map.at(1, 1), map.at(4.5, 5), map.at(5.5, 5), map.at(11, 5), map.at(5, -1), map.at(-3, 5)]).toEqual([
      0, 1, -1, -1, -1, -1,
    ]);
    expect(zoneMap([]).at(0, 0)).toBe(-1);
    expect(zoneMap([[], []]).at(0, 0)).toBe(-1);
  });

  test('what exact arithmetic says, for 40 random stars with holes and 400 points each', () => {
    const random = randomFrom(1);
    let inside = 0;
    for (let n = 0; n < 40; n++) {
      const [x, y] = [Math.round(random() * 4e5), Math.round(random() * 4e5)];
      const radius = 20 + Math.round(random() * 2e5);
      const zone = [star(x, y, radius, 3 + Math.floor(random() * 60), random)];
      if (radius > 2000) zone.push(reversed(star(x, y, radius * 0.3, 3 + Math.floor(random() * 8), random)));
      const map = zoneMap([zone]);
      for (let p = 0; p < 400; p++) {
        const px = x + Math.round((random() - 0.5) * 2.4 * radius);
        const py = y + Math.round((random() - 0.5) * 2.4 * radius);
        const exact = exactPlace(zone, px, py);
        if (exact === 0) continue;
        expect(map.at(px / GRID_PER_MM, py / GRID_PER_MM)).toBe(exact === 1 ? 0 : -1);
        if (exact === 1) inside++;
      }
    }
    expect(inside).toBeGreaterThan(2000);
  });

  test('one of the areas that touch there: on edges, on corners and between them, of 144 areas', () => {
    const random = randomFrom(2);
    const zones = board(12, 300, random);
    const map = zoneMap(zones);
    let borders = 0;
    for (let p = 0; p < 6000; p++) {
      const x = 300 + Math.floor(random() * 3000);
      const y = 300 + Math.floor(random() * 3000);
      const places = zones.map((zone) => exactPlace(zone, x, y));
      const zone = map.at(x / GRID_PER_MM, y / GRID_PER_MM);
      const around = places.indexOf(1);
      if (around >= 0) expect(zone).toBe(around);
      else if (places.filter((place) => place === 0).length > 1) {
        expect(places[zone]).toBe(0);
        borders++;
      } else if (places.includes(0)) expect(zone < 0 || places[zone] === 0).toBe(true);
      else expect(zone).toBe(-1);
    }
    for (const zone of zones) {
      for (const [n, unit] of unitsOf(zone[0]!).entries()) {
        if (n % 2 === 1) continue;
        const [x, y] = [unit, unitsOf(zone[0]!)[n + 1]!];
        if (Math.min(x, y) < 300 || Math.max(x, y) > 3300) continue;
        expect(exactPlace(zones[map.at(x / GRID_PER_MM, y / GRID_PER_MM)] ?? [], x, y)).toBe(0);
        borders++;
      }
    }
    expect(borders).toBeGreaterThan(300);
  });

  test('one of two sides also between the points of the grid of a slanted border that they share', () => {
    // From (1, 1) to (8.0003, 4.0007); one has it whole, the other with a point on it.
    const a = loop(0, 0, 9, 0, 8.0003, 4.0007, 1, 1);
    const b = loop(1, 1, 8.0003, 4.0007, 5, 9);
    const map = zoneMap([[a], [b]]);
    let [first, second] = [0, 0];
    for (let n = 1; n < 1000; n++) {
      const zone = map.at(1 + (n / 1000) * 7.0003, 1 + (n / 1000) * 3.0007);
      if (zone === 0) first++;
      else if (zone === 1) second++;
    }
    expect(first + second).toBe(999);
    expect(map.at(4.5003, 2.5)).toBe(0);
    expect(map.at(4.5003, 2.502)).toBe(1);
  });

  test('the area above a level border and right of an upright one', () => {
    const map = zoneMap([
      [rectangle(0, 0, 5, 5)],
      [rectangle(5, 0, 10, 5)],
      [rectangle(0, 5, 5, 10)],
      [rectangle(5, 5, 10, 10)],
    ]);
    expect([map.at(5, 2), map.at(2, 5), map.at(5, 5), map.at(5, 7), map.at(7, 5), map.at(0, 0)]).toEqual([
      1, 2, 3, 3, 3, 0,
    ]);
  });
});

describe('a line crosses borders', () => {
  test('where they are, each once, though both sides have them', () => {
    const map = zoneMap([[rectangle(0, 0, 4, 10)], [rectangle(4, 0, 10, 10)]]);
    expect(map.crossings(-10, 5, 30, 5)).toEqual([0.25, 0.35, 0.5]);
    expect(map.crossings(30, 5, -10, 5)).toEqual([0.5, 0.65, 0.75]);
    expect(map.crossings(1, 1, 3, 9)).toEqual([]);
    expect(map.crossings(20, 0, 20, 10)).toEqual([]);
    expect(map.crossings(4, 2, 4, 2)).toEqual([]);
    expect(zoneMap([]).crossings(0, 0, 1, 1)).toEqual([]);
  });

  test('not where they begin or end, and once where a corner lies on them', () => {
    const map = zoneMap([[rectangle(0, 0, 4, 10)]]);
    expect(map.crossings(0, 5, 4, 5)).toEqual([]);
    expect(map.crossings(0, 5, 8, 5)).toEqual([0.5]);
    // Through (5, 5), where a corner points to the right: in and out again is nothing or twice the same.
    const arrow = zoneMap([[loop(0, 0, 5, 5, 0, 10)]]);
    expect(arrow.crossings(5, 0, 5, 10)).toEqual([]);
    expect(arrow.crossings(-5, 5, 15, 5)).toEqual([0.25, 0.5]);
    expect(arrow.crossings(15, 5, -5, 5)).toEqual([0.5, 0.75]);
  });

  test('also where the border runs along them, either way: what is beyond is not told as the border', () => {
    // The border of the two runs along y = 5 up to x = 10 and upward from there: a line on it is in the upper one up to 10.
    const low = loop(0, 0, 20, 0, 20, 9, 10, 9, 10, 5, 0, 5);
    const high = rectangle(0, 5, 10, 9);
    const map = zoneMap([[low], [high]]);
    expect([map.at(3, 5), map.at(15, 5)]).toEqual([1, 0]);
    expect(map.crossings(0, 5, 20, 5)).toEqual([0.5]);
    expect(map.crossings(20, 5, 0, 5)).toEqual([0.5]);
    // The same upright, along x = 5.
    const left = loop(0, 0, 9, 0, 9, 10, 5, 10, 5, 20, 0, 20);
    const right = rectangle(5, 10, 9, 20);
    const upright = zoneMap([[left], [right]]);
    expect([upright.at(5, 3), upright.at(5, 15)]).toEqual([0, 1]);
    expect(upright.crossings(5, 0, 5, 20)).toEqual([0.5]);
    expect(upright.crossings(5, 20, 5, 0)).toEqual([0.5]);
  });

  test('so often that between two crossings no area changes, for random lines over 144 areas', () => {
    const random = randomFrom(3);
    const zones = board(12, 300, random);
    const map = zoneMap(zones);
    let cuts = 0;
    for (let n = 0; n < 400; n++) {
      const ends = [0, 1, 2, 3].map(() => Math.round(random() * 4200 - 300) / GRID_PER_MM);
      // Every fourth line is level or upright, and often passes through corners.
      if (n % 4 === 0) ends[3] = ends[1]!;
      if (n % 4 === 1) ends[2] = ends[0]!;
      const [x0, y0, x1, y1] = ends as [number, number, number, number];
      const shares = map.crossings(x0, y0, x1, y1);
      expect([...shares].sort((a, b) => a - b)).toEqual(shares);
      cuts += shares.length;
      const bounds = [0, ...shares, 1];
      const lengthUnits = Math.hypot(x1 - x0, y1 - y0) * GRID_PER_MM;
      for (let k = 0; k + 1 < bounds.length; k++) {
        const [from, to] = [bounds[k]!, bounds[k + 1]!];
        if ((to - from) * lengthUnits < 1e-3) continue;
        const seen = [0.1, 0.3, 0.5, 0.8].map((part) => {
          const share = from + part * (to - from);
          return map.at(x0 + share * (x1 - x0), y0 + share * (y1 - y0));
        });
        expect(new Set(seen).size).toBe(1);
      }
    }
    expect(cuts).toBeGreaterThan(3000);
  });

  test('as often as edges part their ends, for a circle of 1000 points and a thin comb', () => {
    const ring = circle(10, 10, 8, 1000);
    const teeth: number[] = [];
    for (let i = 0; i < 200; i++) teeth.push(20 + 0.02 * i, 0, 20 + 0.02 * i + 0.01, 30);
    const comb = loop(...teeth, 24, 40, 20, 40);
    const map = zoneMap([[ring], [comb]]);
    expect(map.crossings(0, 10, 19, 10)).toHaveLength(2);
    expect(map.crossings(10, 0, 13, 19)).toHaveLength(2);
    // The left side, then up and down between 200 points at the bottom.
    expect(map.crossings(18.5, 10.0001, 30, 10.0001)).toHaveLength(400);
    expect([map.at(20.005, 29), map.at(20.01, 29), map.at(20.02, 29), map.at(20.02, 31)]).toEqual([1, -1, 1, 1]);
  });
});
