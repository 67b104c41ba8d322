/** How the lines of a chart are told apart, and the legend that names them. */
import { pxText } from './chart-path.ts';
import { type HexColour, PATH_COLOURS, SPARE_COLOURS } from './colours.ts';
import { xmlText } from './svg-text.ts';

const LEGEND_LINE_PX = 26;
const GAP_PX = 6;
const SERIES_COLOURS: readonly HexColour[] = [
  PATH_COLOURS['hatch-core']!,
  PATH_COLOURS['contour-inner']!,
  PATH_COLOURS['thin-wall']!,
  ...SPARE_COLOURS,
];
const SERIES_DASHES = ['', '7 3', '2 2.5', '9 3 2 3'] as const;

/** One line's place in the legend. */
export interface LegendEntry {
  readonly name: string;
  readonly index: number;
  readonly leftPx: number;
}

/** Returns the entries of the legend by row; one line alone needs none. */
export function legendRows(names: readonly string[], widthPx: number, characterPx: number): LegendEntry[][] {
  if (names.length < 2) return [];
  const rows: LegendEntry[][] = [];
  let leftPx = Number.POSITIVE_INFINITY;
  for (const [index, name] of names.entries()) {
    const entryPx = LEGEND_LINE_PX + (name.length + 2) * characterPx;
    if (leftPx + entryPx > widthPx) {
      rows.push([]);
      leftPx = GAP_PX;
    }
    rows.at(-1)!.push({ name, index, leftPx });
    leftPx += entryPx;
  }
  return rows;
}

/** Draws one row of the legend. */
export function legendRow(entries: readonly LegendEntry[], baselinePx: number): string[] {
  return entries.map(({ name, index, leftPx }) => {
    const sample = `<path fill="none" ${chartLineLook(index)} d="M${pxText(leftPx)} ${baselinePx - 4}h${LEGEND_LINE_PX - GAP_PX}"/>`;
    return `<g class="legend">${sample}<text x="${pxText(leftPx + LEGEND_LINE_PX)}" y="${baselinePx}">${xmlText(name)}</text></g>`;
  });
}

/** Returns colour, width and dash of a line as attributes: lines differ in dash as well as in colour. */
export function chartLineLook(index: number): string {
  const dash = SERIES_DASHES[index % SERIES_DASHES.length]!;
  return `stroke="${chartLineColour(index)}" stroke-width="1.5"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
}

/** Returns the colour of a line. */
export function chartLineColour(index: number): HexColour {
  return SERIES_COLOURS[index % SERIES_COLOURS.length]!;
}
