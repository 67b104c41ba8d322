import { describe, expect, test } from 'vitest';
import { readThreeMf } from '../../../src/formats/threemf/read-threemf.ts';
import { writeThreeMfSlabs } from '../../../src/formats/threemf/write-mesh-slabs.ts';
import { isoMesh } from '../../../src/geometry/iso/iso-mesh.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { asSlabs, collect } from '../../geometry/iso/collect.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { planeOf } from '../../support/plane-of.ts';
import { byteMemory } from './byte-memory.ts';
import { lib3mfParts } from './lib3mf-parts.ts';

const OPTIONS = { version: '0.1.0', objectName: 'gyroid <1 & 2>', metadata: { Title: 'mesh', cell: 'gyroid' } };

describe('3MF of a mesh that comes slab by slab', () => {
  test('lib3mf opens it strictly and finds the vertices and triangles; our reader finds them within half a nanometre', async () => {
    const iso = isoMesh(
      sphereMesh(1.3, 16),
      [
        {
          field: { plane: (z, grid) => planeOf(grid, (x, y) => x + y + z) },
          band: { from: -0.41, to: 0.3 },
          exactNodes: true,
          smooth: true,
        },
      ],
      { stepMm: 0.1, originMm: [0, 0, 0] },
    );
    const sink = byteMemory();
    await writeThreeMfSlabs(sink, iso, OPTIONS);
    const { error, warnings, meshes } = lib3mfParts(sink.bytes());
    const mesh = collect(iso);
    const counts = { vertices: mesh.positions.length / 3, triangles: mesh.triangles.length / 3 };
    expect([error, warnings]).toEqual([null, 0]);
    expect(meshes).toMatchObject([{ name: OPTIONS.objectName, ...counts }]);
    const read = readThreeMf(sink.bytes(), 'mesh.3mf');
    expect(read.metadata.Title).toBe('mesh');
    expect([...read.mesh.triangles]).toEqual([...mesh.triangles]);
    for (const [i, value] of mesh.positions.entries()) {
      expect(Math.abs(read.mesh.positions[i]! - value)).toBeLessThan(0.51e-6);
    }
    const topology = meshTopology(read.mesh);
    expect([topology.watertight, topology.nonManifoldEdges.count, topology.shells]).toEqual([true, 0, 1]);
  });

  test('writes the same bytes again', async () => {
    const sinks = [byteMemory(), byteMemory()];
    for (const sink of sinks) await writeThreeMfSlabs(sink, asSlabs(boxMesh(-1, -2, -3, 1.5, 2.25, 1e-7)), OPTIONS);
    expect(sinks[0]!.bytes()).toEqual(sinks[1]!.bytes());
  });
});
