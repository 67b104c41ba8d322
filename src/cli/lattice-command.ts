/** `trabecula lattice`: the filled part as a mesh, beams, a function or voxels. */
import { findProfile } from '../config/catalog.ts';
import { PrepError } from '../core/prep-error.ts';
import { catalogFiles } from '../pipeline/request/catalog-files.ts';
import { DEFAULT_IDS, DEFAULT_PROCESS } from '../pipeline/request/defaults.ts';
import { type LatticeFileResult, writeLattice } from '../pipeline/write-lattice.ts';
import type { CommandBody } from './command.ts';
import { latticeOptions } from './lattice-options.ts';
import { loadOptions, oneWord } from './mesh-options.ts';
import { wordOption } from './options.ts';
import { reportFindings } from './report-findings.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const latticeCommand: CommandBody = {
  async run(line) {
    const meshPath = oneWord(line, 'lattice', 'a mesh (.stl, .3mf, .obj, .ply or .off)');
    const outFile = line.values.get('out');
    if (outFile === undefined) throw new PrepError('usage', 'lattice needs --out F.stl, F.3mf, F.ply or F.inp');
    const lattice = latticeOptions(line);
    if (lattice === null) throw new PrepError('usage', 'lattice needs a fill: --cell-type NAME (see list cells)');
    const profiles = await catalogFiles('profiles', line.values.get('profiles') ?? null);
    const profile = findProfile(line.values.get('profile') ?? DEFAULT_IDS[DEFAULT_PROCESS].profile, profiles);
    const { context, release } = runContext(line);
    try {
      const form = wordOption(line, 'as', ['mesh', 'beams', 'implicit'], 'mesh');
      const solidYoungsGPa = profile.item.material.youngsModulusGPa?.value ?? null;
      const load = loadOptions(line);
      const result = await writeLattice({ meshPath, outFile, load, lattice, form, solidYoungsGPa }, context);
      if (line.switches.has('json')) process.stdout.write(`${JSON.stringify(result)}\n`);
      else context.log.note(`${summary(result)} in ${outFile}`);
      return reportFindings(result.findings, context.log);
    } finally {
      release();
    }
  },
};

function summary(result: LatticeFileResult): string {
  const { triangles, vertices, beams, elements, stepMm, volumeMm3, partVolumeMm3, relativeDensity } = result;
  const asked = relativeDensity === null ? '' : `, relative density asked for ${relativeDensity.toFixed(4)}`;
  if (beams !== null) return `${beams} beams${asked}`;
  if (stepMm === null || volumeMm3 === null) return `a function${asked}`;
  const step = `${Number(stepMm.toPrecision(4))} mm`;
  const share = (volumeMm3 / partVolumeMm3).toFixed(4);
  const what =
    elements === null
      ? `${triangles} triangles, ${vertices} vertices, step ${step}`
      : `${elements} hexahedra of ${step}`;
  return `${what}: ${volumeMm3.toFixed(2)} mm3, ${share} of the part${asked}`;
}
