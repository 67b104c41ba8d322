/** A line chart as SVG text, for the report: read on screen, on paper and by a screen reader. */
import { PrepError } from '../core/prep-error.ts';
import { chartDescription } from './chart-description.ts';
import { chartLineColour, chartLineLook, legendRow, legendRows } from './chart-legend.ts';
import type { ChartOptions, ChartSeries } from './chart-options.ts';
import { chartPath, pxText } from './chart-path.ts';
import { rangeOf, withLimit, xAxis, yAxis } from './chart-range.ts';
import { type ChartTicks, chartTicks } from './chart-ticks.ts';
import { AREA_COLOURS, PATH_COLOURS, PLAIN_COLOURS } from './colours.ts';
import { xmlText } from './svg-text.ts';

const FONT_PX = 12;
/** Advance of a digit in the widest of the usual system fonts (DejaVu Sans: 0.636 em), so that no label is cut. */
const CHARACTER_PX = 0.64 * FONT_PX;
/** Mean advance of a letter, to place words that end at the right; what it is off stays within the margin. */
const LETTER_PX = 0.57 * FONT_PX;
const ROW_PX = 18;
const GAP_PX = 6;
const RIGHT_PX = 14;
const TICK_MARK_PX = 4;
const LIMIT_SAMPLE_PX = 20;
/** One tick about every so many pixels. */
const X_TICK_PX = 64;
const Y_TICK_PX = 34;
const LIMIT_COLOUR = PATH_COLOURS['contour-outer']!;
const GRID_COLOUR = AREA_COLOURS.core;

interface Frame {
  readonly leftPx: number;
  readonly rightPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** Returns the chart as an SVG element that stands in a page or alone. */
export function chartSvg(options: ChartOptions): string {
  checkNumbers(options);
  const { series, xLabel, yLabel } = options;
  const limit = options.limit ?? null;
  const width = options.widthPx ?? 440;
  const height = options.heightPx ?? 236;
  const x = xAxis(rangeOf(series.flatMap((line) => line.x)));
  const measured = rangeOf(series.flatMap((line) => line.y.filter((value) => value !== null)));
  const legend = legendRows(
    series.map(({ name }) => name),
    width,
    CHARACTER_PX,
  );
  // The limit shares the row of the label of y unless the two would meet.
  const labels = (yLabel.length + (limit?.label.length ?? 0) + 2) * CHARACTER_PX + LIMIT_SAMPLE_PX;
  const limitRows = limit !== null && labels > width / 1.3 ? 1 : 0;
  const topPx = ROW_PX * (legend.length + limitRows + 1);
  const bottomPx = height - 2 * ROW_PX - TICK_MARK_PX;
  const most = Math.max(2, Math.floor((bottomPx - topPx) / Y_TICK_PX));
  const { range: y, ticks: yTicks } = yAxis(withLimit(measured, limit?.value ?? null), most);
  const widest = Math.max(...yTicks.texts.map((text) => text.length));
  const leftPx = Math.ceil(widest * CHARACTER_PX) + GAP_PX + TICK_MARK_PX;
  const frame: Frame = { leftPx, rightPx: width - RIGHT_PX, topPx, bottomPx };
  const xTicks = chartTicks(x.low, x.high, Math.max(2, Math.floor((frame.rightPx - leftPx) / X_TICK_PX)));
  const xPx = (value: number) => leftPx + ((value - x.low) / (x.high - x.low)) * (frame.rightPx - leftPx);
  const yPx = (value: number) => bottomPx - ((value - y.low) / (y.high - y.low)) * (bottomPx - topPx);

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 ${width} ${height}" width="${width}" ` +
      `height="${height}" font-family="system-ui,sans-serif" font-size="${FONT_PX}" fill="${PLAIN_COLOURS.ink}">`,
    `<title>${xmlText(options.title)}</title>`,
    `<desc>${xmlText(chartDescription(options))}</desc>`,
    ...gridAndTicks(frame, xTicks, yTicks, xPx, yPx),
    `<text class="y-label" x="${leftPx}" y="${topPx - GAP_PX}">${xmlText(yLabel)}</text>`,
    `<text class="x-label" x="${pxText((leftPx + frame.rightPx) / 2)}" y="${height - GAP_PX}" text-anchor="middle">${xmlText(xLabel)}</text>`,
    ...legend.flatMap((row, index) => legendRow(row, (index + 1) * ROW_PX - GAP_PX)),
    ...series.flatMap((line, index) => seriesPaths(line, index, xPx, yPx)),
    ...(limit === null ? [] : limitLine(limit.label, yPx(limit.value), topPx - limitRows * ROW_PX - GAP_PX, frame)),
    ...(measured === null ? [nothingMeasured(frame)] : []),
    '</svg>',
  ].join('\n');
}

