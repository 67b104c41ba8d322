/** Tells which panels of support cannot be reached from outside: no straight way out of the part leads to them. */
import type { Loops } from '../../core/polyline.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { type ZoneMap, zoneMap } from '../../geometry/zone-map.ts';
import type { Wall } from './block-walls.ts';
import type { Panel, PanelPiece } from './wall-panels.ts';

/** A panel without a line of sight, by its middle. */
export interface HiddenPanel {
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
  /** Its area, openings not taken off. */
  readonly areaMm2: number;
}

/** Directions in the plane that are looked along. */
const DIRECTIONS = 16;
/** Longer than any plate, in mm. */
const FAR_MM = 2000;

/**
 * Returns the panels that cannot be seen from outside, along 16 directions in the plane at the middle of their highest piece. A panel that stands on the plate alone is reached from
 * below, once the part is off.
 *
 * @param outlineAt - the part's clean outlines at a height
 * @param layerMm - heights are taken in the middles of layers, so that panels share outlines
 */
export function hiddenPanels(
  walls: readonly Wall[],
  outlineAt: (zMm: number) => Loops,
  layerMm: number,
): HiddenPanel[] {
  const maps = new Map<number, ZoneMap>();
  const mapAt = (layer: number) => {
    const known = maps.get(layer);
    if (known !== undefined) return known;
    const made = zoneMap([outlineAt((layer + 0.5) * layerMm)]);
    maps.set(layer, made);
    return made;
  };
  const hidden: HiddenPanel[] = [];
  for (const { line, panels } of walls) {
    for (const panel of panels) {
      if (!panel.some(({ onPart }) => onPart)) continue;
      const { s0, s1, top0, top1, foot0, foot1 } = highestOf(panel);
      const s = (s0 + s1) / 2;
      const layer = Math.floor((top0 + top1 + foot0 + foot1) / 4 / layerMm);
      const [xMm, yMm] = [line.xMm + s * line.ux, line.yMm + s * line.uy];
      if (isSeen(mapAt(layer), xMm, yMm)) continue;
      hidden.push({
        xMm,
        yMm,
        zMm: (layer + 0.5) * layerMm,
        areaMm2: panel.reduce((sum, one) => sum + areaOf(one), 0),
      });
    }
  }
  return hidden;
}

function isSeen(map: ZoneMap, x: number, y: number): boolean {
  for (let k = 0; k < DIRECTIONS; k++) {
    const [dx, dy] = [FAR_MM * cosineOfCycles(k / DIRECTIONS), FAR_MM * sineOfCycles(k / DIRECTIONS)];
    if (map.crossings(x, y, x + dx, y + dy).length === 0) return true;
  }
  return false;
}

function highestOf(panel: Panel): PanelPiece {
  const heightOf = ({ top0, top1, foot0, foot1 }: PanelPiece) => top0 + top1 - foot0 - foot1;
  return panel.reduce((best, piece) => (heightOf(piece) > heightOf(best) ? piece : best));
}

function areaOf({ s0, s1, top0, top1, foot0, foot1 }: PanelPiece): number {
  return ((s1 - s0) * (top0 + top1 - foot0 - foot1)) / 2;
}
