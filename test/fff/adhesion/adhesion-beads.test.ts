import { beforeAll, describe, expect, test } from 'vitest';
import { adhesionBeads } from '../../../src/fff/adhesion/adhesion-beads.ts';
import type { AdhesionSettings, ShieldSettings } from '../../../src/fff/adhesion/settings.ts';
import { planBeads } from '../../../src/fff/plan-beads.ts';
import { stripAreaMm2 } from '../../../src/fff/strip-area.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { beadsOf, rectangle, SETTINGS, strips } from '../shapes.ts';

beforeAll(() => loadClipping());

const NONE: AdhesionSettings = {
  raft: null,
  skirtLayers: 1,
  brim: null,
  shield: null,
  prime: null,
  firstLayer: { beadWidthMm: 0.4, flow: 1 },
};
const HULL = [rectangle(0, 0, 20, 10)];
const AREA = [rectangle(5, 2, 9, 6)];

const beadsIn = (index: number, adhesion: AdhesionSettings, loops = 0) =>
  adhesionBeads({ index, zMm: 0.2 * (index + 1), thicknessMm: 0.2 }, AREA, HULL, {
    ...SETTINGS,
    skirt: { loops, distanceMm: 3 },
    adhesion,
  });

describe('a draft shield', () => {
  const shield = (height: ShieldSettings['height']): AdhesionSettings => ({
    ...NONE,
    shield: { distanceMm: 4, height },
  });
  const layersOf = (adhesion: AdhesionSettings) =>
    Array.from({ length: 40 }, (_, k) => k).filter((k) => beadsIn(k, adhesion).length > 0).length;

  test('is one closed bead, 4.2 mm around the convex outline of the part: 60 mm and a circle of 26.39 mm long', () => {
    const [bead, ...more] = beadsIn(17, shield({ by: 'part' }));
    expect(more).toEqual([]);
    expect(bead?.feature).toBe('draft-shield');
    expect(stripAreaMm2(bead!.path, bead!.widthMm) / 0.4).toBeCloseTo(60 + 2 * Math.PI * 4.2, 2);
    expect(Math.min(...bead!.path.xy)).toBeCloseTo(-4.2, 4);
    expect(bead!.path.closed).toBe(true);
  });

  test('stands upright: the same in every layer, whatever the part does', () => {
    const [low, high] = [0, 30].map((k) => beadsIn(k, shield({ by: 'part' }))[0]!.path.xy);
    expect(high).toEqual(low);
  });

  test('is as high as the part, 7 layers, or 2 mm: ten layers of 0.2 mm; 2.01 mm are eleven', () => {
    expect(layersOf(shield({ by: 'part' }))).toBe(40);
    expect(layersOf(shield({ by: 'layers', layers: 7 }))).toBe(7);
    expect(layersOf(shield({ by: 'mm', heightMm: 2 }))).toBe(10);
    expect(layersOf(shield({ by: 'mm', heightMm: 2.01 }))).toBe(11);
  });
});

test('a skirt of three layers goes around the convex outline in all of them, of one layer around the area', () => {
  const high = { ...NONE, skirtLayers: 3 };
  const inner = (index: number, adhesion: AdhesionSettings) =>
    beadsIn(index, adhesion, 2).map(({ path }) => Math.min(...path.xy));
  expect([0, 1, 2].map((k) => inner(k, high))).toEqual(
    Array(3).fill([expect.closeTo(-3.6, 4), expect.closeTo(-3.2, 4)]),
  );
  expect(inner(3, high)).toEqual([]);
  // From y 2 on: 3.6 and 3.2 mm below.
  expect(inner(0, NONE)).toEqual([expect.closeTo(-1.6, 4), expect.closeTo(-1.2, 4)]);
  expect(inner(1, NONE)).toEqual([]);
});

describe('a priming line', () => {
  const from = [5, 5] as const;
  const to = [8, 9] as const;

  test('of 5 mm with a strip of 0.6 mm comes before all in the first layer, and in no other', () => {
    const prime: AdhesionSettings = {
      ...NONE,
      prime: { fromMm: from, toMm: to, amount: { by: 'width', widthMm: 0.6 } },
    };
    const beads = beadsIn(0, prime, 1);
    expect(beads.map(({ feature }) => feature)).toEqual(['prime', 'skirt']);
    expect([...beads[0]!.path.xy]).toEqual([5, 5, 8, 9]);
    expect(stripAreaMm2(beads[0]!.path, beads[0]!.widthMm)).toBeCloseTo(3, 9);
    expect(beadsIn(1, prime, 1)).toEqual([]);
  });

  test('of 2 mm3 on 5 mm in a layer of 0.2 mm is 2 mm wide', () => {
    const prime: AdhesionSettings = {
      ...NONE,
      prime: { fromMm: from, toMm: to, amount: { by: 'volume', volumeMm3: 2 } },
    };
    expect(beadsIn(0, prime)[0]!.widthMm[0]).toBeCloseTo(2, 9);
  });
});

test('the first layer has beads of its own width and flow and the area of the part; priming flows as ever', () => {
  const adhesion: AdhesionSettings = {
    ...NONE,
    prime: { fromMm: [0, -9], toMm: [9, -9], amount: { by: 'width', widthMm: 1 } },
    firstLayer: { beadWidthMm: 0.5, flow: 1.2 },
  };
  const layer = (index: number) =>
    beadsOf(
      planBeads(
        { index, zMm: 0.2 * (index + 1), thicknessMm: 0.2, partId: 'a' },
        { solid: [rectangle(0, 0, 12, 12)], lattice: [] },
        { ...SETTINGS, adhesion },
      ),
    );
  const [prime, ...part] = layer(0);
  expect(prime).toMatchObject({ feature: 'prime' });
  expect(prime?.flow).toBeUndefined();
  expect(part.every(({ flow }) => flow === 1.2)).toBe(true);
  // The outermost loop is a little shorter for its rounded sides, and as much wider.
  expect(part[0]!.widthMm[0]).toBeCloseTo(0.5, 2);
  expect(strips(part)).toBeCloseTo(144, 1);
  const second = layer(1);
  expect(second.every(({ flow }) => flow === undefined)).toBe(true);
  expect(second[0]!.widthMm[0]).toBeCloseTo(0.4, 2);
});
