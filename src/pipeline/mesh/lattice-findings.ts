/** What the making of a lattice file counted, as findings. */
import { type Finding, finding } from '../../core/finding.ts';
import type { IsoTally } from '../../geometry/iso/iso-body.ts';
import type { MeshPieces, SurfaceTally } from '../../geometry/iso/mesh-pieces.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../inspect/settings.ts';

/**
 * A wall that passed between two nodes is not in the mesh: that is an error, not a matter of taste. `hasAxis` where cells are squeezed
 * around an axis.
 */
export function meshFindings(
  { lostWalls, thinPart, unmetSurface }: IsoTally,
  { loose, voids }: MeshPieces,
  stepMm: number,
  partId: string,
  hasAxis: boolean,
): Finding[] {
  const findings: Finding[] = [];
  const step = `${Number(stepMm.toPrecision(4))} mm`;
  const counted = (rule: string, severity: Finding['severity'], measured: number, message: string) => {
    if (measured > 0) findings.push(finding(rule, severity, message, { partId, measured, limit: 0, unit: 'edges' }));
  };
  counted(
    'wall-lost',
    'error',
    lostWalls,
    `walls thinner than the step of ${step} are not in the mesh at ${places(lostWalls)}: take a smaller --px${hasAxis ? '; beside the axis of the map walls are thinner than any step' : ''}`,
  );
  counted(
    'part-thin',
    'warning',
    thinPart,
    `the part is thinner than the step of ${step} at ${places(thinPart)}, which the mesh does not show`,
  );
  counted(
    'surface-unmet',
    'warning',
    unmetSurface,
    `the part's surface was not met at ${places(unmetSurface)}: the mesh may be off by a step of ${step} there`,
  );
  findings.push(
    ...surfaces('solid-loose', loose, 'loose piece of solid holds', 'loose pieces of solid hold', partId),
    ...surfaces('powder-trapped', voids, 'closed void holds', 'closed voids hold', partId),
  );
  return findings;
}

/** Share of the voxels above which those that were left out are worth a warning. */
const WARN_SHARE = 0.01;

/** Voxels that were left out, because corners and edges are hinges. */
export function looseVoxelsLeft(voxels: number, parts: number, kept: number, partId: string): Finding[] {
  if (voxels === 0) return [];
  const message = `${voxels} voxels in ${parts === 1 ? '1 piece' : `${parts} pieces`} hang on no face of the rest and were left out`;
  const severity = voxels > WARN_SHARE * (voxels + kept) ? 'warning' : 'note';
  return [finding('loose-dropped', severity, message, { partId, measured: voxels, limit: 0, unit: 'voxels' })];
}

/** Share of the solid's volume by which voxels may be off. */
const COARSE_SHARE = 0.03;
/** Share beyond which they are no picture of the solid. */
const WRONG_SHARE = 0.2;

/** Voxels that do not hold the volume of the solid, which they are to stand for. */
export function coarseVoxels(voxelMm3: number, solidMm3: number, stepMm: number, partId: string): Finding[] {
  const off = voxelMm3 / solidMm3 - 1;
  if (Math.abs(off) <= COARSE_SHARE) return [];
  const percent = `${Math.abs(100 * off).toFixed(1)} % ${off > 0 ? 'more' : 'less'}`;
  const message = `voxels of ${Number(stepMm.toPrecision(4))} mm hold ${percent} than the solid: take a smaller --px`;
  const severity = Math.abs(off) > WRONG_SHARE ? 'error' : 'warning';
  return [finding('voxels-coarse', severity, message, { partId, measured: off, limit: COARSE_SHARE, unit: '1' })];
}

function places(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}

function surfaces(rule: string, tally: SurfaceTally, one: string, many: string, partId: string): Finding[] {
  const { count, volumeMm3, largestMm3, at } = tally;
  if (at === null) return [];
  const [x, y, z] = at.map((value) => Math.round(value * 1e4) / 1e4) as [number, number, number];
  const what = count === 1 ? `one ${one}` : `${count} ${many}`;
  const message = `${what} ${volumeMm3.toPrecision(4)} mm3, the largest ${largestMm3.toPrecision(4)} mm3 from ${x}, ${y}, ${z} mm up`;
  const severity = volumeMm3 < DEFAULT_INSPECT_LIMITS.noteVolumeMm3 ? 'note' : 'warning';
  return [finding(rule, severity, message, { partId, xMm: x, yMm: y, measured: volumeMm3, limit: 0, unit: 'mm3' })];
}
