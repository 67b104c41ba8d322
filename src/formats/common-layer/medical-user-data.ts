/**
 * The block of user data for medical applications: keyword=text items, each ended by a zero byte. Source: "Common Layer
 * Interface (CLI), Version 2.0", Appendix B.
 */
import { PrepError } from '../../core/prep-error.ts';
import type { CommonLayerUserData } from './common-layer-file.ts';

/** Name under which we write the block; the specification gives it none, so it is known by what is in it. */
export const MEDICAL_UID = 'MEDICAL';

/** The keywords of Appendix B, in its order. */
export const MEDICAL_KEYWORDS: readonly string[] = [
  'institution-id',
  'source-id',
  'patient-id',
  'study-id',
  'examination-date',
  'slice-thickness',
  'matrix-size',
  'pixel-size',
  'gantry-tilt',
  'front-vector',
  'head-vector',
];

/** A direction in the coordinates of the layers. */
export type Direction = readonly [x: number, y: number, z: number];

/** What the block says of a case. There is no name and no date: with a date of examination a patient can be found. */
export interface MedicalCase {
  /** Pseudonym of the case, which stands as patient-id. */
  readonly caseId: string;
  /** The program that made the file, and its version. */
  readonly source: string;
  readonly institution: string | null;
  /** What the part is, such as `cervical cage C5-C6`. */
  readonly study: string | null;
  /** From spine to chest and from feet to head, each 1 long; null where the part does not know its patient. */
  readonly orientation: { readonly front: Direction; readonly head: Direction } | null;
}

/** What a pseudonym is made of. A name with a date of birth, as the specification has it in its example, is no pseudonym. */
const PSEUDONYM = /^[A-Za-z0-9._-]{1,80}$/;
/** Readers that go by lines look for `$$` and `//` in the data too. */
const SAFE_TEXT = /^(?!.*\/\/)[ -#%-~]+$/;
/** Deviation of a direction from its length 1, and of two from a right angle. */
const MAX_SKEW = 1e-6;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LATIN = new TextDecoder('latin1');

/** Returns the block of a case. Throws `case-invalid` for text that the header cannot hold or that is no pseudonym. */
export function medicalUserData({ caseId, source, institution, study, orientation }: MedicalCase): CommonLayerUserData {
  if (!PSEUDONYM.test(caseId)) {
    throw invalid('patient-id', `must be a pseudonym of letters, digits and . _ -, got ${JSON.stringify(caseId)}`);
  }
  if (orientation !== null) checkRightAngle(orientation.front, orientation.head);
  const values = new Map<string, string | null>([
    ['institution-id', institution],
    ['source-id', source],
    ['patient-id', caseId],
    ['study-id', study],
    ['front-vector', orientation === null ? null : directionText(orientation.front)],
    ['head-vector', orientation === null ? null : directionText(orientation.head)],
  ]);
  let text = '';
  for (const [keyword, value] of values) {
    if (value === null) continue;
    if (!SAFE_TEXT.test(value))
      throw invalid(keyword, `must be plain ASCII without $ and //, got ${JSON.stringify(value)}`);
    text += `${keyword}=${value}\0`;
  }
  return { uid: MEDICAL_UID, data: new TextEncoder().encode(text) };
}

/** Returns the items of a medical block of any maker by keyword, or null when the user data are something else. */
export function readMedicalUserData({ data }: CommonLayerUserData): ReadonlyMap<string, string> | null {
  const items = textOf(data).split('\0');
  // The zero byte ends the last item too, but some leave it out.
  if (items.at(-1)?.trim() === '') items.pop();
  const values = new Map<string, string>();
  for (const item of items) {
    const equals = item.indexOf('=');
    if (equals < 0) return null;
    values.set(item.slice(0, equals).trim(), item.slice(equals + 1).trim());
  }
  return [...values.keys()].some((keyword) => MEDICAL_KEYWORDS.includes(keyword)) ? values : null;
}

/** Returns the direction in the text of a front-vector or head-vector, or null when it is none. */
export function directionOf(text: string): Direction | null {
  const match = /^\(([^,()]+),([^,()]+),([^,()]+)\)$/.exec(text.trim());
  if (match === null) return null;
  const [x, y, z] = match.slice(1).map((part) => (/^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(part) ? Number(part) : NaN));
  return Number.isFinite(x! + y! + z!) ? [x!, y!, z!] : null;
}

function directionText(direction: Direction): string {
  return `(${direction.map((value) => String(Math.round(value * 1e6) / 1e6 + 0)).join(',')})`;
}

function checkRightAngle(front: Direction, head: Direction): void {
  const dot = (a: Direction, b: Direction) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const isUnit = (a: Direction) => Math.abs(dot(a, a) - 1) <= 2 * MAX_SKEW;
  if (!isUnit(front)) throw invalid('front-vector', `must be 1 long, got ${directionText(front)}`);
  if (!isUnit(head)) throw invalid('head-vector', `must be 1 long, got ${directionText(head)}`);
  if (!(Math.abs(dot(front, head)) <= MAX_SKEW))
    throw invalid('head-vector', `must stand at a right angle to front-vector, got ${directionText(head)}`);
}

function textOf(data: Uint8Array): string {
  try {
    return UTF8.decode(data);
  } catch {
    return LATIN.decode(data);
  }
}

function invalid(keyword: string, reason: string): PrepError {
  return new PrepError('case-invalid', reason, ['user data', keyword]);
}
