import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadPrinter } from '../../../src/config/printer.ts';
import type { Box3 } from '../../../src/core/mesh.ts';
import { GRID_PER_MM } from '../../../src/core/units.ts';
import { layOut, type Standing } from '../../../src/pipeline/parts/lay-out.ts';
import { movedBox, placeOnPlate } from '../../../src/pipeline/parts/place-part.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { ROOT } from '../../support/run-cli.ts';

const FILE = 'printers/generic-lpbf-250.json';
/** Its plate is 250 x 250 mm from the origin, 300 mm high. */
const printer = loadPrinter(readFileSync(`${ROOT}${FILE}`, 'utf8'), FILE);
const GAP_MM = 5;
const GRID_MM = 1 / GRID_PER_MM;

/** A part with its lowest corner at (x, y, z). */
function standing(
  partId: string,
  size: readonly [number, number, number],
  more: Partial<Standing> = {},
  at = [0, 0, 0],
): Standing {
  const [x, y, z] = at as [number, number, number];
  const box: Box3 = [x, y, z, x + size[0], y + size[1], z + size[2]];
  return { partId, box, positionMm: null, place: ['case.json', 'parts', partId], marginMm: 0, ...more };
}

/** Where the parts stand. */
const placed = (parts: readonly Standing[]) => layOut(parts, printer).map((shift, n) => movedBox(parts[n]!.box, shift));

/** x and y of a box to a tenth of a micrometre. */
const flat = (box: Box3 | undefined) => [0, 1, 3, 4].map((n) => Number(box?.[n]?.toFixed(4)));

/** Least distance between two parts along x or y, whichever is greater; below 0 where they overlap. */
function gapMm(a: Box3, b: Box3): number {
  return Math.max(b[0] - a[3], a[0] - b[3], b[1] - a[4], a[1] - b[4]);
}

/** Box around all parts. */
function around(boxes: readonly Box3[]): number[] {
  const low = (n: number) => Math.min(...boxes.map((box) => box[n] as number));
  const high = (n: number) => Math.max(...boxes.map((box) => box[n] as number));
  return [low(0), low(1), high(3), high(4)];
}

test('one part stands where it would by itself, with and without a position', () => {
  for (const positionMm of [null, [40, 30] as const]) {
    const part = standing('cage', [20.00003, 10, 8], { positionMm, marginMm: 6 }, [-3.3, 7, 2]);
    const { box, place, marginMm } = part;
    expect(layOut([part], printer)).toEqual([placeOnPlate(box, printer, { positionMm, place, marginMm })]);
  }
  expect(layOut([], printer)).toEqual([]);
});

describe('several parts without positions', () => {
  test('stand in a row 5 mm apart, in their order, with the row in the middle of the plate and every part on it', () => {
    const parts = [
      standing('a', [20, 10, 8], {}, [5, 5, 5]),
      standing('b', [30, 40, 8], {}, [-100, 0, -7.25]),
      standing('c', [10, 10, 90]),
    ];
    const boxes = placed(parts);
    // 20 + 5 + 30 + 5 + 10 = 70 mm wide, 40 deep.
    expect(boxes.map(flat)).toEqual([
      [90, 105, 110, 115],
      [115, 105, 145, 145],
      [150, 105, 160, 115],
    ]);
    for (const box of boxes) expect(box[2]).toBe(0);
    expect(around(boxes).map((mm) => Number(mm.toFixed(4)))).toEqual([90, 105, 160, 145]);
  });

  test('go on behind where the row is full', () => {
    const boxes = placed([
      standing('a', [120, 50, 8]),
      standing('b', [120, 20, 8]),
      standing('c', [120, 30, 8]),
      standing('d', [5, 5, 5]),
    ]);
    // c does not fit beside b, and stands behind it; d has room beside c in front of no one.
    const [a, b, c, d] = boxes.map(flat) as [number[], number[], number[], number[]];
    expect([b[0]! - a[2]!, b[1]! - a[1]!].map((mm) => Number(mm.toFixed(4)))).toEqual([5, 0]);
    expect([c[0]! - b[0]!, c[1]! - b[3]!].map((mm) => Number(mm.toFixed(4)))).toEqual([0, 5]);
    expect(d[1]).toBeGreaterThanOrEqual(b[3]! + GAP_MM);
  });

  test('of any size keep apart on the plate, and the group stands in its middle', () => {
    const random = randomFrom(11);
    for (let n = 0; n < 60; n++) {
      const parts = Array.from({ length: 2 + Math.floor(random() * 10) }, (_, k) => {
        const size = [2 + 50 * random(), 2 + 50 * random(), 1 + 50 * random()] as const;
        return standing(`p${k}`, size, { marginMm: n % 3 === 0 ? 6.4 : 0 }, [
          random() * 500 - 250,
          random() * 100,
          random() * 10,
        ]);
      });
      const boxes = placed(parts);
      const margin = parts[0]!.marginMm;
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1))
          expect(gapMm(a, b)).toBeGreaterThanOrEqual(GAP_MM + 2 * margin - GRID_MM - 1e-9);
      }
      const [x0, y0, x1, y1] = around(boxes) as [number, number, number, number];
      expect([x0 - margin, y0 - margin, 250 - x1 - margin, 250 - y1 - margin].every((room) => room >= -1e-9)).toBe(
        true,
      );
      expect(Math.abs((x0 + x1) / 2 - 125)).toBeLessThan(2 * GRID_MM);
      expect(Math.abs((y0 + y1) / 2 - 125)).toBeLessThan(2 * GRID_MM);
    }
  });

  test('are moved by whole grid units, and the same parts always the same way', () => {
    const parts = [0, 1, 2].map((n) => standing(`p${n}`, [10.123456, 7.7, 3], {}, [0.00003 * n, 1 / 3, 0.1]));
    const shifts = layOut(parts, printer);
    for (const [x, y] of shifts)
      for (const mm of [x, y]) expect(Math.abs(mm * GRID_PER_MM - Math.round(mm * GRID_PER_MM))).toBeLessThan(1e-6);
    expect(layOut(parts, printer)).toEqual(shifts);
  });

  test('may fill the plate to its edges', () => {
    const boxes = placed([standing('a', [122.5, 250, 8]), standing('b', [122.5, 250, 8], {}, [1, 1, 1])]);
    expect(boxes.map(flat)).toEqual([
      [0, 0, 122.5, 250],
      [127.5, 0, 250, 250],
    ]);
  });
});

