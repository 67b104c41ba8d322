/** `trabecula prepare`: the main job. */
import { extname } from 'node:path';
import { type BuildRecord, readBuildRecord } from '../config/build-record.ts';
import { COMMON_LAYER_DIALECTS } from '../config/common-layer-dialects.ts';
import { readThumbnailSizes, type ThumbnailSize } from '../config/thumbnail-sizes.ts';
import { PrepError } from '../core/prep-error.ts';
import { type PrepareOptions, prepare } from '../pipeline/prepare.ts';
import type { CutPosition } from '../pipeline/request/prepare-request.ts';
import type { CommandBody } from './command.ts';
import { FILL_OPTIONS, latticeOptions } from './lattice-options.ts';
import { layerBand, layerOption, loadOptions, oneWord } from './mesh-options.ts';
import { type ParsedLine, wordOption, wordOrNull } from './options.ts';
import { reportBuilds } from './report-inspection.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const prepareCommand: CommandBody = {
  async run(line) {
    const options = prepareOptions(line);
    const { context, release } = runContext(line);
    try {
      if (line.switches.has('no-lattice')) context.log.note('no lattice: the part stays solid');
      return reportBuilds(line, context.log, await prepare(options, context));
    } finally {
      release();
    }
  },
};

/** Options that a case says itself. */
const MESH_ONLY = [
  ...['printer', 'profile', 'cell-type', 'expression', ...FILL_OPTIONS, 'even-walls', 'no-lattice'],
  ...['layer', 'cut', 'units', 'repair', 'outputs'],
];

/** What is known of powder and gas. */
function recordOption(line: ParsedLine): BuildRecord | null {
  const text = line.values.get('record');
  return text === undefined ? null : readBuildRecord(text, '--record');
}

/** Sizes of pictures in G-code; null: the printer's. */
function thumbnailOption(line: ParsedLine): readonly ThumbnailSize[] | null {
  const text = line.values.get('thumbnails');
  return text === undefined ? null : readThumbnailSizes(text, '--thumbnails');
}

function prepareOptions(line: ParsedLine): PrepareOptions {
  const input = oneWord(line, 'prepare', 'a case (.json) or a mesh (.stl, .3mf, .obj, .ply or .off)');
  const outDir = line.values.get('out');
  if (outDir === undefined) throw new PrepError('usage', 'prepare needs --out DIR');
  wordOption(line, 'orientation', ['keep'], 'keep');
  const common: PrepareOptions = {
    input,
    outDir,
    force: line.switches.has('force'),
    layers: layerBand(line),
    printersDir: line.values.get('printers') ?? null,
    profilesDir: line.values.get('profiles') ?? null,
    cliEncoding: wordOrNull(line, 'cli-encoding', ['binary', 'ascii']),
    cliContent: wordOrNull(line, 'cli-content', ['both', 'boundary', 'scan']),
    cliDialect: wordOrNull(line, 'cli-dialect', COMMON_LAYER_DIALECTS),
    cliFiles: wordOrNull(line, 'cli-files', ['one', 'by-key']),
    cliMedical: line.switches.has('cli-medical'),
    looseSolid: wordOption(line, 'loose', ['drop', 'keep'], 'drop'),
    thumbnails: thumbnailOption(line),
    printOrder: wordOrNull(line, 'print-order', ['sequential', 'layers']),
    target: line.values.get('target') ?? null,
    record: recordOption(line),
  };
  if (extname(input).toLowerCase() === '.json') {
    const told = MESH_ONLY.find((name) => line.values.has(name) || line.switches.has(name));
    if (told !== undefined) throw new PrepError('usage', `--${told} is for a bare mesh; a case says it itself`);
    return common;
  }
  return {
    ...common,
    printer: line.values.get('printer') ?? null,
    profile: line.values.get('profile') ?? null,
    lattice: latticeOptions(line),
    layerMm: layerOption(line),
    cut: wordOption<CutPosition>(line, 'cut', ['mid', 'base', 'top'], 'mid'),
    ...loadOptions(line),
    outputs:
      line.values
        .get('outputs')
        ?.split(',')
        .map((word) => word.trim()) ?? null,
  };
}
