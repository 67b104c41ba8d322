import { describe, expect, test } from 'vitest';
import { linkEdges } from '../../../src/geometry/contour/link-edges.ts';

const NX = 5;
const key = (i: number, j: number, up: 0 | 1, inside: 0 | 1) => 4 * (NX * j + i) + 2 * up + inside;

describe('linking crossed edges', () => {
  test('around one inside node the order is counter-clockwise: right, above, left, below', () => {
    const keys = Uint32Array.of(key(2, 0, 1, 0), key(1, 1, 0, 0), key(2, 1, 0, 1), key(2, 1, 1, 1));
    const [below, left, right, above] = [0, 1, 2, 3];
    const next = linkEdges(keys, NX, 4, () => {
      throw new Error('no saddle here');
    });
    expect(next[right!]).toBe(above);
    expect(next[above!]).toBe(left);
    expect(next[left!]).toBe(below);
    expect(next[below!]).toBe(right);
  });

  // Inside are (1, 1) and (2, 2); the square between them is (1, 1).
  const keys = Uint32Array.of(
    key(1, 0, 1, 0),
    key(0, 1, 0, 0),
    key(1, 1, 0, 1),
    key(1, 1, 1, 1),
    key(2, 1, 1, 0),
    key(1, 2, 0, 0),
    key(2, 2, 0, 1),
    key(2, 2, 1, 1),
  );
  const loops = (next: Int32Array): number => {
    const seen = new Set<number>();
    let count = 0;
    for (let start = 0; start < next.length; start++) {
      if (seen.has(start)) continue;
      count++;
      for (let e = start; !seen.has(e); e = next[e]!) seen.add(e);
    }
    return count;
  };

  test.each([true, false])('two nodes across a square, its middle inside: %s, are one loop or two', (inside) => {
    const asked: string[] = [];
    const next = linkEdges(keys, NX, 4, (i, j) => {
      asked.push(`${i},${j}`);
      return inside;
    });
    expect(asked).toEqual(['1,1']);
    expect(loops(next)).toBe(inside ? 1 : 2);
    expect([...next].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('the other diagonal, (2, 1) and (1, 2), is decided alike', () => {
    const other = Uint32Array.of(
      key(2, 0, 1, 0),
      key(1, 1, 0, 0),
      key(1, 1, 1, 0),
      key(2, 1, 0, 1),
      key(2, 1, 1, 1),
      key(0, 2, 0, 0),
      key(1, 2, 0, 1),
      key(1, 2, 1, 1),
    );
    expect(loops(linkEdges(other, NX, 4, () => true))).toBe(1);
    expect(loops(linkEdges(other, NX, 4, () => false))).toBe(2);
  });
});
