/** `trabecula check`: explains files without preparing them. */
import { PrepError } from '../core/prep-error.ts';
import { checkFile, type FileCheck } from '../pipeline/check-file.ts';
import type { CommandBody } from './command.ts';
import { loadOptions } from './mesh-options.ts';
import { reportFindings } from './report-findings.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const checkCommand: CommandBody = {
  async run(line) {
    if (line.words.length === 0) throw new PrepError('usage', 'check needs at least one file');
    const folders = { printers: line.values.get('printers') ?? null, profiles: line.values.get('profiles') ?? null };
    const { context, release } = runContext(line);
    try {
      const checks: Checked[] = [];
      for (const path of line.words) {
        checks.push(
          await checked(path, () => checkFile(path, loadOptions(line), folders, context.signal), line.words.length > 1),
        );
      }
      if (line.switches.has('json')) {
        const objects = checks.map(jsonOf);
        process.stdout.write(`${JSON.stringify(objects.length === 1 ? objects[0] : { files: objects })}\n`);
      }
      let code = 0;
      for (const { check, error } of checks) {
        if (error !== null) {
          process.stderr.write(`trabecula: ${error.message}\n`);
          code = Math.max(code, error.exitCode);
        }
        if (check === null) continue;
        context.log.note(`${check.file}: ${check.summary}`);
        for (const text of check.lines) context.log.note(`  ${text}`);
        code = Math.max(code, reportFindings(check.findings, context.log));
      }
      return code;
    } finally {
      release();
    }
  },
};

/** A file that was checked, or why it could not be. */
interface Checked {
  readonly file: string;
  readonly check: FileCheck | null;
  readonly error: PrepError | null;
}

/** Of several files one that cannot be read does not keep the others from being checked. */
async function checked(file: string, work: () => Promise<FileCheck>, goOn: boolean): Promise<Checked> {
  try {
    return { file, check: await work(), error: null };
  } catch (error) {
    if (!goOn || !(error instanceof PrepError)) throw error;
    return { file, check: null, error };
  }
}

function jsonOf({ file, check, error }: Checked): object {
  if (check === null) return { file, kind: null, error: error?.message ?? null };
  const { kind, mesh, findings } = check;
  return {
    file,
    kind,
    ...mesh,
    ...check.toolpath,
    ...check.gcode,
    ...(check.case === null ? {} : { case: check.case }),
    findings,
  };
}
