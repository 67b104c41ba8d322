/** Traces the loops of open sides round holes. */
import type { PairedMesh } from './paired-mesh.ts';
import { nextSide, OPEN } from './side-partners.ts';

/**
 * Returns loops of open sides, each beginning where the one before ends. No loop passes a vertex twice: where holes meet in a
 * vertex, each gets its own. Sides that do not close to a loop are left out.
 */
export function borderLoops({ triangles, partnerOf }: PairedMesh): readonly (readonly number[])[] {
  const leaving = new Map<number, number[]>();
  for (let side = 0; side < partnerOf.length; side++) {
    if (partnerOf[side] !== OPEN) continue;
    const sides = leaving.get(triangles[side]!);
    if (sides === undefined) leaving.set(triangles[side]!, [side]);
    else sides.push(side);
  }
  const loops: number[][] = [];
  for (const starts of leaving.values()) {
    while (starts.length > 0) {
      const path: number[] = [];
      const placeOf = new Map<number, number>();
      let side: number | undefined = starts.shift();
      while (side !== undefined) {
        const from = triangles[side]!;
        placeOf.set(from, path.length);
        path.push(side);
        const to = triangles[nextSide(side)]!;
        const place = placeOf.get(to);
        if (place !== undefined) {
          const loop = path.splice(place);
          for (const closed of loop) placeOf.delete(triangles[closed]!);
          loops.push(loop);
        }
        side = leaving.get(to)?.shift();
      }
    }
  }
  return loops;
}
