import { expect, test } from 'vitest';
import type { PrepError } from '../../src/core/prep-error.ts';
import { outputKindsOf } from '../../src/pipeline/output-kinds.ts';

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

test('the order of the kinds is fixed, and each is written once', () => {
  expect(outputKindsOf('lpbf', ['3mf-slices', '3mf', 'cli', '3mf'], false, OPTION)).toEqual([
    'cli',
    '3mf',
    '3mf-slices',
  ]);
  expect(outputKindsOf('fff', ['3mf', 'gcode'], true, OPTION)).toEqual(['gcode', '3mf']);
});

test('a kind of the other process, an unknown and an empty one are refused by name', () => {
  for (const [process, word, known] of [
    ['lpbf', 'gcode', 'cli, ilt, 3mf, 3mf-slices, 3mf-toolpath, ovf, alsam, svg for lpbf'],
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
