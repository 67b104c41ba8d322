/** From where to where the axes of a chart run. */
import { type ChartTicks, chartTicks } from './chart-ticks.ts';

/** Lowest and highest value. */
export interface ChartRange {
  readonly low: number;
  readonly high: number;
}

/** The axis begins at zero unless the values span less than this share of the largest: then zero would flatten them. */
const ZERO_SHARE = 0.25;
/** A first place below this share of the last counts as next to zero. */
const NEAR_ZERO_SHARE = 0.05;

/** Returns the range of values; null of none. */
export function rangeOf(values: readonly number[]): ChartRange | null {
  if (values.length === 0) return null;
  let [low, high] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Returns the range that takes in the limit too; 0 to 1 where there is neither. */
export function withLimit(range: ChartRange | null, limit: number | null): ChartRange {
  if (limit === null) return range ?? { low: 0, high: 1 };
  return range === null
    ? { low: limit, high: limit }
    : { low: Math.min(range.low, limit), high: Math.max(range.high, limit) };
}

/** Returns the axis along x, from end to end of the places; it begins at zero where that is next to the first place. */
export function xAxis(range: ChartRange | null): ChartRange {
  if (range === null) return { low: 0, high: 1 };
  const { low, high } = range;
  if (!(high > low)) return { low: low - 0.5, high: high + 0.5 };
  return { low: low > 0 && low < NEAR_ZERO_SHARE * high ? 0 : low, high };
}

/** Returns the axis for values and its ticks; it ends on ticks, so that no value lies outside of the grid. */
export function yAxis({ low, high }: ChartRange, most: number): { range: ChartRange; ticks: ChartTicks } {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const flat = high - low < ZERO_SHARE * largest && high > low;
  const from = flat ? low : Math.min(0, low);
  const to = flat ? high : Math.max(0, high);
  const wide = to > from ? { low: from, high: to } : { low: 0, high: 1 };
  const { step } = chartTicks(wide.low, wide.high, most);
  const range = { low: Math.floor(wide.low / step + 1e-9) * step, high: Math.ceil(wide.high / step - 1e-9) * step };
  return { range, ticks: chartTicks(range.low, range.high, Math.round((range.high - range.low) / step)) };
}
