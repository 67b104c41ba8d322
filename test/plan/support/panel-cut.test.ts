import { describe, expect, test } from 'vitest';
import { cuttablePanel, panelCut } from '../../../src/plan/support/panel-cut.ts';
import type { BlockSettings } from '../../../src/plan/support/settings.ts';
import type { Panel, PanelPiece } from '../../../src/plan/support/wall-panels.ts';
import { BLOCK } from './plain-block.ts';

const PIECE: PanelPiece = { s0: 0, s1: 10, top0: 20, top1: 20, foot0: 0, foot1: 0, onPart: false, facet: 0 };

const cut = (panel: Panel, zMm: number, block: BlockSettings = BLOCK) =>
  panelCut(cuttablePanel(panel, block), zMm, block).map((s) => Math.round(s * 1e9) / 1e9);

describe('openings', () => {
  const openings = { widthMm: 1, heightMm: 2, pitchMm: 2, rowMm: 4, rimMm: 0.5 };
  const block = { ...BLOCK, openings };

  test('are rhombs in rows, each row moved by half of the pitch', () => {
    expect(cut([PIECE], 4, block)).toEqual([0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10]);
    expect(cut([PIECE], 4.5, block)).toEqual([0, 0.75, 1.25, 2.75, 3.25, 4.75, 5.25, 6.75, 7.25, 8.75, 9.25, 10]);
    expect(cut([PIECE], 8, block)).toEqual([0, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 10]);
    expect(cut([PIECE], 6, block)).toEqual([0, 10]);
  });

  test('stay away from plate, teeth and sides by their rim', () => {
    expect(cut([PIECE], 0.5, block)).toEqual([0, 10]);
    // Teeth begin at 19: a rhomb about 16 with its rim ends at 17.5, one about 20 does not fit.
    expect(cut([PIECE], 16, block)).toHaveLength(10);
    expect(cut([{ ...PIECE, top0: 18.4, top1: 18.4 }], 16, block)).toEqual([0, 10]);
  });

  test('stay away from partings by their rim, too', () => {
    const parted = { ...block, parting: { everyMm: 5, gapMm: 0.4 } };
    // Of those about 1, 3, 5, 7 and 9 that about 5 stands in a gap, and beside those about 1 and 9 the gaps about 0 and 10 leave no rim.
    expect(cut([PIECE], 4, parted)).toEqual([0.2, 2.5, 3.5, 4.8, 5.2, 6.5, 7.5, 9.8]);
  });

  test('need room in all the pieces that they pass', () => {
    const low = { ...PIECE, s1: 5.2, top0: 5, top1: 5 };
    const high = { ...PIECE, s0: 5.2 };
    // About 5 the rhomb would stand in both; of the high piece those about 7 and 9 are left.
    expect(cut([low, high], 4.5, block)).toEqual([0.4, 1.6, 2.4, 3.6, 4.4, 6.75, 7.25, 8.75, 9.25, 10]);
  });
});

test('partings stand at whole multiples of their distance, from foot to head', () => {
  const block = { ...BLOCK, parting: { everyMm: 5, gapMm: 1 } };
  expect(cut([PIECE], 6, block)).toEqual([0.5, 4.5, 5.5, 9.5]);
  expect(cut([PIECE], 0.01, block)).toEqual([0.5, 4.5, 5.5, 9.5]);
});

describe('teeth', () => {
  test('stand on the part with their feet and on the plate without', () => {
    const onPart = { ...PIECE, foot0: 5, foot1: 5, onPart: true };
    expect(cut([onPart], 5.5)).toEqual([0.4, 1.6, 2.4, 3.6, 4.4, 5.6, 6.4, 7.6, 8.4, 9.6]);
    expect(cut([onPart], 5)).toEqual([0.8, 1.2, 2.8, 3.2, 4.8, 5.2, 6.8, 7.2, 8.8, 9.2]);
    expect(cut([onPart], 4.99)).toEqual([]);
    expect(cut([PIECE], 0)).toEqual([0, 10]);
  });

  test('follow a sloped ceiling', () => {
    // The ceiling is at 10 + s. At z = 14 the wall begins at s = 5; the tooth about 5 reaches from where 5 - s = 0.2 + 0.8 (s - 4).
    expect(cut([{ ...PIECE, top0: 10, top1: 20 }], 14)).toEqual([Math.round((40 / 9) * 1e9) / 1e9, 10]);
  });

  test('of head and foot meet in a void lower than both', () => {
    const low = { ...PIECE, top0: 5.6, top1: 5.6, foot0: 5, foot1: 5, onPart: true };
    // At 0.2 above the foot it is the foot that is slimmer: 0.2 + 0.16 to both sides.
    expect(cut([low], 5.2).slice(0, 2)).toEqual([0.64, 1.36]);
  });
});
