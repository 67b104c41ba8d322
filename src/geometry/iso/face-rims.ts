/** Puts a vertex on each face of the grid through which the rim between a body's surface and the part's surface runs. */
import { type IsoBody, sideOf } from './iso-body.ts';
import type { IsoGrid } from './iso-grid.ts';
import type { IsoPlane } from './iso-plane.ts';
import { type LineCrossings, stepsOut } from './line-crossings.ts';
import type { PlaneLines } from './part-lines.ts';
import { findRim, rimFace } from './rim-point.ts';
import type { SlabBuffer } from './slab-buffer.ts';
import { ON_PART, type SlabNumbers } from './slab-numbers.ts';

/** What rims are made from. */
export interface FaceRimsInput {
  readonly grid: IsoGrid;
  readonly bodies: readonly IsoBody[];
  readonly columns: LineCrossings;
  readonly numbers: SlabNumbers;
  readonly buffer: SlabBuffer;
}

/** Makes rim vertices after those of the edges. */
export interface FaceRims {
  inPlane(plane: IsoPlane, lines: PlaneLines, parity: number): void;
  /** On the upright faces between two planes; `parity` is the upper one's. */
  between(low: IsoPlane, high: IsoPlane, lowLines: PlaneLines, highLines: PlaneLines, parity: number): void;
}

/** A line of one edge of a face: whose crossings, which line, where its first node stands. */
interface EdgeLine {
  list: LineCrossings;
  line: number;
  from: number;
}

/** Corners at the lower and upper ends of the edges of a face: bottom, right, top, left. */
const LOWER = [0, 1, 3, 0];
const UPPER = [1, 2, 2, 3];

