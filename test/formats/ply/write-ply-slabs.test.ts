import { describe, expect, test } from 'vitest';
import { writePlySlabs } from '../../../src/formats/ply/write-ply-slabs.ts';
import { asSlabs } from '../../geometry/iso/collect.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { byteMemory } from '../threemf/byte-memory.ts';

/** Reads what the header of a binary PLY announces. */
function readPly(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes);
  const end = buffer.indexOf('end_header\n') + 'end_header\n'.length;
  const lines = buffer.subarray(0, end).toString('latin1').split('\n');
  const count = (element: string) =>
    Number(lines.find((line) => line.startsWith(`element ${element} `))!.split(' ')[2]);
  const [vertices, faces] = [count('vertex'), count('face')];
  const positions = Array.from({ length: 3 * vertices }, (_, i) => buffer.readFloatLE(end + 4 * i));
  const first = end + 12 * vertices;
  const corners = Array.from({ length: faces }, (_, f) => buffer[first + 13 * f]);
  const triangles = Array.from({ length: 3 * faces }, (_, i) =>
    buffer.readUInt32LE(first + 13 * Math.floor(i / 3) + 1 + 4 * (i % 3)),
  );
  return { lines, positions, triangles, corners, size: first + 13 * faces };
}

describe('binary PLY of a mesh that comes slab by slab', () => {
  test('has header, vertices as floats and faces of three corners, and nothing after them', async () => {
    const mesh = boxMesh(0, 0, 0, 1, 2, 3);
    const sink = byteMemory();
    expect(await writePlySlabs(sink, asSlabs(mesh), 'made\nby a test')).toEqual({ vertices: 8, faces: 12 });
    const { lines, positions, triangles, corners, size } = readPly(sink.bytes());
    expect(lines.filter((line) => !line.startsWith('comment .'))).toEqual([
      'ply',
      'format binary_little_endian 1.0',
      'comment made by a test',
      'element vertex 8',
      'property float x',
      'property float y',
      'property float z',
      'element face 12',
      'property list uchar uint vertex_indices',
      'end_header',
      '',
    ]);
    expect(positions).toEqual([...mesh.positions]);
    expect(triangles).toEqual([...mesh.triangles]);
    expect(corners.every((n) => n === 3)).toBe(true);
    expect(size).toBe(sink.bytes().length);
  });

  test('has a header of the same length for any counts, so that they can be filled in at the end', async () => {
    const sizes: number[] = [];
    for (const mesh of [boxMesh(0, 0, 0, 1, 1, 1), sphereMesh(1, 60)]) {
      const sink = byteMemory();
      await writePlySlabs(sink, asSlabs(mesh), '');
      sizes.push(Buffer.from(sink.bytes()).indexOf('end_header'));
    }
    expect(sizes[0]).toBe(sizes[1]);
  });
});
