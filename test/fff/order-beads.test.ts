import { describe, expect, test } from 'vitest';
import type { BeadFeature } from '../../src/core/toolpath.ts';
import type { Bead } from '../../src/fff/bead.ts';
import type { BeadUnit } from '../../src/fff/bead-unit.ts';
import { orderBeads } from '../../src/fff/order-beads.ts';

function bead(feature: BeadFeature, closed: boolean, ...xy: number[]): Bead {
  return {
    feature,
    path: { xy: Float64Array.from(xy), closed },
    widthMm: Float64Array.from(xy.slice(0, xy.length / 2)),
  };
}

const unit = (changes: Partial<BeadUnit>): BeadUnit => ({ perimeters: [], gaps: [], infill: [], ...changes });
const wall = (...xy: number[]) => unit({ perimeters: [[bead('external-perimeter', false, ...xy)]] });
const square = (feature: BeadFeature, a: number, b: number) => bead(feature, true, a, a, b, a, b, b, a, b);
const points = (beads: Bead[]) => beads.map(({ path }) => [...path.xy]);

describe('the order of beads', () => {
  test('goes from the lower left corner to the nearest, and turns open beads with their widths', () => {
    const ordered = orderBeads([], [wall(9, 0, 6, 0), wall(0, 0, 5, 0)], 'outer-first');
    expect(points(ordered)).toEqual([
      [0, 0, 5, 0],
      [6, 0, 9, 0],
    ]);
    expect([...ordered[1]!.widthMm]).toEqual([0, 9]);
  });

  test('begins closed beads at the point nearest to the last end and keeps their direction', () => {
    const ordered = orderBeads(
      [],
      [wall(0, 0, 5, 0), unit({ perimeters: [[bead('perimeter', true, 9, 0, 9, 3, 6, 3, 6, 0)]] })],
      'outer-first',
    );
    expect(points(ordered)[1]).toEqual([6, 0, 9, 0, 9, 3, 6, 3]);
    expect([...ordered[1]!.widthMm]).toEqual([3, 9, 0, 9]);
  });

  const nested = unit({
    perimeters: [[square('external-perimeter', 0, 9)], [square('perimeter', 1, 8)]],
    gaps: [bead('gap-infill', false, 4, 4, 5, 4)],
    infill: [[bead('solid-infill', false, 2, 2, 7, 2), bead('solid-infill', false, 7, 3, 2, 3)]],
  });

  test('keeps a unit together: loops from the outside in, then what is inside', () => {
    const features = orderBeads([], [nested, wall(0.5, -1, 5, -1)], 'outer-first').map(({ feature }) => feature);
    expect(features.slice(1)).toEqual([
      'external-perimeter',
      'perimeter',
      'solid-infill',
      'solid-infill',
      'gap-infill',
    ]);
  });

  test('takes the loops from the inside out where that is wanted, and the skirt before all', () => {
    const skirt = [square('skirt', -3, 12)];
    const features = orderBeads(skirt, [nested], 'inner-first').map(({ feature }) => feature);
    expect(features.slice(0, 3)).toEqual(['skirt', 'perimeter', 'external-perimeter']);
  });

  test('enters a run of infill at its nearer end and goes back and forth', () => {
    const run = [bead('solid-infill', false, 0, 0, 5, 0), bead('solid-infill', false, 5, 1, 0, 1)];
    const ordered = orderBeads(
      [],
      [wall(-9, 0, -9, -9), wall(-1, 1.2, -2, 1.2), unit({ infill: [run] })],
      'outer-first',
    );
    expect(points(ordered).slice(-2)).toEqual([
      [0, 1, 5, 1],
      [5, 0, 0, 0],
    ]);
  });

  test('loses and doubles none of 5,000, and travels less than a spacing and a half from one to the next', () => {
    const units = Array.from({ length: 5000 }, (_, i) => {
      const k = (i * 1237) % 5000;
      const [x, y] = [k % 100, Math.floor(k / 100)];
      return wall(x, y, x + 0.5, y);
    });
    const ordered = orderBeads([], units, 'outer-first');
    expect(new Set(ordered.map(({ path }) => Math.min(path.xy[0]!, path.xy[2]!) * 100 + path.xy[1]!)).size).toBe(5000);
    let travel = 0;
    for (let i = 1; i < 5000; i++) {
      const [a, b] = [ordered[i - 1]!.path.xy, ordered[i]!.path.xy];
      travel += Math.hypot(b[0]! - a[2]!, b[1]! - a[3]!);
    }
    expect(travel / 5000).toBeLessThan(1);
  });
});

describe('beads of a lattice over the layer below', () => {
  const onSolid = (x: number) => x > 2;
  const lattice = (closed: boolean, ...xy: number[]) => unit({ perimeters: [[bead('lattice', closed, ...xy)]] });

  test('begin at the end that lies over solid, whichever is nearer', () => {
    expect(points(orderBeads([], [lattice(false, 0, 0, 5, 0)], 'outer-first', null, onSolid))).toEqual([[5, 0, 0, 0]]);
    expect(points(orderBeads([], [lattice(false, 5, 0, 0, 0)], 'outer-first', null, onSolid))).toEqual([[5, 0, 0, 0]]);
    expect(points(orderBeads([], [lattice(false, 0, 0, 5, 0)], 'outer-first', null, null))).toEqual([[0, 0, 5, 0]]);
  });

  test('that are closed begin at the nearest point over solid', () => {
    const ring = lattice(true, 0, 0, 3, 0, 3, 3, 0, 3);
    expect(points(orderBeads([], [ring], 'outer-first', null, onSolid))).toEqual([[3, 0, 3, 3, 0, 3, 0, 0]]);
  });

  test('begin where they did if nothing of them lies over solid, and so do all other beads', () => {
    const none = () => false;
    expect(points(orderBeads([], [lattice(false, 0, 0, 5, 0)], 'outer-first', null, none))).toEqual([[0, 0, 5, 0]]);
    expect(points(orderBeads([], [wall(0, 0, 5, 0)], 'outer-first', null, onSolid))).toEqual([[0, 0, 5, 0]]);
  });
});
