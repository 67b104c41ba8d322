/** Planes of waves for the kernel: their numbers as assembly/waves.ts wants them. */
import type { PlaneGrid, PlaneNumber, WavePart, WavePlane, WaveTerms } from '../../core/field.ts';
import { takeBytes } from './kernel.ts';
import type { KernelGrid, KernelPlane } from './kernel-contour.ts';

const PART_BYTES = 112;
const HEAD_BYTES = 16;
const TERM_BYTES = 24;
const LINE_BYTES = 48;
const COEFFICIENTS = 9;
/** The kernel's work space (assembly/waves.ts, wave-vertices.ts): rows of 32 pairs, of which sines begin at TABLE_ROW, then 32 lines. */
const ROW_BYTES = 512;
const TABLE_ROW = 9;
const LINES_AT = (22 + 8) * ROW_BYTES + 64 * 32 + 32;
const PAIRS = 32;
/** Coefficients of phases beyond this cost digits that the kernel's bounds count on. */
const MAX_PHASE = 100;
/** Nodes may lie this far beyond the patches, in patches. */
const MAX_BEYOND = 1;
const FORMS = ['ratio', 'excess', 'wall'] as const;

/** Whether the kernel can contour the plane: a step within a patch, phases of moderate size, nodes in or next to patches. */
export function isWavePlane({ patches, parts }: WavePlane, { nx, ny, stepMm, x0Mm, y0Mm }: PlaneGrid): boolean {
  const { edgeMm } = patches;
  const beyond = (first: number, count: number, from: number, nodes: number): boolean =>
    (from - first) / edgeMm >= -MAX_BEYOND && (from + nodes * stepMm - first) / edgeMm <= count + MAX_BEYOND;
  return (
    nx >= 3 &&
    ny >= 3 &&
    stepMm <= edgeMm &&
    beyond(patches.x0Mm, patches.nx, x0Mm, nx) &&
    beyond(patches.y0Mm, patches.ny, y0Mm, ny) &&
    parts.every(({ phases }) => phases.every((channel) => largest(patches.channels[channel]!) <= MAX_PHASE))
  );
}