describe('parts with positions of their own', () => {
  test('have them, and the others stand as near to them as there is room', () => {
    const fixed = standing('fixed', [100, 100, 8], { positionMm: [50, 50] }, [3, 4, 5]);
    const boxes = placed([standing('a', [100, 20, 8]), fixed, standing('b', [160, 20, 8])]);
    expect(flat(boxes[1])).toEqual([0, 0, 100, 100]);
    // Behind the fixed part the middle of a is 65 mm from that of the fixed one, beside it 105.
    expect(flat(boxes[0])).toEqual([0, 105, 100, 125]);
    // 160 mm do not fit beside the fixed part, nor in line with it: behind a, at the edge.
    expect(flat(boxes[2])).toEqual([0, 130, 160, 150]);
  });

  test('in the middle of the plate have the others around them, each 5 mm away', () => {
    const free = ['a', 'b', 'c', 'd'].map((id) => standing(id, [10, 10, 8]));
    const boxes = placed([standing('fixed', [20, 20, 8], { positionMm: [125, 125] }), ...free]);
    // In front, left, right, behind: of places as near as each other the foremost, then leftmost one.
    expect(boxes.map(flat)).toEqual([
      [115, 115, 135, 135],
      [120, 100, 130, 110],
      [100, 120, 110, 130],
      [140, 120, 150, 130],
      [120, 140, 130, 150],
    ]);
  });

  test('where the others would block each other beside them fill the room from the front left', () => {
    // Nearest is behind the fixed one, 15 to 115 mm; 135 mm are left then, and b needs 140.
    const fixed = standing('fixed', [10, 10, 8], { positionMm: [5, 5] });
    expect(placed([fixed, standing('a', [235, 100, 8])]).map(flat)[1]).toEqual([0, 15, 235, 115]);
    expect(placed([fixed, standing('a', [235, 100, 8]), standing('b', [235, 140, 8])]).map(flat)).toEqual([
      [0, 0, 10, 10],
      [15, 0, 250, 100],
      [0, 105, 235, 245],
    ]);
  });

  test('leave the others room up to the very edge of the plate, whatever their boxes are rounded to', () => {
    const random = randomFrom(13);
    for (let n = 0; n < 200; n++) {
      const at = [random() * 10, random() * 10, 0];
      const marginMm = n % 2 === 0 ? 0 : 5.9;
      const wide = 20 + random();
      const free = standing('free', [wide, 20 + random(), 5], { marginMm }, at);
      // All that the free part needs with its gap, and 1 um.
      const fixed = 250 - 0.001 - GAP_MM - wide - 2 * marginMm;
      const boxes = placed([standing('fixed', [fixed, 250, 5], { positionMm: [fixed / 2 + 0.0005, 125] }), free]);
      expect(gapMm(boxes[0]!, boxes[1]!)).toBeGreaterThanOrEqual(GAP_MM + marginMm - GRID_MM);
      const box = boxes[1]!;
      const reach = [box[0], box[1], 250 - box[3], 250 - box[4]].map((mm) => mm - free.marginMm);
      expect(Math.min(...reach)).toBeGreaterThanOrEqual(-1e-9);
    }
  });

  test('may touch, and are refused with their place where they overlap, skirts included', () => {
    const at = (x: number, marginMm = 0) => [
      standing('a', [10.1, 10.1, 5], { positionMm: [100, 100], marginMm }),
      standing('b', [10.1, 10.1, 5], { positionMm: [x, 100], marginMm }),
    ];
    expect(placed(at(110.1)).map(flat)).toEqual([
      [94.95, 94.95, 105.05, 105.05],
      [105.05, 94.95, 115.15, 105.05],
    ]);
    const refusal = (reason: string) =>
      expect.objectContaining({ code: 'part-off-plate', place: ['case.json', 'parts', 'b', 'positionMm'], reason });
    for (const parts of [at(110.09), at(100)]) {
      expect(() => layOut(parts, printer)).toThrow(refusal("the part 'b' overlaps the part 'a' at its position"));
    }
    expect(() => layOut(at(113.1, 2), printer)).toThrow(
      refusal(
        "the skirt of the part 'b' meets that of the part 'a': they stand 3 mm apart, and what is around them takes 4 mm",
      ),
    );
    const brims = at(113.1, 2).map((part) => ({ ...part, marginFor: 'brim' }));
    expect(() => layOut(brims, printer)).toThrow("the brim of the part 'b' meets that of the part 'a'");
  });

  test('off the plate are refused as they would be alone', () => {
    const parts = [standing('a', [10, 10, 5]), standing('b', [10, 10, 5], { positionMm: [4, 100] })];
    expect(() => layOut(parts, printer)).toThrow(
      expect.objectContaining({ code: 'part-off-plate', place: ['case.json', 'parts', 'b', 'positionMm'] }),
    );
  });
});

