import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipLines, directionOf, type LinePieces } from '../../src/geometry/line-clip.ts';
import { areaOf, cageBlock, circle, loop, rectangle, reversed } from '../scan/shapes.ts';

const family = (angleDeg: number, spacingMm: number, phase = 0.5) => ({ angleDeg, spacingMm, phase });
const piecesOf = (pieces: LinePieces): [number, number][][] =>
  Array.from({ length: pieces.starts.length - 1 }, (_, k) =>
    Array.from({ length: pieces.starts[k + 1]! - pieces.starts[k]! }, (_, i): [number, number] => {
      const p = pieces.starts[k]! + i;
      return [pieces.from[p]!, pieces.to[p]!];
    }),
  );
const totalLength = ({ from, to }: LinePieces): number => from.reduce((sum, start, i) => sum + to[i]! - start, 0);

describe('lines cut by an area', () => {
  test('a square with a hole is cut into the pieces known by hand', () => {
    const pieces = clipLines([rectangle(0, 0, 4, 3), reversed(rectangle(1, 1, 2, 2))], family(0, 1));
    expect(pieces.firstLine).toBe(0);
    expect(piecesOf(pieces)).toEqual([
      [[0, 4]],
      [
        [0, 1],
        [2, 4],
      ],
      [[0, 4]],
    ]);
  });

  test('a line through corners counts each edge once: a line on the lower side counts, on the upper not', () => {
    expect(piecesOf(clipLines([rectangle(0, 0, 4, 2)], family(0, 1, 0)))).toEqual([[[0, 4]], [[0, 4]]]);
    const diamond = [loop(0, -1, 1, 0, 0, 1, -1, 0)];
    expect(piecesOf(clipLines(diamond, family(0, 1, 0)))).toEqual([[], [[-1, 1]]]);
  });

  test('a flat step on a line breaks nothing', () => {
    const step = [loop(0, 0, 2, 0, 2, 1, 4, 1, 4, 2, 0, 2)];
    expect(piecesOf(clipLines(step, family(0, 1, 0)))).toEqual([[[0, 2]], [[0, 4]]]);
  });

  test('lines are numbered from the origin, also below it', () => {
    const pieces = clipLines([rectangle(-3, -2.2, -1, -0.2)], family(0, 1));
    expect(pieces.firstLine).toBe(-2);
    expect(piecesOf(pieces)).toEqual([[[-3, -1]], [[-3, -1]]]);
  });

  test('areas that abut give one piece, areas apart two', () => {
    expect(piecesOf(clipLines([rectangle(0, 0, 2, 1), rectangle(2, 0, 4, 1)], family(0, 1)))).toEqual([[[0, 4]]]);
    expect(piecesOf(clipLines([rectangle(0, 0, 2, 1), rectangle(2.001, 0, 4, 1)], family(0, 1)))[0]).toHaveLength(2);
  });

  test('at 90 degrees lines run up and are numbered to the left', () => {
    const pieces = clipLines([rectangle(0, 0, 2, 5)], family(90, 1));
    expect(pieces.firstLine).toBe(-2);
    expect(piecesOf(pieces)).toEqual([[[0, 5]], [[0, 5]]]);
  });

  test('nothing gives nothing', () => {
    expect(clipLines([], family(0, 1)).starts).toHaveLength(1);
    expect(clipLines([rectangle(0, 0.1, 5, 0.4)], family(0, 1)).from).toHaveLength(0);
    expect(clipLines([reversed(rectangle(0, 0, 5, 5))], family(0, 1)).from).toHaveLength(0);
  });

  test('length times spacing is the area at any angle', () => {
    const shapes = [
      [rectangle(0, 0, 10, 10)],
      [circle(3, -4, 7), reversed(circle(3, -4, 2))],
      [cageBlock().outline, ...cageBlock().holes],
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 35_999 }), fc.constantFrom(...shapes), (hundredths, shape) => {
        const area = areaOf(shape);
        const covered = totalLength(clipLines(shape, family(hundredths / 100, 0.08))) * 0.08;
        expect(Math.abs(covered / area - 1)).toBeLessThan(0.005);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  test('whole-number corners on lines of a whole-number grid never leave a line open', () => {
    const point = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 3, maxLength: 12 }),
        fc.constantFrom(0, 45, 90, 135, 270),
        (points, angleDeg) => {
          const pieces = clipLines([loop(...points.flat())], family(angleDeg, 1, 0));
          for (const [i, start] of pieces.from.entries()) expect(pieces.to[i]!).toBeGreaterThan(start);
        },
      ),
      { numRuns: 500, seed: 5 },
    );
  });
});

describe('direction', () => {
  test('quarter turns are exact, also beyond a full turn', () => {
    expect([0, 90, 180, 270, 360, 450, -90].map((deg) => directionOf(deg))).toEqual([
      { cos: 1, sin: 0 },
      { cos: 0, sin: 1 },
      { cos: -1, sin: 0 },
      { cos: 0, sin: -1 },
      { cos: 1, sin: 0 },
      { cos: 0, sin: 1 },
      { cos: 0, sin: -1 },
    ]);
  });

  test('30 degrees is half a unit up', () => {
    expect(directionOf(30).sin).toBeCloseTo(0.5, 15);
  });
});
