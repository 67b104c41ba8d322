/** `trabecula homogenise`: the stiffness of a cell, known or of one's own. */
import { findProfile } from '../config/catalog.ts';
import { PrepError } from '../core/prep-error.ts';
import { type CellStiffnessResult, homogeniseCell, type YoungsRatios } from '../pipeline/homogenise-cell.ts';
import { catalogFiles } from '../pipeline/request/catalog-files.ts';
import { DEFAULT_IDS, DEFAULT_PROCESS } from '../pipeline/request/defaults.ts';
import type { CommandBody } from './command.ts';
import { latticeOptions } from './lattice-options.ts';
import { positive } from './mesh-options.ts';
import { numberOption, type ParsedLine } from './options.ts';
import { reportFindings } from './report-findings.ts';
import { runContext } from './run-context.ts';

const DEFAULT_POISSON = 0.34;

/** The command. */
export const homogeniseCommand: CommandBody = {
  async run(line) {
    if (line.words.length > 0) throw new PrepError('usage', `homogenise takes no file, got ${line.words.join(' ')}`);
    const lattice = latticeOptions(withStep(line));
    if (lattice === null)
      throw new PrepError('usage', 'homogenise needs a cell: --cell-type NAME or --expression TEXT');
    const voxels = numberOption(line, 'voxels');
    const poisson = numberOption(line, 'poisson') ?? DEFAULT_POISSON;
    if (!(poisson >= 0 && poisson < 0.5)) {
      throw new PrepError('usage', `--poisson must be from 0 to below 0.5, got ${poisson}`);
    }
    const profiles = await catalogFiles('profiles', line.values.get('profiles') ?? null);
    const profile = findProfile(line.values.get('profile') ?? DEFAULT_IDS[DEFAULT_PROCESS].profile, profiles);
    const solidYoungsGPa = profile.item.material.youngsModulusGPa?.value ?? null;
    const { context, release } = runContext(line);
    try {
      const result = await homogeniseCell({ lattice, voxels, poisson, solidYoungsGPa }, context);
      if (line.switches.has('json')) process.stdout.write(`${JSON.stringify(result)}\n`);
      else for (const row of rowsOf(result)) context.log.note(row);
      return reportFindings(result.findings, context.log);
    } finally {
      release();
    }
  },
};

/** A cell without a part has no contour: whatever step a formula asks for plays no role. */
function withStep(line: ParsedLine): ParsedLine {
  if (line.values.get('cell-type') === undefined && line.values.get('expression') === undefined) {
    throw new PrepError('usage', 'homogenise needs a cell: --cell-type NAME or --expression TEXT');
  }
  const cellMm = positive(line, 'cell') ?? 1;
  return { ...line, values: new Map([...line.values, ['px', String(cellMm / 64)]]) };
}

function rowsOf(result: CellStiffnessResult): string[] {
  const { cell, fine, coarse, extrapolated, solid, isCubic, hashinShtrikman, relativeDensity } = result;
  const edges = (counts: readonly number[]) => counts.join(' x ');
  const youngs = (key: keyof YoungsRatios) => {
    const ratio = extrapolated.youngsRatio[key];
    const gpa = extrapolated.youngsGPa === null ? '' : `${extrapolated.youngsGPa[key].toPrecision(4)} GPa, `;
    return `${gpa}${ratio.toPrecision(4)} of the solid, +-${((100 * extrapolated.within[key]) / ratio).toFixed(1)} %`;
  };
  const directions: readonly [string, keyof YoungsRatios][] = isCubic
    ? [
        ['[100]', 'x'],
        ['[110]', 'xy'],
        ['[111]', 'xyz'],
      ]
    : [
        ['x', 'x'],
        ['y', 'y'],
        ['z', 'z'],
      ];
  const of = (values: readonly number[]) => values.map((value) => value.toPrecision(4)).join(', ');
  const known = solid.youngsGPa === null ? '' : ` of ${solid.youngsGPa} GPa`;
  return [
    `${cell}; solid${known}, Poisson's ratio ${solid.poisson}`,
    ...directions.map(([name, key]) => `E along ${name}: ${youngs(key)}`),
    `on ${edges(fine.voxels)} voxels of ${fine.voxelMm} mm; a grid of ${edges(coarse.voxels)} tells the error:`,
    `E along x, y, z: ${of([fine.youngsRatio.x, fine.youngsRatio.y, fine.youngsRatio.z])} of the solid, coarser ${of([coarse.youngsRatio.x, coarse.youngsRatio.y, coarse.youngsRatio.z])}`,
    `G in yz, xz, xy: ${of(fine.shearRatio)} of the solid's E; Poisson's ratio xy, yz, zx: ${of(fine.poisson)}`,
    `Zener ratio ${fine.zener.toPrecision(4)}${isCubic ? '' : ' of the mean over the axes'}; cubic within ${(100 * result.cubicDeviation).toFixed(2)} % of C11`,
    `bulk modulus ${fine.bulkRatio.toPrecision(4)} of the solid's E, by Hashin and Shtrikman at most ${hashinShtrikman.bulkRatio.toPrecision(4)}; E of an isotropic one at most ${hashinShtrikman.youngsRatio.toPrecision(4)}`,
    `relative density ${relativeDensity.toFixed(4)}, of the voxels ${fine.relativeDensity.toFixed(4)}; ${fine.iterations} iterations, residual ${fine.residual.toExponential(1)}`,
  ];
}
