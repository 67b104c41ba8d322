import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBuildFolder } from '../../src/store/build-folder.ts';
import { verifyBuild } from '../../src/store/verify-build.ts';
import { contentOf, fill, tempFolder } from './temp-folder.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Commits a build of text files and returns the folder's content. */
async function built(dir: string, files: Readonly<Record<string, string>>, force = false) {
  const build = await openBuildFolder(dir, { force });
  await build.commit(await fill(build, files));
  return contentOf(dir);
}

describe('a build', () => {
  test('stands in its folder with its manifest and nothing else, and verifies', async () => {
    const dir = join(tempFolder(), 'new', 'deep');
    const content = await built(dir, { 'a.cli': 'A', 'plan.json': '{}' });
    expect(Object.keys(content)).toEqual(['a.cli', 'manifest.json', 'plan.json']);
    expect(content['a.cli']).toBe('A');
    expect(await verifyBuild(dir)).toMatchObject({ mismatches: [], unlisted: [] });
  });

  test('does not have an output that was taken back, nor anything of it; its name is free again', async () => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: false });
    const output = await build.file('b.cli');
    await output.write(bytes('B'));
    await build.drop('b.cli');
    expect(readdirSync(dir)).toEqual([`.claim.partial-${process.pid}`]);
    await expect(build.source('b.cli')).rejects.toThrow('b.cli is an output of an open build');
    await build.commit(await fill(build, { 'a.cli': 'A' }));
    expect(readdirSync(dir).sort()).toEqual(['a.cli', 'manifest.json']);
  });

  test('shows nothing but partial files before its commit', async () => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: false });
    await fill(build, { 'a.cli': 'A' });
    expect(readdirSync(dir).sort()).toEqual([`.a.cli.partial-${process.pid}`, `.claim.partial-${process.pid}`]);
    expect((await verifyBuild(dir)).mismatches).toEqual([
      { file: 'manifest.json', reason: 'is missing: this folder is no build' },
    ]);
    await build.abort();
  });

  test('can be read back before its commit, also while it is written', async () => {
    const build = await openBuildFolder(tempFolder(), { force: false });
    const output = await build.file('a.cli');
    await output.write(bytes('hello'));
    const source = await build.source('a.cli');
    expect(new TextDecoder().decode(await source.read(1, 3))).toBe('ell');
    await source.close();
    expect(await build.digest('a.cli')).toEqual({
      bytes: 5,
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    });
    await build.abort();
  });

  test('of some layers only is sealed by shard.json', async () => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: false });
    await build.commit(await fill(build, { 'a.cli': 'A' }), 'shard.json');
    expect(Object.keys(contentOf(dir))).toEqual(['a.cli', 'shard.json']);
    await expect(openBuildFolder(dir, { force: false })).rejects.toMatchObject({ code: 'output-exists' });
  });

  test('whose manifest forgets or invents an output is not committed', async () => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: false });
    const manifest = await fill(build, { 'a.cli': 'A' });
    await (await build.file('b.cli')).write(bytes('B'));
    await expect(build.commit(manifest)).rejects.toThrow('the manifest lists 1 outputs of 2');
    await build.abort();
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('abort', () => {
  test('removes every trace, and the folders that were made for it', async () => {
    const outer = tempFolder();
    const build = await openBuildFolder(join(outer, 'x', 'y'), { force: false });
    await (await build.file('a.cli')).write(new Uint8Array(1_000_000));
    await build.abort();
    await build.abort();
    expect(readdirSync(outer)).toEqual([]);
  });

  test('leaves a folder that was there, and one that others have used meanwhile', async () => {
    const dir = tempFolder();
    await (await openBuildFolder(dir, { force: false })).abort();
    expect(existsSync(dir)).toBe(true);
    const build = await openBuildFolder(join(dir, 'x'), { force: false });
    writeFileSync(join(dir, 'x', 'notes.txt'), 'mine');
    await build.abort();
    expect(contentOf(join(dir, 'x'))).toEqual({ 'notes.txt': 'mine' });
  });

  test('after the commit does nothing', async () => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: false });
    const committing = build.commit(await fill(build, { 'a.cli': 'A' }));
    await build.abort();
    await committing;
    expect((await verifyBuild(dir)).mismatches).toEqual([]);
  });
});

