import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseFolderOf, refuseOwnInput } from '../../../src/pipeline/load/own-input.ts';
import { tempFolder } from '../../store/temp-folder.ts';

test('an output that is its own input is refused, through a link too; another file is not', async () => {
  const dir = tempFolder();
  const input = join(dir, 'a.3mf');
  writeFileSync(input, 'x');
  symlinkSync(dir, join(dir, 'link'));
  await expect(refuseOwnInput(input, [join(dir, 'a.3mf')])).rejects.toThrow(
    /a\.3mf: the output would replace the input/,
  );
  await expect(refuseOwnInput(input, [join(dir, 'link', 'a.3mf')])).rejects.toThrow(/would replace the input/);
  await expect(refuseOwnInput(input, [join(dir, 'b.3mf')])).resolves.toBeUndefined();
});

test('a folder that holds what is inspected, or is it, is refused for the inspection', async () => {
  const dir = tempFolder();
  const build = join(dir, 'build');
  mkdirSync(build);
  const file = join(build, 'a.cli');
  writeFileSync(file, 'x');
  await expect(refuseFolderOf(file, build)).rejects.toThrow(/holds a\.cli, which is to be inspected/);
  await expect(refuseFolderOf(build, build)).rejects.toThrow(/which is to be inspected/);
  await expect(refuseFolderOf(file, join(dir, 'report'))).resolves.toBeUndefined();
});
