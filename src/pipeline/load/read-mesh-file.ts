/** Reads a mesh file by its format, with its hash: STL, 3MF, OBJ, PLY, OFF. */
import { basename, extname } from 'node:path';
import type { BeamSet } from '../../core/beams.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { readObj } from '../../formats/obj/read-obj.ts';
import { readOff } from '../../formats/off/read-off.ts';
import { readPly } from '../../formats/ply/read-ply.ts';
import type { ReadMesh } from '../../formats/read-mesh.ts';
import { readStlFrom } from '../../formats/stl/stl-reader.ts';
import { readThreeMf } from '../../formats/threemf/read-threemf.ts';
import { bytesOf, openFileSource } from '../../store/file-source.ts';
import { hasher, sha256Of } from '../../store/hash.ts';

/** What a mesh file holds, in the numbers of the file; a 3MF is in mm already. */
export interface MeshFile {
  readonly mesh: TriangleMesh;
  /** Beams of a beam lattice, which are solid too; the mesh may then be empty. */
  readonly beams: readonly BeamSet[];
  /** Unit that the file declares, null where the format has none. */
  readonly unit: string | null;
  /** What the file holds beside that, in sentences. */
  readonly leftOut: readonly string[];
  /** Objects that a 3MF places; empty for other formats. */
  readonly objects: readonly { readonly name: string; readonly triangles: number; readonly beams: number }[];
  readonly bytes: number;
  readonly sha256: string;
}

type Content = Omit<MeshFile, 'bytes' | 'sha256'>;

/** Endings of the files that can be read. */
export const MESH_EXTENSIONS: readonly string[] = ['.stl', '.3mf', '.obj', '.ply', '.off'];

const READERS: Readonly<Record<string, (bytes: Uint8Array, path: string) => Content>> = {
  '.3mf': (bytes, path) => {
    const { mesh, beams, unit, leftOut, placed } = readThreeMf(bytes, path);
    return { mesh, beams, unit, leftOut, objects: placed };
  },
  '.obj': (bytes, path) => plain(readObj(bytes, path)),
  '.ply': (bytes, path) => plain(readPly(bytes, path)),
  '.off': (bytes, path) => plain(readOff(bytes, path)),
};

/** Reads a mesh file. Throws where its format is not known or it cannot be read. */
export async function readMeshFile(path: string): Promise<MeshFile> {
  const extension = extname(basename(path)).toLowerCase();
  if (extension === '.stl') return readStlFile(path);
  const read = READERS[extension];
  if (read === undefined) {
    const known = MESH_EXTENSIONS.join(', ');
    // What is no file at all is told as such.
    await (await openFileSource(path)).close();
    throw new PrepError('format-unknown', `cannot read '${extension}' files; ${known} can be read`, [path]);
  }
  const bytes = await bytesOf(path);
  return { ...read(bytes, path), bytes: bytes.length, sha256: sha256Of(bytes) };
}

async function readStlFile(path: string): Promise<MeshFile> {
  const source = await openFileSource(path);
  try {
    const hash = hasher();
    const mesh = await readStlFrom(source, (bytes) => hash.update(bytes));
    return { ...plain({ mesh, leftOut: [] }), bytes: source.size, sha256: hash.finish() };
  } finally {
    await source.close();
  }
}

function plain({ mesh, leftOut }: ReadMesh): Content {
  return { mesh, beams: [], unit: null, leftOut, objects: [] };
}
