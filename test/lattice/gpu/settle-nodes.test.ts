import { describe, expect, test } from 'vitest';
import { edgesOfSigns } from '../../../src/lattice/gpu/reference-marks.ts';
import { flipNodes, settleNodes } from '../../../src/lattice/gpu/settle-nodes.ts';
import { randomFrom } from '../../geometry/solids.ts';

describe('nodes that change sides', () => {
  // Five by five nodes, the middle one (12) inside: four edges around it.
  const middle = Uint32Array.of(4 * 7 + 2, 4 * 11, 4 * 12 + 1, 4 * 12 + 3);

  test('one node that comes in gets its four edges, one that goes out loses them', () => {
    expect(flipNodes(new Uint32Array(0), new Map([[12, true]]), 5)).toEqual(middle);
    expect(flipNodes(middle, new Map([[12, false]]), 5)).toEqual(new Uint32Array(0));
  });

  test('two neighbours that change places keep the edge between them, turned round', () => {
    // 12 out, 13 in: the edge 12-13 stays and now begins outside.
    const moved = flipNodes(
      middle,
      new Map([
        [12, false],
        [13, true],
      ]),
      5,
    );
    expect(moved).toEqual(Uint32Array.of(4 * 8 + 2, 4 * 12, 4 * 13 + 1, 4 * 13 + 3));
  });

  test('for scattered signs and flips the edges are those of the new signs', () => {
    const random = randomFrom(7);
    for (let round = 0; round < 300; round++) {
      const nx = 3 + Math.floor(9 * random());
      const ny = 3 + Math.floor(9 * random());
      const signs = new Uint8Array(nx * ny);
      const after = new Uint8Array(nx * ny);
      const flips = new Map<number, boolean>();
      for (let j = 1; j < ny - 1; j++) {
        for (let i = 1; i < nx - 1; i++) {
          const node = j * nx + i;
          signs[node] = random() < 0.5 ? 1 : 0;
          after[node] = signs[node]!;
          if (random() < 0.3) {
            after[node] = 1 - signs[node]!;
            flips.set(node, after[node] === 1);
          }
        }
      }
      expect(flipNodes(edgesOfSigns(signs, nx, ny), flips, nx)).toEqual(edgesOfSigns(after, nx, ny));
    }
  });
});

test('the reference is asked for each node in doubt, and only wrong signs are told, face by face', () => {
  const grid = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 10, ny: 10 };
  const values = new Map([
    [11, 0.5],
    [12, 1.5],
    [24, -1.5],
  ]);
  const reference = { nodeAt: (i: number, j: number) => values.get(10 * j + i)! };
  const plane = { recipe: null as never, grid, mask: null, band: { from: -1, to: 1 }, reference };
  // 11 was right in both faces; 12 was held for inside of `to`; 24 was held for outside of `from`.
  const flips = settleNodes(plane, Uint32Array.of(4 * 11 + 1, 4 * 12 + 1, 4 * 24 + 1));
  expect(flips.to).toEqual(new Map([[12, false]]));
  expect(flips.from).toEqual(new Map([[24, true]]));
});
