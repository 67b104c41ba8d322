/** The one way from the text of a settings file to checked settings: every problem is collected, then thrown at once. */
import { z } from 'zod';
import type { ErrorCode } from '../core/prep-error.ts';
import { PrepError } from '../core/prep-error.ts';
import type { JsonValue } from './json-text.ts';
import { parseJsonText } from './json-text.ts';
import type { SchemaLine } from './migrate.ts';
import { migrate } from './migrate.ts';
import type { Problem } from './problems.ts';
import { problemsOf } from './problems.ts';

/** What a kind of settings file is checked against. */
export interface SettingsKind<T> {
  readonly schema: z.ZodType<T>;
  readonly line: SchemaLine;
  /** Code of the error that unusable files end in. */
  readonly code: ErrorCode;
}

/** Loads a settings file; `file` is its name in messages. */
export function loadSettings<T>(kind: SettingsKind<T>, text: string, file: string): T {
  const raw = migrate(parseJsonText(text, file, kind.code), kind.line, file, kind.code);
  const result = kind.schema.safeParse(raw);
  if (result.success) return result.data;
  throw problemsError(kind.code, file, problemsOf(result.error.issues, raw, jsonSchemaOf(kind.schema)));
}

/** Makes one error of all problems of a file: the first is its place and reason, the others follow on the same line. */
export function problemsError(code: ErrorCode, file: string, problems: readonly Problem[]): PrepError {
  const [first, ...others] = problems;
  const more = others.map(({ place, reason }) => (place.length > 0 ? `${place.join(' > ')}: ${reason}` : reason));
  const tail = more.length > 0 ? `; and ${more.length} more: ${more.join('; ')}` : '';
  return new PrepError(code, `${first?.reason ?? 'cannot be used'}${tail}`, [file, ...(first?.place ?? [])]);
}

/** Returns the JSON Schema of a kind of file as plain data. */
export function jsonSchemaOf(schema: z.ZodType): JsonValue {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })));
}
