/** Turns what the schema library found into lines that name the place, the rule and the value. */
import type { z } from 'zod';
import type { Place } from '../core/prep-error.ts';
import type { JsonValue } from './json-text.ts';
import { isObject, type JsonObject } from './migrate.ts';
import { nearestName } from './nearest-name.ts';

/** One thing wrong in a settings file: where, from the file's root inward, and what. */
export interface Problem {
  readonly place: Place;
  readonly reason: string;
}

type Issue = z.core.$ZodIssue;

/** Returns all problems, in the order in which they stand in the schema; `jsonSchema` tells units and known keys. */
export function problemsOf(issues: readonly Issue[], raw: JsonValue, jsonSchema: JsonValue): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const node = schemaAt(jsonSchema, path, raw);
    if (issue.code !== 'unrecognized_keys') return [{ place: placeOf(path), reason: reasonOf(issue, path, raw, node) }];
    const known = isObject(node) && isObject(node.properties) ? Object.keys(node.properties) : [];
    return issue.keys.map((key) => ({ place: placeOf(path), reason: unknownKey(key, known) }));
  });
}

function reasonOf(issue: Issue, path: Place, raw: JsonValue, node: JsonValue | undefined): string {
  const value = valueAt(raw, path);
  const unit = isObject(node) && typeof node.unit === 'string' && node.unit !== '' ? ` ${node.unit}` : '';
  if (value === undefined) return 'is missing';
  const got = `got ${shown(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.message.startsWith(UNTOLD) ? `must be ${expectedWords(issue.expected, node)}` : issue.message}, ${got}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      if (issue.origin === 'array') return `must hold ${lengthWords(issue)} ${issue.minimum}, got ${lengthOf(value)}`;
      return `must be ${issue.inclusive === true ? 'at least' : 'above'} ${issue.minimum}${unit}, ${got}`;
    case 'too_big':
      if (issue.origin === 'array') return `must hold ${lengthWords(issue)} ${issue.maximum}, got ${lengthOf(value)}`;
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters, ${got}`;
      return `must be ${issue.inclusive === true ? 'at most' : 'below'} ${issue.maximum}${unit}, ${got}`;
    case 'invalid_value':
      return wordsReason(issue.values, value);
    case 'invalid_union':
      if (!issue.message.startsWith(UNTOLD)) return `${issue.message}, ${got}`;
      return wordsReason('options' in issue && Array.isArray(issue.options) ? issue.options : [], value);
    case 'invalid_format':
      return `${issue.message}, ${got}`;
    default:
      return issue.message;
  }
}

/** What the library says where a schema has no words of its own. */
const UNTOLD = 'Invalid ';

function expectedWords(expected: string, node: JsonValue | undefined): string {
  if (expected === 'int') return 'a whole number';
  const properties = isObject(node) && isObject(node.properties) ? node.properties : {};
  if (expected === 'object' && properties.value !== undefined && properties.source !== undefined) {
    return '{ "value": ..., "source": "..." }';
  }
  const article = expected === 'object' || expected === 'array' ? 'an' : 'a';
  return `${article} ${expected}`;
}

function lengthWords(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  if (issue.exact === true) return 'exactly';
  return issue.code === 'too_small' ? 'at least' : 'at most';
}

/** A list of this many words is told whole. */
const FEW_WORDS = 5;

/** What to say of a word that is none of those known: of many the nearest one where it is a slip of the hand, or all. */
function wordsReason(words: readonly unknown[], value: JsonValue): string {
  const names = words.filter((word) => typeof word === 'string');
  const near = names.length > FEW_WORDS && typeof value === 'string' ? nearestName(value, names) : null;
  if (near !== null) return `unknown word ${shown(value)}, did you mean ${JSON.stringify(near)}?`;
  const known = words
    .filter((word) => word !== undefined)
    .map((word) => JSON.stringify(word))
    .join(' or ');
  return `must be ${known === '' ? 'one of the known kinds' : known}, got ${shown(value)}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  const name = JSON.stringify(key).slice(1, -1).slice(0, 60);
  return `unknown key '${name}', ${near === null ? `known are ${known.join(', ')}` : `did you mean '${near}'?`}`;
}

/** The path without a closing `value`: a quantity is named by its key. */
function placeOf(path: Place): Place {
  return path.at(-1) === 'value' ? path.slice(0, -1) : path;
}

function valueAt(raw: JsonValue, path: Place): JsonValue | undefined {
  let value: JsonValue | undefined = raw;
  for (const step of path) value = childOf(value, step);
  return value;
}

function childOf(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (Array.isArray(value)) return (value as readonly JsonValue[])[Number(step)];
  return isObject(value) ? value[String(step)] : undefined;
}

/** Follows a path through `properties`, `items` and, by their constants, the branches of a union. */
function schemaAt(jsonSchema: JsonValue, path: Place, raw: JsonValue): JsonValue | undefined {
  let node: JsonValue | undefined = branchFor(jsonSchema, raw);
  for (let depth = 0; depth < path.length; depth++) {
    const child: JsonValue | undefined = isObject(node) ? childSchema(node, path[depth] as string | number) : undefined;
    node = branchFor(referred(child, jsonSchema), valueAt(raw, path.slice(0, depth + 1)));
  }
  return node;
}

/** The definition that a node refers to, such as `#/$defs/solid`, or the node itself. */
function referred(node: JsonValue | undefined, root: JsonValue): JsonValue | undefined {
  if (!isObject(node) || typeof node.$ref !== 'string') return node;
  let found: JsonValue | undefined = root;
  for (const step of node.$ref.split('/').slice(1)) found = isObject(found) ? found[step] : undefined;
  return found;
}

function childSchema(node: JsonObject, step: string | number): JsonValue | undefined {
  if (typeof step === 'number') return Array.isArray(node.prefixItems) ? node.prefixItems[step] : node.items;
  const named = isObject(node.properties) ? node.properties[step] : undefined;
  return named ?? node.additionalProperties;
}

function branchFor(node: JsonValue | undefined, value: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(node)) return node;
  if (Array.isArray(node.anyOf)) {
    const sorts: readonly JsonValue[] = node.anyOf;
    return sorts.find((branch) => isObject(branch) && (branch.type === 'object') === isObject(value)) ?? node;
  }
  if (!Array.isArray(node.oneOf)) return node;
  const branches: readonly JsonValue[] = node.oneOf;
  return branches.find((branch) => {
    const properties = isObject(branch) && isObject(branch.properties) ? branch.properties : {};
    const required: readonly JsonValue[] = isObject(branch) && Array.isArray(branch.required) ? branch.required : [];
    // The word that tells the branches apart may be absent where one branch does without it.
    const isLike = (key: string, word: JsonValue) =>
      isObject(value) && (value[key] === word || (value[key] === undefined && !required.includes(key)));
    return Object.entries(properties).every(
      ([key, rule]) => !isObject(rule) || rule.const === undefined || isLike(key, rule.const),
    );
  });
}

function lengthOf(value: JsonValue): number {
  return Array.isArray(value) ? value.length : 0;
}

function shown(value: JsonValue): string {
  if (isObject(value)) return 'an object';
  if (Array.isArray(value)) return 'a list';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