describe('an earlier build', () => {
  test('is not replaced without force, which is said before any work', async () => {
    const dir = tempFolder();
    const before = await built(dir, { 'a.cli': 'A' });
    await expect(openBuildFolder(dir, { force: false })).rejects.toMatchObject({
      code: 'output-exists',
      exitCode: 2,
      message: `${dir}: holds a build; pass --force to replace it`,
    });
    expect(contentOf(dir)).toEqual(before);
  });

  test('is replaced whole with force: outputs that are no longer made go, files of others stay', async () => {
    const dir = tempFolder();
    await built(dir, { 'a.cli': 'A', 'gone.cli': 'G' });
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    const after = await built(dir, { 'a.cli': 'A2', 'new.cli': 'N' }, true);
    expect(Object.keys(after)).toEqual(['a.cli', 'manifest.json', 'new.cli', 'notes.txt']);
    expect(after).toMatchObject({ 'a.cli': 'A2', 'new.cli': 'N', 'notes.txt': 'mine' });
    expect(await verifyBuild(dir)).toMatchObject({ mismatches: [], unlisted: ['notes.txt'] });
  });

  test('stays byte for byte when the run with force fails', async () => {
    const dir = tempFolder();
    const before = await built(dir, { 'a.cli': 'A', 'b.cli': 'B' });
    const build = await openBuildFolder(dir, { force: true });
    await fill(build, { 'a.cli': 'other', 'c.cli': 'C' });
    await build.abort();
    expect(contentOf(dir)).toEqual(before);
  });

  test('stays byte for byte when the commit itself fails half way', async () => {
    const dir = tempFolder();
    const before = await built(dir, { 'a.cli': 'same', 'b.cli': 'B' });
    const build = await openBuildFolder(dir, { force: true });
    const manifest = await fill(build, { 'a.cli': 'same', 'b.cli': 'B2', 'z.cli': 'Z' });
    mkdirSync(join(dir, 'z.cli'));
    await expect(build.commit(manifest)).rejects.toMatchObject({ code: 'output-unwritable' });
    await build.abort();
    expect(readdirSync(dir).sort()).toEqual(['a.cli', 'b.cli', 'manifest.json', 'z.cli']);
    expect((await verifyBuild(dir)).mismatches).toEqual([]);
    rmdirSync(join(dir, 'z.cli'));
    expect(contentOf(dir)).toEqual(before);
  });

  test('with a hostile list of outputs cannot reach files outside its folder', async () => {
    const outer = tempFolder();
    const dir = join(outer, 'build');
    await built(dir, { 'a.cli': 'A' });
    writeFileSync(join(outer, 'victim.txt'), 'safe');
    const record = { file: '../victim.txt', bytes: 4, sha256: '0'.repeat(64) };
    writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ outputs: [record] }));
    await built(dir, { 'a.cli': 'A2' }, true);
    expect(readFileSync(join(outer, 'victim.txt'), 'utf8')).toBe('safe');
  });
});

