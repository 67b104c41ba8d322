/** The stages of contouring in the kernel, whatever the plane is made of. */
import type { PlaneField, PlaneGrid, SolidBand } from '../../core/field.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { assertKeysFit, type BandEdges } from './crossed-edges.ts';
import { vertexOnEdge } from './edge-vertices.ts';
import { type ContourKernel, contourKernel, takeBytes } from './kernel.ts';
import { type KernelEdges, type KernelRoom, kernelLoops, kernelRoom } from './kernel-loops.ts';

/** A grid in the kernel's memory, and the level at hand. */
export interface KernelGrid {
  readonly kernel: ContourKernel;
  readonly grid: PlaneGrid;
  /** Words of 64 nodes a row. */
  readonly words: number;
  /** Bits of the nodes that count. */
  readonly kept: number;
  /** Coordinates of the nodes along x, then of those along y. */
  readonly coordinates: number;
  /** Level whose edges are being worked on. */
  level: number;
}

/** What a kind of plane brings: its way to mark nodes and to place vertices. Numbers are addresses. */
export interface KernelPlane {
  /** Writes the bits of f < levelA and f < levelB; -Infinity is no level. */
  mark(levelA: number, levelB: number, bitsA: number, bitsB: number): void;
  /** Writes the vertices of edges on the level. */
  place(level: number, edges: KernelEdges, room: KernelRoom): void;
}

/** Returns the grid in the kernel, whose memory is taken anew; the field answers the kernel's questions. */
export function kernelGrid(field: PlaneField, grid: PlaneGrid, mask: Uint8Array | null): KernelGrid {
  assertKeysFit(grid);
  const { nx, ny, x0Mm, y0Mm, stepMm } = grid;
  const kernel = contourKernel({
    middleIsInside: (i, j) => field.valueAt(x0Mm + (i + 0.5) * stepMm, y0Mm + (j + 0.5) * stepMm) < at.level,
    nodeValue: (i, j) => field.nodeAt(i, j),
    plainVertex: (key) => vertexOnEdge(field, grid, at.level, key),
  });
  const words = Math.ceil(nx / 64);
  const kept = takeBytes(8 * words * ny);
  // Read in whole words, so beyond its end.
  const maskAt = mask === null ? 0 : takeBytes(nx * ny + 64);
  const coordinates = takeBytes(8 * (nx + ny));
  const { buffer } = kernel.memory;
  if (mask !== null) new Uint8Array(buffer, maskAt, nx * ny).set(mask);
  kernel.keepNodes(nx, ny, words, maskAt, kept);
  const list = new Float64Array(buffer, coordinates, nx + ny);
  for (let i = 0; i < nx; i++) list[i] = x0Mm + i * stepMm;
  for (let j = 0; j < ny; j++) list[nx + j] = y0Mm + j * stepMm;
  const at: KernelGrid = { kernel, grid, words, kept, coordinates, level: Number.NaN };
  return at;
}

/** Returns the crossed edges of the band's faces. */
export function planeEdges(at: KernelGrid, plane: KernelPlane, band: SolidBand): BandEdges {
  const { to, from } = mark(at, plane, band);
  const copy = (edges: KernelEdges | null): Uint32Array | null =>
    edges === null ? null : new Uint32Array(at.kernel.memory.buffer, edges.at, edges.count).slice();
  return { to: copy(to), from: copy(from) };
}

/** Returns the closed contours of the band; edges that were marked elsewhere are taken as they are, null: they are marked here. */
export function planeLoops(at: KernelGrid, plane: KernelPlane, band: SolidBand, given: BandEdges | null): Loops {
  const { kernel, grid } = at;
  const { to, from } =
    given === null ? mark(at, plane, band) : { to: bring(at, given.to), from: bring(at, given.from) };
  const room = kernelRoom(grid, Math.max(to?.count ?? 0, from?.count ?? 0));
  const loops: Polyline[] = [];
  if (band.to !== null && to !== null) contourFace(band.to, to, false);
  if (band.from !== null && from !== null) contourFace(band.from, from, true);
  return loops;

  function contourFace(level: number, edges: KernelEdges, reverse: boolean): void {
    at.level = level;
    plane.place(level, edges, room);
    kernelLoops(kernel, grid, edges, room, reverse, loops);
  }
}

function mark({ kernel, grid, words }: KernelGrid, plane: KernelPlane, band: SolidBand): Marked {
  const { nx, ny } = grid;
  const bitsTo = takeBytes(8 * words * ny);
  const bitsFrom = takeBytes(8 * words * ny);
  plane.mark(band.to ?? -Infinity, band.from ?? -Infinity, bitsTo, bitsFrom);
  const write = (level: number | null, bits: number): KernelEdges | null => {
    if (level === null) return null;
    const count = kernel.countEdges(ny, words, bits);
    const edges = takeBytes(4 * (count + 2));
    kernel.writeEdges(nx, ny, words, bits, edges);
    return { at: edges, count };
  };
  return { to: write(band.to, bitsTo), from: write(band.from, bitsFrom) };
}

interface Marked {
  readonly to: KernelEdges | null;
  readonly from: KernelEdges | null;
}

function bring({ kernel }: KernelGrid, keys: Uint32Array | null): KernelEdges | null {
  if (keys === null) return null;
  const at = takeBytes(4 * (keys.length + 2));
  new Uint32Array(kernel.memory.buffer, at, keys.length).set(keys);
  return { at, count: keys.length };
}
