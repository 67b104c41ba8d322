/** `trabecula implant`: writes a complete example case. */
import { join } from 'node:path';
import { PrepError } from '../core/prep-error.ts';
import { IMPLANTS } from '../pipeline/implants.ts';
import { writeImplant } from '../pipeline/write-implant.ts';
import type { CommandBody } from './command.ts';

/** The command. */
export const implantCommand: CommandBody = {
  async run(line) {
    const known = IMPLANTS.map(({ id }) => id).join(', ');
    const [type, ...more] = line.words;
    if (type === undefined || more.length > 0) throw new PrepError('usage', `implant takes one type: ${known}`);
    const outDir = line.values.get('out');
    if (outDir === undefined) throw new PrepError('usage', 'implant needs --out DIR');
    const files = await writeImplant(type, outDir, line.switches.has('force'));
    if (line.switches.has('json')) process.stdout.write(`${JSON.stringify({ type, out: outDir, files })}\n`);
    else if (!line.switches.has('quiet')) {
      process.stdout.write(`${files.length} files in ${outDir}: ${files.join(', ')}\n`);
      process.stdout.write(`prepare it with: trabecula prepare ${join(outDir, 'case.json')} --out DIR\n`);
    }
    return 0;
  },
};