describe('a name', () => {
  test.each([
    ['', 'the name is empty'],
    ['..', 'the name begins with a dot'],
    ['.hidden', 'the name begins with a dot'],
    ['../a.cli', 'the name begins with a dot'],
    ['x/../../a.cli', 'the name leads into another folder'],
    ['/etc/a.cli', 'the name leads into another folder'],
    ['x\\a.cli', 'the name leads into another folder'],
    ['a\0.cli', 'the name holds a control character'],
    ['a\n.cli', 'the name holds a control character'],
    ['ä'.repeat(101), 'the name is longer than 200 bytes'],
    ['manifest.json', 'the name is kept for the end of a build'],
  ])('%j is refused', async (name, reason) => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: true });
    await expect(build.file(name)).rejects.toMatchObject({ code: 'output-unwritable', reason });
    await build.abort();
    expect(readdirSync(dir)).toEqual([]);
  });

  test('is given once, whatever its case, for some disks know no case', async () => {
    const build = await openBuildFolder(tempFolder(), { force: true });
    await build.file('Part.cli');
    await expect(build.file('part.CLI')).rejects.toThrow(
      "two outputs of one build are called 'Part.cli' and 'part.CLI'",
    );
    await build.abort();
  });

  test('of a file that is there and belongs to no build needs force', async () => {
    const dir = tempFolder();
    writeFileSync(join(dir, 'a.cli'), 'of somebody');
    const build = await openBuildFolder(dir, { force: false });
    await expect(build.file('a.cli')).rejects.toMatchObject({ code: 'output-exists' });
    await build.abort();
    expect(contentOf(dir)).toEqual({ 'a.cli': 'of somebody' });
    expect((await built(dir, { 'a.cli': 'A' }, true))['a.cli']).toBe('A');
  });

  test('of a folder is refused', async () => {
    const dir = tempFolder();
    mkdirSync(join(dir, 'a.cli'));
    const build = await openBuildFolder(dir, { force: true });
    await expect(build.file('a.cli')).rejects.toMatchObject({ code: 'output-unwritable', reason: 'is a folder' });
    await build.abort();
  });

  test('that is a link replaces the link, never what it points to', async () => {
    const outer = tempFolder();
    const dir = join(outer, 'build');
    mkdirSync(dir);
    writeFileSync(join(outer, 'victim.txt'), 'safe');
    symlinkSync(join(outer, 'victim.txt'), join(dir, 'a.cli'));
    expect((await built(dir, { 'a.cli': 'A' }, true))['a.cli']).toBe('A');
    expect(readFileSync(join(outer, 'victim.txt'), 'utf8')).toBe('safe');
  });
});

describe('a folder that cannot be written is told before any work', () => {
  test.each([
    ['a file in its place', (dir: string) => join(dir, 'f'), 'a file stands where a folder is needed (EEXIST)'],
    ['a file on the way', (dir: string) => join(dir, 'f', 'x'), 'a file stands where a folder is needed (ENOTDIR)'],
    ['a name of 300 letters', (dir: string) => join(dir, 'x'.repeat(300)), 'the name is too long (ENAMETOOLONG)'],
    ['a name with NUL', (dir: string) => `${dir}/a\0b`, 'is no file name (ERR_INVALID_ARG_VALUE)'],
  ])('%s', async (_name, pathIn, reason) => {
    const dir = tempFolder();
    writeFileSync(join(dir, 'f'), '');
    const path = pathIn(dir);
    await expect(openBuildFolder(path, { force: true })).rejects.toMatchObject({
      code: 'output-unwritable',
      exitCode: 4,
      reason,
      place: [path],
    });
    expect(readdirSync(dir)).toEqual(['f']);
  });

  test.skipIf(!existsSync('/proc/self'))('a folder of the kernel (needs /proc)', async () => {
    for (const path of ['/proc/build', '/proc/self/fd']) {
      await expect(openBuildFolder(path, { force: true })).rejects.toMatchObject({ code: 'output-unwritable' });
    }
  });
});

describe('what other runs left or do', () => {
  const dead = 4_194_305;

  test('partial files of a dead process are removed, other hidden files are not', async () => {
    const dir = tempFolder();
    writeFileSync(join(dir, `.a.cli.partial-${dead}`), 'half');
    writeFileSync(join(dir, `.b.cli.partial-${process.pid}`), 'of an earlier process with our number');
    writeFileSync(join(dir, '.gitignore'), '*');
    await (await openBuildFolder(dir, { force: false })).abort();
    expect(readdirSync(dir)).toEqual(['.gitignore']);
  });

  test('a folder that a live process writes into is refused, and its files stay', async () => {
    const dir = tempFolder();
    const name = `.a.cli.partial-${process.ppid}`;
    writeFileSync(join(dir, name), 'half');
    await expect(openBuildFolder(dir, { force: true })).rejects.toThrow(
      `${dir}: process ${process.ppid} is writing into it (${name})`,
    );
    expect(readdirSync(dir)).toEqual([name]);
  });

  test('this process cannot open one folder twice at a time', async () => {
    const dir = tempFolder();
    const build = await openBuildFolder(dir, { force: false });
    await expect(openBuildFolder(join(dir, '.'), { force: true })).rejects.toThrow('this run writes into it already');
    await build.commit(await fill(build, { 'a.cli': 'A' }));
    await (await openBuildFolder(dir, { force: true })).abort();
    expect((await verifyBuild(dir)).mismatches).toEqual([]);
  });
});
