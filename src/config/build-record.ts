/** The record of a build as words of a command line give it, checked as a case would be. */
import { PrepError } from '../core/prep-error.ts';
import { BUILD_RECORD_KEYS, type BuildRecord, buildRecordSchema } from './build-record-schema.ts';
import type { Problem } from './problems.ts';
import { problemsOf } from './problems.ts';
import { jsonSchemaOf, problemsError } from './settings-file.ts';

export { BUILD_RECORD_KEYS, type BuildRecord } from './build-record-schema.ts';

/** A plain decimal; a comma of some locale is none. */
const NUMBER = /^\d+(\.\d+)?$/;

/** Reads `KEY=VALUE,KEY=VALUE,...` with the keys of the record; throws `usage` with every problem. `option` is its name in messages. */
export function readBuildRecord(text: string, option: string): BuildRecord {
  const given = new Map<string, string | number>();
  const problems: Problem[] = [];
  for (const pair of text.split(',')) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, equals)).trim();
    const value = pair.slice(equals + 1).trim();
    if (equals <= 0 || value === '') {
      throw new PrepError('usage', `takes KEY=VALUE,... with ${BUILD_RECORD_KEYS.join(', ')}; got '${pair}'`, [option]);
    }
    if (given.has(key)) problems.push({ place: [key], reason: 'is given twice' });
    given.set(key, isNumeric(key) && NUMBER.test(value) ? Number(value) : value);
  }
  if (problems.length > 0) throw problemsError('usage', option, problems);
  const raw = Object.fromEntries(given);
  const result = buildRecordSchema.safeParse(raw);
  if (result.success) return result.data;
  throw problemsError('usage', option, problemsOf(result.error.issues, raw, jsonSchemaOf(buildRecordSchema)));
}

function isNumeric(key: string): boolean {
  return /(Mm|Count|Ppm)$/.test(key);
}
