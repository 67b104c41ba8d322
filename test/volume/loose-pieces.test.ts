import { describe, expect, test } from 'vitest';
import { findLoosePieces, type PieceArea } from '../../src/volume/loose-pieces.ts';

const SETTINGS = { rowSpacingMm: 0.1, minOverlapMm: 0.001 };
const loop = (x0: number, y0: number, x1: number, y1: number, hole = false) => ({
  xy: Float64Array.from(hole ? [x0, y0, x0, y1, x1, y1, x1, y0] : [x0, y0, x1, y0, x1, y1, x0, y1]),
  closed: true,
});
const square = (x0: number, y0: number, x1: number, y1: number, holes: PieceArea['holes'] = []): PieceArea => ({
  outline: loop(x0, y0, x1, y1),
  holes,
});
const ENVELOPE = [loop(0, 0, 10, 10)];

/** Loose areas of each layer by their number. */
function looseOf(layers: readonly (readonly PieceArea[])[], envelope = ENVELOPE, kept: PieceArea['holes'] = []) {
  const finder = findLoosePieces(SETTINGS);
  for (const [n, areas] of layers.entries()) finder.layer(n, areas, envelope, kept, 0.5);
  const found = finder.finish();
  const byLayer = layers.map((_, n) => [...found.areas.subarray(found.start[n]!, found.start[n + 1]!)]);
  return { ...found, byLayer };
}

describe('pieces that hang together with nothing', () => {
  test('a crumb beside a block is loose, with its volume and place', () => {
    const found = looseOf([[square(0, 0, 5, 5), square(7, 7, 8, 8)], [square(0, 0, 5, 5)]]);
    expect(found.byLayer).toEqual([[1], []]);
    expect(found.count).toBe(1);
    expect(found.volumeMm3).toBeCloseTo(0.5, 9);
    expect(found.solidMm3).toBeCloseTo(25.5, 9);
    expect(found.largest).toMatchObject({ layer: 0 });
    expect(found.largest?.xMm).toBeGreaterThan(6.9);
  });

  test('what begins apart and joins the block further up is part of it', () => {
    const found = looseOf([
      [square(0, 0, 2, 2), square(6, 6, 8, 8)],
      [square(0, 0, 8, 8)],
      [square(0, 0, 1, 1), square(7, 7, 8, 8)],
    ]);
    expect(found.byLayer).toEqual([[], [], []]);
    expect(found.count).toBe(0);
    expect(found.largest).toBeNull();
  });

  test('a crumb within the hole of a ring is loose, the ring is not', () => {
    const ring = square(0, 0, 9, 9, [loop(2, 2, 7, 7, true)]);
    expect(looseOf([[ring, square(4, 4, 5, 5)], [ring]]).byLayer).toEqual([[1], []]);
  });

  test('two crumbs over each other are one piece, in both layers', () => {
    const block = square(0, 0, 5, 5);
    const found = looseOf([
      [square(7, 7, 8, 8), block],
      [block, square(7.5, 7.5, 9, 9)],
    ]);
    expect(found.byLayer).toEqual([[0], [1]]);
    expect(found.count).toBe(1);
  });

  test('each body of the envelope keeps its largest piece', () => {
    const bodies = [loop(0, 0, 4, 4), loop(6, 0, 10, 4)];
    const found = looseOf([[square(0, 0, 3, 3), square(6, 0, 7, 1), square(8, 2, 8.5, 2.5)]], bodies);
    expect(found.byLayer).toEqual([[2]]);
  });

  test('a piece with a solid region in it is kept, however small', () => {
    const areas = [square(0, 0, 5, 5), square(7, 7, 8, 8), square(9, 9, 9.5, 9.5)];
    expect(looseOf([areas], ENVELOPE, [loop(7.2, 7.2, 7.6, 7.6)]).byLayer).toEqual([[2]]);
  });

  test('pieces that meet at a corner or an edge alone do not hang together', () => {
    const found = looseOf([[square(0, 0, 5, 5)], [square(5, 5, 6, 6)]]);
    expect(found.byLayer).toEqual([[], [0]]);
  });

  test('nothing at all is no piece', () => {
    expect(looseOf([[], []])).toMatchObject({ count: 0, volumeMm3: 0, solidMm3: 0, largest: null });
  });
});
