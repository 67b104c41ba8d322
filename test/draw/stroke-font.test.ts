import { describe, expect, test } from 'vitest';
import { addText, textStrokes, textWidthPx } from '../../src/draw/stroke-font.ts';
import { growableFloats } from '../../src/geometry/growable.ts';
import { coverageOf, sum } from './shapes.ts';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.,:/()=%+_';

function inkOf(text: string, height = 12): Float64Array {
  const edges = growableFloats(256);
  addText(edges, text, 10, 40, height);
  return coverageOf(edges, { x: 0, y: 0, width: 100, height: 60 });
}

describe('the stroke font', () => {
  test('every sign has a shape of its own', () => {
    const shapes = [...SIGNS].map((sign) => inkOf(sign).join());
    expect(new Set(shapes).size).toBe([...SIGNS].length - 1);
    expect(inkOf('0')).toEqual(inkOf('O'));
  });

  test('a sign that the font lacks is a box, not nothing', () => {
    expect(sum(inkOf('\u00e9'))).toBeGreaterThan(20);
    expect(inkOf('\u00e9')).toEqual(inkOf('\u4e2d'));
  });

  test('a space has no ink and moves the rest on', () => {
    expect(sum(inkOf(' '))).toBe(0);
    expect(textWidthPx('a b', 12)).toBeGreaterThan(textWidthPx('ab', 12));
  });

  test('the minus sign is a bar of 2 units, a pen thick, with round ends', () => {
    // At 60 px a unit is 10 px and the pen 7.8 px.
    const pen = 7.8;
    expect(Math.abs(sum(inkOf('-', 60)) - (20 * pen + (Math.PI * pen * pen) / 4))).toBeLessThan(1);
  });

  test.each(['layer 12', '0.36 mm', 'Wq(%)', 'I'])('the ink of "%s" fills just the width that is told', (text) => {
    const ink = inkOf(text);
    let [from, to] = [100, 0];
    for (let i = 0; i < ink.length; i++) {
      if (ink[i]! < 0.01) continue;
      from = Math.min(from, i % 100);
      to = Math.max(to, (i % 100) + 1);
    }
    expect(Math.abs(from - 10)).toBeLessThanOrEqual(1);
    expect(Math.abs(to - 10 - textWidthPx(text, 12))).toBeLessThanOrEqual(1);
  });
});

test('the strokes of a text stand one after the other, upward from the base line, with a dot as one point', () => {
  const { strokes, perCapital, missing } = textStrokes('I i#');
  expect(perCapital).toBe(6);
  expect(strokes.slice(0, 3).map((xy) => [...xy])).toEqual([
    [0, 0, 0, 6],
    [5, 4, 5, 0],
    [5, 6],
  ]);
  expect(missing).toEqual(['#']);
});
