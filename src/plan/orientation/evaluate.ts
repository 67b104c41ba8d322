/** Judges orientations of a part: what supports it would need and what else speaks against it. Nothing is allocated for an orientation. */
import { PrepError } from '../../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { type BladeWalls, bladeWalls } from './blade.ts';
import { columnFigures, layerAreas } from './column-figures.ts';
import { type Columns, columnRaster } from './columns.ts';
import { STATE } from './facet-state.ts';
import { FIGURE, FIGURES } from './figures.ts';
import type { OrientationPart } from './part.ts';
import type { OrientationSettings } from './settings.ts';
import { uprightTurn } from './turn.ts';

/** Numbers of an orientation that is asked for: the unit direction of the part that points up, and 1 where the part may be turned about it, else 0. */
export const ASKED = 4;

/** Judges one orientation after the other. */
export interface OrientationEvaluator {
  /** Writes the figures of the orientation `asked` from its place on to `out` from `to` on. */
  evaluate(asked: Float64Array, from: number, out: Float64Array, to: number): void;
  /** Area of contact of each protected region in the latest orientation. */
  readonly protectedMm2: Float64Array;
}

/** Facets are steep walls where the squared cosine of their angle to the plate is below this: from 60 degrees on. */
const STEEP = 0.25;
/** Share of the diagonal within which heights count as equal. */
const LEVEL = 1e-7;

/** Returns the figures of orientations, one row each. */
export function evaluateBatch(part: OrientationPart, settings: OrientationSettings, asked: Float64Array): Float64Array {
  const evaluator = orientationEvaluator(part, settings);
  const rows = new Float64Array((asked.length / ASKED) * FIGURES);
  for (let n = 0; n * ASKED < asked.length; n++) evaluator.evaluate(asked, n * ASKED, rows, n * FIGURES);
  return rows;
}