/** Returns the maker of rims. Faces with two opposite solid corners get none, nor do bodies whose nodes are not exact. */
export function faceRims({ grid, bodies, columns, numbers, buffer }: FaceRimsInput): FaceRims {
  const { x0Mm, y0Mm, stepMm, nx, ny } = grid.plane;
  const nodes = nx * ny;
  const { rims, on, along } = numbers;
  const face = rimFace();
  const edge: EdgeLine = { list: columns, line: 0, from: 0 };
  const slots = new Int32Array(4);
  const winding = new Int8Array(4);
  const solid = new Uint8Array(4);
  const planes: IsoPlane[] = [];
  const corner = new Int32Array(4);

  /** Fills the corners; returns whether a rim may run through the face. */
  function setCorners(low: IsoPlane, a: number, b: number, high: IsoPlane, c: number, d: number): boolean {
    solid[0] = low.solid[a]!;
    solid[1] = low.solid[b]!;
    solid[2] = high.solid[c]!;
    solid[3] = high.solid[d]!;
    const sum = solid[0]! + solid[1]! + solid[2]! + solid[3]!;
    if (sum === 0 || sum === 4 || (solid[0] === solid[2] && solid[1] === solid[3])) return false;
    winding[0] = low.winding[a]!;
    winding[1] = low.winding[b]!;
    winding[2] = high.winding[c]!;
    winding[3] = high.winding[d]!;
    if (winding[0]! > 0 && winding[1]! > 0 && winding[2]! > 0 && winding[3]! > 0) return false;
    planes[0] = planes[1] = low;
    planes[2] = planes[3] = high;
    corner[0] = a;
    corner[1] = b;
    corner[2] = c;
    corner[3] = d;
    return true;
  }

  /** Finds the rim of the face whose corners and slots are set; `setLine` names the line of an edge. */
  function rimOfFace(setLine: (e: number) => void): boolean {
    let partEdge = -1;
    let bodyEdge = -1;
    for (let e = 0; e < 4; e++) {
      if (solid[LOWER[e]!] === solid[UPPER[e]!]) continue;
      if (on[slots[e]!] === ON_PART) partEdge = e;
      else bodyEdge = e;
    }
    if (partEdge < 0 || bodyEdge < 0) return false;
    const b = on[slots[bodyEdge]!]!;
    const { band, exactNodes } = bodies[b]!;
    if (!exactNodes) return false;
    for (let c = 0; c < 4; c++) face.value[c] = planes[c]!.values[b]![corner[c]!]!;
    // Of a union another body may hold the far end: then there is no single rim here.
    const far = solid[LOWER[bodyEdge]!] === 1 ? UPPER[bodyEdge]! : LOWER[bodyEdge]!;
    if (sideOf(band, face.value[far]!) === 1) return false;
    for (let e = 0; e < 4; e++) {
      const p = LOWER[e]!;
      const q = UPPER[e]!;
      const ahead = winding[p]! > 0;
      face.crossing[e] = Number.NaN;
      if (ahead === winding[q]! > 0) continue;
      setLine(e);
      const from = edge.from + (ahead ? 0 : stepMm);
      const way = Math.min(1, stepsOut(edge.list, edge.line, from, winding[ahead ? p : q]!, ahead, stepMm));
      const t = ahead ? way : 1 - way;
      face.crossing[e] = Math.max(grid.nodeGap, Math.min(1 - grid.nodeGap, t));
    }
    face.crossing[partEdge] = along[slots[partEdge]!]!;
    return findRim(face, partEdge, bodyEdge, along[slots[bodyEdge]!]!, grid.nodeGap);
  }

  function inPlane(plane: IsoPlane, lines: PlaneLines, parity: number): void {
    const first = parity * nodes;
    const alongX = 2 * parity * nodes;
    const alongY = alongX + nodes;
    rims.fill(-1, first, first + nodes);
    for (let j = 0; j + 1 < ny; j++) {
      if (!(plane.rowSolid[j]! | plane.rowSolid[j + 1]!)) continue;
      for (let n = j * nx; n + 1 < (j + 1) * nx; n++) {
        if (!setCorners(plane, n, n + 1, plane, n + nx + 1, n + nx)) continue;
        slots[0] = alongX + n;
        slots[1] = alongY + n + 1;
        slots[2] = alongX + n + nx;
        slots[3] = alongY + n;
        const i = n - j * nx;
        const x = x0Mm + i * stepMm;
        const y = y0Mm + j * stepMm;
        const found = rimOfFace((e) => {
          const flat = e === 0 || e === 2;
          edge.list = flat ? lines.alongX : lines.alongY;
          edge.line = flat ? (e === 2 ? j + 1 : j) : e === 1 ? i + 1 : i;
          edge.from = flat ? x : y;
        });
        if (!found) continue;
        rims[first + n] = buffer.vertex(x + face.point[0]! * stepMm, y + face.point[1]! * stepMm, plane.zMm);
      }
    }
  }

  function between(low: IsoPlane, high: IsoPlane, lowLines: PlaneLines, highLines: PlaneLines, parity: number): void {
    rims.fill(-1, 2 * nodes, 4 * nodes);
    const lower = 2 * (1 - parity) * nodes;
    const upper = 2 * parity * nodes;
    for (let j = 0; j < ny; j++) {
      const lastRow = j + 1 === ny;
      const next = lastRow ? 0 : low.rowSolid[j + 1]! | high.rowSolid[j + 1]!;
      if (!(low.rowSolid[j]! | high.rowSolid[j]! | next)) continue;
      for (let n = j * nx; n < (j + 1) * nx; n++) {
        const i = n - j * nx;
        if (i + 1 < nx && setCorners(low, n, n + 1, high, n + 1, n)) onSide(n, n + 1, i, j, true);
        if (!lastRow && setCorners(low, n, n + nx, high, n + nx, n)) onSide(n, n + nx, i, j, false);
      }
    }

    function onSide(n: number, m: number, i: number, j: number, alongX: boolean): void {
      const shift = alongX ? 0 : nodes;
      slots[0] = lower + shift + n;
      slots[1] = 4 * nodes + m;
      slots[2] = upper + shift + n;
      slots[3] = 4 * nodes + n;
      const x = x0Mm + i * stepMm;
      const y = y0Mm + j * stepMm;
      const found = rimOfFace((e) => {
        if (e === 1 || e === 3) {
          edge.list = columns;
          edge.line = e === 1 ? m : n;
          edge.from = low.zMm;
          return;
        }
        const lines = e === 0 ? lowLines : highLines;
        edge.list = alongX ? lines.alongX : lines.alongY;
        edge.line = alongX ? j : i;
        edge.from = alongX ? x : y;
      });
      if (!found) return;
      const u = face.point[0]! * stepMm;
      const z = low.zMm + face.point[1]! * (high.zMm - low.zMm);
      if (alongX) rims[3 * nodes + n] = buffer.vertex(x + u, y, z);
      else rims[2 * nodes + n] = buffer.vertex(x, y + u, z);
    }
  }

  return { inPlane, between };
}
