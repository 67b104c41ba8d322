/** Walls of support in a layer: open lines, each a single track. */
import type { Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import type { Wall } from './block-walls.ts';
import { type CuttablePanel, cuttablePanel, panelCut } from './panel-cut.ts';
import type { BlockSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';

/** Walls prepared for cuts at many heights. */
export interface WallCutter {
  /** Returns the lines of the walls at a height above the plate, those shorter than `leastMm` left out; every other one runs back. */
  linesAt(zMm: number, leastMm: number): Polyline[];
}

/** Prepares walls for cuts. */
export function wallCutter(walls: readonly Wall[], settings: BlockSettings): WallCutter {
  const places: WallLine[] = [];
  const panels: CuttablePanel[] = [];
  for (const { line, panels: ofLine } of walls) {
    for (const panel of ofLine) {
      places.push(line);
      panels.push(cuttablePanel(panel, settings));
    }
  }
  return {
    linesAt: (zMm, leastMm) => {
      const lines: Polyline[] = [];
      for (let n = 0; n < panels.length; n++) {
        const stretches = panelCut(panels[n]!, zMm, settings);
        for (let k = 0; k < stretches.length; k += 2) {
          const [from, to] = [stretches[k]!, stretches[k + 1]!];
          if (to - from < leastMm) continue;
          lines.push(lines.length % 2 === 0 ? lineBetween(places[n]!, from, to) : lineBetween(places[n]!, to, from));
        }
      }
      return lines;
    },
  };
}

/** Returns the lines of walls at one height; `wallCutter` is for many. */
export function wallsAt(walls: readonly Wall[], zMm: number, settings: BlockSettings, leastMm: number): Polyline[] {
  return wallCutter(walls, settings).linesAt(zMm, leastMm);
}

function lineBetween({ xMm, yMm, ux, uy }: WallLine, from: number, to: number): Polyline {
  const xy = new Float64Array(4);
  xy[0] = snapMm(xMm + from * ux);
  xy[1] = snapMm(yMm + from * uy);
  xy[2] = snapMm(xMm + to * ux);
  xy[3] = snapMm(yMm + to * uy);
  return { xy, closed: false };
}
