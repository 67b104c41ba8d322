import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../src/cli/option-table.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';

buildFirst();

const COMMANDS = ['prepare', 'slice', 'lattice', 'homogenise', 'implant', 'inspect', 'check', 'verify', 'list'];

describe.each(COMMANDS)('trabecula %s --help', (command) => {
  test('lists every option that the command knows, with its default, and no other', async () => {
    const { code, stdout, stderr } = await runCli(command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const listed = [...stdout.matchAll(/^ {2}--([a-z0-9-]+)/gm)].map(([, name]) => name);
    const known = OPTIONS.filter(({ commands }) => commands.includes(command));
    expect(listed).toEqual(known.map(({ name }) => name));
    for (const option of known) if (option.default !== null) expect(stdout).toContain(`(default: ${option.default})`);
  });
});

test('the help of the program names every command and the exit codes; without a word it ends in a usage error', async () => {
  const help = await runCli('--help');
  expect(help.code).toBe(0);
  for (const command of COMMANDS) expect(help.stdout).toContain(`trabecula ${command} `);
  for (const code of ['0 fine', '1 done', '2 usage', '3 unusable', '4 resource', '70 our own fault']) {
    expect(help.stdout).toContain(code);
  }
  const bare = await runCli();
  expect(bare.code).toBe(2);
});

test('every option is known to a command that exists', () => {
  for (const { name, commands } of OPTIONS) {
    expect(commands.length, name).toBeGreaterThan(0);
    for (const command of commands) expect(COMMANDS).toContain(command);
  }
});

test('--version prints the version of package.json', async () => {
  const { stdout, code } = await runCli('--version');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('list prints what there is, with the reach of each cell, and --json one object', async () => {
  const cells = await runCli('list', 'cells');
  expect(cells.code).toBe(0);
  for (const id of ['gyroid', 'diamond']) expect(cells.stdout).toContain(id);
  const json = JSON.parse((await runCli('list', 'cells', '--json')).stdout);
  const gyroid = json.cells.find(({ id }: { id: string }) => id === 'gyroid');
  expect(gyroid.sheet[0]).toBe(0);
  expect(gyroid.sheet[1]).toBeGreaterThan(0.9);
  const profiles = (await runCli('list', 'profiles')).stdout;
  expect(profiles).toContain('ti6al4v-eli-30um');
  expect(profiles).toContain('ti6al4v-eli-60um');
  expect((await runCli('list', 'printers')).stdout).toContain('generic-lpbf-250');
  expect((await runCli('list', 'teeth')).code).toBe(2);
  expect((await runCli('list')).code).toBe(2);
});
