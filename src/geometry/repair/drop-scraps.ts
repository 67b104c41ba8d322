/** Drops loose open scraps beside a closed surface. */
import { joinedSurfaces } from './joined-surfaces.ts';
import type { ChangedPairing, PairedMesh } from './paired-mesh.ts';

/** What counts as a scrap: fewer triangles than these and less than this share of the whole surface. */
export interface ScrapLimits {
  readonly scrapTriangles: number;
  readonly scrapShare: number;
}

/** Drops open surfaces within the limits, where a closed one remains. Returns null where there is none. */
export function dropScraps(mesh: PairedMesh, { scrapTriangles, scrapShare }: ScrapLimits): ChangedPairing | null {
  const surfaces = joinedSurfaces(mesh);
  const triangleCount = mesh.triangles.length / 3;
  const areaMm2 = surfaces.areaMm2.reduce((sum, area) => sum + area, 0);
  const isScrap = new Uint8Array(surfaces.count);
  let count = 0;
  for (let i = 0; i < surfaces.count; i++) {
    const tiny = surfaces.triangles[i]! < scrapTriangles && surfaces.areaMm2[i]! < scrapShare * areaMm2;
    if (surfaces.isOpen[i] === 0 || !tiny) continue;
    isScrap[i] = 1;
    count++;
  }
  if (count === 0 || !surfaces.isOpen.includes(0)) return null;
  const newTriangle = new Int32Array(triangleCount).fill(-1);
  let kept = 0;
  for (let t = 0; t < triangleCount; t++) if (isScrap[surfaces.surfaceOf[t]!] === 0) newTriangle[t] = kept++;
  const triangles = new Uint32Array(3 * kept);
  const partnerOf = new Int32Array(3 * kept);
  for (let side = 0; side < mesh.triangles.length; side++) {
    const t = newTriangle[(side / 3) | 0]!;
    if (t < 0) continue;
    const partner = mesh.partnerOf[side]!;
    triangles[3 * t + (side % 3)] = mesh.triangles[side]!;
    // Triangles that are joined are scrap together.
    partnerOf[3 * t + (side % 3)] = partner < 0 ? partner : 3 * newTriangle[(partner / 3) | 0]! + (partner % 3);
  }
  const largestMm = largestScrapMm(mesh, surfaces.surfaceOf, isScrap);
  return {
    mesh: { positions: mesh.positions, triangles, partnerOf },
    changes: [{ action: 'scraps-dropped', count, largestMm, triangles: triangleCount - kept }],
  };
}

/** Diagonal of the box of the largest scrap. */
function largestScrapMm({ positions, triangles }: PairedMesh, surfaceOf: Uint32Array, isScrap: Uint8Array): number {
  const boxes = new Map<number, number[]>();
  for (let corner = 0; corner < triangles.length; corner++) {
    const surface = surfaceOf[(corner / 3) | 0]!;
    if (isScrap[surface] === 0) continue;
    const box = boxes.get(surface) ?? [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    boxes.set(surface, box);
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[3 * triangles[corner]! + axis]!;
      box[axis] = Math.min(box[axis]!, value);
      box[axis + 3] = Math.max(box[axis + 3]!, value);
    }
  }
  let largest = 0;
  for (const [x0, y0, z0, x1, y1, z1] of boxes.values()) {
    const [dx, dy, dz] = [x1! - x0!, y1! - y0!, z1! - z0!];
    largest = Math.max(largest, Math.sqrt(dx * dx + dy * dy + dz * dz));
  }
  return largest;
}
