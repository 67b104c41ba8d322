/** Lays planes of one shape out for the device: bands, places of columns and rows in their patches, coefficients, masks. */
import type { PlaneGrid } from '../../core/field.ts';
import { assert } from '../../core/prep-error.ts';
import { PATCH_COEFFICIENTS, type Patches, type Varying } from '../plane-recipe.ts';
import { BAND, BLOCK_WORDS, HEAD } from './job-layout.ts';
import type { MarkPlane } from './plane-marker.ts';
import { type RecipeBound, recipeBound } from './recipe-bound.ts';
import { shapeOf } from './recipe-shape.ts';
import { openStaging, reserve, type Staging } from './staging.ts';

/** Rows of one plane that go to the device together: `rows` from `firstRow` on, of which the first `ownRows` are its own. */
export interface Band {
  readonly plane: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly ownRows: number;
  readonly blocks: number;
}

/** What is sent: four buffers. */
export interface Job {
  blocks: number;
  /** Nodes of the bands' own rows that the device is asked for. */
  nodes: number;
  readonly head: Staging;
  readonly tables: Staging;
  readonly coefficients: Staging;
  readonly mask: Staging;
}

/** A bound must not become smaller when it is rounded to a float. */
const ROUND_UP = 1 + 2 ** -20;

/** Returns empty buffers of a job, to be filled again and again. */
export function openJob(): Job {
  return {
    blocks: 0,
    nodes: 0,
    head: openStaging(),
    tables: openStaging(),
    coefficients: openStaging(),
    mask: openStaging(),
  };
}

/** Splits a plane into bands of at most `maxBlocks` blocks of words; a band has one row at least. */
export function bandsOf(plane: number, { nx, ny }: PlaneGrid, maxBlocks: number): Band[] {
  const wordsPerRow = Math.ceil(nx / 32);
  const most = Math.max(2, Math.floor((maxBlocks * BLOCK_WORDS) / wordsPerRow));
  const bands: Band[] = [];
  for (let firstRow = 0; firstRow < ny; ) {
    const rows = Math.min(most, ny - firstRow);
    const ownRows = firstRow + rows === ny ? rows : rows - 1;
    bands.push({ plane, firstRow, rows, ownRows, blocks: Math.ceil((rows * wordsPerRow) / BLOCK_WORDS) });
    firstRow += ownRows;
  }
  return bands;
}

/** Fills the job with bands of planes of one shape, in the order in which they are given. */
export function packJob(job: Job, planes: readonly MarkPlane[], bands: readonly Band[]): void {
  const { head, tables, coefficients, mask } = job;
  for (const staging of [head, tables, coefficients, mask]) staging.length = 0;
  const blocks = bands.reduce((sum, band) => sum + band.blocks, 0);
  job.blocks = blocks;
  job.nodes = 0;
  reserve(head, HEAD.length + bands.length * BAND.length + blocks);
  head.words.fill(0, 0, head.length);
  head.words[HEAD.blocks] = blocks;
  const blockTable = HEAD.length + bands.length * BAND.length;
  head.words[HEAD.blockTable] = blockTable;
  const axes = new Map<string, AxisPlaces>();
  const known = new Map<number, PackedPlane>();
  let block = 0;
  bands.forEach((band, n) => {
    const plane = planes[band.plane]!;
    const { grid, recipe } = plane;
    const { patches } = recipe;
    const at = HEAD.length + n * BAND.length;
    const columns = axisPlaces(axes, tables, grid.x0Mm, grid.stepMm, grid.nx, patches.x0Mm, patches.edgeMm, patches.nx);
    const rows = axisPlaces(axes, tables, grid.y0Mm, grid.stepMm, grid.ny, patches.y0Mm, patches.edgeMm, patches.ny);
    let packed = known.get(band.plane);
    if (packed === undefined) {
      // Planes of one shape may number their channels differently.
      const shape = shapeOf(recipe);
      packed = {
        coefficients: packCoefficients(coefficients, patches, shape.channels),
        bound: recipeBound(recipe, shape, [columns.reach, rows.reach], [plane.band.to ?? 0, plane.band.from ?? 0]),
      };
      assert(packed.bound.levels.every(Number.isFinite), 'coefficients of a recipe are finite');
      known.set(band.plane, packed);
    }
    const { bound } = packed;
    const { words, floats } = head;
    words[at + BAND.firstBlock] = block;
    words[at + BAND.wordsPerRow] = Math.ceil(grid.nx / 32);
    words[at + BAND.firstRow] = band.firstRow;
    words[at + BAND.rows] = band.rows;
    words[at + BAND.ownRows] = band.ownRows;
    words[at + BAND.nx] = grid.nx;
    words[at + BAND.ny] = grid.ny;
    words[at + BAND.faces] = (plane.band.to === null ? 0 : 1) + (plane.band.from === null ? 0 : 2);
    words[at + BAND.mask] = mask.length;
    job.nodes += packMask(mask, plane, band);
    words[at + BAND.columns] = columns.at;
    words[at + BAND.rowTable] = rows.at;
    words[at + BAND.coefficients] = packed.coefficients;
    words[at + BAND.squaresPerRow] = patches.nx;
    floats[at + BAND.levelTo] = plane.band.to ?? 0;
    floats[at + BAND.levelFrom] = plane.band.from ?? 0;
    floats[at + BAND.boundTo] = bound.levels[0]! * ROUND_UP;
    floats[at + BAND.boundFrom] = bound.levels[1]! * ROUND_UP;
    floats[at + BAND.boundDivisor] = bound.divisor * ROUND_UP;
    floats[at + BAND.weight] = constantOf(recipe.weight);
    recipe.parts.forEach((part, p) => {
      floats[at + BAND.partLevels + p] = constantOf(part.level);
      part.slope?.forEach((factor, axis) => {
        floats[at + BAND.slopes + 3 * p + axis] = factor;
      });
    });
    for (let end = block + band.blocks; block < end; block++) words[blockTable + block] = at;
  });
}

