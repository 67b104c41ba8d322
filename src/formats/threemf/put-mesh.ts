/** The mesh element of an object as text. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { ModelPackage } from './model-package.ts';
import { putAscii, putIndex, putShortest, type TextBuffer } from './text-buffer.ts';

/** Puts a vertex whose coordinates a function writes. */
export function putVertex(
  out: TextBuffer,
  put: (out: TextBuffer, value: number) => void,
  x: number,
  y: number,
  z: number,
): void {
  putAscii(out, '<vertex x="');
  put(out, x);
  putAscii(out, '" y="');
  put(out, y);
  putAscii(out, '" z="');
  put(out, z);
  putAscii(out, '"/>\n');
}

/** Puts a triangle. */
export function putTriangle(out: TextBuffer, a: number, b: number, c: number): void {
  putAscii(out, '<triangle v1="');
  putIndex(out, a);
  putAscii(out, '" v2="');
  putIndex(out, b);
  putAscii(out, '" v3="');
  putIndex(out, c);
  putAscii(out, '"/>\n');
}

/** Puts a whole mesh element; coordinates read back as the same doubles. */
export async function putMesh(model: ModelPackage, { positions, triangles }: TriangleMesh): Promise<void> {
  const { out } = model;
  putAscii(out, '<mesh>\n<vertices>\n');
  for (let i = 0; i < positions.length; i += 3) {
    putVertex(out, putShortest, positions[i]!, positions[i + 1]!, positions[i + 2]!);
    await model.room();
  }
  putAscii(out, '</vertices>\n<triangles>\n');
  for (let i = 0; i < triangles.length; i += 3) {
    putTriangle(out, triangles[i]!, triangles[i + 1]!, triangles[i + 2]!);
    await model.room();
  }
  putAscii(out, '</triangles>\n</mesh>\n');
}
