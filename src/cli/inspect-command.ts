/** `trabecula inspect`: judges files that are already there. */
import { findPrinter, findProfile } from '../config/catalog.ts';
import { PrepError } from '../core/prep-error.ts';
import { inspectFiles, inspectionsJson, writeInspections } from '../pipeline/inspect-files.ts';
import { refuseFolderOf } from '../pipeline/load/own-input.ts';
import { catalogFiles } from '../pipeline/request/catalog-files.ts';
import type { CommandBody } from './command.ts';
import type { ParsedLine } from './options.ts';
import { reportFindings } from './report-findings.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const inspectCommand: CommandBody = {
  async run(line) {
    if (line.words.length === 0) throw new PrepError('usage', 'inspect needs at least one file or folder');
    const { printer, profile } = await judgedBy(line);
    const { context, release } = runContext(line);
    try {
      const out = line.values.get('out');
      if (out !== undefined) for (const path of line.words) await refuseFolderOf(path, out);
      const inspected = await inspectFiles({ paths: line.words, printer, profile }, context);
      if (out !== undefined) await writeInspections(out, line.switches.has('force'), inspected, context);
      if (line.switches.has('json')) process.stdout.write(inspectionsJson(inspected));
      let code = 0;
      for (const { file, files = [file], inspection } of inspected) {
        const { verdict, totals } = inspection;
        const { layers, volumeMm3, extrudedVolumeMm3 } = totals;
        const volume =
          extrudedVolumeMm3 === null ? `${volumeMm3 ?? 'unknown'} mm3 solid` : `${extrudedVolumeMm3} mm3 extruded`;
        const name = files.length > 1 ? `${file} and ${files.length - 1} more, together` : file;
        context.log.note(`${name}: verdict ${verdict}, ${layers} layers, ${volume}`);
        code = Math.max(code, reportFindings(inspection.findings, context.log));
      }
      return code;
    } finally {
      release();
    }
  },
};

/** Printer and profile only where they are named: a file of another maker is not judged by ours in silence. */
async function judgedBy(line: ParsedLine) {
  const printer = line.values.get('printer');
  const profile = line.values.get('profile');
  const printers = await catalogFiles('printers', line.values.get('printers') ?? null);
  const profiles = await catalogFiles('profiles', line.values.get('profiles') ?? null);
  return {
    printer: printer === undefined ? null : findPrinter(printer, printers).item,
    profile: profile === undefined ? null : findProfile(profile, profiles).item,
  };
}