interface PackedPlane {
  /** Where its coefficients begin. */
  readonly coefficients: number;
  readonly bound: RecipeBound;
}

/** Where the places of an axis begin in the tables, and the largest magnitude of one. */
interface AxisPlaces {
  readonly at: number;
  readonly reach: number;
}

/** Patch and place within it of every node along an axis, in 64 bits as the reference has them, then rounded; axes alike share one table. */
function axisPlaces(
  known: Map<string, AxisPlaces>,
  tables: Staging,
  gridMm: number,
  stepMm: number,
  count: number,
  patchMm: number,
  edgeMm: number,
  patches: number,
): AxisPlaces {
  const key = `${gridMm},${stepMm},${count},${patchMm},${edgeMm},${patches}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const at = reserve(tables, 2 * count);
  const places = fillPlaces(
    tables.words.subarray(at, at + 2 * count),
    tables.floats.subarray(at, at + 2 * count),
    gridMm,
    stepMm,
    patchMm,
    edgeMm,
    patches,
  );
  const made = { at: at / 2, reach: places };
  known.set(key, made);
  return made;
}

/** Writes pairs of patch and place and returns the largest magnitude of a place. */
export function fillPlaces(
  words: Uint32Array,
  floats: Float32Array,
  gridMm: number,
  stepMm: number,
  patchMm: number,
  edgeMm: number,
  patches: number,
): number {
  const perEdge = 1 / edgeMm;
  let reach = 0;
  for (let i = 0; 2 * i < words.length; i++) {
    const u = (gridMm + i * stepMm - patchMm) * perEdge;
    const p = Math.max(0, Math.min(patches - 1, Math.floor(u)));
    words[2 * i] = p;
    floats[2 * i + 1] = u - p;
    reach = Math.max(reach, Math.abs(u - p));
  }
  return reach;
}

/** Appends the coefficients of the channels, patch by patch, and returns where they begin. */
export function packCoefficients(into: Staging, patches: Patches, channels: readonly number[]): number {
  const count = patches.nx * patches.ny;
  const at = reserve(into, count * channels.length * PATCH_COEFFICIENTS);
  const { floats } = into;
  const stride = channels.length * PATCH_COEFFICIENTS;
  channels.forEach((channel, slot) => {
    const from = patches.channels[channel]!;
    for (let patch = 0; patch < count; patch++) {
      const target = at + patch * stride + slot * PATCH_COEFFICIENTS;
      const source = patch * PATCH_COEFFICIENTS;
      for (let n = 0; n < PATCH_COEFFICIENTS; n++) floats[target + n] = from[source + n]!;
    }
  });
  return at;
}

/** Appends a bit for each node of a band that counts, the ring left out, and returns how many of them are in its own rows. */
function packMask(into: Staging, { mask, grid }: MarkPlane, { firstRow, rows, ownRows }: Band): number {
  const { nx, ny } = grid;
  const wordsPerRow = Math.ceil(nx / 32);
  let at = reserve(into, rows * wordsPerRow);
  const { words } = into;
  let nodes = 0;
  for (let row = 0; row < rows; row++) {
    const j = firstRow + row;
    const onRing = j === 0 || j === ny - 1;
    for (let i0 = 0; i0 < nx; i0 += 32, at++) {
      const first = Math.max(i0, 1);
      const end = onRing ? first : Math.min(i0 + 32, nx - 1);
      let bits = 0;
      if (mask === null) {
        for (let i = first; i < end; i++) bits |= 1 << (i - i0);
        if (row < ownRows) nodes += Math.max(0, end - first);
      } else {
        for (let i = first; i < end; i++) {
          if (mask[j * nx + i] === 0) continue;
          bits |= 1 << (i - i0);
          if (row < ownRows) nodes++;
        }
      }
      words[at] = bits;
    }
  }
  return nodes;
}

function constantOf(varying: Varying): number {
  return 'constant' in varying ? varying.constant : 0;
}
