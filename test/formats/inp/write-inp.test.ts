import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type InpWriteOptions, type VoxelModel, writeInp } from '../../../src/formats/inp/write-inp.ts';
import { byteMemory } from '../threemf/byte-memory.ts';
import { hexVolume, parseInp } from './parse-inp.ts';

const OPTIONS: InpWriteOptions = { comments: ['made by a test'], regions: ['lattice', 'skin'], loose: 'keep' };

/** A model from a picture: layers from below, rows from y = 0, one digit a voxel. */
function modelOf(layers: readonly (readonly string[])[], edgeMm = 0.5): VoxelModel {
  const [ny, nx] = [layers[0]!.length, layers[0]![0]!.length];
  return {
    x0Mm: -1,
    y0Mm: 0.25,
    z0Mm: 3,
    edgeMm,
    nx,
    ny,
    nz: layers.length,
    *layers() {
      for (const rows of layers) yield Uint8Array.from(rows.join(''), Number);
    },
  };
}

const cube = (n: number) => modelOf(Array.from({ length: n }, () => Array.from({ length: n }, () => '1'.repeat(n))));

async function written(model: VoxelModel, options: Partial<InpWriteOptions> = {}) {
  const sink = byteMemory();
  const counts = await writeInp(sink, model, { ...OPTIONS, ...options });
  const text = Buffer.from(sink.bytes()).toString('latin1');
  return { counts, text, parsed: parseInp(text) };
}

describe('voxels as hexahedra', () => {
  test('a solid cube of 4 x 4 x 4 voxels has 64 elements, 125 nodes and the volume of the cube, each hexahedron the right way', async () => {
    const { counts, parsed } = await written(cube(4));
    expect(counts).toEqual({ nodes: 125, elements: 64, looseVoxels: 0, looseParts: 0 });
    expect([parsed.nodes.size, parsed.elements.size]).toEqual([125, 64]);
    let volume = 0;
    for (const nodes of parsed.elements.values()) {
      const one = hexVolume(nodes.map((node) => parsed.nodes.get(node)!));
      expect(one).toBeCloseTo(0.125, 9);
      volume += one;
    }
    expect(volume).toBeCloseTo(8, 9);
    const places = new Set([...parsed.nodes.values()].map((place) => place.join(' ')));
    expect(places.size).toBe(125);
    expect(
      [...parsed.nodes.values()]
        .map(([x]) => x)
        .sort((a, b) => a - b)
        .at(0),
    ).toBe(-1);
  });

  test('sets hold the elements of each region, all of them, and the nodes of the lowest and the highest plane', async () => {
    const model = modelOf([
      ['000', '000'],
      ['112', '102'],
      ['110', '002'],
      ['000', '000'],
    ]);
    const { parsed } = await written(model);
    const size = (sets: ReadonlyMap<string, ReadonlySet<number>>, name: string) => sets.get(name)?.size;
    expect([
      size(parsed.elementSets, 'lattice'),
      size(parsed.elementSets, 'skin'),
      size(parsed.elementSets, 'ALL'),
    ]).toEqual([5, 3, 8]);
    const heights = (name: string) => [...parsed.nodeSets.get(name)!].map((node) => parsed.nodes.get(node)![2]);
    expect(new Set(heights('ZMIN'))).toEqual(new Set([3.5]));
    expect(new Set(heights('ZMAX'))).toEqual(new Set([4.5]));
    // Below, five squares of the six at 3 x 2: all 12 corners. Above, two and one that touches none of them: 6 + 4 corners, one shared.
    expect([heights('ZMIN').length, heights('ZMAX').length]).toEqual([12, 9]);
  });

  test('what hangs on by an edge or a corner only is reported, and dropped when asked', async () => {
    const model = modelOf([
      ['1100', '1100', '0010'],
      ['1100', '1100', '0001'],
    ]);
    const kept = await written(model);
    expect(kept.counts).toMatchObject({ elements: 10, looseVoxels: 2, looseParts: 2 });
    const dropped = await written(model, { loose: 'drop' });
    expect(dropped.counts).toMatchObject({ elements: 8, nodes: 27, looseVoxels: 2, looseParts: 2 });
  });

  test('a part whose two legs meet only higher up is one part', async () => {
    const model = modelOf([['101'], ['101'], ['111']]);
    expect((await written(model, { loose: 'drop' })).counts).toMatchObject({
      elements: 7,
      looseVoxels: 0,
      looseParts: 0,
    });
  });

  test('an empty model and names that no set can have are refused', async () => {
    await expect(written(modelOf([['00']]))).rejects.toThrow(/voxel model: has no solid voxel/);
    for (const name of ['all', '1st', 'two words', 'skin']) {
      await expect(written(cube(1), { regions: ['skin', name] })).rejects.toThrow(/is no name that a set can have/);
    }
  });

  const ccx = spawnSync('ccx', ['-v']);
  test.skipIf(ccx.error !== undefined)(
    'CalculiX presses a cube by 1 % and finds the force of the modulus (needs ccx)',
    async () => {
      const { text, parsed } = await written(cube(4));
      const dir = mkdtempSync(join(tmpdir(), 'ccx-'));
      try {
        // Without a Poisson's ratio the force is E times area times strain, whatever holds the sides.
        const step = [
          '*MATERIAL, NAME=M',
          '*ELASTIC',
          '1000., 0.',
          '*SOLID SECTION, ELSET=ALL, MATERIAL=M',
          '*STEP',
          '*STATIC',
          '*BOUNDARY',
          'ZMIN, 1, 3',
          'ZMAX, 3, 3, -0.02',
          '*NODE PRINT, NSET=ZMIN, TOTALS=ONLY',
          'RF',
          '*END STEP',
        ];
        writeFileSync(join(dir, 'cube.inp'), `${text}${step.join('\n')}\n`);
        const run = spawnSync('ccx', ['cube'], { cwd: dir, encoding: 'utf8', timeout: 60_000 });
        expect([run.status, /\*ERROR/.test(run.stdout)]).toEqual([0, false]);
        const forces = readFileSync(join(dir, 'cube.dat'), 'utf8')
          .trim()
          .split('\n')
          .at(-1)!
          .trim()
          .split(/\s+/)
          .map(Number);
        expect(forces.at(-1)).toBeCloseTo(1000 * 0.01 * 4, 3);
        expect(parsed.nodeSets.get('ZMIN')!.size).toBe(25);
      } finally {
        rmSync(dir, { recursive: true });
      }
    },
    90_000,
  );
});
