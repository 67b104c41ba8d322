// Edges of a plane of waves in the work space, up to 64 at once.
import { edgeLine } from './wave-lines';
import { FREE, LINE, LINES, PAIRS, ROW } from './waves';

/** Rows of doubles for whoever looks for the roots. */
export const LOOSE: usize = FREE;
export const LOOSE_ROWS: usize = 6;
/** Rows of doubles: start of each edge and its length, in patches. */
export const START: usize = LOOSE + LOOSE_ROWS * ROW;
export const SPAN: usize = START + ROW;
/** Of each edge 1 where f rises along it, -1 where it falls, in floats. */
export const RISE: usize = SPAN + ROW;
/** Of each edge 32 bytes: its other coordinate in its patch; patch of its start, of its end, other patch, 1 along y (i32 each). */
const EDGES: usize = RISE + ROW;
const EDGE: usize = 32;
/** Of each edge 1 where it reaches into another patch, and 1 where a vertex is sought: not at the void. */
export const CROSSES: usize = EDGES + 64 * EDGE;
export const SOUGHT: usize = CROSSES + 64;
/** The lines in doubles of 32 pairs, then those in floats of 16 quads. */
const WIDE: usize = SOUGHT + 64;

/** How far an edge may reach beyond its patch, in patches, to be taken for one within it. */
const BEYOND: f64 = 1e-9;

// The plane at hand, as waveVertices has it.
let slots: i32 = 0;
let phases: i32 = 0;
let blocks: usize = 0;
let patchesX: i32 = 0;
let nx: i32 = 0;
let keptRow: usize = 0;
let kept: usize = 0;
let places: usize = 0;
let patches: usize = 0;
let coordinates: usize = 0;
let vertices: usize = 0;
let voids: usize = 0;

/** Keeps the numbers of a plane for the edges that follow. */
export function beginEdges(
  ofSlots: i32,
  ofPhases: i32,
  atBlocks: usize,
  inX: i32,
  nodesX: i32,
  words: i32,
  atKept: usize,
  atPlaces: usize,
  atPatches: usize,
  atCoordinates: usize,
  atVertices: usize,
  atVoids: usize,
): void {
  slots = ofSlots;
  phases = ofPhases;
  blocks = atBlocks;
  patchesX = inX;
  nx = nodesX;
  keptRow = (<usize>words) << 3;
  kept = atKept;
  places = atPlaces;
  patches = atPatches;
  coordinates = atCoordinates;
  vertices = atVertices;
  voids = atVoids;
}

/** Makes edge `e`, which starts at node (i, j), the n-th one in the work space; its vertex is its start, or the end that does not count. */
export function putEdge(work: usize, n: usize, e: usize, key: u32, i: i32, j: i32): void {
  const up = <i32>((key >> 1) & 1);
  const far = <i32>(key & 1);
  const along = up ? nx + j : i;
  const across = i + nx + j - along;
  const patchAlong = load<i32>(patches + ((<usize>along) << 2));
  const patchAcross = load<i32>(patches + ((<usize>across) << 2));
  const from = load<f64>(places + ((<usize>along) << 3));
  const to = load<f64>(places + ((<usize>along) << 3), 8);
  const other = load<f64>(places + ((<usize>across) << 3)) - <f64>patchAcross;
  store<f64>(work + START + (n << 3), from - <f64>patchAlong);
  store<f64>(work + SPAN + (n << 3), to - from);
  store<f32>(work + RISE + (n << 2), <f32>(far * 2) - 1);
  const edge = work + EDGES + n * EDGE;
  store<f64>(edge, other);
  store<i32>(edge, patchAlong, 8);
  store<i32>(edge, load<i32>(patches + ((<usize>along) << 2), 4), 12);
  store<i32>(edge, patchAcross, 16);
  store<i32>(edge, up, 20);
  store<u8>(work + CROSSES + n, to - <f64>patchAlong > 1 + BEYOND ? 1 : 0);
  const patch = up ? patchAlong * patchesX + patchAcross : patchAcross * patchesX + patchAlong;
  putLines(work, n, patch, up, other);
  const io = i + (far & ~up);
  const jo = j + (far & up);
  const isKept = ((load<u8>(kept + <usize>jo * keptRow + <usize>(io >> 3)) >> <u8>(io & 7)) & 1) !== 0;
  const vertex = vertices + (e << 4);
  store<f64>(vertex, load<f64>(coordinates + ((<usize>(isKept ? i : io)) << 3)));
  store<f64>(vertex, load<f64>(coordinates + ((<usize>(nx + (isKept ? j : jo))) << 3)), 8);
  store<u8>(voids + e, isKept ? 0 : 1);
  store<u8>(work + SOUGHT + n, isKept ? 1 : 0);
}

/** Moves the vertex of edge `e`, the n-th one, along it. */
export function moveVertex(work: usize, n: usize, e: usize, mm: f64): void {
  const up = <usize>load<i32>(work + EDGES + n * EDGE, 20);
  const axis = vertices + (e << 4) + (up << 3);
  store<f64>(axis, load<f64>(axis) + mm);
}

/** Puts both lines of the n-th edge. */
function putLines(work: usize, n: usize, patch: i32, up: i32, other: f64): void {
  edgeLine(slots, phases, blocks, patch, up, other, wideLine(work, n >> 1), n & 1, narrowLine(work, n >> 2), n & 3);
}

function wideLine(work: usize, pair: usize): usize {
  return work + WIDE + pair * (<usize>slots * LINE);
}

function narrowLine(work: usize, quad: usize): usize {
  return work + WIDE + (<usize>PAIRS + quad) * (<usize>slots * LINE);
}

/** Has it evaluated along the lines in doubles. */
export function useWideLines(work: usize, pairs: i32): void {
  for (let pair: usize = 0; pair < <usize>pairs; pair++) {
    store<u32>(work + LINES + (pair << 2), <u32>wideLine(work, pair));
  }
}

/** Has it evaluated along the lines in floats. */
export function useNarrowLines(work: usize, quads: i32): void {
  for (let quad: usize = 0; quad < <usize>quads; quad++) {
    store<u32>(work + LINES + (quad << 2), <u32>narrowLine(work, quad));
  }
}

/** Puts the line of the n-th edge onto the patch of `place`, counted in patches from its first; returns the place in that patch. */
export function moveLine(work: usize, n: usize, place: f64): f64 {
  const edge = work + EDGES + n * EDGE;
  const patchAlong = load<i32>(edge, 8);
  const patch = place >= 1 ? load<i32>(edge, 12) : patchAlong;
  const across = load<i32>(edge, 16);
  const up = load<i32>(edge, 20);
  const at = up ? patch * patchesX + across : across * patchesX + patch;
  putLines(work, n, at, up, load<f64>(edge));
  return place - <f64>(patch - patchAlong);
}
