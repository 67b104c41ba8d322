/** `manifest.json` (`trabecula/manifest@1`): what went into a build, what came out, each with size and hash. */
import { join } from 'node:path';
import { PrepError } from '../core/prep-error.ts';
import { canonicalJson } from './canonical-json.ts';
import { bytesOf } from './file-source.ts';
import { sha256Of } from './hash.ts';
import { nameProblem, SEAL_NAMES } from './output-name.ts';

/** Name and version of the schema. */
export const MANIFEST_SCHEMA = 'trabecula/manifest@1';

const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** A file with its size and its SHA-256 in lower-case hexadecimal digits. */
export interface FileRecord {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What is the same for the same job, whoever runs it, whenever and wherever. Plain JSON data throughout. */
export interface ManifestBody {
  readonly tool: { readonly name: string; readonly version: string };
  /** SHA-256 of the lock file of the dependencies; null when it is not known. */
  readonly dependencyLockSha256: string | null;
  readonly inputs: readonly FileRecord[];
  /** Every file of the build but the manifest; written in order of names. */
  readonly outputs: readonly FileRecord[];
  /** The case as resolved, with all defaults filled in; null for a bare mesh. */
  readonly case: unknown;
  readonly profile: unknown;
  readonly printer: unknown;
  /** Settings of the job that stand neither in case, profile nor printer. */
  readonly settings: unknown;
  /** Every repair made on an input. */
  readonly repairs: readonly unknown[];
  /** For each mesh the unit taken and why. */
  readonly unitDecisions: readonly unknown[];
}

/** What varies from run to run; not part of the hashed body. */
export interface RunBlock {
  readonly time: string;
  readonly host: string;
  readonly backend: string;
  readonly workers: number;
}

/** A manifest as read; only what every reader needs is typed. */
export interface Manifest extends ManifestBody {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly bodySha256: string;
  readonly run: unknown;
}

/** Returns the bytes of a manifest: canonical JSON, with the hash of everything but the `run` block. */
export function writeManifest(body: ManifestBody, run: RunBlock): Uint8Array {
  const outputs = [...body.outputs].sort((a, b) => (a.file < b.file ? -1 : 1));
  const hashed = { ...body, outputs, schema: MANIFEST_SCHEMA };
  return new TextEncoder().encode(canonicalJson({ ...hashed, bodySha256: bodyHash(hashed), run }));
}

/** Reads the manifest of a build folder; a folder without one, or with one whose hash does not match, is no build. */
export async function readManifest(dir: string): Promise<Manifest> {
  const file = join(dir, 'manifest.json');
  return parseManifest(await bytesOf(file, MAX_MANIFEST_BYTES), file);
}

/** Checks the bytes of a manifest: schema, records, names and the hash of its body. `file` is for messages. */
export function parseManifest(bytes: Uint8Array, file: string): Manifest {
  const refuse = (reason: string, inner: readonly (string | number)[] = [], cause?: unknown): never => {
    throw new PrepError('file-unreadable', reason, [file, ...inner], cause);
  };
  const content = parseObject(bytes);
  if (content === null) return refuse('is not a JSON object in UTF-8');
  const { schema } = content;
  if (typeof schema === 'string' && /^trabecula\/manifest@([2-9]|[1-9][0-9]+)$/.test(schema)) {
    return refuse(`was made by a newer Trabecula: ${schema}, this one reads up to ${MANIFEST_SCHEMA}`, ['schema']);
  }
  if (schema !== MANIFEST_SCHEMA) return refuse(`must be "${MANIFEST_SCHEMA}"`, ['schema']);
  for (const list of ['inputs', 'outputs'] as const) {
    const records = content[list];
    if (!Array.isArray(records)) return refuse('must be a list of files', [list]);
    const bad = records.findIndex((record) => !isRecord(record));
    if (bad >= 0) return refuse('must have file, bytes and sha256', [list, bad]);
  }
  const seen = new Set(SEAL_NAMES);
  for (const [index, { file: output }] of (content.outputs as readonly FileRecord[]).entries()) {
    const problem = nameProblem(output) ?? (seen.has(output) ? 'the name stands twice or ends a build' : null);
    if (problem !== null) return refuse(problem, ['outputs', index, 'file']);
    seen.add(output);
  }
  if (content.bodySha256 !== hashOrNull(content)) {
    return refuse('does not match the content: the manifest was changed', ['bodySha256']);
  }
  return content as unknown as Manifest;
}

/**
 * Returns the outputs that a manifest or shard file lists, as far as they can be read: for tidying up after an earlier
 * build, where a changed file must not stop anybody. Names that lead out of the folder are left out.
 */
export function listedOutputs(bytes: Uint8Array): FileRecord[] {
  const outputs = parseObject(bytes)?.outputs;
  return Array.isArray(outputs)
    ? outputs.filter((record) => isRecord(record) && nameProblem(record.file) === null)
    : [];
}

type Content = { readonly [key: string]: unknown };

function parseObject(bytes: Uint8Array): Content | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return null;
    throw cause;
  }
}

function isRecord(value: unknown): value is FileRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { file, bytes, sha256 } = value as Content;
  const sized = Number.isSafeInteger(bytes) && Number(bytes) >= 0;
  return typeof file === 'string' && sized && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
}

function bodyHash(content: object): string {
  const { run: _run, bodySha256: _hash, ...body } = content as Content;
  return sha256Of(canonicalJson(body));
}

/** Null where the content is nested too deep to be one of ours. */
function hashOrNull(content: Content): string | null {
  try {
    return bodyHash(content);
  } catch (cause) {
    if (cause instanceof PrepError) return null;
    throw cause;
  }
}
