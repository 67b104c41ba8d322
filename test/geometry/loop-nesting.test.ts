import { expect, test } from 'vitest';
import type { Polyline } from '../../src/core/polyline.ts';
import { nestLoops } from '../../src/geometry/loop-nesting.ts';
import { randomFrom } from './solids.ts';

function square(x: number, y: number, half: number): Polyline {
  const xy = Float64Array.of(x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half);
  return { xy, closed: true };
}

function reversed(line: Polyline): Polyline {
  const { xy } = line;
  const out = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = xy[xy.length - 2 - i]!;
    out[i + 1] = xy[xy.length - 1 - i]!;
  }
  return { xy: out, closed: true };
}

test('a hole goes to the smallest outline around it, in the order given', () => {
  const outer = square(0, 0, 10);
  const void1 = reversed(square(0, 0, 8));
  const inner = square(0, 0, 6);
  const void2 = reversed(square(0, 0, 4));
  const apart = square(30, 0, 5);
  const nested = nestLoops([void2, inner, void1, outer, apart]);
  expect(nested).toEqual([
    { outline: inner, holes: [void2] },
    { outline: outer, holes: [void1] },
    { outline: apart, holes: [] },
  ]);
});

test('a hole that touches its outline with a corner stays in it', () => {
  const outer = square(0, 0, 5);
  const hole: Polyline = { xy: Float64Array.of(-5, 0, 0, 2, 0, -2), closed: true };
  expect(nestLoops([outer, square(-10, 0, 5), hole])[0]!.holes).toEqual([hole]);
});

test('a hole all of whose corners touch its outline stays in it', () => {
  const outer = square(0, 0, 5);
  const hole: Polyline = { xy: Float64Array.of(-5, 0, 0, 5, 5, 0, 0, -5), closed: true };
  expect(nestLoops([outer, hole])[0]!.holes).toEqual([hole]);
});

test('an island that touches the hole around it from inside does not take that hole', () => {
  const outer = square(0, 0, 9);
  const hole = reversed(square(0, 0, 5));
  const island: Polyline = { xy: Float64Array.of(-5, 0, 0, -5, 5, 0, 0, 5), closed: true };
  const nested = nestLoops([island, outer, hole]);
  expect(nested[0]!.holes).toEqual([]);
  expect(nested[1]!.holes).toEqual([hole]);
});

test('a hole that a corner leads a grid unit out of its outline is not lost', () => {
  const outer = square(0, 0, 5);
  const hole: Polyline = { xy: Float64Array.of(-5.0001, 0, 0, 2, 0, -2), closed: true };
  expect(nestLoops([outer, hole])[0]!.holes).toEqual([hole]);
});

test('a hole outside every outline and a loop without area are left out', () => {
  const outer = square(0, 0, 5);
  const flat: Polyline = { xy: Float64Array.of(1, 1, 2, 2, 3, 3), closed: true };
  expect(nestLoops([flat, reversed(square(20, 0, 1)), outer])).toEqual([{ outline: outer, holes: [] }]);
  expect(nestLoops([reversed(square(20, 0, 1))])).toEqual([]);
});

test('4,000 rings side by side and within each other, shuffled, find their own outlines', () => {
  const random = randomFrom(3);
  const loops: Polyline[] = [];
  const expected = new Map<Polyline, Polyline>();
  for (let i = 0; i < 2000; i++) {
    const x = 3 * (i % 50) + random();
    const y = 3 * Math.floor(i / 50) + random();
    const sides = 24;
    const ring = (r: number): Polyline => {
      const xy = Array.from({ length: sides }, (_, k) => {
        const turn = (2 * Math.PI * k) / sides;
        return [x + r * Math.cos(turn), y + r * Math.sin(turn)];
      }).flat();
      return { xy: Float64Array.from(xy, (value) => Math.round(value * 1e4) / 1e4), closed: true };
    };
    const wide = ring(0.9);
    const void1 = reversed(ring(0.7));
    const island = ring(0.5);
    const void2 = reversed(ring(0.3));
    expected.set(void1, wide).set(void2, island);
    loops.push(wide, void1, island, void2);
  }
  for (let i = loops.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [loops[i], loops[j]] = [loops[j]!, loops[i]!];
  }
  const nested = nestLoops(loops);
  expect(nested.length).toBe(4000);
  let placed = 0;
  for (const { outline, holes } of nested) {
    for (const hole of holes) if (expected.get(hole) === outline) placed++;
  }
  expect(placed).toBe(4000);
});
