import { describe, expect, test } from 'vitest';
import type { ChartOptions } from '../../src/draw/chart-options.ts';
import { chartSvg } from '../../src/draw/chart-svg.ts';

const RISE: ChartOptions = {
  title: 'Area',
  xLabel: 'z in mm',
  yLabel: 'mm\u00b2',
  series: [{ name: 'area', x: [0, 10], y: [0, 10] }],
};

/** Values of one attribute of all elements of a class, in their order. */
function attributes(svg: string, className: string, name: string): string[] {
  return [...svg.matchAll(new RegExp(`<\\w+ class="${className}"[^>]*>`, 'g'))].map(
    ([tag]) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? 'none',
  );
}

function textsOf(svg: string, className: string): string[] {
  return [...svg.matchAll(new RegExp(`<text class="${className}"[^>]*>([^<]*)</text>`, 'g'))].map(([, text]) => text!);
}

describe('a chart', () => {
  // 440 by 236 px: below 2 rows of 18 px and a mark of 4 px, above 1 row; left a label of 2 digits (2 * 7.68, rounded up to
  // 16) and 10 px, right 14 px.
  test('of a rise from 0 to 10 runs from the lower left to the upper right corner of its frame', () => {
    expect(attributes(chartSvg(RISE), 'series', 'd')).toEqual(['M26 196 426 18']);
  });

  test('has ticks at round numbers, whose places lie on the line', () => {
    const svg = chartSvg(RISE);
    expect(textsOf(svg, 'y-tick')).toEqual(['0', '2', '4', '6', '8', '10']);
    expect(textsOf(svg, 'x-tick')).toEqual(['0', '2', '4', '6', '8', '10']);
    expect(attributes(svg, 'x-tick', 'x')).toEqual(['26', '106', '186', '266', '346', '426']);
    // The baseline of a text lies 4 px below the middle of its digits.
    expect(attributes(svg, 'y-tick', 'y')).toEqual(['200', '164.4', '128.8', '93.2', '57.6', '22']);
  });

  test('says what stands along its axes, with the unit', () => {
    const svg = chartSvg(RISE);
    expect(textsOf(svg, 'y-label')).toEqual(['mm\u00b2']);
    expect(textsOf(svg, 'x-label')).toEqual(['z in mm']);
  });

  test('begins at zero, but not where the values span little of their size', () => {
    const of = (y: number[]) => textsOf(chartSvg({ ...RISE, series: [{ name: 'a', x: [0, 1], y }] }), 'y-tick');
    expect(of([60, 100])[0]).toBe('0');
    expect(of([11.5, 12.5])).toEqual(['11.4', '11.6', '11.8', '12.0', '12.2', '12.4', '12.6']);
    expect(of([7, 7])[0]).toBe('0');
    expect(of([0, 0])).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(of([-10, 10])).toEqual(['-10', '-5', '0', '5', '10']);
  });

  test('has a gap where nothing was measured, and says so where nothing was measured at all', () => {
    const gap = { name: 'a', x: [0, 1, 2, 3, 4, 5], y: [1, 2, null, 3, 4, null] };
    expect(attributes(chartSvg({ ...RISE, series: [gap] }), 'series', 'd')[0]).toMatch(/^M[^M]+M[^M]+$/);
    const none = chartSvg({ ...RISE, series: [{ name: 'a', x: [0, 1], y: [null, null] }] });
    expect(textsOf(none, 'nothing')).toEqual(['not measured']);
    expect(attributes(none, 'series', 'd')).toEqual([]);
    expect(textsOf(chartSvg(RISE), 'nothing')).toEqual([]);
  });

  test('draws the limit as a line with its name, within the frame also where no value comes near', () => {
    const svg = chartSvg({ ...RISE, limit: { value: 20, label: 'limit 20' } });
    expect(attributes(svg, 'limit', 'd')[0]).toBe('M26 18H426');
    expect(textsOf(svg, 'limit-label')).toEqual(['limit 20']);
    expect(attributes(svg, 'series', 'd')).toEqual(['M26 196 426 107']);
  });

  test('gives the limit a row of its own where its name would meet the label of y', () => {
    const svg = chartSvg({
      ...RISE,
      yLabel: 'relative density',
      limit: { value: 5, label: 'a limit with a long name' },
    });
    const [label] = attributes(svg, 'y-label', 'y');
    expect(Number(attributes(svg, 'limit-label', 'y')[0])).toBe(Number(label) - 18);
  });

  test('tells several lines apart by colour, by dash and by a legend; one alone needs none', () => {
    const lines = ['a', 'b', 'c'].map((name, i) => ({ name, x: [0, 1], y: [i, i + 1] }));
    const svg = chartSvg({ ...RISE, series: lines });
    expect(new Set(attributes(svg, 'series', 'stroke')).size).toBe(3);
    expect(new Set(attributes(svg, 'series', 'stroke-dasharray')).size).toBe(3);
    expect(svg.match(/<g class="legend">/g)).toHaveLength(3);
    expect(chartSvg(RISE)).not.toContain('legend');
  });

  test('tells a screen reader what it shows', () => {
    const svg = chartSvg({ ...RISE, limit: { value: 8, label: 'limit' } });
    expect(svg).toContain('role="img"');
    expect(svg).toContain('<title>Area</title>');
    expect(svg).toContain(
      '<desc>mm\u00b2 along z in mm. area: 2 of 2 values, least 0 at 0, greatest 10 at 10. limit: 8.</desc>',
    );
  });

  test('shows hostile names as text', () => {
    const bad = '</svg><script>alert("x")</script>\u0000';
    const svg = chartSvg({
      title: bad,
      xLabel: bad,
      yLabel: bad,
      series: [
        { name: bad, x: [0, 1], y: [0, 1] },
        { name: bad, x: [0, 1], y: [1, 0] },
      ],
      limit: { value: 1, label: bad },
    });
    expect(svg).not.toContain('<script');
    expect(svg.match(/<\/svg>/g)).toHaveLength(1);
    expect(svg).not.toContain('\u0000');
  });

  test('of one layer has its place in the middle', () => {
    const svg = chartSvg({ ...RISE, series: [{ name: 'a', x: [3], y: [5] }] });
    // Labels of one digit: 8 and 10 px on the left.
    expect(attributes(svg, 'dots', 'd')).toEqual([`M${(18 + 426) / 2} 18h0`]);
  });

  test.each([
    { x: [0, 1], y: [0] },
    { x: [0, Number.NaN], y: [0, 1] },
    { x: [0, 1], y: [0, Number.POSITIVE_INFINITY] },
  ])('refuses x $x and y $y by the name of the line', (line) => {
    expect(() => chartSvg({ ...RISE, series: [{ name: 'a', ...line }] })).toThrow('Area > a: x and y must be finite');
  });
});
