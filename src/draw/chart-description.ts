/** A chart for those who hear it. */
import type { ChartOptions } from './chart-options.ts';

/** Returns what the lines show in words: how many values, the least and the greatest with their places. */
export function chartDescription({ xLabel, yLabel, series, limit }: ChartOptions): string {
  const lines = series.map(({ name, x, y }) => {
    let [least, greatest, count] = [-1, -1, 0];
    for (let i = 0; i < y.length; i++) {
      const value = y[i]!;
      if (value === null) continue;
      count++;
      if (least < 0 || value < y[least]!) least = i;
      if (greatest < 0 || value > y[greatest]!) greatest = i;
    }
    if (count === 0) return `${name}: not measured.`;
    const at = (i: number) => `${said(y[i]!)} at ${said(x[i]!)}`;
    return `${name}: ${count} of ${y.length} values, least ${at(least)}, greatest ${at(greatest)}.`;
  });
  const bound = limit === undefined || limit === null ? [] : [`${limit.label}: ${said(limit.value)}.`];
  return [`${yLabel} along ${xLabel}.`, ...lines, ...bound].join(' ');
}

function said(value: number): string {
  return String(Number(value.toPrecision(4)));
}
