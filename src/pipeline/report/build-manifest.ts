/** The manifest of a build: all that decides its bytes, and what they are. */
import { sha256Of } from '../../store/hash.ts';
import type { FileRecord, ManifestBody } from '../../store/manifest.ts';
import { recordedInset } from '../bead/foot-findings.ts';
import { recordedShape } from '../judge/shape-deviation.ts';
import type { LoadedPart } from '../load/load-part.ts';
import { dependencyLockSha256, TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { LatticeSettings, PlaceSettings } from '../request/prepare-request.ts';

/** Returns the body of the manifest, which is the same for the same job whoever runs it. */
export function manifestBody(outputs: ManifestBody['outputs'], builds: readonly BuildInHand[]): ManifestBody {
  const { request } = builds[0] as BuildInHand;
  const { printer, profile, slice, layers, looseSolid, printOrder, thumbnails, record } = request;
  const meshes = uniqueMeshes(builds);
  return {
    tool: TOOL,
    dependencyLockSha256: dependencyLockSha256(),
    inputs: inputRecords(builds),
    outputs,
    case: request.case === null ? null : { target: request.case.identity.target, ...request.case.item },
    printer: printer.item,
    profile: profile.item,
    settings: {
      parts: builds.map(partSettings),
      looseSolid,
      ...(printOrder == null ? {} : { printOrder }),
      ...(thumbnails == null ? {} : { thumbnails }),
      slice,
      layers,
      orientation: 'keep',
      outputs: request.outputs,
      cliEncoding: request.cliEncoding,
      cliContent: request.cliContent,
      cliDialect: request.cliDialect,
      cliDialectBy: request.cliDialectBy,
      cliFiles: request.cliFiles,
      cliMedical: request.cliMedical,
      buildRecord: record,
    },
    repairs: meshes.flatMap(({ repairs }) => repairs),
    unitDecisions: meshes.flatMap(({ input, unit }) =>
      input === null || unit === null ? [] : [{ file: fileName(input.path), ...unit }],
    ),
  };
}

/** What one part is made with. */
function partSettings({ request, part, job }: BuildInHand): object {
  const shape = recordedShape({ request, job });
  const inset = recordedInset({ request, job });
  const { regions, transform, variant } = request.part;
  return {
    id: part.partId,
    variant,
    transform,
    ...(shape === null ? {} : { shape }),
    ...(inset === null ? {} : { firstLayerInset: inset }),
    regions: regions.map(({ id, kind, fill, shape, lattice, limits }) => ({
      id,
      kind,
      fill,
      shape: shape === null ? 'rest' : shape.by,
      lattice: lattice === null ? null : withFileNames(lattice.settings),
      ...limits,
    })),
    solvedLattices: job.fills.map(({ regionId, relativeDensity, spec, asBuilt }) => ({
      regionId,
      relativeDensity,
      stepMm: spec.stepMm,
      compensated: asBuilt,
      band: spec.fill.band,
    })),
  };
}

/** Each mesh file once, in the order of first use; built parts are not read. */
function uniqueMeshes(builds: readonly BuildInHand[]): LoadedPart[] {
  const known = new Map<string, LoadedPart>();
  for (const mesh of builds.flatMap(({ meshes }) => meshes)) {
    if (mesh.input !== null && !known.has(mesh.input.path)) known.set(mesh.input.path, mesh);
  }
  return [...known.values()];
}

/** Every file that the build was made from: meshes, the case, printer and profile. */
export function inputRecords(builds: readonly BuildInHand[]): FileRecord[] {
  const { request } = builds[0] as BuildInHand;
  const record = (file: string, text: string): FileRecord => ({
    file,
    bytes: new TextEncoder().encode(text).length,
    sha256: sha256Of(text),
  });
  const { printer, profile } = request;
  return [
    ...uniqueMeshes(builds).flatMap(({ input }) =>
      input === null ? [] : [{ file: fileName(input.path), bytes: input.bytes, sha256: input.sha256 }],
    ),
    ...new Map(builds.flatMap(({ tables }) => tables.map((table) => [table.file, table] as const))).values(),
    ...(request.case === null ? [] : [record(fileName(request.case.path), request.case.text)]),
    record(printer.file, printer.text),
    record(profile.file, profile.text),
  ];
}

/** The fill with the names of its tables instead of their paths. */
function withFileNames(lattice: LatticeSettings): LatticeSettings {
  const named = (place: PlaceSettings): PlaceSettings =>
    place.by === 'samples' ? { by: 'samples', file: fileName(place.file) } : place;
  const { grading, blend } = lattice;
  return {
    ...lattice,
    grading: grading.map((one) => ({ ...one, place: named(one.place) })),
    blend: blend === null ? null : { ...blend, place: named(blend.place) },
  };
}

/** Where a file lies differs from machine to machine; its name does not. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
