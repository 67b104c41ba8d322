/** Lifts a settings file of an older schema version to the present one, step by step. */
import type { ErrorCode } from '../core/prep-error.ts';
import { PrepError } from '../core/prep-error.ts';
import type { JsonValue } from './json-text.ts';

/** A settings file as parsed: an object of anything. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Rewrites the content of version `from` as version `from + 1`; the `schema` field is set by the caller. */
export interface MigrationStep {
  readonly from: number;
  readonly lift: (file: JsonObject) => JsonObject;
}

/** A schema's name, its present version and the steps that lead there. */
export interface SchemaLine {
  /** Name before the `@`, such as `trabecula/profile`. */
  readonly name: string;
  readonly version: number;
  readonly steps: readonly MigrationStep[];
}

/** Returns the file as the present version of its schema; refuses another schema and a newer version. */
export function migrate(raw: JsonValue, line: SchemaLine, file: string, code: ErrorCode): JsonObject {
  const present = `${line.name}@${line.version}`;
  if (!isObject(raw)) throw new PrepError(code, `must be a JSON object with "schema": "${present}"`, [file]);
  const schema = raw.schema;
  if (schema === undefined) throw new PrepError(code, `is missing; write "schema": "${present}"`, [file, 'schema']);
  const [, name, digits] = typeof schema === 'string' ? (/^([a-z/-]+)@([1-9][0-9]{0,8})$/.exec(schema) ?? []) : [];
  if (name !== line.name || digits === undefined) {
    throw new PrepError(code, `must be "${present}", got ${JSON.stringify(schema).slice(0, 80)}`, [file, 'schema']);
  }
  let version = Number(digits);
  if (version > line.version) {
    const reason = `was made by a newer Trabecula: ${schema}, this one reads up to ${present}`;
    throw new PrepError(code, reason, [file, 'schema']);
  }
  let lifted: JsonObject = raw;
  for (; version < line.version; version++) {
    const step = line.steps.find(({ from }) => from === version);
    if (step === undefined) {
      throw new PrepError(code, `there is no way from ${schema} to ${present}`, [file, 'schema']);
    }
    lifted = { ...step.lift(lifted), schema: `${line.name}@${version + 1}` };
  }
  return lifted;
}

/** True when a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
