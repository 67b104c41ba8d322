/** Where the shapes of a tree lie, without building one of them. */
import type { Box3 } from '../../core/mesh.ts';
import type { Point3, SolidTree } from './solid-tree.ts';
import { lengthOf } from './vector.ts';

/** The facets of round shapes keep the volume, so their corners stand out: by less than 1 % of the radius. */
const OUT = 1.02;

/**
 * Returns a box around every shape in a tree but the half-spaces, whatever is done with it; null where there are only
 * half-spaces. Numbers that are not finite do not count: they are refused where the shape is built.
 */
export function shapesBox(tree: SolidTree): Box3 | null {
  switch (tree.by) {
    case 'box': {
      const [x, y, z] = tree.sizeMm;
      const diagonalMm = lengthOf(tree.sizeMm);
      return around([tree.centreMm], tree.turnDeg === undefined ? [x, y, z] : [diagonalMm, diagonalMm, diagonalMm]);
    }
    case 'cylinder':
      return around([tree.fromMm, tree.toMm], thickness(Math.max(tree.diameterMm, tree.toDiameterMm ?? 0)));
    case 'sphere':
      return around([tree.centreMm], thickness(tree.diameterMm));
    case 'sweep':
      return around(tree.pathMm, thickness(tree.diameterMm));
    case 'mesh':
      return aroundVertices(tree.mesh.positions);
    case 'half-space':
      return null;
    case 'union':
    case 'intersection':
      return ofAll(tree.of);
    case 'difference':
      return ofAll([tree.from, ...tree.minus]);
  }
}

/** Returns the box around two boxes. */
export function boxOfBoth(a: Box3, b: Box3): Box3 {
  const low = (i: number) => Math.min(a[i]!, b[i]!);
  const high = (i: number) => Math.max(a[i]!, b[i]!);
  return [low(0), low(1), low(2), high(3), high(4), high(5)];
}

function ofAll(trees: readonly SolidTree[]): Box3 | null {
  let box: Box3 | null = null;
  for (const tree of trees) {
    const next = shapesBox(tree);
    if (next !== null) box = box === null ? next : boxOfBoth(box, next);
  }
  return box;
}

function thickness(diameterMm: number): Point3 {
  return [OUT * diameterMm, OUT * diameterMm, OUT * diameterMm];
}

function around(points: readonly Point3[], sizeMm: Point3): Box3 | null {
  const box = aroundVertices(points.flat());
  if (box === null || !sizeMm.every(Number.isFinite)) return null;
  const [x, y, z] = sizeMm.map((size) => Math.abs(size) / 2) as [number, number, number];
  return [box[0] - x, box[1] - y, box[2] - z, box[3] + x, box[4] + y, box[5] + z];
}

function aroundVertices(numbers: ArrayLike<number>): Box3 | null {
  const box: [number, number, number, number, number, number] = [
    Infinity,
    Infinity,
    Infinity,
    -Infinity,
    -Infinity,
    -Infinity,
  ];
  for (let i = 0; i < numbers.length; i++) {
    const axis = i % 3;
    const value = numbers[i]!;
    if (!(value < box[axis]!) && !(value > box[axis + 3]!)) continue;
    box[axis] = Math.min(box[axis]!, value);
    box[axis + 3] = Math.max(box[axis + 3]!, value);
  }
  return box.every(Number.isFinite) ? box : null;
}
