/** `trabecula check`: explains files without preparing them. */
import { PrepError } from '../core/prep-error.ts';
import { checkFile } from '../pipeline/check-file.ts';
import type { Command } from './command.ts';
import { loadOptions } from './mesh-options.ts';
import { reportFindings } from './report-findings.ts';
import { runContext } from './run-context.ts';

/** The command. */
export const checkCommand: Command = {
  name: 'check',
  usage: 'check <file>...',
  does: 'validates meshes, 3MF, cases, profiles and printers',
  async run(line) {
    if (line.words.length === 0) throw new PrepError('usage', 'check needs at least one file');
    const folders = { printers: line.values.get('printers') ?? null, profiles: line.values.get('profiles') ?? null };
    const { context, release } = runContext(line);
    try {
      const checks = [];
      for (const path of line.words) checks.push(await checkFile(path, loadOptions(line).units, folders));
      if (line.switches.has('json')) {
        const [only] = checks;
        const object =
          checks.length === 1 && only !== undefined
            ? { file: only.file, kind: only.kind, ...only.mesh, findings: only.findings }
            : { files: checks };
        process.stdout.write(`${JSON.stringify(object)}\n`);
      }
      let code = 0;
      for (const check of checks) {
        context.log.note(`${check.file}: ${check.summary}`);
        code = Math.max(code, reportFindings(check.findings, context.log));
      }
      return code;
    } finally {
      release();
    }
  },
};
