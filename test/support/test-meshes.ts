/** Mesh files for tests of the command line. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import loadManifold from 'manifold-3d';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { writeBinaryStl } from '../../src/formats/stl/write-stl.ts';
import { boxMesh } from '../geometry/solids.ts';

/** Writes a mesh as binary STL and returns its path. */
export function stlFile(dir: string, name: string, mesh: TriangleMesh): string {
  const path = join(dir, `${name}.stl`);
  writeFileSync(path, writeBinaryStl(mesh, 'test'));
  return path;
}

/** Writes a box from the origin as binary STL and returns its path. */
export function boxFile(dir: string, name: string, x: number, y: number, z: number): string {
  return stlFile(dir, name, boxMesh(0, 0, 0, x, y, z));
}

/** A mesh without one of its triangles: open there. */
export function withoutTriangle({ positions, triangles }: TriangleMesh, index: number): TriangleMesh {
  return { positions, triangles: Uint32Array.from([...triangles].filter((_, i) => Math.floor(i / 3) !== index)) };
}

/** Writes a cage of 26 x 20 x 9 mm with a window of 10 x 6 mm; its upright corners are arcs of 4 mm in 24 steps each. */
export async function roundedCageFile(dir: string, name: string): Promise<string> {
  const manifold = await loadManifold();
  manifold.setup();
  const { CrossSection, Manifold } = manifold;
  const body = CrossSection.square([18, 12], true).offset(4, 'Round', 2, 96);
  const mesh = Manifold.extrude(body.subtract(CrossSection.square([10, 6], true)), 9).getMesh();
  const positions = Float64Array.from(mesh.vertProperties);
  return stlFile(dir, name, { positions, triangles: Uint32Array.from(mesh.triVerts) });
}
