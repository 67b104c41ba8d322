import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { inGasOrder } from '../../../src/scan/patterns/gas-flow.ts';
import { planPattern } from '../../../src/scan/patterns/hatch-patterns.ts';
import { nearestNext } from '../../../src/scan/patterns/nearest-next.ts';
import { circle, rectangle, reversed } from '../shapes.ts';
import { blockArea, CASES, CELL_PATTERNS, outlineOf, vectorsIn } from './pattern-cases.ts';

beforeAll(() => loadClipping());

const PLAIN = { angleDeg: 0, angleStepDeg: 0, shiftMm: 0, overlapMm: 0 } as const;
const nine = [rectangle(0, 0, 12, 12)];

describe('the order of cells', () => {
  test('by rows it is a serpentine: nine squares', () => {
    const { cells } = planPattern(nine, { ...CASES.islands, ...PLAIN, sizeMm: 4 }, 0);
    expect(cells.map(({ column, row }) => `${column}${row}`).join(' ')).toBe('00 10 20 21 11 01 02 12 22');
  });

  test('against a gas flow along -y the lowest row comes first, each from right to left of the flow', () => {
    const settings = { ...CASES.islands, ...PLAIN, sizeMm: 4, order: 'gas', gasFlowDeg: 270 } as const;
    const { cells } = planPattern(nine, settings, 0);
    expect(cells.map(({ column, row }) => `${column}${row}`).join(' ')).toBe('00 10 20 01 11 21 02 12 22');
  });

  test.each(CELL_PATTERNS)('%s: against the gas flow no cell lies further downstream than the one before', (id) => {
    const settings = { ...CASES[id], order: 'gas', gasFlowDeg: 200 } as const;
    const { cells } = planPattern(blockArea(), settings, 1);
    const [x, y] = [Math.cos((200 * Math.PI) / 180), Math.sin((200 * Math.PI) / 180)];
    const along = cells.map((cell) => {
      const { xy } = outlineOf(settings, cell, 1);
      const n = id === 'stripes' ? 4 : xy.length / 2;
      let sum = 0;
      for (let i = 0; i < xy.length; i += 2) sum += (xy[i]! * x + xy[i + 1]! * y) / n;
      return sum;
    });
    // Stripes are known by their middle beside the origin of the plate.
    for (let i = 1; i < along.length; i++) expect(along[i]! - along[i - 1]!).toBeLessThan(0.001);
  });

  test.each(CELL_PATTERNS)('%s: scattered, no two cells that touch follow each other', (id) => {
    for (let layer = 0; layer < 6; layer++) {
      const { cells } = planPattern(blockArea(), { ...CASES[id], order: 'scatter' }, layer);
      expect(cells.length).toBeGreaterThan(5);
      for (let i = 1; i < cells.length; i++) {
        const [a, b] = [cells[i - 1]!, cells[i]!];
        expect(
          Math.max(Math.abs(a.column - b.column), Math.abs(a.row - b.row)),
          `layer ${layer}, ${i}`,
        ).toBeGreaterThan(1);
      }
    }
  });

  test.each(CELL_PATTERNS)('%s: every order has the same cells and vectors', (id) => {
    const area = blockArea();
    const sorted = (order: 'rows' | 'gas' | 'distance' | 'scatter') => {
      const hatch = planPattern(area, { ...CASES[id], order, gasFlowDeg: 30 }, 2);
      return hatch.cells
        .map((cell) => {
          const ends = vectorsIn(hatch, cell).map(([a, b, c, d]) => [`${a} ${b}`, `${c} ${d}`].sort().join(' '));
          return `${cell.column} ${cell.row} ${ends.sort().join(' ')}`;
        })
        .sort();
    };
    const rows = sorted('rows');
    for (const order of ['gas', 'distance', 'scatter'] as const) expect(sorted(order)).toEqual(rows);
  });

  test('in a square with a hole all pieces of a line run one way, and the next line runs back', () => {
    const ring = [rectangle(0, 0, 4, 4), reversed(circle(2, 2, 1))];
    const { lines, cells } = planPattern(ring, { ...CASES.islands, ...PLAIN, sizeMm: 4 }, 0);
    expect(cells).toHaveLength(1);
    for (let i = 0; i < lines.xyxy.length; i += 4) {
      const line = Math.round(lines.xyxy[i + 1]! / 0.08 - 0.5);
      expect(Math.sign(lines.xyxy[i + 2]! - lines.xyxy[i]!)).toBe(line % 2 === 0 ? 1 : -1);
    }
  });

  test('the order by gas flow needs a direction', () => {
    expect(() => planPattern(nine, { ...CASES.islands, order: 'gas' }, 0)).toThrow(
      'gasFlowDeg: the order by gas flow needs the direction of the flow',
    );
  });
});

test('parts at the outlet come first: of three in a flow along +x the one with the greatest x', () => {
  expect([...inGasOrder(Float64Array.of(0, 0, 50, 9, 20, 5), 0)]).toEqual([1, 2, 0]);
});

describe('the nearest next', () => {
  test('three lines end to end, listed mixed up, are run as one; the last is entered at its end', () => {
    const ends = Float64Array.of(0, 0, 1, 0, 3, 0, 2, 0.1, 1, 0.1, 2, 0);
    expect(nearestNext(ends)).toEqual([
      { at: 0, fromEnd: false },
      { at: 2, fromEnd: false },
      { at: 1, fromEnd: true },
    ]);
  });

  test('on 400 lines it is what trying all of them gives', () => {
    const ends = Float64Array.from({ length: 1600 }, (_, i) => ((i * 7919 + (i % 13) * 104729) % 1000) / 10);
    const left = new Set(Array.from({ length: 400 }, (_, i) => i));
    let [at, fromEnd] = [0, false];
    for (const visit of nearestNext(ends)) {
      expect(visit).toEqual({ at, fromEnd });
      left.delete(at);
      const stop = 4 * at + (fromEnd ? 0 : 2);
      let least = Number.POSITIVE_INFINITY;
      for (const i of left) {
        for (const end of [0, 1]) {
          const square =
            (ends[4 * i + 2 * end]! - ends[stop]!) ** 2 + (ends[4 * i + 2 * end + 1]! - ends[stop + 1]!) ** 2;
          if (square < least) [least, at, fromEnd] = [square, i, end === 1];
        }
      }
    }
    expect(left.size).toBe(0);
  });
});
