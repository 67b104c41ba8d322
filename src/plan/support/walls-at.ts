/** Walls of support in a layer: open lines, each a single track. */
import type { Loops, Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import { zoneMap } from '../../geometry/zone-map.ts';
import type { Wall } from './block-walls.ts';
import { bothOf, firstWithout, type Intervals, joined } from './intervals.ts';
import { betweenTeeth, type CuttablePanel, cuttablePanel, panelCut } from './panel-cut.ts';
import type { BlockSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';

/** Areas of a layer that walls keep out of, clean outlines in the plane. */
export interface KeepOut {
  /** For what of a wall is out of reach of its teeth. */
  readonly walls: Loops;
  /** For teeth as well. */
  readonly teeth: Loops;
}

/** Walls prepared for cuts at many heights. */
export interface WallCutter {
  /** Returns the lines of the walls at a height above the plate, those shorter than `leastMm` left out; every other one runs back. */
  linesAt(zMm: number, leastMm: number, keepOut?: KeepOut): Polyline[];
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
    linesAt: (zMm, leastMm, keepOut) => {
      const lines: Polyline[] = [];
      const outside =
        keepOut === undefined ? null : { walls: outsideOf(keepOut.walls), teeth: outsideOf(keepOut.teeth) };
      for (let n = 0; n < panels.length; n++) {
        const place = places[n]!;
        const cut = panelCut(panels[n]!, zMm, settings);
        if (cut.length === 0) continue;
        const stretches = outside === null ? cut : kept(place, cut, betweenTeeth(panels[n]!, zMm, settings), outside);
        for (let k = 0; k < stretches.length; k += 2) {
          const [from, to] = [stretches[k]!, stretches[k + 1]!];
          if (to - from < leastMm) continue;
          lines.push(lines.length % 2 === 0 ? lineBetween(place, from, to) : lineBetween(place, to, from));
        }
      }
      return lines;
    },
  };
}

/** Takes away what lies in areas, from walls and from teeth. */
function kept(
  place: WallLine,
  cut: Intervals,
  plain: Intervals,
  outside: { readonly walls: StretchesOf; readonly teeth: StretchesOf },
) {
  const ofWalls = outside.walls(place, bothOf(cut, plain));
  const ofTeeth = outside.teeth(place, firstWithout(cut, plain));
  return joinedPieces([...ofWalls, ...ofTeeth]);
}

type StretchesOf = (place: WallLine, stretches: Intervals) => Intervals;

/** Returns what of stretches on a line lies outside of an area. */
function outsideOf(area: Loops): StretchesOf {
  if (area.length === 0) return (_, stretches) => stretches;
  const map = zoneMap([area]);
  return ({ xMm, yMm, ux, uy }, stretches) => {
    const out: number[] = [];
    for (let k = 0; k < stretches.length; k += 2) {
      const [s0, s1] = [stretches[k]!, stretches[k + 1]!];
      const [x0, y0] = [xMm + s0 * ux, yMm + s0 * uy];
      const [dx, dy] = [(s1 - s0) * ux, (s1 - s0) * uy];
      let from = 0;
      for (const to of [...map.crossings(x0, y0, x0 + dx, y0 + dy), 1]) {
        const middle = (from + to) / 2;
        if (map.at(x0 + middle * dx, y0 + middle * dy) !== 0) out.push(s0 + from * (s1 - s0), s0 + to * (s1 - s0));
        from = to;
      }
    }
    return joinedPieces(out);
  };
}

function joinedPieces(pieces: Intervals): Intervals {
  const order = Array.from({ length: pieces.length / 2 }, (_, n) => 2 * n).sort((a, b) => pieces[a]! - pieces[b]!);
  return joined(order.flatMap((k) => [pieces[k]!, pieces[k + 1]!]));
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