/** Puts the numbers of a plane into the kernel's memory. */
export function wavePlane(at: KernelGrid, waves: WavePlane): KernelPlane {
  const { kernel, grid, words, kept, coordinates } = at;
  const { patches, parts, weight } = waves;
  const { nx, ny, stepMm } = grid;
  const slots = slotsOf(waves);
  const channelBytes = 8 * COEFFICIENTS * patches.nx * patches.ny;
  const work = takeBytes(LINES_AT + PAIRS * LINE_BYTES * slots.length);
  const recipe = takeBytes(HEAD_BYTES + PART_BYTES * parts.length);
  const termLists = parts.map(({ f, gradient }) => [f, ...gradient].map((terms) => putTerms(terms)));
  const channels = takeBytes(channelBytes * slots.length);
  const places = takeBytes(8 * (nx + ny));
  const patchOf = takeBytes(4 * (nx + ny));

  const { buffer } = kernel.memory;
  const view = new DataView(buffer);
  for (const [slot, channel] of slots.entries()) {
    new Float64Array(buffer, channels + slot * channelBytes, channelBytes / 8).set(patches.channels[channel]!);
  }
  putPlaces(grid.x0Mm, patches.x0Mm, nx, patches.nx, 0);
  putPlaces(grid.y0Mm, patches.y0Mm, ny, patches.ny, nx);
  view.setInt32(recipe, parts.length, true);
  putNumber(weight, recipe + 4, recipe + 8);
  for (const [n, part] of parts.entries()) putPart(part, n, recipe + HEAD_BYTES + PART_BYTES * n);

  return {
    mark(levelA, levelB, bitsA, bitsB) {
      kernel.markWaves(
        recipe,
        slots.length,
        channels,
        channelBytes,
        patches.nx,
        nx,
        ny,
        words,
        kept,
        places,
        patchOf,
        levelA,
        levelB,
        bitsA,
        bitsB,
        work,
      );
    },
    place(level, edges, room) {
      kernel.waveVertices(
        recipe,
        slots.length,
        channels,
        channelBytes,
        patches.nx,
        nx,
        words,
        kept,
        places,
        patchOf,
        coordinates,
        stepMm,
        level,
        edges.at,
        edges.count,
        room.vertices,
        room.voids,
        work,
      );
    },
  };

  /** Where each node lies, in patches, and which one is its: by the operations of the reference. */
  function putPlaces(fromMm: number, patchMm: number, nodes: number, count: number, first: number): void {
    const perEdge = 1 / patches.edgeMm;
    const list = new Float64Array(buffer, places + 8 * first, nodes);
    const owners = new Int32Array(buffer, patchOf + 4 * first, nodes);
    for (let i = 0; i < nodes; i++) {
      const u = (fromMm + i * stepMm - patchMm) * perEdge;
      list[i] = u;
      owners[i] = Math.max(0, Math.min(count - 1, Math.floor(u)));
    }
  }

  function putTerms({ coefficients, factors }: WaveTerms): { readonly at: number; readonly count: number } {
    const count = coefficients.length;
    const terms = takeBytes(TERM_BYTES * count);
    const list = new DataView(kernel.memory.buffer, terms);
    for (let n = 0; n < count; n++) {
      list.setFloat64(TERM_BYTES * n, coefficients[n]!, true);
      const rows: number[] = [];
      for (let axis = 0; axis < 3; axis++) {
        const factor = factors[3 * n + axis]!;
        if (factor > 0) rows.push(work + ROW_BYTES * (TABLE_ROW + 4 * axis + factor - 1));
      }
      for (let k = 0; k < 3; k++) list.setInt32(TERM_BYTES * n + 8 + 4 * k, rows[k] ?? 0, true);
    }
    return { at: terms, count };
  }

  function putNumber(number: PlaneNumber, slotAt: number, constantAt: number): void {
    view.setInt32(slotAt, 'channel' in number ? slots.indexOf(number.channel) : -1, true);
    view.setFloat64(constantAt, 'constant' in number ? number.constant : 0, true);
  }

  function putPart(part: WavePart, n: number, to: number): void {
    const { phases, form, level, slope } = part;
    view.setInt32(to, FORMS.indexOf(form), true);
    putNumber(level, to + 4, to + 24);
    for (const [axis, channel] of phases.entries()) view.setInt32(to + 8 + 4 * axis, slots.indexOf(channel), true);
    const sameWaves = n > 0 && parts[n - 1]!.phases.every((channel, axis) => channel === phases[axis]);
    view.setInt32(to + 20, sameWaves ? 1 : 0, true);
    for (const [axis, factor] of (slope ?? [0, 0, 0]).entries()) view.setFloat64(to + 32 + 8 * axis, factor, true);
    view.setInt32(to + 56, slope === null ? 0 : 1, true);
    view.setInt32(to + 60, parts.some(({ f }) => f.factors.some((factor) => factor > 2)) ? 2 : 1, true);
    view.setFloat64(to + 64, sizeOfTerms(part.f), true);
    view.setFloat64(to + 72, sizeOfLevel(part, patches.channels), true);
    for (const [k, list] of termLists[n]!.entries()) {
      view.setInt32(to + 80 + 8 * k, list.at, true);
      view.setInt32(to + 84 + 8 * k, list.count, true);
    }
  }
}

/** Channels in use: phases, levels that vary, and the weight of a blend. */
function slotsOf({ parts, weight }: WavePlane): number[] {
  const channels = parts.flatMap(({ phases, level }) =>
    'channel' in level ? [...phases, level.channel] : [...phases],
  );
  if (parts.length === 2 && 'channel' in weight) channels.push(weight.channel);
  return [...new Set(channels)];
}

/** What the terms can add up to. */
function sizeOfTerms({ coefficients }: WaveTerms): number {
  return coefficients.reduce((sum, coefficient) => sum + Math.abs(coefficient), 0);
}

function sizeOfLevel({ level, slope, gradient }: WavePart, channels: readonly Float64Array[]): number {
  const size = 'constant' in level ? Math.abs(level.constant) : COEFFICIENTS * largest(channels[level.channel]!);
  if (slope === null) return size;
  return size * gradient.reduce((sum, terms, axis) => sum + Math.abs(slope[axis]!) * sizeOfTerms(terms), 0);
}

/** Largest size of a number; NaN where one is not a number. */
function largest(list: Float64Array): number {
  let most = 0;
  for (let n = 0; n < list.length; n++) {
    const size = Math.abs(list[n]!);
    if (!(size <= most)) most = size;
  }
  return most;
}
