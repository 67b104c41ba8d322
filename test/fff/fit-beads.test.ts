import { describe, expect, test } from 'vitest';
import type { Bead } from '../../src/fff/bead.ts';
import { beyondMm2, fitLine, roomyLine, withoutBluntEnds } from '../../src/fff/fit-beads.ts';
import { roomAt } from '../../src/fff/room-at.ts';
import { stripAreaMm2 } from '../../src/fff/strip-area.ts';
import { loop, rectangle, SETTINGS } from './shapes.ts';

function open(widths: readonly number[], ...xy: number[]): Bead {
  return {
    path: { xy: Float64Array.from(xy), closed: false },
    widthMm: Float64Array.from(widths),
    feature: 'external-perimeter',
  };
}

describe('beads that reach out of their piece', () => {
  test('a closed bead that fits stays as it is', () => {
    const room = roomAt([rectangle(0, 0, 2, 1)]);
    const path = rectangle(0.2, 0.2, 1.8, 0.8);
    const bead: Bead = { path, widthMm: new Float64Array(4).fill(0.4), feature: 'external-perimeter' };
    const [fitted] = fitLine(roomyLine(bead, room), 1, 0, SETTINGS);
    expect(stripAreaMm2(fitted!.path, fitted!.widthMm)).toBeCloseTo(4.4 * 0.4, 6);
    expect(beyondMm2([bead], room)).toBeLessThan(1e-12);
  });

  test('one that is 0.1 mm too wide all round is made as narrow as its room', () => {
    const room = roomAt([rectangle(0, 0, 2, 1)]);
    const path = rectangle(0.2, 0.2, 1.8, 0.8);
    const bead: Bead = { path, widthMm: new Float64Array(4).fill(0.6), feature: 'external-perimeter' };
    // A border of 0.1 mm beside 4.4 mm of line, and half as much again, since a closed bead may reach out on both sides.
    expect(Math.abs(beyondMm2([bead], room) - 0.55)).toBeLessThan(0.25);
    const [fitted] = fitLine(roomyLine(bead, room), 1, 0, SETTINGS);
    expect(Math.max(...fitted!.widthMm)).toBeCloseTo(0.4, 6);
  });

  test('an open bead of a wall ends so that its round end, with its own area, stays inside', () => {
    const room = roomAt([rectangle(0, 0, 3, 0.4)]);
    const bead = open([0.4, 0.4], 0, 0.2, 3, 0.2);
    expect(beyondMm2([bead], room)).toBeGreaterThan(0.02);
    const fitted = fitLine(roomyLine(bead, room), 1, 0, SETTINGS);
    expect(fitted).toHaveLength(1);
    // At its ends the least bead has its place 0.1 mm before the end of the wall, or nearer.
    expect(fitted[0]!.path.xy[0]!).toBeGreaterThan(0.05);
    expect(fitted[0]!.path.xy[0]!).toBeLessThan(0.12);
    // Back by half the width of the wall, it is a round end of full width.
    const blunt = fitLine(withoutBluntEnds(roomyLine(bead, room)), 1.1, 0, SETTINGS);
    expect(blunt[0]!.path.xy[0]!).toBeCloseTo(0.2, 1);
    expect(beyondMm2(blunt, room)).toBeLessThan(0.005);
    // Never more than a wall of 3 x 0.4 mm less what round ends leave of its corners, and with an end of full width 0.02 mm2 less at most.
    const most = 1.2 - (1 - Math.PI / 4) * 0.16;
    const laid = stripAreaMm2(blunt[0]!.path, blunt[0]!.widthMm);
    expect(laid).toBeLessThan(most + 1e-3);
    expect(laid).toBeGreaterThan(most - 0.025);
  });

  test('a line through a neck below the least bead becomes two', () => {
    // Two squares of 1 mm with a neck of 0.1 mm between them.
    const area = [loop(0, 0, 1, 0, 1, 0.45, 1.4, 0.45, 1.4, 0, 2.4, 0, 2.4, 1, 1.4, 1, 1.4, 0.55, 1, 0.55, 1, 1, 0, 1)];
    const room = roomAt(area);
    const fitted = fitLine(roomyLine(open([0.5, 0.5], 0.3, 0.5, 2.1, 0.5), room), 1, 0, SETTINGS);
    expect(fitted).toHaveLength(2);
    expect(fitted.every(({ widthMm }) => widthMm.every((mm) => mm >= SETTINGS.minBeadWidthMm - 0.003))).toBe(true);
    expect(fitLine(roomyLine(open([0.5, 0.5], 1.1, 0.5, 1.3, 0.5), room), 1, 0, SETTINGS)).toHaveLength(0);
  });
});
