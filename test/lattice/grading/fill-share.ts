/** What a solved fill holds, found by points of our own: an independent look at the field that is cut. */
import type { Field, SolidBand } from '../../../src/core/field.ts';
import type { Box3, TriangleMesh } from '../../../src/core/mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import type { FillContext } from '../../../src/lattice/fill-context.ts';
import { fillField } from '../../../src/lattice/fill-spec.ts';
import type { LatticeSettings } from '../../../src/lattice/settings.ts';
import { type SolvedFill, solveFill } from '../../../src/lattice/solve-fill.ts';
import { fillContextOf } from '../../../src/pipeline/layers/fill-context-of.ts';
import { boxMesh, randomFrom } from '../../geometry/solids.ts';
import { latticeSettings } from '../../support/lattice-settings.ts';

/** What a context is made of beside the mesh. */
export interface ContextParts {
  readonly originMm?: readonly [number, number, number];
  readonly samples?: Readonly<Record<string, readonly number[]>>;
  readonly regions?: Readonly<Record<string, TriangleMesh>>;
  readonly solidYoungsGPa?: number;
  readonly mesh?: TriangleMesh;
}

/** The context of a block, or of a mesh with that box. */
export function contextOf(box: Box3, parts: ContextParts = {}): FillContext {
  const { originMm = [0, 0, 0], samples = {}, regions = {}, solidYoungsGPa = null, mesh = boxMesh(...box) } = parts;
  const tables = new Map(Object.entries(samples).map(([file, values]) => [file, Float64Array.from(values)]));
  const shapes = Object.entries(regions).map(([id, shape]) => ({
    id,
    fill: 'beneath' as const,
    shape: { by: 'mesh' as const, mesh: shape, edges: meshEdges(shape) },
  }));
  const rest = { id: null, fill: 'lattice' as const, shape: null };
  return fillContextOf(mesh, box, originMm, [...shapes, rest], shapes.length, { samples: tables, solidYoungsGPa });
}

/** Solves a fill of a block. */
export function solved(known: Partial<LatticeSettings>, box: Box3, parts: ContextParts = {}): SolvedFill {
  return solveFill(latticeSettings(known), contextOf(box, parts));
}

/** Tells whether a value of the field is solid. */
export function isSolid({ from, to }: SolidBand, value: number): boolean {
  return (from === null || value >= from) && (to === null || value < to);
}

/** The field at points one by one. */
export function valueAt(field: Field, x: number, y: number, z: number): number {
  return field.plane(z, { x0Mm: x, y0Mm: y, stepMm: 1, nx: 1, ny: 1 }, null).valueAt(x, y);
}

// No multiple of the cells of a box: even steps through a cell would see the same planes of each.
const PLANES = 61;
const POINTS = 2500;

/** Share of solid in a box, by points of two additive recurrences (Roberts' R2 in the plane, the golden ratio in height). */
export function shareIn(
  { spec }: SolvedFill,
  [x0, y0, z0, x1, y1, z1]: Box3,
  planes = PLANES,
  points = POINTS,
): number {
  const field = fillField(spec);
  let count = 0;
  for (let k = 0; k < planes; k++) {
    const zMm = z0 + (z1 - z0) * ((k + 0.5) / planes);
    const plane = field.plane(zMm, { x0Mm: x0, y0Mm: y0, stepMm: 1, nx: 1, ny: 1 }, null);
    for (let n = 0; n < points; n++) {
      const u = (0.5 + (k * points + n) * 0.7548776662466927) % 1;
      const v = (0.5 + (k * points + n) * 0.5698402909980532) % 1;
      if (isSolid(spec.band, plane.valueAt(x0 + u * (x1 - x0), y0 + v * (y1 - y0)))) count++;
    }
  }
  return count / (planes * points);
}

/** Scattered points of a box in a few planes, since a plane costs more than its points. */
export function scattered(
  [x0, y0, z0, x1, y1, z1]: Box3,
  seed: number,
  planes = 8,
  points = 40,
): readonly [number, readonly (readonly [number, number])[]][] {
  const random = randomFrom(seed);
  return Array.from({ length: planes }, () => [
    z0 + (z1 - z0) * random(),
    Array.from({ length: points }, () => [x0 + (x1 - x0) * random(), y0 + (y1 - y0) * random()] as const),
  ]);
}

/** A plane of a field, for values anywhere. */
export function planeAt(field: Field, zMm: number): (x: number, y: number) => number {
  return field.plane(zMm, { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 1, ny: 1 }, null).valueAt;
}
