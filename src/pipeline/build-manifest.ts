/** The manifest of a build: all that decides its bytes, and what they are. */
import { sha256Of } from '../store/hash.ts';
import type { FileRecord, ManifestBody } from '../store/manifest.ts';
import type { BuildInHand } from './build-in-hand.ts';
import type { LatticeSettings, PlaceSettings } from './prepare-request.ts';
import { dependencyLockSha256, TOOL } from './tool.ts';

/** Returns the body of the manifest, which is the same for the same job whoever runs it. */
export function manifestBody(outputs: ManifestBody['outputs'], build: BuildInHand): ManifestBody {
  const { request, meshes, job } = build;
  const { printer, profile, slice, layers, cliEncoding, cliContent, looseSolid } = request;
  return {
    tool: TOOL,
    dependencyLockSha256: dependencyLockSha256(),
    inputs: inputRecords(build),
    outputs,
    case: request.case === null ? null : { target: request.case.targetId, ...request.case.item },
    printer: printer.item,
    profile: profile.item,
    settings: {
      lattice: request.part.lattice === null ? null : withFileNames(request.part.lattice),
      regions: request.part.regions.map(({ id, kind, shapePath }) => ({
        id,
        kind,
        shape: shapePath === null ? 'rest' : fileName(shapePath),
      })),
      solvedLattice:
        job.spec.lattice === null
          ? null
          : {
              relativeDensity: job.relativeDensity,
              stepMm: job.spec.lattice.stepMm,
              compensated: job.asBuilt,
              band: job.spec.lattice.fill.band,
            },
      looseSolid,
      slice,
      layers,
      orientation: 'keep',
      outputs: request.outputs,
      cliEncoding,
      cliContent,
    },
    repairs: meshes.flatMap(({ repairs }) => repairs),
    unitDecisions: meshes.map(({ input, unit }) => ({ file: fileName(input.path), ...unit })),
  };
}

/** Every file that the build was made from: meshes, the case, printer and profile. */
export function inputRecords({ request, meshes, tables }: BuildInHand): FileRecord[] {
  const record = (file: string, text: string): FileRecord => ({
    file,
    bytes: new TextEncoder().encode(text).length,
    sha256: sha256Of(text),
  });
  const { printer, profile } = request;
  return [
    ...meshes.map(({ input }) => ({ file: fileName(input.path), bytes: input.bytes, sha256: input.sha256 })),
    ...tables,
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
