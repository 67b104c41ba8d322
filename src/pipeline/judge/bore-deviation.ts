/** How far a bore that is not made round, or not at its width, is off its design. */
import { type Finding, finding } from '../../core/finding.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import { buildSolid } from '../../implant/solids/build-solid.ts';
import type { SolidTree } from '../../implant/solids/solid-tree.ts';
import type { InspectionBore } from '../../inspect/inspection.ts';
import { boxBefore, transformedMesh } from '../load/mesh-transform.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { BoreRequest, RegionRequest } from '../request/prepare-request.ts';

/** The rule of this file, for the report. */
export const BORE_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'bore-compensated', meaning: 'Bores are made as they are designed.' },
];

/** Returns what inspection.json tells of the bore of a region; null where nothing of the kind is asked. */
export async function boreRow(
  build: Pick<BuildInHand, 'part' | 'request'>,
  { bore }: RegionRequest,
): Promise<InspectionBore | null> {
  if (bore == null) return null;
  const { by, axisDeg, withinDeg, designDiameterMm, farthestMm } = bore;
  return { by, axisDeg, withinDeg, designDiameterMm, farthestMm, takenMm3: await takenMm3(build, bore) };
}

/** The volume of the part that a roof takes beyond the round bore; null where it cannot be told, as for a lining, which takes none. */
async function takenMm3(
  { part, request }: Pick<BuildInHand, 'part' | 'request'>,
  { by, roof }: BoreRequest,
): Promise<number | null> {
  if (by === 'round') return 0;
  if (roof === null || part.beams.length > 0) return null;
  const { variantTransform } = request.part;
  const reach = variantTransform === null ? part.box : boxBefore(part.box, variantTransform);
  try {
    const built: TriangleMesh = await buildSolid(roof, reach);
    const mesh = variantTransform === null ? built : transformedMesh(built, variantTransform);
    const of: SolidTree[] = [
      { by: 'mesh', mesh: part.mesh },
      { by: 'mesh', mesh },
    ];
    return Math.round(1e6 * meshMeasures(await buildSolid({ by: 'intersection', of }, part.box)).volumeMm3) / 1e6;
  } catch (cause) {
    if (!(cause instanceof PrepError) || cause.code !== 'solid-invalid') throw cause;
    return cause.reason.includes('holds nothing') ? 0 : null;
  }
}

/** Returns what a reader of the findings must know of a bore. */
export function boreFinding(partId: string, regionId: string | null, row: InspectionBore): Finding {
  const { by, axisDeg, withinDeg, designDiameterMm, farthestMm, takenMm3 } = row;
  const wall = `its wall is up to ${farthestMm} mm off the design`;
  const words = {
    round: `is made as designed: its axis rises by ${axisDeg} deg, and only below ${withinDeg} deg is it changed`,
    pilot: `is made narrower, to be drilled out to ${designDiameterMm} mm: ${wall}`,
    teardrop: `is made with a roof: ${wall}${takenMm3 === null ? '' : `, and the part is ${takenMm3.toFixed(3)} mm3 less`}`,
  }[by];
  const known = { partId, ...(regionId === null ? {} : { regionId }), measured: farthestMm, limit: 0, unit: 'mm' };
  return finding('bore-compensated', 'note', `region '${regionId}': the bore ${words}`, known);
}
