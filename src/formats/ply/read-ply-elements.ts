/** What the elements of a PLY file are to a mesh: vertices, faces, or something to pass over. */
import { PrepError } from '../../core/prep-error.ts';
import type { FaceList } from '../face-list.ts';
import type { PlyElement, PlyHeader } from './read-ply-header.ts';

/** Role of a property that is passed over. */
export const IGNORED = -1;
/** Role of the list of the corners of a face. The roles 0, 1, 2 are x, y, z of a vertex. */
export const CORNERS = 3;

/** What a body holds for a mesh. */
export interface PlyBody {
  readonly positions: Float64Array;
  readonly faces: FaceList;
}

const AXES = ['x', 'y', 'z'];
/** Both names are in use; the second one is what the first programs wrote. */
const CORNER_LISTS = ['vertex_indices', 'vertex_index'];
/** Elements of cameras and looks, which are no shape. */
const NOT_SHAPE = new Set(['camera', 'material', 'texture', 'multi_texture_vertex', 'multi_texture_face']);

/** Returns the number of vertices of a file that has vertices with x, y, z and faces with corners; throws for others. */
export function checkedVertices({ elements }: PlyHeader, fileName: string): number {
  const fault = (reason: string, element?: PlyElement) =>
    new PrepError('ply-invalid', reason, element === undefined ? [fileName] : [fileName, `line ${element.line}`]);
  const vertex = elements.find(({ name }) => name === 'vertex');
  const face = elements.find(({ name }) => name === 'face');
  const strips = elements.find(({ name, count }) => name === 'tristrips' && count > 0);
  if (strips !== undefined)
    throw fault('holds triangle strips (tristrips), which are not read; write it as faces', strips);
  if (face === undefined) throw fault('has no triangle: its header has no element "face"');
  if (face.count === 0) throw fault('has no triangle: its header says 0 faces', face);
  if (vertex === undefined) throw fault('has faces, but its header has no element "vertex"');
  for (const axis of AXES) {
    const property = vertex.properties.find(({ name }) => name === axis);
    if (property === undefined) throw fault(`a vertex has no property "${axis}"`, vertex);
    if (property.countType !== null) throw fault(`the property "${axis}" of a vertex must not be a list`, vertex);
  }
  const lists = face.properties.filter(({ name }) => CORNER_LISTS.includes(name));
  const [list] = lists;
  if (list === undefined) throw fault('a face has no property "vertex_indices" or "vertex_index"', face);
  if (lists.length > 1) throw fault('a face has both "vertex_indices" and "vertex_index"', face);
  if (list.countType === null || list.type === 'float32' || list.type === 'float64') {
    throw fault(`the property "${list.name}" of a face must be a list of whole numbers`, face);
  }
  return vertex.count;
}

/** Returns the role of each property of an element. */
export function rolesOf({ name, properties }: PlyElement): Int8Array {
  return Int8Array.from(properties, (property) => {
    if (name === 'vertex') return AXES.indexOf(property.name);
    return name === 'face' && CORNER_LISTS.includes(property.name) ? CORNERS : IGNORED;
  });
}

/** Returns a sentence for each element that is shape and no part of the mesh. */
export function leftOutElements(elements: readonly PlyElement[]): string[] {
  return elements.flatMap(({ name, count }) => {
    if (count === 0 || name === 'vertex' || name === 'face' || NOT_SHAPE.has(name)) return [];
    if (name === 'edge') return [`the file holds ${count} ${count === 1 ? 'edge' : 'edges'}`];
    return [
      `the file holds ${count} times an element "${name.replace(/[^!-~]/g, '?').slice(0, 40)}" that is not known`,
    ];
  });
}
