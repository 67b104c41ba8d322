/** The supports of a part in a layer. */
import type { Polyline } from '../../core/polyline.ts';
import type { PartSupports } from './part-supports.ts';
import type { BlockSettings } from './settings.ts';
import { type WallCutter, wallCutter } from './walls-at.ts';

/** Prepares the supports of a part for cuts. Walls under single places are short: they have neither openings nor partings. */
export function supportCutter(
  { grid, places, groups, borders, points }: PartSupports,
  block: BlockSettings,
): WallCutter {
  const short = { ...block, openings: null, parting: null };
  const cutters = [
    wallCutter(grid.walls, block),
    wallCutter(borders.walls, block),
    wallCutter(places.walls, short),
    wallCutter(groups.walls, short),
    wallCutter(points.walls, short),
  ];
  return {
    linesAt: (zMm, leastMm, keepOut) => {
      const lines: Polyline[] = [];
      for (const { linesAt } of cutters) for (const line of linesAt(zMm, leastMm, keepOut)) lines.push(line);
      return lines;
    },
  };
}
