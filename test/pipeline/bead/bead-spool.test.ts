import { expect, test } from 'vitest';
import type { PlannedLayer, Spool } from '../../../src/core/ports.ts';
import type { BeadToolpath } from '../../../src/core/toolpath.ts';
import { beadSpool } from '../../../src/pipeline/bead/bead-spool.ts';

/** A spool in memory, whose bytes are handed out at an odd place, as a buffer of Node may be. */
function memorySpool(): Spool & { dropped: boolean } {
  let held: number[] = [];
  return {
    dropped: false,
    get size() {
      return held.length;
    },
    async write(bytes) {
      held = [...held, ...bytes];
    },
    async patch() {},
    async read(offset, length) {
      return Uint8Array.from([0, 0, 0, ...held.slice(offset, offset + length)]).subarray(3);
    },
    async drop() {
      this.dropped = true;
    },
  };
}

function bead(xy: readonly number[], more: Partial<BeadToolpath> = {}): BeadToolpath {
  return {
    kind: 'bead',
    path: { xy: Float64Array.from(xy), closed: false },
    widthMm: Float64Array.from(xy.slice(0, xy.length / 2), (_, n) => 0.4 + n / 100),
    heightMm: 0.1,
    feature: 'perimeter',
    params: 'perimeter',
    partId: 'p',
    regionId: null,
    ...more,
  };
}

function planned(index: number, beads: readonly BeadToolpath[]): PlannedLayer {
  const rest = { index, zMm: (index + 1) / 10, thicknessMm: 0.1 };
  return { layer: { ...rest, regions: [], midlines: [] }, toolpaths: { ...rest, toolpaths: beads } };
}

test('layers come back as they were planned, in any order, also empty ones', async () => {
  const spool = memorySpool();
  const kept = beadSpool(spool);
  const layers = [
    planned(0, [bead([1, 2, 3, 4.1234567891]), bead([0, 0, 5, 0, 5, 5], { feature: 'skirt', regionId: 'core' })]),
    planned(1, []),
    planned(2, [bead([7, 8, 9, 10], { path: { xy: Float64Array.of(7, 8, 9, 10), closed: true } })]),
    planned(3, [bead([9, 9, 8, 8])]),
  ];
  for (const layer of layers) await kept.sink.layer(layer);
  expect(kept.zMm).toEqual([0.1, 0.2, 0.3, 0.4]);
  for (const n of [3, 0, 1, 2]) expect(await kept.layer(n)).toEqual(layers[n]);
  // Two and three points in the first layer, two in the third and in the last; three numbers each.
  expect(spool.size).toBe((5 + 2 + 2) * 3 * 8);
  await kept.drop();
  expect(spool.dropped).toBe(true);
});
