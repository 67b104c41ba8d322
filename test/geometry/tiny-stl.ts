/** A small STL and table reader for tests, apart from the product's own. */
import { readFileSync } from 'node:fs';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { weldTriangles } from '../../src/geometry/mesh-weld.ts';

/** Rows of a tab separated file with a header, as records. */
export function readTable(path: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
  });
}

/** Corner coordinates of an STL file, nine a triangle, as 32-bit floats say them. */
export function readSoup(path: string): Float64Array {
  const bytes = readFileSync(path);
  const count = bytes.length >= 84 ? bytes.readUInt32LE(80) : -1;
  if (count >= 0 && bytes.length === 84 + 50 * count) {
    const soup = new Float64Array(9 * count);
    for (let t = 0; t < count; t++) {
      for (let k = 0; k < 9; k++) soup[9 * t + k] = bytes.readFloatLE(84 + 50 * t + 12 + 4 * k);
    }
    return soup;
  }
  const numbers: number[] = [];
  for (const match of bytes.toString('latin1').matchAll(/vertex\s+(\S+)\s+(\S+)\s+(\S+)/gi)) {
    numbers.push(Math.fround(Number(match[1])), Math.fround(Number(match[2])), Math.fround(Number(match[3])));
  }
  return Float64Array.from(numbers);
}

export function readMesh(path: string): TriangleMesh {
  return weldTriangles(readSoup(path));
}
