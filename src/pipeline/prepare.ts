/** The main job: from a case or a bare mesh to builds, all of them or none. */
import { extname } from 'node:path';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import type { Inspection } from '../inspect/inspection.ts';
import { refuseBuild } from '../store/build-folder.ts';
import { openPlaneBackend } from './layers/plane-backend.ts';
import { type PreparedBuild, prepareBuild } from './prepare-build.ts';
import { caseRequests } from './request/case-requests.ts';
import { defaultContext } from './request/default-context.ts';
import { type MeshWishes, meshRequest, type RunWishes } from './request/mesh-request.ts';
import type { BuildRequest } from './request/prepare-request.ts';

export type {
  Inspection,
  InspectionExtrusion,
  InspectionLattice,
  InspectionLayer,
  InspectionTotals,
} from '../inspect/inspection.ts';

/** What `prepare` is asked for. What is left out takes the default that the command line has. */
export interface PrepareOptions extends Partial<Omit<RunWishes, 'outDir' | 'folders'>>, Partial<MeshWishes> {
  /** A case (`.json`) or a mesh (`.stl`, `.3mf`). */
  readonly input: string;
  /** Where the build goes; a case with several targets gets a folder below it for each. */
  readonly outDir: string;
  /** The one target of a case that is wanted; null or absent: all. */
  readonly target?: string | null;
  /** Folder with printers of your own, beside the package's. */
  readonly printersDir?: string | null;
  /** Folder with profiles of your own, beside the package's. */
  readonly profilesDir?: string | null;
}

/** One build that stands. */
export interface BuildResult {
  readonly dir: string;
  /** Null for a bare mesh. */
  readonly target: string | null;
  /** Id of the part, of several the first one. */
  readonly partId: string;
  readonly partIds: readonly string[];
  readonly files: readonly string[];
  readonly inspection: Inspection;
}

/**
 * Prepares a case or a mesh: layers, paths, machine files, inspection, report, manifest. Nothing stands under its final name
 * until the files of all targets are written, read back and inspected; a failed run leaves earlier builds as they were.
 * A part with an error finding is a build too: its verdict is `fail`.
 *
 * @throws PrepError with `code`, `place` and one line of text where the input cannot be used
 */
export async function prepare(
  options: PrepareOptions,
  context: RunContext = defaultContext(),
): Promise<readonly BuildResult[]> {
  const requests = await requestsOf(options);
  if (options.thumbnails != null && requests.every(({ outputs }) => !outputs.includes('gcode'))) {
    throw new PrepError('usage', 'is for G-code, which none of the outputs is', ['--thumbnails']);
  }
  if (options.printOrder != null && requests.every(({ pairing }) => pairing.process !== 'fff')) {
    throw new PrepError(
      'usage',
      'is for parts that are extruded; the laser makes all parts of a plate layer by layer',
      ['--print-order'],
    );
  }
  // Before any work, so that the last target does not stop what was planned for the first.
  for (const { outDir, force } of requests) if (!force) await refuseBuild(outDir);
  const prepared: PreparedBuild[] = [];
  const backend = await openPlaneBackend(context);
  try {
    for (const request of requests) prepared.push(await prepareBuild(request, context, backend));
    // From here on nothing is broken off: a case has all its builds or, where a disk fails now, says so.
    context.signal.throwIfAborted();
    for (const build of prepared) await build.commit();
  } catch (error) {
    // In reverse, so that a folder that the first one made is empty when its turn comes.
    for (const build of prepared.reverse()) await build.abort();
    if (context.signal.aborted && !(error instanceof PrepError)) {
      throw new PrepError('interrupted', 'interrupted; nothing was written', [], error);
    }
    throw error;
  } finally {
    await backend.close();
  }
  return prepared.map(({ dir, targetId, partIds, files, inspection }) => ({
    dir,
    target: targetId,
    partId: partIds[0] ?? '',
    partIds,
    files,
    inspection,
  }));
}

/** Options that a case says itself. */
const MESH_ONLY = ['printer', 'profile', 'lattice', 'layerMm', 'cut', 'units', 'repair', 'outputs'] as const;

async function requestsOf(options: PrepareOptions): Promise<BuildRequest[]> {
  const run: RunWishes = {
    outDir: options.outDir,
    force: options.force ?? false,
    folders: { printers: options.printersDir ?? null, profiles: options.profilesDir ?? null },
    layers: options.layers ?? null,
    cliEncoding: options.cliEncoding ?? null,
    cliContent: options.cliContent ?? null,
    cliDialect: options.cliDialect ?? null,
    cliFiles: options.cliFiles ?? null,
    cliMedical: options.cliMedical ?? false,
    looseSolid: options.looseSolid ?? 'drop',
    printOrder: options.printOrder ?? null,
    thumbnails: options.thumbnails ?? null,
    record: options.record ?? null,
  };
  const target = options.target ?? null;
  if (extname(options.input).toLowerCase() === '.json') {
    const told = MESH_ONLY.find((key) => options[key] !== undefined && options[key] !== null && options[key] !== false);
    if (told !== undefined)
      throw new PrepError('usage', `'${told}' stands in the case, not beside it`, [options.input]);
    return caseRequests(options.input, run, target);
  }
  if (target !== null) throw new PrepError('usage', 'a target is one of a case; this is a mesh', [options.input]);
  const mesh: MeshWishes = {
    printer: options.printer ?? null,
    profile: options.profile ?? null,
    lattice: options.lattice ?? null,
    layerMm: options.layerMm ?? null,
    cut: options.cut ?? null,
    units: options.units ?? null,
    repair: options.repair ?? false,
    outputs: options.outputs ?? null,
  };
  const { part, ...build } = await meshRequest(options.input, run, mesh);
  return [{ ...build, parts: [part] }];
}