/** Makes an evaluator with room of its own; one for each thread. */
export function orientationEvaluator(part: OrientationPart, settings: OrientationSettings): OrientationEvaluator {
  const { mesh, facets, protectedBy, wallOf, wallMm, edges } = part;
  const { positions, triangles } = mesh;
  const count = triangles.length / 3;
  const xyz = new Float64Array(positions.length);
  const state = new Uint8Array(count);
  const up = new Float64Array(count);
  const turn = new Float64Array(9);
  /** Upward part of the area around each vertex, and whether it hangs in the air. */
  const around = new Float64Array(positions.length / 3);
  const held = new Uint8Array(positions.length / 3);
  const wallLow = new Float64Array(wallMm.length);
  const wallHigh = new Float64Array(wallMm.length);
  const protectedMm2 = new Float64Array(256);
  const cornersMm2 = new Float64Array(256);
  const columns: Columns = columnRaster(triangles, settings.columns);
  const blade: BladeWalls = bladeWalls(settings.bladeTravelDeg);
  const areas = layerAreas();
  const used = new Uint8Array(positions.length / 3);
  for (let k = 0; k < triangles.length; k++) used[triangles[k]!] = 1;
  const guarded = guardedVertices(part);
  const level = LEVEL * part.diagonalMm;
  const { liftMm, layerMm } = settings;
  if (!(settings.overhangAngleDeg > 0 && settings.overhangAngleDeg < 90)) {
    throw new PrepError(
      'value-out-of-range',
      `overhangs of ${settings.overhangAngleDeg} degrees: must be between 0 and 90`,
    );
  }
  // Exactly at the angle is no overhang.
  const overhangCosine = cosineOfCycles(settings.overhangAngleDeg / 360) + 1e-9;
  const strutSine = sineOfCycles(settings.strutAngleDeg / 360) - 1e-9;

  function evaluate(asked: Float64Array, from: number, out: Float64Array, to: number): void {
    const [ux, uy, uz] = [asked[from]!, asked[from + 1]!, asked[from + 2]!];
    uprightTurn(ux, uy, uz, turn);
    const [r0, r1, r2, r3, r4, r5] = [turn[0]!, turn[1]!, turn[2]!, turn[3]!, turn[4]!, turn[5]!];
    let [x0, y0, z0, x1, y1, z1] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let v = 0; v < used.length; v++) {
      if (used[v] === 0) continue;
      const k = 3 * v;
      const px = positions[k]!;
      const py = positions[k + 1]!;
      const pz = positions[k + 2]!;
      const x = r0 * px + r1 * py + r2 * pz;
      const y = r3 * px + r4 * py + r5 * pz;
      const z = ux * px + uy * py + uz * pz;
      xyz[k] = x;
      xyz[k + 1] = y;
      xyz[k + 2] = z;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      if (z < z0) z0 = z;
      if (z > z1) z1 = z;
    }
    around.fill(0);
    held.fill(0);
    wallLow.fill(Infinity);
    wallHigh.fill(-Infinity);
    protectedMm2.fill(0);
    cornersMm2.fill(0);
    blade.clear();
    let [overhangMm2, plateMm2] = [0, 0];
    for (let t = 0; t < count; t++) {
      const nx = facets[4 * t]!;
      const ny = facets[4 * t + 1]!;
      const nz = facets[4 * t + 2]!;
      const area = facets[4 * t + 3]!;
      const n = ux * nx + uy * ny + uz * nz;
      up[t] = n;
      const a = triangles[3 * t]!;
      const b = triangles[3 * t + 1]!;
      const c = triangles[3 * t + 2]!;
      const za = xyz[3 * a + 2]!;
      const zb = xyz[3 * b + 2]!;
      const zc = xyz[3 * c + 2]!;
      let is: number = STATE.free;
      if (-n > overhangCosine) {
        const top = za > zb ? (za > zc ? za : zc) : zb > zc ? zb : zc;
        // What is within the first layer lies on the plate.
        is = liftMm === 0 && top <= z0 + layerMm ? STATE.onPlate : STATE.overhang;
        if (is === STATE.onPlate) plateMm2 += area;
        else overhangMm2 += area;
        if (protectedBy[t]! > 0) protectedMm2[protectedBy[t]!]! += area;
        held[a] = 1;
        held[b] = 1;
        held[c] = 1;
      } else {
        const w = n * area;
        around[a]! += w;
        around[b]! += w;
        around[c]! += w;
        // A vertex that has a lower neighbour does not hang.
        if (za < zb - level) held[b] = 1;
        if (zb < za - level) held[a] = 1;
        if (zb < zc - level) held[c] = 1;
        if (zc < zb - level) held[b] = 1;
        if (zc < za - level) held[a] = 1;
        if (za < zc - level) held[c] = 1;
        if (n * n < STEEP) {
          blade.add(r0 * nx + r1 * ny + r2 * nz, r3 * nx + r4 * ny + r5 * nz, area);
          const wall = wallOf[t]!;
          if (wall >= 0) {
            const low = za < zb ? (za < zc ? za : zc) : zb < zc ? zb : zc;
            const high = za > zb ? (za > zc ? za : zc) : zb > zc ? zb : zc;
            if (low < wallLow[wall]!) wallLow[wall] = low;
            if (high > wallHigh[wall]!) wallHigh[wall] = high;
          }
        }
      }
      state[t] = is;
    }
    let lowPoints = 0;
    // Corners do not come with a rim: they are never allowed.
    let beyond = 0;
    let lowEdgeMm = 0;
    // On the plate itself they stand, on supports they need some.
    const standing = liftMm === 0 ? z0 + layerMm : -Infinity;
    for (let v = 0; v < used.length; v++) {
      if (used[v] === 0) continue;
      // Pits of a surface that faces up are no corners.
      if (held[v] === 1 || around[v]! >= 0) held[v] = 1;
      else {
        if (xyz[3 * v + 2]! > standing) lowPoints++;
        if (guarded[v]! > 0) {
          protectedMm2[guarded[v]!]! += settings.pointContactMm2;
          cornersMm2[guarded[v]!]! += settings.pointContactMm2;
          beyond += settings.pointContactMm2;
        }
      }
    }
    if (lowPoints > 1) {
      for (let e = 0; e < edges.length; e += 2) {
        const [p, q] = [3 * edges[e]!, 3 * edges[e + 1]!];
        if (held[edges[e]!] === 1 || held[edges[e + 1]!] === 1 || xyz[p + 2]! <= standing) continue;
        const [ex, ey, ez] = [xyz[q]! - xyz[p]!, xyz[q + 1]! - xyz[p + 1]!, xyz[q + 2]! - xyz[p + 2]!];
        lowEdgeMm += Math.sqrt(ex * ex + ey * ey + ez * ez);
      }
    }
    let slenderness = 0;
    for (let w = 0; w < wallMm.length; w++) {
      const ratio = (wallHigh[w]! - wallLow[w]!) / wallMm[w]!;
      if (ratio > slenderness) slenderness = ratio;
    }

    columns.cast(xyz, x0, y0, x1 - x0, y1 - y0);
    areas.clear(z0, z1);
    columnFigures(columns, up, state, protectedBy, z0 - liftMm, areas, protectedMm2, out, to);
    areas.measure(columns.dx * columns.dy, out, to);

    const heightMm = z1 - z0 + liftMm;
    let touched = 0;
    for (let r = 1; r < protectedMm2.length; r++) {
      touched += protectedMm2[r]!;
      beyond += Math.max(0, protectedMm2[r]! - cornersMm2[r]! - settings.protectedShare * part.regionMm2[r]!);
    }
    out[to + FIGURE.forbiddenMm2] = beyond;
    out[to + FIGURE.overhangMm2] = overhangMm2;
    out[to + FIGURE.plateMm2] = plateMm2;
    out[to + FIGURE.protectedMm2] = touched;
    out[to + FIGURE.lowPoints] = lowPoints;
    out[to + FIGURE.lowEdgeMm] = lowEdgeMm;
    out[to + FIGURE.heightMm] = heightMm;
    out[to + FIGURE.layers] = Math.ceil(heightMm / layerMm - 1e-6);
    out[to + FIGURE.recoatingS] = out[to + FIGURE.layers]! * settings.recoatS;
    out[to + FIGURE.slenderness] = slenderness;
    out[to + FIGURE.canalTilt] = meanTilt(part.canals, ux, uy, uz);
    out[to + FIGURE.flatStruts] = shareFlatter(part.struts, ux, uy, uz, strutSine);
    out[to + FIGURE.drainsDown] = meanDown(part.drains, ux, uy, uz);
    const wanted = settings.anchorShare * out[to + FIGURE.largestAreaMm2]!;
    const anchored = plateMm2 + out[to + FIGURE.contactMm2]!;
    out[to + FIGURE.anchorLack] = wanted > anchored ? 1 - anchored / wanted : 0;
    const aboutZDeg = settings.turnAboutZ && asked[from + 3] === 1 ? blade.bestTurnDeg() : 0;
    out[to + FIGURE.aboutZDeg] = aboutZDeg;
    out[to + FIGURE.bladeMm2] = blade.parallelMm2(aboutZDeg);
  }

  return { evaluate, protectedMm2 };
}

