/** `trabecula prepare`: the main job. */
import { extname } from 'node:path';
import { findPrinter, findProfile } from '../config/catalog.ts';
import { assertProfileFits } from '../config/match.ts';
import { sliceSettingsOf } from '../config/profile-settings.ts';
import { PrepError } from '../core/prep-error.ts';
import { catalogFiles } from '../pipeline/catalog-files.ts';
import { prepare } from '../pipeline/prepare.ts';
import { type CutPosition, OUTPUT_KINDS, type OutputKind, type PrepareRequest } from '../pipeline/prepare-request.ts';
import type { Command } from './command.ts';
import { DEFAULT_PRINTER, DEFAULT_PROFILE } from './defaults.ts';
import { latticeOptions, layerBand, loadOptions, oneWord, positive } from './mesh-options.ts';
import { type ParsedLine, wordOption } from './options.ts';
import { reportInspection } from './report-inspection.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const prepareCommand: Command = {
  name: 'prepare',
  usage: 'prepare <mesh> --out DIR',
  does: 'the main job: from part to machine files, inspection and manifest',
  async run(line) {
    const request = await prepareRequest(line);
    const { context, release } = runContext(line);
    try {
      if (line.switches.has('no-lattice')) context.log.note('no lattice: the part stays solid');
      const result = await prepare(request, context);
      return reportInspection(line, context.log, result.inspection, { out: result.dir, files: result.files });
    } finally {
      release();
    }
  },
};

async function prepareRequest(line: ParsedLine): Promise<PrepareRequest> {
  const meshPath = oneWord(line, 'prepare', 'a mesh (.stl or .3mf)');
  if (extname(meshPath).toLowerCase() === '.json') {
    throw new PrepError('format-unknown', 'case files are not read by this version; give a mesh', [meshPath]);
  }
  const outDir = line.values.get('out');
  if (outDir === undefined) throw new PrepError('usage', 'prepare needs --out DIR');
  wordOption(line, 'orientation', ['keep'], 'keep');
  const printer = findPrinter(
    line.values.get('printer') ?? DEFAULT_PRINTER,
    await catalogFiles('printers', line.values.get('printers') ?? null),
  );
  const profile = findProfile(
    line.values.get('profile') ?? DEFAULT_PROFILE,
    await catalogFiles('profiles', line.values.get('profiles') ?? null),
  );
  assertProfileFits(profile.item, printer.item, profile.file);
  const lattice = latticeOptions(line);
  const slice = sliceSettingsOf(
    profile.item,
    wordOption<CutPosition>(line, 'cut', ['mid', 'base', 'top'], 'mid'),
    positive(line, 'layer') ?? undefined,
  );
  const outputs = outputKinds(line, lattice !== null);
  return {
    meshPath,
    outDir,
    force: line.switches.has('force'),
    load: loadOptions(line),
    printer,
    profile,
    lattice,
    slice,
    layers: layerBand(line),
    outputs,
    cliEncoding: wordOption(line, 'cli-encoding', ['binary', 'ascii'], 'binary'),
    cliContent: wordOption(line, 'cli-content', ['both', 'boundary', 'scan'], 'both'),
  };
}

function outputKinds(line: ParsedLine, isLattice: boolean): OutputKind[] {
  const text = line.values.get('outputs');
  if (text === undefined) return ['cli', '3mf'];
  const wanted = new Set<OutputKind>();
  for (const word of text.split(',')) {
    const kind = OUTPUT_KINDS.find((known) => known === word.trim());
    if (kind === undefined) {
      throw new PrepError('usage', `--outputs takes ${OUTPUT_KINDS.join(', ')} in this version; got '${word}'`);
    }
    wanted.add(kind);
  }
  if (isLattice && !wanted.has('cli') && !wanted.has('3mf-slices')) {
    throw new PrepError('usage', '--outputs 3mf alone holds only the envelope of a lattice; add cli or 3mf-slices');
  }
  return OUTPUT_KINDS.filter((kind) => wanted.has(kind));
}
