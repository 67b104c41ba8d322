import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { writeBinaryStl } from '../../../src/formats/stl/write-stl.ts';
import { writeStlSlabs } from '../../../src/formats/stl/write-stl-slabs.ts';
import { isoMesh } from '../../../src/geometry/iso/iso-mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { asSlabs, collect } from '../../geometry/iso/collect.ts';
import { sphereMesh } from '../../geometry/solids.ts';
import { planeOf } from '../../support/plane-of.ts';
import { byteMemory } from '../threemf/byte-memory.ts';

/** A shell between two balls. */
const SHELL = isoMesh(
  sphereMesh(1.31, 24),
  [
    {
      field: { plane: (z, grid) => planeOf(grid, (x, y) => x * x + y * y + z * z) },
      band: { from: 0.4, to: 1 },
      exactNodes: true,
      smooth: true,
    },
  ],
  { stepMm: 0.1, originMm: [0, 0, 0] },
);

describe('binary STL of a mesh that comes slab by slab', () => {
  test('has the bytes of the same mesh written whole', async () => {
    const mesh = sphereMesh(7.25, 16);
    const single = { positions: mesh.positions.map(Math.fround), triangles: mesh.triangles };
    const sink = byteMemory();
    expect(await writeStlSlabs(sink, asSlabs(single), 'ball')).toBe(mesh.triangles.length / 3);
    expect(sink.bytes()).toEqual(writeBinaryStl(single, 'ball'));
  });

  test('is read back with the vertices, triangles and volume that were meshed, closed', async () => {
    const sink = byteMemory();
    const count = await writeStlSlabs(sink, SHELL, 'shell');
    const again = readStl(sink.bytes(), 'shell.stl');
    const mesh = collect(SHELL);
    expect([count, again.triangles.length, again.positions.length]).toEqual([
      SHELL.tally.triangles,
      mesh.triangles.length,
      mesh.positions.length,
    ]);
    const topology = meshTopology(again);
    expect([topology.watertight, topology.shells, topology.nonManifoldEdges.count]).toEqual([true, 2, 0]);
    expect(meshMeasures(again).volumeMm3).toBeCloseTo(meshMeasures(mesh).volumeMm3, 9);
  });

  const admesh = spawnSync('admesh', ['--version']);
  test.skipIf(admesh.error !== undefined)(
    'admesh finds every facet joined to three others by exact coordinates (needs admesh)',
    async () => {
      const sink = byteMemory();
      const count = await writeStlSlabs(sink, SHELL, 'shell');
      const dir = mkdtempSync(join(tmpdir(), 'admesh-'));
      try {
        writeFileSync(join(dir, 'shell.stl'), sink.bytes());
        const { stdout } = spawnSync('admesh', ['--exact', join(dir, 'shell.stl')], {
          encoding: 'utf8',
          timeout: 60_000,
        });
        const facets = /Number of facets\s*:\s*(\d+)/.exec(stdout)?.[1];
        const disconnected = /Total disconnected facets\s*:\s*(\d+)/.exec(stdout)?.[1];
        const degenerate = /Degenerate facets\s*:\s*(\d+)/.exec(stdout)?.[1];
        const backwards = /Backwards edges\s*:\s*(\d+)/.exec(stdout)?.[1];
        expect([facets, disconnected, degenerate, backwards]).toEqual([String(count), '0', '0', '0']);
      } finally {
        rmSync(dir, { recursive: true });
      }
    },
  );
});
