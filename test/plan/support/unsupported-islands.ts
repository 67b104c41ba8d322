/** Islands of layers without support below them, found with an independent polygon library. */
import {
  Clipper,
  ClipType,
  EndType,
  FillRule,
  JoinType,
  type Path64,
  PointInPolygonResult,
  type PolyPath64,
  PolyTree64,
} from 'clipper2-ts';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { cosineOfCycles, sineOfCycles } from '../../../src/geometry/sine.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';

/** An area of a layer that neither the layer below nor a line of support below it reaches. */
export interface Island {
  readonly layer: number;
  readonly xMm: number;
  readonly yMm: number;
  readonly areaMm2: number;
}

const UNITS = 10_000;

/** Returns the islands of a mesh in plate coordinates, cut in the middles of its layers; layer 0 lies on the plate. */
export function unsupportedIslands(
  mesh: TriangleMesh,
  layerMm: number,
  angleDeg: number,
  supportAt: (zMm: number) => readonly Polyline[],
): Island[] {
  const cutter = meshCutter(mesh, meshEdges(mesh));
  const reach = (layerMm * cosineOfCycles(angleDeg / 360)) / sineOfCycles(angleDeg / 360);
  let top = 0;
  for (let v = 2; v < mesh.positions.length; v += 3) top = Math.max(top, mesh.positions[v]!);
  const islands: Island[] = [];
  let below: Path64[] = [];
  for (let n = 0; (n + 0.5) * layerMm < top; n++) {
    const { loops } = cutter.cut((n + 0.5) * layerMm);
    const paths = pathsOf(loops);
    const tree = new PolyTree64();
    Clipper.booleanOpWithPolyTree(ClipType.Union, paths, null, tree, FillRule.Positive);
    const pieces = piecesOf(tree);
    let lines: readonly Polyline[] | null = null;
    for (const piece of n === 0 ? [] : pieces) {
      if (below.length > 0 && piece[0]!.some((point) => isInside(point, below))) continue;
      const grown = Clipper.inflatePaths(piece, reach * UNITS, JoinType.Round, EndType.Polygon);
      if (Clipper.intersect(grown, below, FillRule.NonZero).length > 0) continue;
      lines ??= supportAt((n - 0.5) * layerMm);
      if (lines.some((line) => touches(line, grown))) continue;
      const [{ x, y }] = piece[0] as [{ x: number; y: number }];
      const areaMm2 = piece.reduce((sum, path) => sum + Clipper.area(path), 0) / UNITS ** 2;
      islands.push({ layer: n, xMm: x / UNITS, yMm: y / UNITS, areaMm2 });
    }
    below = pieces.flat();
  }
  return islands;
}

function pathsOf(loops: Loops): Path64[] {
  return loops.map(({ xy }) =>
    Array.from({ length: xy.length / 2 }, (_, k) => ({
      x: Math.round(xy[2 * k]! * UNITS),
      y: Math.round(xy[2 * k + 1]! * UNITS),
    })),
  );
}

/** Each outline with its holes. */
function piecesOf(tree: PolyTree64): Path64[][] {
  const pieces: Path64[][] = [];
  const visit = (outer: PolyPath64) => {
    const piece: Path64[] = [outer.polygon as Path64];
    for (let h = 0; h < outer.count; h++) {
      const hole = outer.child(h);
      piece.push(hole.polygon as Path64);
      for (let k = 0; k < hole.count; k++) visit(hole.child(k));
    }
    pieces.push(piece);
  };
  for (let k = 0; k < tree.count; k++) visit(tree.child(k));
  return pieces;
}

function isInside(point: { x: number; y: number }, paths: readonly Path64[]): boolean {
  let winding = false;
  for (const path of paths) {
    const where = Clipper.pointInPolygon(point, path);
    if (where === PointInPolygonResult.IsOn) return true;
    if (where === PointInPolygonResult.IsInside) winding = !winding;
  }
  return winding;
}

/** A line touches an area where its middle or an end lies in it, or a slim rectangle around it meets it. */
function touches({ xy }: Polyline, area: readonly Path64[]): boolean {
  const path = Array.from({ length: xy.length / 2 }, (_, k) => ({
    x: Math.round(xy[2 * k]! * UNITS),
    y: Math.round(xy[2 * k + 1]! * UNITS),
  }));
  if (path.some((point) => isInside(point, area))) return true;
  const slim = Clipper.inflatePaths([path], 1, JoinType.Miter, EndType.Butt);
  return Clipper.intersect(slim, [...area], FillRule.NonZero).length > 0;
}
