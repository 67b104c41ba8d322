/** Walls of support in a layer: open lines, each a single track. */
import type { Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import type { Wall } from './block-walls.ts';
import { panelCut } from './panel-cut.ts';
import type { BlockSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';

/** Returns the lines of walls at a height above the plate, those shorter than `leastMm` left out; every other one runs back. */
export function wallsAt(walls: readonly Wall[], zMm: number, settings: BlockSettings, leastMm: number): Polyline[] {
  const lines: Polyline[] = [];
  for (const { line, panels } of walls) {
    for (const panel of panels) {
      const stretches = panelCut(panel, zMm, settings);
      for (let k = 0; k < stretches.length; k += 2) {
        if (stretches[k + 1]! - stretches[k]! < leastMm) continue;
        const path = lineBetween(line, stretches[k]!, stretches[k + 1]!);
        lines.push(lines.length % 2 === 0 ? path : turned(path));
      }
    }
  }
  return lines;
}

function lineBetween({ xMm, yMm, ux, uy }: WallLine, from: number, to: number): Polyline {
  const xy = Float64Array.of(xMm + from * ux, yMm + from * uy, xMm + to * ux, yMm + to * uy).map(snapMm);
  return { xy, closed: false };
}

function turned({ xy }: Polyline): Polyline {
  return { xy: Float64Array.of(xy[2]!, xy[3]!, xy[0]!, xy[1]!), closed: false };
}
