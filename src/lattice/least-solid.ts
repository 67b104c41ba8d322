/** How thick the solid of a fill is where it is thinnest: how much of it may be taken away. */
import { type FillPart, leastWallOf } from './fill-part.ts';
import { monotoneCurve } from './homogenisation/monotone-curve.ts';
import { sampleControls } from './patch-channel.ts';
import type { PatchFrame } from './patch-frame.ts';
import { PORE_TABLE } from './pore-table.ts';
import type { LatticeSettings, Phase } from './settings.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/**
 * Returns the thinnest wall, strut or neck of one cell over the part in mm; null where nobody knows it, as for the network of a formula or
 * below the densities that were measured.
 */
export function leastSolidMm(settings: LatticeSettings, part: FillPart, frame: PatchFrame): number | null {
  const wallMm = leastWallOf(settings, part, frame);
  if (wallMm !== null) return wallMm;
  const { asked, cell, phase } = part;
  const controls =
    asked.relativeDensity === null ? sampleControls(frame, asked.at) : Float64Array.of(asked.relativeDensity);
  const least = controls.reduce((low, density) => Math.min(low, density), Infinity);
  return neckMm(cell, phase, least, asked.leastCellMm * Math.min(...settings.stretch));
}

/** Returns the neck of a network of a density: the largest sphere that passes through its solid; null where it was not measured. */
export function neckMm(cell: PeriodicCell, phase: Phase, relativeDensity: number, cellMm: number): number | null {
  const curve = PORE_TABLE.find((entry) => entry.cellId === cell.id && entry.phase === phase);
  const first = curve?.relativeDensity[0];
  if (curve === undefined || first === undefined || relativeDensity < first) return null;
  const x = curve.relativeDensity;
  return cellMm * monotoneCurve({ x, y: curve.neck }, Math.min(relativeDensity, x[x.length - 1] as number));
}
