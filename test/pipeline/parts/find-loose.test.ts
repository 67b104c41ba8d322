import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../store/temp-folder.ts';
import { readContours, volumeOf } from '../../support/read-contours.ts';
import { buildFirst, runCli } from '../../support/run-cli.ts';
import { boxFile } from '../../support/test-meshes.ts';

buildFirst();

test('of struts that hang together only above the part one piece stays: the rest is left out on request, and reported', async () => {
  const dir = tempFolder();
  // Body-centred struts of 2 mm cells meet at the corners of the cells and in their middles. A plate of 0.6 mm has the corners
  // only: 4 x 4 of them, each with its four struts a piece, half of it at the edges and a quarter at the corners of the plate.
  const plate = boxFile(dir, 'plate', 6, 6, 0.6);
  const cut = async (loose: string) => {
    const out = join(dir, `${loose}.cli`);
    const words = ['--cell-type', 'bcc', '--cell', '2', '--wall', '0.3', '--layer', '0.02', '--loose', loose];
    const { code, stdout, stderr } = await runCli('slice', plate, '--out', out, ...words, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { findings } = JSON.parse(stdout) as {
      findings: readonly { rule: string; measured: number; message: string }[];
    };
    const told = (rule: string) => findings.find((one) => one.rule === rule);
    return { told, written: volumeOf(readContours(out), 0.02) };
  };
  const kept = await cut('keep');
  const dropped = await cut('drop');
  // 4 whole, 8 halves, 4 quarters: 9 in all, of which one whole stays.
  expect(Math.abs(dropped.written / kept.written - 1 / 9)).toBeLessThan(1e-4);
  const told = dropped.told('loose-dropped')!;
  expect(told.message).toMatch(/^15 loose pieces of solid were left out/);
  expect(Math.abs(told.measured / (kept.written - dropped.written) - 1)).toBeLessThan(1e-6);
  // What is kept is reported too, and nothing is loose once it is dropped.
  expect(Math.abs(kept.told('solid-loose')!.measured / told.measured - 1)).toBeLessThan(0.02);
  expect(dropped.told('solid-loose')).toBeUndefined();
});