test('a part for which no room is left is refused with its name, one that is too large before anything else', () => {
  const three = ['a', 'b', 'c'].map((id) => standing(id, [130, 100, 5]));
  expect(() => layOut(three, printer)).toThrow(
    expect.objectContaining({
      code: 'part-off-plate',
      place: ['case.json', 'parts', 'c'],
      reason: "no room is left on the plate of generic-lpbf-250 for the part 'c' beside the others",
    }),
  );
  const tooLarge = standing('long', [10, 250.001, 5]);
  expect(() => layOut([...three, tooLarge], printer)).toThrow(
    expect.objectContaining({ code: 'part-too-large', place: ['case.json', 'parts', 'long'] }),
  );
  // 5 mm short of room: 122.6 + 5 + 122.6.
  const wide = ['a', 'b'].map((id) => standing(id, [122.6, 250, 5]));
  expect(() => layOut(wide, printer)).toThrow("no room is left on the plate of generic-lpbf-250 for the part 'b'");
});

describe('on a round plate', () => {
  const ROUND_FILE = 'printers/trumpf-truprint-1000.json';
  /** 100 mm across, its middle at the origin. */
  const round = loadPrinter(readFileSync(`${ROOT}${ROUND_FILE}`, 'utf8'), ROUND_FILE);
  const reach = ([x0, y0, , x1, y1]: Box3) =>
    Math.max(...[x0, x1].flatMap((x) => [y0, y1].map((y) => Math.hypot(x, y))));

  test('several parts stand in the circle, 5 mm apart', () => {
    const parts = ['a', 'b', 'c', 'd'].map((id) => standing(id, [30, 20, 8]));
    const boxes = layOut(parts, round).map((shift, n) => movedBox(parts[n]!.box, shift));
    for (const [i, a] of boxes.entries()) {
      expect(reach(a)).toBeLessThan(50.0002);
      for (const b of boxes.slice(i + 1)) expect(gapMm(a, b)).toBeGreaterThanOrEqual(GAP_MM - GRID_MM - 1e-9);
    }
  });

  test('a part is tested by its hull: a disc as wide as the plate stands there, its box would not', () => {
    const disc = () => {
      const xy = new Float64Array(200);
      for (let i = 0; i < 100; i++) {
        xy[2 * i] = 49.9 * Math.cos((Math.PI * i) / 50);
        xy[2 * i + 1] = 49.9 * Math.sin((Math.PI * i) / 50);
      }
      return xy;
    };
    const part = { ...standing('disc', [99.8, 99.8, 8], {}, [-49.9, -49.9, 0]), hull: disc };
    expect(layOut([part], round)).toEqual([[0, 0, 0]]);
    const { hull: _, ...boxed } = part;
    expect(() => layOut([boxed], round)).toThrow(
      'fits nowhere on the plate of trumpf-truprint-1000, which is round, 100.0 mm across',
    );
    expect(() => layOut([{ ...part, positionMm: [3, 0] }], round)).toThrow('would reach 2.900 mm');
  });

  test('parts that fit one by one, but not together, are refused', () => {
    const parts = ['a', 'b'].map((id) => standing(id, [60, 60, 8]));
    expect(() => layOut(parts, round)).toThrow("no room is left on the plate of trumpf-truprint-1000 for the part 'b'");
  });
});