/** A NaN would become a line to nowhere. */
function checkNumbers({ title, series, limit }: ChartOptions): void {
  for (const { name, x, y } of series) {
    const sound = x.length === y.length && x.every(Number.isFinite) && y.every((v) => v === null || Number.isFinite(v));
    if (!sound) throw new PrepError('value-out-of-range', 'x and y must be finite and equally many', [title, name]);
  }
  if (limit !== undefined && limit !== null && !Number.isFinite(limit.value)) {
    throw new PrepError('value-out-of-range', 'the limit must be finite', [title]);
  }
}

function gridAndTicks(
  { leftPx, rightPx, topPx, bottomPx }: Frame,
  xTicks: ChartTicks,
  yTicks: ChartTicks,
  xPx: (value: number) => number,
  yPx: (value: number) => number,
): string[] {
  const across = yTicks.values.map((value) => `M${leftPx} ${pxText(yPx(value))}H${pxText(rightPx)}`).join('');
  const marks = xTicks.values.map((value) => `M${pxText(xPx(value))} ${bottomPx}v${TICK_MARK_PX}`).join('');
  const down = xTicks.values.map((value) => `M${pxText(xPx(value))} ${topPx}V${bottomPx}`).join('');
  return [
    `<path class="grid" fill="none" stroke="${GRID_COLOUR}" d="${across}${down}"/>`,
    `<path class="axis" fill="none" stroke="${PLAIN_COLOURS.frame}" d="M${leftPx} ${bottomPx}H${pxText(rightPx)}${marks}"/>`,
    ...yTicks.values.map((value, index) => {
      const at = `x="${leftPx - GAP_PX}" y="${pxText(yPx(value) + FONT_PX / 3)}"`;
      return `<text class="y-tick" ${at} text-anchor="end">${yTicks.texts[index]}</text>`;
    }),
    ...xTicks.values.map((value, index) => {
      const at = `x="${pxText(xPx(value))}" y="${bottomPx + TICK_MARK_PX + FONT_PX}"`;
      return `<text class="x-tick" ${at} text-anchor="middle">${xTicks.texts[index]}</text>`;
    }),
  ];
}

function seriesPaths(
  line: ChartSeries,
  index: number,
  xPx: (value: number) => number,
  yPx: (value: number) => number,
): string[] {
  const points = {
    x: Float64Array.from(line.x, xPx),
    y: Float64Array.from(line.y, (value) => (value === null ? Number.NaN : yPx(value))),
  };
  const { line: data, dots } = chartPath(points);
  return [
    ...(data === ''
      ? []
      : [`<path class="series" fill="none" ${chartLineLook(index)} stroke-linejoin="round" d="${data}"/>`]),
    ...(dots === ''
      ? []
      : [
          `<path class="dots" fill="none" stroke="${chartLineColour(index)}" stroke-width="4" stroke-linecap="round" d="${dots}"/>`,
        ]),
  ];
}

/** The name of the limit stands in a row above the drawing with a piece of its line: beside the line it would hide values. */
function limitLine(label: string, atPx: number, rowPx: number, { leftPx, rightPx }: Frame): string[] {
  const labelPx = rightPx - label.length * LETTER_PX - GAP_PX;
  const look = `class="limit" fill="none" stroke="${LIMIT_COLOUR}" stroke-width="1.5"`;
  return [
    `<path ${look} d="M${leftPx} ${pxText(atPx)}H${pxText(rightPx)}"/>`,
    `<path ${look} d="M${pxText(labelPx - LIMIT_SAMPLE_PX)} ${rowPx - 4}h${LIMIT_SAMPLE_PX}"/>`,
    `<text class="limit-label" x="${pxText(labelPx + GAP_PX)}" y="${rowPx}">${xmlText(label)}</text>`,
  ];
}

function nothingMeasured({ leftPx, rightPx, topPx, bottomPx }: Frame): string {
  const at = `x="${pxText((leftPx + rightPx) / 2)}" y="${pxText((topPx + bottomPx) / 2)}"`;
  return `<text class="nothing" ${at} text-anchor="middle" font-style="italic">not measured</text>`;
}