/** For each vertex the protected region of all facets around it, else 0: at the rim of a region a support finds room beside it. */
function guardedVertices({ mesh, protectedBy }: OrientationPart): Uint8Array {
  const guarded = new Uint8Array(mesh.positions.length / 3);
  const rim = new Uint8Array(guarded.length);
  for (let k = 0; k < mesh.triangles.length; k++) {
    const vertex = mesh.triangles[k]!;
    const region = protectedBy[Math.floor(k / 3)]!;
    if (region === 0) rim[vertex] = 1;
    else guarded[vertex] = region;
  }
  for (let v = 0; v < guarded.length; v++) if (rim[v] === 1) guarded[v] = 0;
  return guarded;
}

/** Mean squared sine of the angle to the vertical. */
function meanTilt(directions: Float64Array, ux: number, uy: number, uz: number): number {
  let sum = 0;
  for (let k = 0; k < directions.length; k += 4) {
    const along = ux * directions[k]! + uy * directions[k + 1]! + uz * directions[k + 2]!;
    sum += directions[k + 3]! * Math.max(0, 1 - along * along);
  }
  return sum;
}

/** Share of directions with a smaller sine of their angle to the plate. */
function shareFlatter(directions: Float64Array, ux: number, uy: number, uz: number, sine: number): number {
  let sum = 0;
  for (let k = 0; k < directions.length; k += 4) {
    const along = ux * directions[k]! + uy * directions[k + 1]! + uz * directions[k + 2]!;
    if (along < sine && along > -sine) sum += directions[k + 3]!;
  }
  return sum;
}

/** Mean of what is 0 for a direction that points up and 1 for one that points down. */
function meanDown(directions: Float64Array, ux: number, uy: number, uz: number): number {
  let sum = 0;
  for (let k = 0; k < directions.length; k += 4) {
    const along = ux * directions[k]! + uy * directions[k + 1]! + uz * directions[k + 2]!;
    sum += (directions[k + 3]! * (1 - along)) / 2;
  }
  return sum;
}
