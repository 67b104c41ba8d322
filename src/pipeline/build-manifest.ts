/** The manifest of a build: all that decides its bytes, and what they are. */
import { sha256Of } from '../store/hash.ts';
import type { ManifestBody } from '../store/manifest.ts';
import type { LoadedPart } from './load-part.ts';
import type { PartJob } from './part-job.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { dependencyLockSha256, TOOL } from './tool.ts';

/** Returns the body of the manifest, which is the same for the same job whoever runs it. */
export function manifestBody(
  outputs: ManifestBody['outputs'],
  request: PrepareRequest,
  part: LoadedPart,
  job: PartJob,
): ManifestBody {
  const { printer, profile, lattice, slice, layers, cliEncoding, cliContent } = request;
  const record = (entry: { file: string; text: string }) => ({
    file: entry.file,
    bytes: new TextEncoder().encode(entry.text).length,
    sha256: sha256Of(entry.text),
  });
  return {
    tool: TOOL,
    dependencyLockSha256: dependencyLockSha256(),
    inputs: [
      { file: fileName(part.input.path), bytes: part.input.bytes, sha256: part.input.sha256 },
      record(printer),
      record(profile),
    ],
    outputs,
    case: null,
    printer: printer.item,
    profile: profile.item,
    settings: {
      lattice,
      solvedLattice:
        job.spec.lattice === null ? null : { relativeDensity: job.relativeDensity, band: job.spec.lattice.band },
      slice,
      layers,
      orientation: 'keep',
      outputs: request.outputs,
      cliEncoding,
      cliContent,
    },
    repairs: part.repairs,
    unitDecisions: [{ file: fileName(part.input.path), ...part.unit }],
  };
}

/** Where a file lies differs from machine to machine; its name does not. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
