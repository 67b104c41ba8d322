/** The Fourier series of the parts of an expression, up to second harmonics. */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import type { Expression, ExpressionNode } from './expression.ts';
import { type LinearForm, linearForms } from './linear-form.ts';

/** Powers -2..2 of e^iX, e^iY, e^iZ; the place of a power is (x + 2) 25 + (y + 2) 5 + (z + 2). */
export const SERIES_WIDTH = 5;
/** Highest harmonic of a series. */
export const HIGHEST_HARMONIC = 2;
const TWO_PI = 2 * Math.PI;

/** Complex coefficients by the places of their powers. */
export type Series = ReadonlyMap<number, readonly [number, number]>;

/** Returns the series of an expression, or null where it has higher harmonics or no series that ends. */
export function fourierSeries(expression: Expression): Series | null {
  const forms = linearForms(expression);
  const all: (Series | null)[] = [];
  for (const node of expression.nodes) all.push(seriesOf(node, all, forms));
  return all[all.length - 1]!;
}

function seriesOf(
  node: ExpressionNode,
  all: readonly (Series | null)[],
  forms: readonly (LinearForm | null)[],
): Series | null {
  switch (node.kind) {
    case 'number':
      return new Map([[placeOf(0, 0, 0), [node.value, 0]]]);
    case 'negate':
      return scaled(all[node.of]!, -1);
    case 'add':
      return sum(all[node.left]!, all[node.right]!);
    case 'subtract':
      return sum(all[node.left]!, scaled(all[node.right]!, -1));
    case 'multiply':
      return product(all[node.left]!, all[node.right]!);
    case 'divide': {
      const form = forms[node.right]!;
      if (form === null || form.power !== 0 || form.x !== 0 || form.y !== 0 || form.z !== 0) return null;
      return scaled(all[node.left]!, 1 / form.constant);
    }
    case 'power': {
      const of = all[node.of]!;
      if (node.exponent < 0) return null;
      let result: Series | null = new Map([[placeOf(0, 0, 0), [1, 0]]]);
      for (let i = 0; i < node.exponent && result !== null; i++) result = product(result, of);
      return result;
    }
    case 'call':
      return node.name === 'sin' || node.name === 'cos' ? waveOf(node.name, forms[node.of[0]!]!) : null;
    default:
      return null;
  }
}

/** cos a = (e^ia + e^-ia) / 2 and sin a = (e^ia - e^-ia) / 2i for a = x X + y Y + z Z + phase. */
function waveOf(name: 'sin' | 'cos', form: LinearForm | null): Series | null {
  if (form === null || form.power !== 0) return null;
  const { x, y, z, constant } = form;
  if (![x, y, z].every((power) => Number.isInteger(power) && Math.abs(power) <= HIGHEST_HARMONIC)) return null;
  if (x === 0 && y === 0 && z === 0) return null;
  // The kernel of the fields: a quarter turn leaves an exact 0.
  const cycles = constant / TWO_PI - (name === 'cos' ? 0 : 0.25);
  const re = 0.5 * cosineOfCycles(cycles);
  const im = 0.5 * sineOfCycles(cycles);
  return new Map([
    [placeOf(x, y, z), [re, im]],
    [placeOf(-x, -y, -z), [re, -im]],
  ]);
}

function placeOf(x: number, y: number, z: number): number {
  return (
    (x + HIGHEST_HARMONIC) * SERIES_WIDTH * SERIES_WIDTH +
    (y + HIGHEST_HARMONIC) * SERIES_WIDTH +
    (z + HIGHEST_HARMONIC)
  );
}

function scaled(series: Series | null, factor: number): Series | null {
  return series === null ? null : new Map([...series].map(([place, [re, im]]) => [place, [re * factor, im * factor]]));
}

function sum(a: Series | null, b: Series | null): Series | null {
  if (a === null || b === null) return null;
  const total = new Map(a);
  for (const [place, [re, im]] of b) {
    const [re0, im0] = total.get(place) ?? [0, 0];
    total.set(place, [re0 + re, im0 + im]);
  }
  return total;
}

function product(a: Series | null, b: Series | null): Series | null {
  if (a === null || b === null) return null;
  const total = new Map<number, readonly [number, number]>();
  for (const [placeA, [re1, im1]] of a) {
    for (const [placeB, [re2, im2]] of b) {
      const place = placeOfProduct(placeA, placeB);
      const [re, im] = [re1 * re2 - im1 * im2, re1 * im2 + im1 * re2];
      if (re === 0 && im === 0) continue;
      if (place === null) return null;
      const [re0, im0] = total.get(place) ?? [0, 0];
      total.set(place, [re0 + re, im0 + im]);
    }
  }
  return total;
}

/** Powers add up; null where one goes beyond the second. */
function placeOfProduct(a: number, b: number): number | null {
  let place = 0;
  for (let unit = 1; unit < SERIES_WIDTH ** 3; unit *= SERIES_WIDTH) {
    const power = (Math.floor(a / unit) % SERIES_WIDTH) + (Math.floor(b / unit) % SERIES_WIDTH) - HIGHEST_HARMONIC;
    if (power < 0 || power >= SERIES_WIDTH) return null;
    place += power * unit;
  }
  return place;
}
