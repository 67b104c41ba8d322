import { describe, expect, test } from 'vitest';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { writeBinaryStl } from '../../../src/formats/stl/write-stl.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { boxMesh, meshOf, sphereMesh } from '../../geometry/solids.ts';

/** One right triangle in the plane z = 2. */
const TRIANGLE = meshOf(
  [
    [0, 0, 2],
    [3, 0, 2],
    [0, 4, 2],
  ],
  [[0, 1, 2]],
);

describe('a binary STL file', () => {
  test('has 80 bytes of header, the count and 50 bytes a triangle', () => {
    const bytes = writeBinaryStl(boxMesh(0, 0, 0, 1, 1, 1), 'box');
    expect(bytes.length).toBe(84 + 12 * 50);
    expect(Buffer.from(bytes).readUInt32LE(80)).toBe(12);
    expect(Buffer.from(bytes.subarray(0, 80)).toString('latin1').trimEnd()).toBe('binary STL: box');
  });

  test('holds unit normal, three corners and no attribute, in this order', () => {
    const buffer = Buffer.from(writeBinaryStl(TRIANGLE, ''));
    const floats = Array.from({ length: 12 }, (_, i) => buffer.readFloatLE(84 + 4 * i));
    expect(floats).toEqual([0, 0, 1, 0, 0, 2, 3, 0, 2, 0, 4, 2]);
    expect(buffer.readUInt16LE(84 + 48)).toBe(0);
  });

  test('never begins with `solid`, and a long header is cut at 80 bytes', () => {
    const buffer = Buffer.from(writeBinaryStl(TRIANGLE, `solid ${'x'.repeat(200)}`));
    expect(buffer.subarray(0, 5).toString('latin1')).not.toBe('solid');
    expect(buffer.length).toBe(134);
    expect(buffer.readUInt32LE(80)).toBe(1);
  });

  test('gives a triangle without area the normal 0 0 0', () => {
    const flat = meshOf(
      [
        [0, 0, 0],
        [1, 0, 0],
        [2, 0, 0],
      ],
      [[0, 1, 2]],
    );
    const buffer = Buffer.from(writeBinaryStl(flat, ''));
    expect([0, 4, 8].map((at) => buffer.readFloatLE(84 + at))).toEqual([0, 0, 0]);
  });

  test('is read back as the same solid, to 32-bit floats', () => {
    const mesh = sphereMesh(7.3, 16);
    const again = readStl(writeBinaryStl(mesh, 'ball'), 'ball.stl');
    expect(again.triangles.length).toBe(mesh.triangles.length);
    expect(again.positions.length).toBe(mesh.positions.length);
    expect(meshMeasures(again).volumeMm3 / meshMeasures(mesh).volumeMm3).toBeCloseTo(1, 6);
  });
});
