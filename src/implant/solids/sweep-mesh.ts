/** A rod along a path as meshes that overlap: tubes, and pieces of spheres at the corners between them. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import type { SweepShape } from './solid-tree.ts';
import { cornerMesh } from './sweep-corner.ts';
import { type SweepPath, sweepPath } from './sweep-path.ts';
import { sweepRims } from './sweep-rims.ts';
import { tubeMesh } from './sweep-tube.ts';
import { dot } from './vector.ts';

/**
 * The segments of a tube go within 45 degrees of its first one. No two of them make a right angle then, so the tube does not
 * come back to itself, and it turns on a larger radius than its own where it is mitred: it cuts itself nowhere.
 */
const TUBE_COSINE = Math.SQRT1_2;

/** Returns closed meshes whose union is the rod; one that turns little and gently is a single mesh. */
export function sweepMeshes(shape: SweepShape, place: Place = []): TriangleMesh[] {
  const path = sweepPath(shape, place);
  const { segments, corners, closed, radiusMm } = path;
  const rims = sweepRims(path);
  const isRound = !closed && shape.ends !== 'flat';
  const meshes = tubesOf(path).map((tube) => {
    const first = tube[0]!;
    const last = tube[tube.length - 1]!;
    const isRoundAtStart = isRound && first === 0;
    const isRoundAtEnd = corners[last] === undefined ? isRound : corners[last].kind === 'back';
    const parts = { segments: tube.map((i) => segments[i]!), rims: tube.map((i) => rims[i]!) };
    return tubeMesh({ ...parts, isRoundAtStart, isRoundAtEnd }, radiusMm);
  });
  corners.forEach(({ kind }, i) => {
    if (kind !== 'rounded') return;
    meshes.push(cornerMesh(path, i, rims[i]!.end, rims[(i + 1) % segments.length]!.start));
  });
  return meshes;
}

/**
 * Numbers of the segments of each tube. Where a tube ends though the path goes on in a mitre, the next one begins with the same
 * segment: the two have the same walls there, in the same points, and the end of each is inside of the other.
 */
function tubesOf({ segments, corners, closed }: SweepPath): number[][] {
  const tubes: number[][] = [];
  let tube: number[] = [0];
  const isOpenRing = closed && corners[corners.length - 1]!.kind === 'mitred';
  for (let i = 1; i < segments.length + (isOpenRing ? 1 : 0); i++) {
    const before = i - 1;
    const next = i % segments.length;
    const isMitred = corners[before]!.kind === 'mitred';
    if (isMitred && dot(segments[tube[0]!]!.direction, segments[next]!.direction) >= TUBE_COSINE) {
      tube.push(next);
      continue;
    }
    tubes.push(tube);
    tube = isMitred ? [before, next] : [next];
  }
  return [...tubes, tube];
}
