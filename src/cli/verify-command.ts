/** `trabecula verify`: hashes a build again. */
import { PrepError } from '../core/prep-error.ts';
import { verifyBuild } from '../store/verify-build.ts';
import type { CommandBody } from './command.ts';
import { oneWord } from './mesh-options.ts';

/** The command. */
export const verifyCommand: CommandBody = {
  async run(line) {
    const dir = oneWord(line, 'verify', 'the folder of a build');
    const { manifest, mismatches, unlisted } = await verifyBuild(dir);
    const json = line.switches.has('json');
    if (json) {
      const bodySha256 = manifest?.bodySha256 ?? null;
      process.stdout.write(
        `${JSON.stringify({ dir, verified: mismatches.length === 0, bodySha256, mismatches, unlisted })}\n`,
      );
    }
    if (mismatches.length > 0) {
      const [first] = mismatches;
      const more = mismatches.length > 1 ? ` (and ${mismatches.length - 1} more)` : '';
      throw new PrepError('file-unreadable', `${first?.reason}${more}`, [dir, first?.file ?? '']);
    }
    if (!json && !line.switches.has('quiet')) {
      process.stdout.write(`${dir}: ${manifest?.outputs.length} files as the manifest says\n`);
      for (const name of unlisted) process.stdout.write(`note: ${name} is not in the manifest\n`);
    }
    return 0;
  },
};
