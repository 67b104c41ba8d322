import { describe, expect, test } from 'vitest';
import { cellAxes } from '../../../src/lattice/cell-axes.ts';
import { phasesOf } from '../../../src/lattice/maps/phases-of.ts';
import { patchFrame } from '../../../src/lattice/patch-frame.ts';
import type { PhaseSpec } from '../../../src/lattice/recipe-field.ts';
import type { LatticeSettings } from '../../../src/lattice/settings.ts';
import { octahedronMesh } from '../../geometry/solids.ts';
import { latticeSettings } from '../../support/lattice-settings.ts';
import { contextOf } from '../grading/fill-share.ts';

const BOX = [0, 0, 0, 10, 8, 6] as const;

function phases(
  known: Partial<LatticeSettings>,
  box: readonly [number, number, number, number, number, number] = BOX,
  originMm: readonly [number, number, number] = [0, 0, 0],
  periodCells = 1,
) {
  const settings = latticeSettings(known);
  const frame = patchFrame(box, originMm, 1);
  // Without a region that is filled: how near to an axis it may come is asked in refuse-axis.test.ts.
  const { porousRegion, ...context } = contextOf(box, { originMm });
  return phasesOf(settings, cellAxes(settings.turnDeg, settings.stretch), null, periodCells, frame, context, [
    'lattice',
  ]);
}

const turnOf = (phase: PhaseSpec) =>
  'controls' in phase && typeof phase.cycles === 'object' ? phase.cycles.turn : null;

test('straight cells are linear, 0 at the origin of the file, one cycle a cell', () => {
  const [x, y, z] = phases({ cellMm: 2, turnDeg: [0, 0, 90], stretch: [1, 1, 2] }, BOX, [3, 5, 7]);
  const at = (phase: PhaseSpec, p: readonly number[]) => {
    if (!('linear' in phase)) throw new Error('not linear');
    const [a, b, c, d] = phase.linear;
    return a + b * p[0]! + c * p[1]! + d * p[2]!;
  };
  for (const phase of [x, y, z]) expect(at(phase, [3, 5, 7])).toBeCloseTo(0, 12);
  // Turned by 90 degrees about z, X runs along y and Y against x; Z is stretched to 4 mm.
  expect([at(x, [3, 7, 7]), at(y, [1, 5, 7]), at(z, [3, 5, 11])]).toEqual([
    expect.closeTo(1, 12),
    expect.closeTo(1, 12),
    expect.closeTo(1, 12),
  ]);
});

describe('cells around an axis', () => {
  test('are as many as asked for, or as fit the outermost turn: 2 pi 5 / 2 = 15.7 make 16', () => {
    expect(turnOf(phases({ map: { kind: 'cylindrical', cellsAround: 9 } })[1])).toBe(9);
    expect(turnOf(phases({ map: { kind: 'cylindrical', cellsAround: null } })[1])).toBe(16);
    // About x through the middle the farthest side is 4 mm away: 12.6 make 13.
    expect(turnOf(phases({ map: { kind: 'cylindrical', cellsAround: null, direction: [1, 0, 0] } })[1])).toBe(13);
    // About an upright axis in the file's origin: the middle of the side x = 10 lies sqrt(100 + 16) mm away, 33.8 make 34.
    expect(turnOf(phases({ map: { kind: 'cylindrical', cellsAround: null, originMm: [0, 0, 0] } })[1])).toBe(34);
    expect(turnOf(phases({ cellMm: 500, map: { kind: 'cylindrical', cellsAround: null } })[1])).toBe(1);
  });

  test('of several cells a period close after whole periods', () => {
    const around = phases({ map: { kind: 'cylindrical', cellsAround: 9 } }, BOX, [0, 0, 0], 4)[1];
    expect(turnOf(around)).toBe(2);
  });

  test('only the second phase is an angle', () => {
    expect(phases({ map: { kind: 'cylindrical', cellsAround: 9 } }).map(turnOf)).toEqual([null, 9, null]);
  });
});

test('a side that the part has not is refused', () => {
  const settings = latticeSettings({ map: { kind: 'surface', side: 'x-' } });
  const box = [-5, -5, -5, 5, 5, 5] as const;
  // Normals of an octahedron lie 54.7 degrees from every axis.
  const context = contextOf(box, { mesh: octahedronMesh(5) });
  expect(() =>
    phasesOf(settings, cellAxes([0, 0, 0], [1, 1, 1]), null, 1, patchFrame(box, [0, 0, 0], 1), context, ['lattice']),
  ).toThrow(
    expect.objectContaining({
      code: 'lattice-invalid',
      reason: 'no surface of the part faces x-',
      place: ['lattice', 'map', 'side'],
    }),
  );
});
