/**
 * Makes a closed, oriented, 2-manifold mesh of a solid that is known by its cross sections, slab by slab from below, with memory for a few
 * planes of the grid.
 *
 * A node is solid when it lies in the section of its height. An edge between a solid node and another gets one vertex where the solid ends
 * first: in a plane of nodes exactly at the loop, on an upright edge as upright-ends.ts finds it between sections a third of a step
 * apart. Triangles follow from which corners of a cube are solid (cube-table.ts). Where two opposite corners of a face are solid, the
 * solid's state at the middle of the face says whether they meet, so a wall that is at least a step thick gets no holes.
 */
import type { Box3 } from '../../core/mesh.ts';
import type { Loops } from '../../core/polyline.ts';
import { PrepError } from '../../core/prep-error.ts';
import { cubeCutter } from './cube-cutter.ts';
import { flatPasses } from './flat-passes.ts';
import type { IsoTally } from './iso-body.ts';
import { isoGrid } from './iso-grid.ts';
import { type IsoPlane, isoPlane } from './iso-plane.ts';
import { isSolidAt, loopLines, wayToEnd } from './loop-lines.ts';
import { type LostPieces, lostPieces } from './lost-pieces.ts';
import type { MeshSlab } from './mesh-slab.ts';
import { slabBuffer } from './slab-buffer.ts';
import type { SlabNumbers } from './slab-numbers.ts';
import { markSolid, type StackSheet, stackSheet } from './stack-sheet.ts';
import { type ThinPasses, thinPasses } from './thin-passes.ts';
import { uprightEnds } from './upright-ends.ts';

/** Sections for each step of the grid; odd, so that one of them is the plane of nodes in the middle. */
const SHEETS_A_STEP = 3;

/** Where the sections of a mesh lie: section n of `count` at zMinMm + (n + 1/2) sheetMm. */
export interface StackPlan {
  /** Of the solid. */
  readonly box: Box3;
  /** Edge of the cubes. */
  readonly stepMm: number;
  readonly sheetMm: number;
  readonly count: number;
  /** How many of the sections are planes of nodes, and which the first of them is; each further one is `every` sections higher. */
  readonly planes: number;
  readonly first: number;
  readonly every: number;
}

/** The solid. */
export interface StackSource {
  /** Loops of the sections in order, clean and with the solid on the left. */
  sections(): AsyncIterable<Loops>;
  /** The same at any height. */
  at(zMm: number): Loops;
}

/** What a run counted. */
export interface StackTally extends IsoTally {
  /** Gaps within solid that pass between nodes: the mesh has them closed. */
  closedGaps: number;
  /** Pieces of the solid that pass between nodes in the plane: the mesh does not have them. */
  readonly lost: LostPieces;
  /** Sections that were cut to find flat faces. */
  flatSections: number;
}

/** A mesh that is made while its sections come. */
export interface StackMesh {
  /** Slabs that the run gives. */
  readonly slabCount: number;
  readonly tally: StackTally;
  slabs(): AsyncGenerator<MeshSlab, void, undefined>;
}

/** Heights are multiples of a whole number of these, so that a height is the same double whether it is counted in steps or in sections. */
const HEIGHT_UNIT_MM = 2 ** -20;

/** Plans the sections of a solid. Steps are rounded to three times a millionth of a mm. */
export function stackPlan(box: Box3, wantedStepMm: number): StackPlan {
  const sheetMm = Math.round(wantedStepMm / SHEETS_A_STEP / HEIGHT_UNIT_MM) * HEIGHT_UNIT_MM;
  const stepMm = SHEETS_A_STEP * sheetMm;
  const planes = Math.ceil((box[5] - box[2]) / stepMm - 0.5);
  if (!(planes >= 1)) {
    throw new PrepError('mesh-invalid', `a step of ${wantedStepMm} mm is too coarse for a part of that height`, [
      'mesh',
    ]);
  }
  const every = SHEETS_A_STEP;
  return { box, stepMm, sheetMm, count: every * planes + 1, planes, first: (every - 1) / 2, every };
}

