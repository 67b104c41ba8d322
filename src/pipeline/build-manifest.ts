/** The manifest of a build: all that decides its bytes, and what they are. */
import { sha256Of } from '../store/hash.ts';
import type { FileRecord, ManifestBody } from '../store/manifest.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { dependencyLockSha256, TOOL } from './tool.ts';

/** Returns the body of the manifest, which is the same for the same job whoever runs it. */
export function manifestBody(outputs: ManifestBody['outputs'], build: BuildInHand): ManifestBody {
  const { request, meshes, job } = build;
  const { printer, profile, slice, layers, cliEncoding, cliContent } = request;
  return {
    tool: TOOL,
    dependencyLockSha256: dependencyLockSha256(),
    inputs: inputRecords(build),
    outputs,
    case: request.case === null ? null : { target: request.case.targetId, ...request.case.item },
    printer: printer.item,
    profile: profile.item,
    settings: {
      lattice: request.part.lattice,
      regions: request.part.regions.map(({ id, kind, shapePath }) => ({
        id,
        kind,
        shape: shapePath === null ? 'rest' : fileName(shapePath),
      })),
      solvedLattice:
        job.spec.lattice === null ? null : { relativeDensity: job.relativeDensity, band: job.spec.lattice.band },
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
export function inputRecords({ request, meshes }: BuildInHand): FileRecord[] {
  const record = (file: string, text: string): FileRecord => ({
    file,
    bytes: new TextEncoder().encode(text).length,
    sha256: sha256Of(text),
  });
  const { printer, profile } = request;
  return [
    ...meshes.map(({ input }) => ({ file: fileName(input.path), bytes: input.bytes, sha256: input.sha256 })),
    ...(request.case === null ? [] : [record(fileName(request.case.path), request.case.text)]),
    record(printer.file, printer.text),
    record(profile.file, profile.text),
  ];
}

/** Where a file lies differs from machine to machine; its name does not. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
