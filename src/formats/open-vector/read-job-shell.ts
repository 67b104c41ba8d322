/** Reads the job shell: parts, parameter sets, and what the file says of itself. */
import { type LaserExposure, type NamedExposure, UNKNOWN_EXPOSURE } from '../../core/laser-file.ts';
import {
  type Field,
  faultIn,
  type Message,
  readEntry,
  readFloat,
  readInner,
  readInt,
  readLong,
  readMessage,
  readText,
  skipField,
} from './decode-message.ts';
import { type ExposureList, exposureList } from './exposure-list.ts';
import { EXPOSURE_FIELDS, JOB, JOB_META, MARKING, MATERIAL, PART } from './open-vector-file.ts';
import { LIMITED_MODE, skywritingOf } from './skywriting.ts';

/** What the shell of a job says. */
export interface ReadJob {
  readonly workPlanes: number;
  readonly parts: { readonly names: readonly string[]; readonly byKey: ReadonlyMap<number, number> };
  readonly exposures: ExposureList;
  readonly about: ReadonlyMap<string, string>;
}

/** Fields of message MarkingParams without a place in an exposure, in words. */
const OTHER_FIELDS: ReadonlyMap<number, string> = new Map([
  [6, 'repetitions of a point'],
  [7, 'repetition rate in Hz'],
  [8, 'pulses of a burst'],
  [9, 'pulse length in fs'],
  [MARKING.mode, 'skywriting mode'],
  [16, 'time lag in us'],
  [17, 'shift of laser on in us'],
  [MARKING.limit, 'limit of skywriting'],
  [MARKING.runInUs, 'run-in in us'],
  [MARKING.runOutUs, 'run-out in us'],
  [21, 'wobble frequency in Hz'],
  [22, 'wobble along in mm'],
  [23, 'wobble across in mm'],
  [24, 'wobble mode'],
  [27, 'beam shape profile'],
]);
const POWER_GRADIENT = 25;
const WHOLE_NUMBERS: ReadonlySet<number> = new Set([MARKING.mode, 24, 27]);
const LONG_NUMBERS: ReadonlySet<number> = new Set([7, 8, 9]);
/** Fields of message Part that say how it was made: volumes, strategies, order of exposure. */
const PASSED_PART_FIELDS: ReadonlySet<number> = new Set([2, 4, 5, 6, 7]);

/** Reads a job shell. */
export function readJobShell(message: Message): ReadJob {
  const about = new Map<string, string>();
  const parts = new Map<number, string>();
  const sets = new Map<number, NamedExposure>();
  let workPlanes = 0;
  readMessage(message, (field) => {
    if (field.number === JOB.metaData) readMetaData(readInner(field, 'the meta data of the job'), about);
    else if (field.number === JOB.markingParams) {
      const { key, value } = readEntry(field, 'a set of marking parameters');
      sets.set(key, readMarkingParams(key, value, about));
    } else if (field.number === JOB.parts) {
      const { key, value } = readEntry(field, 'a part');
      parts.set(key, readPart(key, value, about));
    } else if (field.number === JOB.workPlaneCount) workPlanes = readInt(field);
    else if (field.number === JOB.parameters) skipField(field);
    else if (field.number === JOB.workPlanes) throw faultIn(field, 'holds a work plane, which belongs before it');
    else return false;
    return true;
  });
  return {
    workPlanes,
    parts: { names: [...parts.values()], byKey: new Map([...parts.keys()].map((key, index) => [key, index])) },
    exposures: exposureList(sets),
    about,
  };
}

function readMetaData(message: Message, about: Map<string, string>): void {
  readMessage(message, (field) => {
    if (field.number === JOB_META.created) about.set('created', `${readLong(field)} s after 1970`);
    else if (field.number === JOB_META.version) about.set('version', `${readLong(field)}`);
    else if (field.number === JOB_META.name) about.set('name', readText(field));
    else if (field.number === JOB_META.author) about.set('author', readText(field));
    else if (field.number === JOB_META.description) about.set('description', readText(field));
    else if (field.number === JOB_META.bounds) skipField(field);
    else return false;
    return true;
  });
}

function readPart(key: number, message: Message, about: Map<string, string>): string {
  let name = '';
  let material = '';
  readMessage(message, (field) => {
    if (field.number === PART.name) name = readText(field);
    else if (field.number === PART.material) material = readMaterial(readInner(field, 'a material'));
    else if (field.number === PART.parentName || PASSED_PART_FIELDS.has(field.number)) skipField(field);
    else return false;
    return true;
  });
  if (name === '') name = `part ${key}`;
  if (material !== '') {
    const words = `material of ${name}`;
    const before = about.get(words);
    about.set(words, before === undefined || before === material ? material : `${before}, ${material}`);
  }
  return name;
}

function readMaterial(message: Message): string {
  let name = '';
  readMessage(message, (field) => {
    if (field.number === MATERIAL.name) name = readText(field);
    else if (field.number === MATERIAL.id) skipField(field);
    else return false;
    return true;
  });
  return name;
}

/** Reads a parameter set; what an exposure has no place for goes to `about` in words. */
function readMarkingParams(key: number, message: Message, about: Map<string, string>): NamedExposure {
  const plain = new Map(EXPOSURE_FIELDS);
  const values: { -readonly [K in keyof LaserExposure]: LaserExposure[K] } = { ...UNKNOWN_EXPOSURE };
  const other = new Map<number, number>();
  let words: string[] = [];
  let name = '';
  readMessage(message, (field) => {
    const place = plain.get(field.number);
    if (place !== undefined) values[place] = readFloat(field);
    else if (OTHER_FIELDS.has(field.number)) other.set(field.number, readNumber(field));
    else if (field.number === MARKING.name) name = readText(field);
    else if (field.number === POWER_GRADIENT) {
      skipField(field);
      words = ['power gradient'];
    } else return false;
    return true;
  });
  const timeUs = (field: number) => other.get(field) ?? null;
  if (other.get(MARKING.mode) === LIMITED_MODE) {
    const [runInUs, runOutUs] = [timeUs(MARKING.runInUs), timeUs(MARKING.runOutUs)];
    values.skywriting = skywritingOf({ limit: other.get(MARKING.limit) ?? 0, runInUs, runOutUs }, values.speedMmPerS);
  }
  if (values.skywriting !== null) {
    for (const field of [MARKING.mode, MARKING.limit, MARKING.runInUs, MARKING.runOutUs]) other.delete(field);
  }
  for (const [field, value] of other) if (value !== 0) words.push(`${OTHER_FIELDS.get(field)} ${value}`);
  if (name === '') name = `marking parameters ${key}`;
  if (words.length > 0) about.set(`marking parameters ${key}`, words.join(', '));
  return { name, exposure: values };
}

function readNumber(field: Field): number {
  if (WHOLE_NUMBERS.has(field.number)) return readInt(field);
  return LONG_NUMBERS.has(field.number) ? readLong(field) : readFloat(field);
}
