/** Makes a mesh with shared vertices from loose triangles. */
import type { TriangleMesh } from '../core/mesh.ts';
import { assert, PrepError } from '../core/prep-error.ts';

/**
 * Joins corners with the same coordinates to one vertex. `soup` holds nine numbers a triangle in mm. Equal means equal to
 * the last bit (-0 counts as 0): a tolerance would close gaps in silence. Order of triangles and of first use of vertices
 * is kept, and so are degenerate triangles, which the mesh checks report.
 */
export function weldTriangles(soup: Float64Array): TriangleMesh {
  assert(soup.length % 9 === 0, 'a triangle soup has nine numbers a triangle');
  const corners = soup.length / 3;
  const mask = tableSize(corners) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const positions = new Float64Array(soup.length);
  const triangles = new Uint32Array(corners);
  const bits = new Float64Array(3);
  const words = new Uint32Array(bits.buffer);
  let vertices = 0;
  for (let corner = 0; corner < corners; corner++) {
    const x = soup[3 * corner]! + 0;
    const y = soup[3 * corner + 1]! + 0;
    const z = soup[3 * corner + 2]! + 0;
    if (!Number.isFinite(x + y + z)) refuse(x, y, z, corner);
    bits[0] = x;
    bits[1] = y;
    bits[2] = z;
    let slot = hashOf(words) & mask;
    let vertex = slots[slot]!;
    while (vertex >= 0) {
      const p = 3 * vertex;
      if (positions[p]! === x && positions[p + 1]! === y && positions[p + 2]! === z) break;
      slot = (slot + 1) & mask;
      vertex = slots[slot]!;
    }
    if (vertex < 0) {
      vertex = vertices++;
      slots[slot] = vertex;
      positions[3 * vertex] = x;
      positions[3 * vertex + 1] = y;
      positions[3 * vertex + 2] = z;
    }
    triangles[corner] = vertex;
  }
  return { positions: positions.slice(0, 3 * vertices), triangles };
}

/** Power of two that leaves at least a third of the slots free. */
function tableSize(entries: number): number {
  let size = 16;
  while (size * 2 < entries * 3) size *= 2;
  return size;
}

/** Mixes the six words of three doubles; the low words of floats read from STL are mostly zero, the high ones matter. */
function hashOf(words: Uint32Array): number {
  let h = 0;
  for (let i = 0; i < 6; i++) {
    h = Math.imul(h ^ words[i]!, 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

function refuse(x: number, y: number, z: number, corner: number): void {
  if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z)) return;
  const reason = `a corner is not a finite point: ${x}, ${y}, ${z}`;
  throw new PrepError('mesh-invalid', reason, [`triangle ${Math.floor(corner / 3)}`]);
}
