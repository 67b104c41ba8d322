/**
 * Laser parameters in ASCII Common Layer files. Two dialects are called CLI+: lines `$$POWER/W`, `$$SPEED/mm/s`, `$$FOCUS/mm`
 * that hold until they change (Netfabb, for machines of Aconity), and comments `// PROFILE=n POWER=W SPEED=mm/s //` behind
 * each command, with `// PROFILE_DEF=n NAME="..." ... //` in the header (lib3mf_toolpath_converter of the 3MF consortium).
 */
import type { LaserExposure } from '../../core/laser-file.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import type { CliPlusState } from './common-layer-file.ts';

/** Keywords of the lines that state one parameter each. */
export const CLI_PLUS: readonly string[] = ['POWER', 'SPEED', 'FOCUS'];

const UNSTATED: CliPlusState = { powerW: null, speedMmPerS: null, focusMm: null, profile: null };
const NUMBER = '([-+]?\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)';
const COMMENT = new RegExp(`^\\s*PROFILE=(\\d+)\\s+POWER=${NUMBER}\\s+SPEED=${NUMBER}\\s*$`);
const DEFINITION = /^\s*PROFILE_DEF=(\d+)\s+NAME="([^"]*)"/;

/** Returns the state after a line of `CLI_PLUS`. */
export function withParameter(state: CliPlusState | null, keyword: string, value: number): CliPlusState {
  const before = state ?? UNSTATED;
  if (keyword === 'POWER') return { ...before, powerW: value };
  if (keyword === 'SPEED') return { ...before, speedMmPerS: value };
  return { ...before, focusMm: value };
}

/** Returns the parameters that a comment states for the command before it, or null. */
export function commentState(text: string, profiles: ReadonlyMap<number, string>): CliPlusState | null {
  const match = COMMENT.exec(text);
  if (match === null) return null;
  const id = Number(match[1]);
  const profile = profiles.get(id) ?? `profile ${id}`;
  return { powerW: Number(match[2]), speedMmPerS: Number(match[3]), focusMm: null, profile };
}

/** Returns the number and name of a profile that a comment of the header defines, or null. */
export function commentProfile(text: string): { readonly id: number; readonly name: string } | null {
  const match = DEFINITION.exec(text);
  if (match === null) return null;
  const id = Number(match[1]);
  return { id, name: match[2] === '' ? `profile ${id}` : (match[2] ?? '') };
}

/**
 * Returns the lines that state the parameters of each key. A line that is left out would leave the parameter of the path
 * before in force, so power and speed must be known of every key, and the focus of every key or of none.
 */
export function cliPlusLines(
  keys: Iterable<string>,
  parameters: ReadonlyMap<string, LaserExposure>,
  partLabel: string,
): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  const focused: string[] = [];
  const unfocused: string[] = [];
  for (const key of keys) {
    const exposure = parameters.get(key);
    assert(exposure !== undefined, `the key ${key} has parameters`);
    const { powerW, speedMmPerS, focusMm } = exposure;
    if (powerW === null) throw unknown(key, 'power', partLabel);
    if (speedMmPerS === null) throw unknown(key, 'speed', partLabel);
    (focusMm === null ? unfocused : focused).push(key);
    const focus = focusMm === null ? '' : `$$FOCUS/${realText(focusMm)}\n`;
    lines.set(key, `$$POWER/${realText(powerW)}\n$$SPEED/${realText(speedMmPerS)}\n${focus}`);
  }
  if (focused.length > 0 && unfocused[0] !== undefined) throw unknown(unfocused[0], 'focus', partLabel);
  return lines;
}

/** Returns the shortest decimal of a number, with the point that the grammar of REAL asks for. */
function realText(value: number): string {
  const text = String(value + 0);
  assert(/^-?\d+(\.\d+)?$/.test(text), `${value} is a plain decimal`);
  return text.includes('.') ? text : `${text}.0`;
}

function unknown(key: string, what: string, partLabel: string): PrepError {
  const reason = `the key ${key} has no ${what}: in CLI+ it would run with that of the path before it`;
  return new PrepError('value-out-of-range', reason, [partLabel]);
}