/** Prepares the mesh. */
export function stackMesh(plan: StackPlan, source: StackSource): StackMesh {
  const { box, stepMm, sheetMm, planes, first, every } = plan;
  // Faces of a box lie half a step from nodes then.
  const middle = (axis: 0 | 1 | 2) => box[axis] + stepMm / 2;
  const grid = isoGrid(box, stepMm, [middle(0), middle(1), middle(2)]);
  const { x0Mm, y0Mm, nx, ny } = grid.plane;
  const nodes = nx * ny;
  const tally: StackTally = {
    vertices: 0,
    triangles: 0,
    lostWalls: 0,
    thinPart: 0,
    unmetSurface: 0,
    closedGaps: 0,
    lost: { outlines: 0, tallest: 0, at: null },
    flatSections: 0,
  };

  async function* slabs(): AsyncGenerator<MeshSlab, void, undefined> {
    const buffer = slabBuffer(tally);
    const numbers = plainNumbers(nodes);
    const cutCubes = cubeCutter(grid, numbers, buffer);
    const ends = uprightEnds(grid.plane);
    const passes: ThinPasses = { walls: 0, gaps: 0 };
    const countThin = thinPasses(grid.plane, passes);
    const watchLost = lostPieces(grid.plane, tally.lost);
    const countFlat = flatPasses(grid.plane, passes);
    const nothing = stackSheet([], grid.plane);
    let low = isoPlane(grid, 0);
    let high = isoPlane(grid, 0);
    let lowSheet = nothing;
    let inner: StackSheet[] = Array.from({ length: first + 1 }, () => nothing);
    let crossed = new Int32Array(1024);
    let along = new Float64Array(1024);
    let k = 0;
    let n = 0;
    low.zMm = heightOf(first - every);

    for await (const loops of source.sections()) {
      const sheet = stackSheet(loops, grid.plane);
      const isPlane = n % every === first;
      if (isPlane) {
        yield nextSlab(sheet, heightOf(n));
        inner = [];
      } else inner.push(sheet);
      n++;
    }
    while (inner.length < every - 1) inner.push(nothing);
    yield nextSlab(nothing, heightOf(first + every * planes));
    tally.lostWalls = passes.walls;
    tally.closedGaps = passes.gaps;

    function nextSlab(sheet: StackSheet, zMm: number): MeshSlab {
      k++;
      high.zMm = zMm;
      buffer.begin();
      markSolid(sheet, grid.plane, high.solid, high.rowSolid);
      countThin(sheet);
      watchLost(sheet.loops, high.solid, zMm);
      verticesInPlane(high, sheet, k & 1);
      const between = inner.slice(1 - every);
      countFlat(low.solid, between, high.solid);
      verticesBetween([lowSheet, ...between, sheet]);
      cutCubes(low, high, k & 1);
      const swap: IsoPlane = low;
      low = high;
      high = swap;
      lowSheet = sheet;
      return buffer.slab();
    }

    function verticesInPlane(plane: IsoPlane, sheet: StackSheet, parity: number): void {
      const { solid, rowSolid, joined, zMm } = plane;
      const alongX = 2 * parity * nodes;
      const alongY = alongX + nodes;
      const open: number[] = [];
      for (let j = 0; j + 1 < ny; j++) {
        if (!(rowSolid[j]! | rowSolid[j + 1]!)) continue;
        const y = y0Mm + j * stepMm;
        const end = (j + 1) * nx - 1;
        for (let m = j * nx; m < end; m++) {
          const here = solid[m]!;
          const right = solid[m + 1]!;
          const up = solid[m + nx]!;
          const i = m - j * nx;
          const x = x0Mm + i * stepMm;
          if (here !== right) {
            const t = share(wayToEnd(sheet.rows, j, here ? x : x0Mm + (i + 1) * stepMm, here === 1, true), here);
            numbers.ids[alongX + m] = buffer.vertex(x + t * stepMm, y, zMm);
          }
          if (here !== up) {
            const t = share(wayToEnd(sheet.columns, i, here ? y : y0Mm + (j + 1) * stepMm, here === 1, true), here);
            numbers.ids[alongY + m] = buffer.vertex(x, y + t * stepMm, zMm);
          }
          if (here !== right && here !== up && here === solid[m + nx + 1]) open.push(m);
        }
      }
      if (open.length === 0) return;
      const family = { along: 'x', fromMm: y0Mm + stepMm / 2, stepMm, count: ny } as const;
      const middles = loopLines(sheet.loops, family);
      for (const m of open) {
        const j = Math.floor(m / nx);
        joined[m] = isSolidAt(middles, j, x0Mm + (m - j * nx + 0.5) * stepMm) ? 1 : 0;
      }
    }

    /** Where along its edge a vertex lies. The two families of lines may differ by rounding: then at the nearer end. */
    function share(wayMm: number, fromLow: number): number {
      let way = wayMm / stepMm;
      if (!(way <= 1)) {
        if (!(way <= 1 + ROUNDING)) tally.unmetSurface++;
        way = way < Infinity ? 1 : 0.5;
      }
      return held(fromLow ? way : 1 - way);
    }

    function verticesBetween(sheets: readonly StackSheet[]): void {
      const count = findCrossed(sheets);
      if (count === 0) return;
      if (along.length < count) along = new Float64Array(crossed.length);
      const heightMm = high.zMm - low.zMm;
      const at = (part: number): StackSheet => {
        tally.flatSections++;
        return stackSheet(source.at(low.zMm + part * heightMm), grid.plane);
      };
      ends.find({ sheets, at }, crossed, count, low.solid, along);
      for (let e = 0; e < count; e++) {
        const m = crossed[e]!;
        const j = Math.floor(m / nx);
        const z = low.zMm + held(along[e]!) * heightMm;
        numbers.ids[4 * nodes + m] = buffer.vertex(x0Mm + (m - j * nx) * stepMm, y0Mm + j * stepMm, z);
      }
    }

    /** Lists the upright edges with a vertex, and decides about upright faces with two solid corners across. */
    function findCrossed(sheets: readonly StackSheet[]): number {
      const s0 = low.solid;
      const s1 = high.solid;
      let count = 0;
      for (let j = 0; j + 1 < ny; j++) {
        if (!(low.rowSolid[j]! | high.rowSolid[j]!)) continue;
        const end = (j + 1) * nx - 1;
        if (crossed.length < count + nx) {
          const grown = new Int32Array(2 * crossed.length + nx);
          grown.set(crossed);
          crossed = grown;
        }
        for (let m = j * nx; m < end; m++) {
          const s = s0[m]!;
          if (s === s1[m]) continue;
          crossed[count++] = m;
          const i = m - j * nx;
          if (s0[m + 1] !== s && s1[m + 1] === s) {
            numbers.acrossY[m] = isSolidWithin(sheets, 'rows', j, x0Mm + (i + 0.5) * stepMm);
          }
          if (s0[m + nx] !== s && s1[m + nx] === s) {
            numbers.acrossX[m] = isSolidWithin(sheets, 'columns', i, y0Mm + (j + 0.5) * stepMm);
          }
        }
      }
      return count;
    }
  }

  function heightOf(section: number): number {
    return box[2] + (section + 0.5) * sheetMm;
  }

  function held(t: number): number {
    return Math.max(grid.nodeGap, Math.min(1 - grid.nodeGap, t));
  }

  return { slabCount: planes + 1, tally, slabs };
}

/** Rounding of a crossing may put it this far (in steps) beyond its edge. */
const ROUNDING = 1e-6;

/** Whether a place of a line is solid in all sections between two planes: no section lies at half their height. */
function isSolidWithin(sheets: readonly StackSheet[], family: 'rows' | 'columns', line: number, place: number): number {
  for (let s = 1; s + 1 < sheets.length; s++) {
    if (!isSolidAt(sheets[s]![family], line, place)) return 0;
  }
  return 1;
}

/** Numbers of vertices on edges alone: nothing lies on faces. */
function plainNumbers(nodes: number): SlabNumbers {
  return {
    ids: new Int32Array(5 * nodes),
    on: new Uint8Array(0),
    along: new Float64Array(0),
    rims: new Int32Array(4 * nodes).fill(-1),
    acrossX: new Uint8Array(nodes),
    acrossY: new Uint8Array(nodes),
  };
}
