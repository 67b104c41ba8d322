/** What a chart is made from. */

/** One line of a chart; y is null where nothing was measured, and the line has a gap there. */
export interface ChartSeries {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
}

/** A chart. Texts are plain; they are escaped here. */
export interface ChartOptions {
  /** What the chart shows, for screen readers; a caption beside the chart shows it to everybody else. */
  readonly title: string;
  /** What stands along x and along y, with the unit. */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly ChartSeries[];
  readonly limit?: { readonly value: number; readonly label: string } | null;
  readonly widthPx?: number;
  readonly heightPx?: number;
}
