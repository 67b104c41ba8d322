/** Planes of waves for the kernel: their numbers as assembly/waves.ts wants them. */
import type { PlaneGrid, PlaneNumber, WavePart, WavePlane, WaveTerms } from '../../core/field.ts';
import { takeBytes } from './kernel.ts';
import type { KernelGrid, KernelPlane } from './kernel-contour.ts';

const PART_BYTES = 112;
const HEAD_BYTES = 24;
const TERM_BYTES = 24;
const LINE_BYTES = 48;
const BLOCK_BYTES = 192;
const COEFFICIENTS = 9;
/** The kernel's work space (assembly/waves.ts, wave-edges.ts): rows of 512 bytes, of which sines begin at TABLE_ROW, then lines. */
const ROW_BYTES = 512;
const TABLE_ROW = 9;
const FREE_ROW = 22;
/** Rows, edges and lines of vertices: 32 lines in doubles and 16 in floats. */
const VERTEX_BYTES = 9 * ROW_BYTES + 64 * 34;
const VERTEX_LINES = 48;
/** Lines of marks besides one a patch. */
const MARK_LINES = 16;
/** Indices of edges left for later: less than two times 64. */
const LATER_BYTES = 4 * 128;
/** Roundings of a polynomial of degree two in floats, with those of its coefficients and its place. */
const LINE_ROUNDINGS = 10;
/** Rounding of floats: half a unit of the last place of 1. */
const ROUNDING = 2 ** -24;
/** Coefficients of phases beyond this cost the reference itself digits: 1e-9 of a cycle. */
const MAX_PHASE = 1e5;
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
  const { slots, phases } = slotsOf(waves);
  const reach = reachOf(waves, grid);
  const channelBytes = 8 * COEFFICIENTS * patches.nx * patches.ny;
  const lineBytes = LINE_BYTES * slots.length;
  const free = Math.max(VERTEX_BYTES + VERTEX_LINES * lineBytes, (patches.nx + MARK_LINES) * lineBytes);
  const work = takeBytes(FREE_ROW * ROW_BYTES + free);
  const recipe = takeBytes(HEAD_BYTES + PART_BYTES * parts.length);
  const termLists = parts.map(({ f, gradient }) => [f, ...gradient].map((terms) => putTerms(terms)));
  const channels = takeBytes(channelBytes * slots.length);
  const blocks = takeBytes(BLOCK_BYTES * slots.length * patches.nx * patches.ny);
  const places = takeBytes(8 * (nx + ny));
  const patchOf = takeBytes(4 * (nx + ny));
  const later = takeBytes(LATER_BYTES);

  const { buffer } = kernel.memory;
  const view = new DataView(buffer);
  for (const [slot, channel] of slots.entries()) {
    new Float64Array(buffer, channels + slot * channelBytes, channelBytes / 8).set(patches.channels[channel]!);
  }
  kernel.layBlocks(slots.length, channels, channelBytes, patches.nx * patches.ny, blocks);
  putPlaces(grid.x0Mm, patches.x0Mm, nx, patches.nx, 0);
  putPlaces(grid.y0Mm, patches.y0Mm, ny, patches.ny, nx);
  view.setInt32(recipe, parts.length, true);
  putNumber(weight, recipe + 4, recipe + 8);
  const weightOff = 'constant' in weight ? 0 : LINE_ROUNDINGS * ROUNDING * sizeOf(weight, waves, reach);
  view.setFloat64(recipe + 16, weightOff, true);
  for (const [n, part] of parts.entries()) putPart(part, n, recipe + HEAD_BYTES + PART_BYTES * n);

  return {
    mark(levelA, levelB, bitsA, bitsB) {
      kernel.markWaves(
        recipe,
        slots.length,
        phases,
        blocks,
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
        phases,
        blocks,
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
        later,
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
    view.setInt32(slotAt, 'channel' in number ? slots.lastIndexOf(number.channel) : -1, true);
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
    const harmonics = parts.some(({ f }) => f.factors.some((factor) => factor > 2)) ? 2 : 1;
    view.setInt32(to + 60, harmonics, true);
    const share = ROUNDING * roundingsOfTerms(part, harmonics, waves, reach);
    view.setFloat64(to + 64, share * sizeOfTerms(part.f), true);
    view.setFloat64(to + 72, share * sizeOfLevel(part, waves, reach), true);
    for (const [k, list] of termLists[n]!.entries()) {
      view.setInt32(to + 80 + 8 * k, list.at, true);
      view.setInt32(to + 84 + 8 * k, list.count, true);
    }
  }
}

/** Channels in use: first the phases, then levels that vary and the weight of a blend; one may be both. */
function slotsOf({ parts, weight }: WavePlane): { readonly slots: readonly number[]; readonly phases: number } {
  const phases = new Set(parts.flatMap((part) => part.phases));
  const others = parts.flatMap(({ level }) => ('channel' in level ? [level.channel] : []));
  if (parts.length === 2 && 'channel' in weight) others.push(weight.channel);
  return { slots: [...phases, ...new Set(others)], phases: phases.size };
}

/** Largest place of a node in its patch: 1, or more where nodes lie beyond the patches. */
function reachOf({ patches }: WavePlane, { x0Mm, y0Mm, stepMm, nx, ny }: PlaneGrid): number {
  const beyond = (first: number, count: number, from: number, nodes: number): number =>
    Math.max(first - from, from + nodes * stepMm - (first + count * patches.edgeMm)) / patches.edgeMm;
  const along = beyond(patches.x0Mm, patches.nx, x0Mm, nx);
  return 1 + Math.max(0, along, beyond(patches.y0Mm, patches.ny, y0Mm, ny));
}

/**
 * Roundings of floats, 2^-24 each, that the sum of a part's terms may be off by, per unit of its coefficients. With S what a phase gains
 * from its patch's corner on, it is off by 1 + 8 S in cycles (its coefficients, place and operations), so 2 pi times that in an angle.
 * Sine and cosine then by another 35, those of the double angle by 100 and twice the angle's; a product of three by three times
 * as much, the sum by one for each term.
 */
function roundingsOfTerms({ phases, f }: WavePart, harmonics: number, { patches }: WavePlane, reach: number): number {
  const gain = Math.max(...phases.map((channel) => largestSum(patches.channels[channel]!, reach, 1)));
  const angle = 2 * Math.PI * (1 + 8 * gain);
  return 3 * (harmonics === 2 ? 100 + 2 * angle : 35 + angle) + 8 + f.coefficients.length;
}

/** What the terms can add up to. */
function sizeOfTerms({ coefficients }: WaveTerms): number {
  return coefficients.reduce((sum, coefficient) => sum + Math.abs(coefficient), 0);
}

function sizeOfLevel({ level, slope, gradient }: WavePart, waves: WavePlane, reach: number): number {
  const size = sizeOf(level, waves, reach);
  if (slope === null) return size;
  return size * gradient.reduce((sum, terms, axis) => sum + Math.abs(slope[axis]!) * sizeOfTerms(terms), 0);
}

function sizeOf(number: PlaneNumber, { patches }: WavePlane, reach: number): number {
  return 'constant' in number ? Math.abs(number.constant) : largestSum(patches.channels[number.channel]!, reach, 0);
}

/** Largest sum over a patch of the sizes of its terms c s^a t^b from the `first` on, s and t up to `reach`; NaN where one is not a number. */
function largestSum(channel: Float64Array, reach: number, first: number): number {
  const powers = [1, reach, reach ** 2, reach ** 3, reach ** 4];
  const weights = Array.from({ length: COEFFICIENTS }, (_, n) => powers[(n % 3) + Math.floor(n / 3)]!);
  let most = 0;
  for (let patch = 0; patch < channel.length; patch += COEFFICIENTS) {
    let sum = 0;
    for (let n = first; n < COEFFICIENTS; n++) sum += Math.abs(channel[patch + n]!) * weights[n]!;
    most = Math.max(most, sum);
  }
  return most;
}

/** Largest size of a number; NaN where one is not a number. */
function largest(list: Float64Array): number {
  let most = 0;
  for (let n = 0; n < list.length; n++) most = Math.max(most, Math.abs(list[n]!));
  return most;
}
