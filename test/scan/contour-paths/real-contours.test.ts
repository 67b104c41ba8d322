import { beforeAll, describe, expect, test } from 'vitest';
import type { Polyline } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { lengthMm } from '../../../src/geometry/polygon-area.ts';
import { layContours } from '../../../src/scan/contour-paths/lay-contours.ts';
import type { ContourPathSettings } from '../../../src/scan/contour-paths/settings.ts';
import { planContours } from '../../../src/scan/contours.ts';
import { HAS_POLYGONS, realPolygons } from '../../support/real-polygons.ts';
import { distanceToEdges, scanSettings } from '../shapes.ts';

/** Outermost contours of every sixth layer, planned once. */
const contours: { readonly name: string; readonly line: Polyline }[] = [];

beforeAll(async () => {
  await loadClipping();
  const { contour } = scanSettings({ contour: { count: 1 } });
  for (const { name, loops } of (HAS_POLYGONS ? realPolygons() : []).filter((_, i) => i % 6 === 0))
    for (const line of planContours(loops, contour)[0]!.loops) contours.push({ name, line });
}, 60_000);

const AS_NOW: ContourPathSettings = {
  levelKeys: [],
  order: 'outside-in',
  hatchFirst: false,
  start: { rule: 'as-cut' },
  breakAtDeg: null,
  closingOverlapMm: 0,
};
const avoid = { rule: 'avoid', leastTurnDeg: 40, distanceMm: 0.3 } as const;
const WAYS: Readonly<Record<string, Partial<ContourPathSettings>>> = {
  aligned: { start: { rule: 'aligned', directionDeg: 77, corners: null } },
  'aligned away from corners': { start: { rule: 'aligned', directionDeg: 77, corners: avoid } },
  spread: { start: { rule: 'spread', share: 0.618, corners: null } },
  'spread away from corners': { start: { rule: 'spread', share: 0.618, corners: avoid } },
  'on corners': { start: { rule: 'spread', share: 0.618, corners: { rule: 'prefer', leastTurnDeg: 40 } } },
  'in pieces': { breakAtDeg: 40 },
  'in pieces from a start': { breakAtDeg: 40, start: { rule: 'spread', share: 0.618, corners: null } },
};

const pointsOf = ({ xy }: Polyline) => Array.from({ length: xy.length / 2 }, (_, i) => `${xy[2 * i]} ${xy[2 * i + 1]}`);

describe.skipIf(!HAS_POLYGONS)('contours of real layers (skipped where shared/data/polygons is absent)', () => {
  test.each(Object.keys(WAYS))('%s, keep every point, their length, and their line to 0.1 um', (way) => {
    const wrong: string[] = [];
    for (const { name, line } of contours) {
      const known = new Set(pointsOf(line));
      const laid = layContours([{ params: 'contour-outer', loops: [line] }], { ...AS_NOW, ...WAYS[way] }, 7);
      const found = new Set(laid.flatMap(({ path }) => pointsOf(path)));
      const fresh = [...found].filter((point) => !known.has(point));
      if (found.size - fresh.length !== known.size) wrong.push(`${name}: a point was lost`);
      if (fresh.length > 1) wrong.push(`${name}: ${fresh.length} new points`);
      for (const point of fresh) {
        const [x, y] = point.split(' ').map(Number);
        if (!(distanceToEdges([line], x!, y!) < 1e-4)) wrong.push(`${name}: ${point} lies beside the contour`);
      }
      const length = laid.reduce((sum, { path }) => sum + lengthMm(path), 0);
      if (!(Math.abs(length - lengthMm(line)) < 2e-4)) wrong.push(`${name}: ${length} mm of ${lengthMm(line)}`);
    }
    expect(wrong).toEqual([]);
    expect(contours.length).toBeGreaterThan(20);
  });
});
