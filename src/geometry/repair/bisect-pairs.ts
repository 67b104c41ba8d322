/** Gives joined sides a vertex of their own in their middle. */
import type { PairedMesh } from './paired-mesh.ts';
import { nextSide, sideBefore } from './side-partners.ts';

/**
 * Splits the edges at the given sides and their partners in the middle, which leaves the surface where it is. Of sides of the
 * same triangle only the first is split; the caller asks again for the rest.
 */
export function bisectPairs(mesh: PairedMesh, sides: readonly number[]): PairedMesh {
  const isTouched = new Uint8Array(mesh.triangles.length / 3);
  const positions = [...mesh.positions];
  const triangles = [...mesh.triangles];
  const partnerOf = [...mesh.partnerOf];

  function link(side: number, partner: number): void {
    partnerOf[side] = partner;
    if (partner >= 0) partnerOf[partner] = side;
  }

  /** Cuts a triangle from the middle of a side to the corner across; returns the two halves of the side, in its direction. */
  function cut(side: number, middle: number): readonly [number, number] {
    const far = triangles[nextSide(side)]!;
    const apex = triangles[sideBefore(side)]!;
    const added = triangles.length;
    triangles.push(middle, far, apex);
    partnerOf.push(-1, -1, -1);
    link(added + 1, partnerOf[nextSide(side)]!);
    link(added + 2, nextSide(side));
    triangles[nextSide(side)] = middle;
    return [side, added];
  }

  for (const side of sides) {
    const partner = mesh.partnerOf[side]!;
    const [t, u] = [(side / 3) | 0, (partner / 3) | 0];
    if (partner < 0 || isTouched[t] === 1 || isTouched[u] === 1) continue;
    isTouched[t] = 1;
    isTouched[u] = 1;
    const [a, b] = [triangles[side]!, triangles[nextSide(side)]!];
    const alike = triangles[partner] === a;
    const middle = positions.length / 3;
    for (let axis = 0; axis < 3; axis++) positions.push((positions[3 * a + axis]! + positions[3 * b + axis]!) / 2);
    const [first, second] = cut(side, middle);
    const [otherFirst, otherSecond] = cut(partner, middle);
    link(first, alike ? otherFirst : otherSecond);
    link(second, alike ? otherSecond : otherFirst);
  }
  return {
    positions: Float64Array.from(positions),
    triangles: Uint32Array.from(triangles),
    partnerOf: Int32Array.from(partnerOf),
  };
}
