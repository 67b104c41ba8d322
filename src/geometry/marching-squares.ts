/**
 * Contours of a field in a plane by marching squares, in three stages: MARK which grid edges the level crosses, REFINE where
 * the exact field meets it on each, LINK them to loops. Vertices belong to grid edges and are linked by edge, so every
 * contour closes by construction. Solid lies on the left.
 *
 * Both faces of a sheet (from <= f < to) are contoured as two level sets of the same samples: a wall thinner than the
 * sampling step is as exact as a thick one.
 *
 * Planes that are sums of sines, or made of waves, go through a kernel; any other field through the same stages in plain code. Marks may also
 * come from elsewhere: the rest depends on them alone, not on who made them.
 */
import type { PlaneField, PlaneGrid, SolidBand } from '../core/field.ts';
import type { Loops, Polyline } from '../core/polyline.ts';
import {
  assertKeysOf,
  type BandEdges,
  bandEdgesOf,
  levelsOf,
  type SampledEdges,
  sampleEdges,
} from './contour/crossed-edges.ts';
import { edgeVertices } from './contour/edge-vertices.ts';
import { type KernelGrid, type KernelPlane, kernelGrid, planeEdges, planeLoops } from './contour/kernel-contour.ts';
import { linkEdges } from './contour/link-edges.ts';
import { narrowEdges } from './contour/narrow-edges.ts';
import { isSinePlane, sinePlane } from './contour/sine-plane.ts';
import { traceLoops } from './contour/trace-loops.ts';
import { isWavePlane, wavePlane } from './contour/wave-plane.ts';

/**
 * Returns the closed contours of the band's solid. Nodes outside of the mask and the outermost ring of nodes count as void:
 * let both reach a step beyond what is kept. Coordinates are on the 0.1 um grid.
 */
export function contourBand(field: PlaneField, grid: PlaneGrid, band: SolidBand, mask: Uint8Array | null): Loops {
  const brought = intoKernel(field, grid, mask);
  if (brought !== null) return planeLoops(brought.at, brought.plane, band, null);
  const lists = sampleEdges(field, grid, levelsOf(band), mask);
  const { to, from } = band;
  return contourSampled(field, grid, band, mask, to === null ? null : lists[0]!, from === null ? null : lists.at(-1)!);
}

/**
 * Returns the contours of edges that were marked before or elsewhere: to the byte those of `contourBand` where the edges are those of
 * `bandEdges`. Edges that do not close throw.
 */
export function contourMarked(
  field: PlaneField,
  grid: PlaneGrid,
  band: SolidBand,
  mask: Uint8Array | null,
  edges: BandEdges,
): Loops {
  assertKeysOf(grid, edges.to);
  assertKeysOf(grid, edges.from);
  const brought = intoKernel(field, grid, mask);
  if (brought !== null) return planeLoops(brought.at, brought.plane, band, edges);
  const asked = (keys: Uint32Array | null): SampledEdges | null => (keys === null ? null : { keys, ends: null });
  return contourSampled(field, grid, band, mask, asked(edges.to), asked(edges.from));
}

/** Returns the crossed edges of both faces of a band from one sampling of the plane. */
export function bandEdges(field: PlaneField, grid: PlaneGrid, band: SolidBand, mask: Uint8Array | null): BandEdges {
  const brought = intoKernel(field, grid, mask);
  if (brought !== null) return planeEdges(brought.at, brought.plane, band);
  return bandEdgesOf(
    band,
    sampleEdges(field, grid, levelsOf(band), mask).map(({ keys }) => keys),
  );
}

/** Returns the crossed edges of one level: ascending keys, see contour/crossed-edges.ts. */
export function crossedEdges(field: PlaneField, grid: PlaneGrid, level: number, mask: Uint8Array | null): Uint32Array {
  return bandEdges(field, grid, { from: null, to: level }, mask).to!;
}

/** Takes a plane into the kernel where that can work on it; null: the plain way. */
function intoKernel(
  field: PlaneField,
  grid: PlaneGrid,
  mask: Uint8Array | null,
): { readonly at: KernelGrid; readonly plane: KernelPlane } | null {
  const { sines, waves } = field;
  if (sines != null && isSinePlane(sines, grid)) {
    const at = kernelGrid(field, grid, mask);
    return { at, plane: sinePlane(at, sines) };
  }
  if (waves != null && isWavePlane(waves, grid)) {
    const at = kernelGrid(field, grid, mask);
    return { at, plane: wavePlane(at, waves) };
  }
  return null;
}

function contourSampled(
  field: PlaneField,
  grid: PlaneGrid,
  band: SolidBand,
  mask: Uint8Array | null,
  to: SampledEdges | null,
  from: SampledEdges | null,
): Loops {
  const loops: Polyline[] = [];
  if (band.to !== null && to !== null) contourFace(band.to, to, false);
  if (band.from !== null && from !== null) contourFace(band.from, from, true);
  return loops;

  function contourFace(level: number, edges: SampledEdges, reverse: boolean): void {
    const { x0Mm, y0Mm, stepMm, nx, ny } = grid;
    const vertices = edgeVertices(field, grid, level, mask, edges);
    const middleIsInside = (i: number, j: number): boolean =>
      field.valueAt(x0Mm + (i + 0.5) * stepMm, y0Mm + (j + 0.5) * stepMm) < level;
    const next = linkEdges(edges.keys, nx, ny, middleIsInside);
    traceLoops(vertices, narrowEdges(edges.keys, nx), next, grid, reverse, loops);
  }
}
