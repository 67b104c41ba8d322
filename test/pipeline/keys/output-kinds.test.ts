import { expect, test } from 'vitest';
import type { Pairing } from '../../../src/config/match.ts';
import type { PrepError } from '../../../src/core/prep-error.ts';
import { outputKindsOf, usualMesh } from '../../../src/pipeline/keys/output-kinds.ts';
import { findPairing } from '../../../src/pipeline/request/find-pairing.ts';

const OPTION = ['--outputs'];
const CASE = ['case.json', 'targets', 1, 'outputs'];

function refusal(call: () => unknown): PrepError {
  try {
    call();
  } catch (error) {
    return error as PrepError;
  }
  throw new Error('was taken');
}

test('when nobody says, a laser gets Common Layer and an extruder G-code, both with a 3MF', () => {
  expect(outputKindsOf('lpbf', null, true, OPTION)).toEqual(['cli', '3mf']);
  expect(outputKindsOf('fff', null, true, OPTION)).toEqual(['gcode', '3mf']);
});

test('the order of the kinds is fixed', () => {
  expect(outputKindsOf('lpbf', ['3mf-slices', '3mf', 'cli'], false, OPTION)).toEqual(['cli', '3mf', '3mf-slices']);
  expect(outputKindsOf('fff', ['3mf', 'gcode'], true, OPTION)).toEqual(['gcode', '3mf']);
});

test('a kind that is named twice is refused', () => {
  expect(refusal(() => outputKindsOf('lpbf', ['cli', '3mf', 'cli'], false, OPTION))).toMatchObject({
    code: 'usage',
    reason: "names 'cli' twice",
    place: OPTION,
  });
  expect(refusal(() => outputKindsOf('lpbf', ['cli', 'cli'], false, CASE))).toMatchObject({ code: 'case-invalid' });
});

test('a kind of the other process, an unknown and an empty one are refused by name', () => {
  for (const [process, word, known] of [
    ['lpbf', 'gcode', 'cli, ilt, 3mf, 3mf-slices, 3mf-mesh, 3mf-toolpath, ovf, alsam, stl, svg for lpbf'],
    ['fff', 'cli', 'gcode, 3mf, 3mf-slices for fff'],
    ['fff', 'GCODE', 'gcode, 3mf, 3mf-slices for fff'],
    ['fff', '', 'gcode, 3mf, 3mf-slices for fff'],
  ] as const) {
    expect(refusal(() => outputKindsOf(process, [word], false, OPTION))).toMatchObject({
      code: 'usage',
      reason: `takes ${known}; got '${word}'`,
      place: OPTION,
    });
  }
});

test('a 3MF alone holds a solid, but only the envelope of a lattice', () => {
  expect(outputKindsOf('fff', ['3mf'], false, OPTION)).toEqual(['3mf']);
  expect(outputKindsOf('lpbf', ['3mf-slices'], true, OPTION)).toEqual(['3mf-slices']);
  const { code, reason } = refusal(() => outputKindsOf('fff', ['3mf'], true, OPTION));
  expect({ code, reason }).toEqual({
    code: 'usage',
    reason: '3mf holds only the envelope of a lattice; add gcode or 3mf-slices',
  });
});

test('files of laser paths alone are refused: the boundary that is judged is in none of them', () => {
  expect(refusal(() => outputKindsOf('lpbf', ['ovf', 'svg'], false, OPTION)).reason).toBe(
    'ovf, svg without the boundary that is judged; add cli or 3mf-slices',
  );
  expect(refusal(() => outputKindsOf('lpbf', ['3mf', 'ovf'], true, OPTION)).reason).toContain('only the envelope');
  expect(outputKindsOf('lpbf', ['3mf', 'ovf'], false, OPTION)).toEqual(['3mf', 'ovf']);
});

test('a machine whose software slices gets the first mesh of its formats; of a plain part the 3MF is that already', async () => {
  const none = { printers: null, profiles: null };
  const { pairing } = await findPairing({ printer: 'slm-280', profile: null }, none);
  const takes = (formats: ('3mf' | 'stl' | 'cli')[], kind: 'mesh' | 'contours' = 'mesh') => {
    const handover = { kind, formats, note: 'note', source: 'test' };
    const one = { ...pairing, printer: { ...pairing.printer, handover } } as Pairing;
    return [usualMesh(one, false), usualMesh(one, true)];
  };
  expect(takes(['3mf', 'stl'])).toEqual(['3mf-mesh', null]);
  expect(takes(['stl', '3mf'])).toEqual(['stl', 'stl']);
  expect(takes([])).toEqual(['stl', 'stl']);
  expect(takes(['cli', '3mf'], 'contours')).toEqual([null, null]);
  expect(outputKindsOf('lpbf', null, true, OPTION, 'stl')).toEqual(['cli', '3mf', 'stl']);
  expect(outputKindsOf('lpbf', ['cli'], true, OPTION, 'stl')).toEqual(['cli']);
});

test('a mesh is not what is judged: it needs the boundary beside it', () => {
  expect(refusal(() => outputKindsOf('lpbf', ['stl'], true, OPTION)).reason).toContain('add cli or 3mf-slices');
  expect(outputKindsOf('lpbf', ['stl', 'cli', '3mf-mesh'], true, OPTION)).toEqual(['cli', '3mf-mesh', 'stl']);
});

test('in a case the fault is one of the case, at its place', () => {
  expect(refusal(() => outputKindsOf('fff', ['cli'], false, CASE))).toMatchObject({
    code: 'case-invalid',
    place: CASE,
  });
  expect(refusal(() => outputKindsOf('lpbf', ['3mf'], true, CASE))).toMatchObject({
    code: 'case-invalid',
    place: CASE,
  });
});
