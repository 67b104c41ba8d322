import { describe, expect, test } from 'vitest';
import { cornersOf } from '../../../src/scan/contour-paths/corners.ts';
import { lengthsAlong } from '../../../src/scan/contour-paths/stretch-of.ts';
import { circle, loop, rectangle } from '../shapes.ts';
import { star } from './star.ts';

const corners = (line: ReturnType<typeof loop>, deg: number) => cornersOf(line, lengthsAlong(line), deg);

describe('corners', () => {
  test('of a square turn by 90 degrees: four at 90, none at 91', () => {
    expect(corners(rectangle(0, 0, 5, 5), 90)).toEqual([0, 1, 2, 3]);
    expect(corners(rectangle(0, 0, 5, 5), 91)).toEqual([]);
  });

  test('of a square that is turned by 30 degrees and rounded to the grid are the same four', () => {
    const [c, s] = [Math.sqrt(3) / 2, 0.5];
    const turned = [0, 0, 5 * c, 5 * s, 5 * (c - s), 5 * (s + c), -5 * s, 5 * c].map((v) => Math.round(v * 1e4) / 1e4);
    expect(corners(loop(...turned), 90)).toEqual([0, 1, 2, 3]);
  });

  test('of a pentagram: five points turn by 144 degrees, the five notches between by 72 to the other side', () => {
    expect(corners(star(0, 0, 5), 144)).toEqual([0, 2, 4, 6, 8]);
    expect(corners(star(0, 0, 5), 73)).toEqual([0, 2, 4, 6, 8]);
    expect(corners(star(0, 0, 5), 72)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('a circle has none', () => {
    expect(corners(circle(0, 0, 3, 200), 10)).toEqual([]);
  });

  test('a corner of two bends 1 um apart is one, at its sharper bend', () => {
    const line = loop(0, 0, 5, 0, 5, 5, 0.0006, 5, 0, 4.9996);
    // 34 degrees at the fourth point and 56 at the fifth.
    expect(corners(line, 80)).toEqual([0, 1, 2, 4]);
  });

  test('steps of the grid on a straight edge are none', () => {
    const xy: number[] = [];
    for (let i = 0; i < 500; i++) xy.push(i / 100, (i % 2) * 0.0001);
    expect(corners(loop(...xy, 5, 5, 0, 5), 30)).toHaveLength(4);
  });

  test('of an open line are those between its ends', () => {
    expect(corners({ ...rectangle(0, 0, 5, 5), closed: false }, 90)).toEqual([1, 2]);
  });
});
