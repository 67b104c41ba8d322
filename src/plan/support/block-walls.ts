/** Block supports: upright walls on a grid of the plate, under every overhang. */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import type { FacetColumns } from './facet-columns.ts';
import type { BlockSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';
import { type Panel, type RefusedStretch, WANTS, wallPanels } from './wall-panels.ts';
import { wallSection } from './wall-section.ts';

/** A wall with what of it is built. */
export interface Wall {
  readonly line: WallLine;
  readonly panels: readonly Panel[];
}

/** Walls of a part, and overhanging stretches that got none. */
export interface Walls {
  readonly walls: readonly Wall[];
  readonly refused: readonly { readonly line: WallLine; readonly stretch: RefusedStretch }[];
}

/** Returns the lines of both families of a grid that pass under what wants support. Lines lie at whole spacings from the origin of the plate, so that walls of neighbouring parts line up. */
export function gridLines(
  { mesh }: FacetColumns,
  wants: Uint8Array,
  { spacingMm, angleDeg }: Pick<BlockSettings, 'spacingMm' | 'angleDeg'>,
): readonly WallLine[] {
  const [ux, uy] = [cosineOfCycles(angleDeg / 360), sineOfCycles(angleDeg / 360)];
  return [...family(mesh, wants, ux, uy, spacingMm), ...family(mesh, wants, -uy, ux, spacingMm)];
}

function family(
  { positions, triangles }: FacetColumns['mesh'],
  wants: Uint8Array,
  ux: number,
  uy: number,
  spacingMm: number,
): WallLine[] {
  let [along0, along1, across0, across1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < triangles.length; k++) {
    if (wants[Math.floor(k / 3)] !== WANTS.support) continue;
    const v = 3 * triangles[k]!;
    const along = positions[v]! * ux + positions[v + 1]! * uy;
    const across = positions[v]! * -uy + positions[v + 1]! * ux;
    along0 = Math.min(along0, along);
    along1 = Math.max(along1, along);
    across0 = Math.min(across0, across);
    across1 = Math.max(across1, across);
  }
  const lines: WallLine[] = [];
  for (let k = Math.ceil(across0 / spacingMm); k * spacingMm <= across1; k++) {
    const c = k * spacingMm;
    lines.push({ xMm: -uy * c, yMm: ux * c, ux, uy, fromMm: along0, toMm: along1 });
  }
  return lines;
}

/** Returns the walls over lines, those without a panel left out. */
export function wallsOver(
  columns: FacetColumns,
  lines: readonly WallLine[],
  wants: Uint8Array,
  settings: Pick<BlockSettings, 'closeMm' | 'leastLengthMm'>,
): Walls {
  const walls: Wall[] = [];
  const refused: { line: WallLine; stretch: RefusedStretch }[] = [];
  for (const line of lines) {
    const found = wallPanels(wallSection(columns, line), line.fromMm, line.toMm, wants, settings);
    if (found.panels.length > 0) walls.push({ line, panels: found.panels });
    for (const stretch of found.refused) refused.push({ line, stretch });
  }
  return { walls, refused };
}
