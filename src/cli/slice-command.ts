/** `trabecula slice`: contours only. */
import { findProfile } from '../config/catalog.ts';
import { COMMON_LAYER_DIALECTS } from '../config/common-layer-dialects.ts';
import { sliceSettingsOf } from '../config/profile-settings.ts';
import { PrepError } from '../core/prep-error.ts';
import { catalogFiles } from '../pipeline/request/catalog-files.ts';
import { DEFAULT_IDS, DEFAULT_PROCESS } from '../pipeline/request/defaults.ts';
import type { CutPosition } from '../pipeline/request/prepare-request.ts';
import { slice } from '../pipeline/slice.ts';
import type { CommandBody } from './command.ts';
import { latticeOptions } from './lattice-options.ts';
import { layerBand, layerOption, loadOptions, oneWord } from './mesh-options.ts';
import { wordOption, wordOrNull } from './options.ts';
import { reportFindings } from './report-findings.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const sliceCommand: CommandBody = {
  async run(line) {
    const meshPath = oneWord(line, 'slice', 'a mesh (.stl, .3mf, .obj, .ply or .off)');
    const outFile = line.values.get('out');
    if (outFile === undefined) throw new PrepError('usage', 'slice needs --out F.cli, F.3mf or F.svg');
    const profiles = await catalogFiles('profiles', line.values.get('profiles') ?? null);
    const profile = findProfile(line.values.get('profile') ?? DEFAULT_IDS[DEFAULT_PROCESS].profile, profiles);
    const cut = wordOption<CutPosition>(line, 'cut', ['mid', 'base', 'top'], 'mid');
    const { context, release } = runContext(line);
    try {
      const result = await slice(
        {
          meshPath,
          outFile,
          load: loadOptions(line),
          lattice: latticeOptions(line),
          slice: sliceSettingsOf(profile.item, cut, layerOption(line) ?? undefined),
          thicknessBy: line.values.has('layer') ? '--layer' : `layerThicknessMm of ${profile.file}`,
          layers: layerBand(line),
          looseSolid: wordOption(line, 'loose', ['drop', 'keep'], 'keep'),
          solidYoungsGPa: profile.item.material.youngsModulusGPa?.value ?? null,
          cliEncoding: wordOption(line, 'cli-encoding', ['binary', 'ascii'], 'binary'),
          cliDialect: wordOrNull(line, 'cli-dialect', COMMON_LAYER_DIALECTS),
        },
        context,
      );
      if (line.switches.has('json')) process.stdout.write(`${JSON.stringify(result)}\n`);
      else context.log.note(`${result.layers} layers, ${result.volumeMm3.toFixed(3)} mm3 in ${outFile}`);
      return reportFindings(result.findings, context.log);
    } finally {
      release();
    }
  },
};
