import { expect, test } from 'vitest';
import type { MeshPieces } from '../../../src/geometry/iso/mesh-pieces.ts';
import type { StackTally } from '../../../src/geometry/iso/stack-mesh.ts';
import { HANDED_MESH_RULES, handedMeshFindings, meshLeftOut } from '../../../src/pipeline/mesh/handed-mesh-findings.ts';

const NONE = { count: 0, volumeMm3: 0, largestMm3: 0, at: null } as const;
const TALLY: StackTally = {
  vertices: 500,
  triangles: 1000,
  lostWalls: 0,
  thinPart: 0,
  unmetSurface: 0,
  closedGaps: 0,
  lost: { outlines: 0, tallest: 0, at: null },
  flatSections: 0,
};
const PIECES: MeshPieces = { volumeMm3: 99, loose: NONE, voids: NONE };
const MADE = { names: ['part.stl'], stepMm: 0.1, slicedMm3: 100 };

const told = (tally: Partial<StackTally>, pieces: Partial<MeshPieces> = {}) =>
  handedMeshFindings({ ...TALLY, ...tally }, { ...PIECES, ...pieces }, MADE, 'part').map(
    ({ rule, severity, measured }) => `${severity} ${rule} ${measured}`,
  );

test('a mesh that holds what the layers hold is a note that says how it was made', () => {
  const [only, ...more] = handedMeshFindings(TALLY, PIECES, MADE, 'part');
  expect(more).toEqual([]);
  expect(only).toMatchObject({ rule: 'mesh-of-cubes', severity: 'note', partId: 'part', measured: 1000 });
  expect(only?.message).toContain('part.stl: 1000 triangles');
  expect(only?.message).toContain('99.000 mm3, 1.00 % less than the layers');
});

test('walls that are missing are an error, a flake of one, a gap that is closed and a surface that was not met warnings', () => {
  expect(told({ lostWalls: 31 })[1]).toBe('warning wall-lost 31');
  expect(told({ lostWalls: 32, closedGaps: 2, unmetSurface: 1 }).slice(1)).toEqual([
    'error wall-lost 32',
    'warning gap-closed 2',
    'warning surface-unmet 1',
  ]);
});

test('a stem that is missing for six cubes is an error with its place, a tip or flake of fewer a note', () => {
  const lost = { outlines: 9, tallest: 6, at: [1.25, 2, 3] } as const;
  expect(told({ lost })[1]).toBe('error piece-lost 6');
  expect(told({ lost: { ...lost, tallest: 5 } })[1]).toBe('note piece-lost 5');
  expect(handedMeshFindings({ ...TALLY, lost }, PIECES, MADE, 'part')[1]?.message).toContain('x 1.25, y 2, z 3');
});

test('pieces beside the largest are a note', () => {
  const loose = { count: 2, volumeMm3: 0.5, largestMm3: 0.3, at: [1, 2, 3] } as const;
  expect(told({}, { loose })).toContain('note mesh-loose 0.5');
});

test('a volume off by more than 2 percent is a warning, by more than 5 percent an error', () => {
  expect(told({}, { volumeMm3: 98.1 })).toHaveLength(1);
  expect(told({}, { volumeMm3: 97 })[1]).toMatch(/^warning mesh-volume-off/);
  expect(told({}, { volumeMm3: 106 })[1]).toMatch(/^error mesh-volume-off/);
});

test('every rule stands in the list for the report', () => {
  const listed = HANDED_MESH_RULES.map(({ id }) => id);
  const loose = { count: 1, volumeMm3: 1, largestMm3: 1, at: [0, 0, 0] } as const;
  const all = handedMeshFindings(
    { ...TALLY, lostWalls: 1, closedGaps: 1, unmetSurface: 1, lost: { outlines: 1, tallest: 1, at: [0, 0, 0] } },
    { ...PIECES, volumeMm3: 50, loose },
    MADE,
    'part',
  );
  expect([...all, meshLeftOut('part')].map(({ rule }) => rule).sort()).toEqual([...listed].sort());
});
