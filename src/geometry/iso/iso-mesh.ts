/**
 * Makes a closed, oriented, 2-manifold mesh of field bodies within a part, slab by slab from below, with memory for a few planes
 * of the grid.
 *
 * A node is solid when it lies in a body and in the part. Each edge between a solid node and another gets one vertex, where
 * the solid ends exactly: on the field, or at the crossing of the edge's line with the triangles of the part. Triangles follow
 * from which corners of a cube are solid (cube-table.ts). Where two opposite corners of a face are solid, the solid's exact
 * state at the middle of the face says whether they meet, so a wall that is at least a step thick gets no holes.
 */
import type { PlaneField } from '../../core/field.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import { assert } from '../../core/prep-error.ts';
import { meshBox } from '../mesh-measures.ts';
import { type TriangleBvh, triangleBvh } from '../triangle-bvh.ts';
import { buildTriangleBvh } from '../triangle-bvh-build.ts';
import { cubeCutter } from './cube-cutter.ts';
import { edgeVertices } from './edge-vertices.ts';
import { faceRims } from './face-rims.ts';
import type { IsoBody, IsoSettings, IsoTally } from './iso-body.ts';
import { isoGrid } from './iso-grid.ts';
import { type IsoPlane, isoPlane, MOST_BODIES, markNodes, samplePlane } from './iso-plane.ts';
import { thinPlaces } from './line-crossings.ts';
import type { MeshSlab, SlabMesh } from './mesh-slab.ts';
import { columnWindings, partColumns } from './part-columns.ts';
import { partLines } from './part-lines.ts';
import { slabBuffer } from './slab-buffer.ts';
import { slabNumbers } from './slab-numbers.ts';

/** A mesh of a solid, made anew by every run over its slabs. */
export interface IsoMesh extends SlabMesh {
  /** Slabs that a run gives. */
  readonly slabCount: number;
  /** What the last run counted so far. */
  readonly tally: IsoTally;
  slabs(): Generator<MeshSlab, void, undefined>;
}

/** Prepares the mesh of the union of `bodies` inside `part`, whose triangles are closed and face outward. */
export function isoMesh(part: TriangleMesh, bodies: readonly IsoBody[], settings: IsoSettings): IsoMesh {
  assert(bodies.length > 0 && bodies.length <= MOST_BODIES, `1 to ${MOST_BODIES} bodies are meshed`);
  assert(new Set(bodies.map(({ field }) => field)).size === bodies.length, 'each body has a field of its own');
  const grid = isoGrid(meshBox(part), settings.stepMm, settings.originMm);
  const { nx, ny } = grid.plane;
  const columns = partColumns(part, grid.plane);
  const tally: IsoTally = { vertices: 0, triangles: 0, lostWalls: 0, thinPart: 0, unmetSurface: 0 };
  let tree: TriangleBvh | null = null;
  const isInside = (x: number, y: number, z: number): boolean => {
    tree ??= triangleBvh(buildTriangleBvh(part));
    return tree.isInside(x, y, z);
  };

  function* slabs(): Generator<MeshSlab, void, undefined> {
    Object.assign(tally, { vertices: 0, triangles: 0, lostWalls: 0, thinPart: 0, unmetSurface: 0 });
    tally.thinPart = thinPlaces(columns, grid.z0Mm, grid.plane.stepMm);
    const buffer = slabBuffer(tally);
    const windings = columnWindings(columns);
    const linesAt = partLines(part, grid.plane);
    const zOf = (k: number) => grid.z0Mm + k * grid.plane.stepMm;
    let low = isoPlane(grid, bodies.length);
    let high = isoPlane(grid, bodies.length);
    const numbers = slabNumbers(nx * ny);
    const vertices = edgeVertices({ grid, bodies, columns, isInside, numbers, buffer, tally });
    const rims = faceRims({ grid, bodies, columns, numbers, buffer });
    const cutCubes = cubeCutter(grid, numbers, buffer);
    const mask = new Uint8Array(nx * ny);
    const below = new Int8Array(nx * ny);
    let above = new Int8Array(nx * ny);
    let aboveAny = windings(zOf(0), above);
    let anyBelow = false;
    let lowLines = linesAt(-Infinity);
    for (let k = 0; k < grid.nz; k++) {
      const swap: IsoPlane = low;
      low = high;
      high = swap;
      below.set(low.winding);
      high.winding.set(above);
      high.zMm = zOf(k);
      const anyHere = aboveAny;
      aboveAny = k + 1 < grid.nz && windings(zOf(k + 1), above);
      if (!aboveAny) above = above.fill(0);
      const highLines = linesAt(high.zMm);
      buffer.begin();
      if (anyHere || anyBelow || aboveAny) {
        const rows = markNodes(grid, below, high.winding, above, mask);
        const fields: PlaneField[] = samplePlane(high, grid, bodies, mask, rows);
        vertices.inPlane(high, fields, highLines, k & 1);
        rims.inPlane(high, highLines, k & 1);
        if (k > 0) {
          vertices.between(low, high, fields);
          rims.between(low, high, lowLines, highLines, k & 1);
          cutCubes(low, high, k & 1);
        }
      } else {
        high.solid.fill(0);
        high.state.fill(0);
        high.rowSolid.fill(0);
      }
      anyBelow = anyHere;
      lowLines = highLines;
      if (k > 0) yield buffer.slab();
    }
  }

  return { slabCount: grid.nz - 1, tally, slabs };
}
