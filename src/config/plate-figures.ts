/** Schemas of figures in the plane of the plate: circles, rectangles and polygons with the place that they come from. */
import { z } from 'zod';
import { words } from './quantity.ts';

const coordinate = z.number().gte(-5000).lte(5000).meta({ unit: 'mm' });
const diameter = z.number().gt(0).lte(5000).meta({ unit: 'mm', description: 'Unit: mm.' });
const source = words('Where the figure comes from.');

/** Corners of a polygon as x, y pairs. */
export type Corners = readonly (readonly [number, number])[];

/** Schema of the corners of a polygon: in order, either way round, the first one not repeated. */
export const cornersMm = z
  .array(z.tuple([coordinate, coordinate]))
  .min(3)
  .max(200)
  .check((context) => {
    const message = polygonFault(context.value);
    if (message !== null) context.issues.push({ code: 'custom', input: context.value, path: [], message });
  })
  .meta({ description: 'Corners in order, the first one not repeated. Unit: mm.' });

/** Fields of a circle anywhere on the plate. */
export const circleFields = {
  shape: z.literal('circle'),
  xMm: coordinate.meta({ description: 'Middle. Unit: mm.' }),
  yMm: coordinate.meta({ description: 'Middle. Unit: mm.' }),
  diameterMm: diameter,
  source,
};

/** Fields of a polygon anywhere on the plate. */
export const polygonFields = { shape: z.literal('polygon'), pointsMm: cornersMm, source };

const rectangleFields = {
  shape: z.literal('rectangle'),
  xMinMm: coordinate,
  yMinMm: coordinate,
  xMaxMm: coordinate,
  yMaxMm: coordinate,
  source,
};

const rectangle = z.strictObject(rectangleFields).check((context) => {
  const { xMinMm, yMinMm, xMaxMm, yMaxMm } = context.value;
  if (xMinMm < xMaxMm && yMinMm < yMaxMm) return;
  const message = 'has no area: xMinMm must be below xMaxMm and yMinMm below yMaxMm';
  context.issues.push({ code: 'custom', input: context.value, path: [], message });
});

/** Schema of a figure in plate coordinates. */
export const figureSchema = z.discriminatedUnion('shape', [
  z.strictObject(circleFields),
  rectangle,
  z.strictObject(polygonFields),
]);

/** A figure as a file has it. */
export type FigureWords = z.infer<typeof figureSchema>;

/** Returns the area in mm2 within corners: positive counter-clockwise, negative clockwise. */
export function signedAreaOf(corners: Corners): number {
  let twice = 0;
  for (const [k, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(k + 1) % corners.length] as readonly [number, number];
    twice += x * nextY - nextX * y;
  }
  return twice / 2;
}

/** Area that a polygon must have to be one. */
const LEAST_AREA_MM2 = 1e-3;

/** What keeps corners from bounding one area, or null. */
function polygonFault(corners: Corners): string | null {
  const n = corners.length;
  // Told as too few.
  if (n < 3) return null;
  const at = (k: number) => corners[k % n] as readonly [number, number];
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [at(i), at(i + 1), at(i + 2)];
    if (a[0] === b[0] && a[1] === b[1]) return `holds the corner ${i} twice`;
    // A side that turns back onto the one before.
    const back = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
    if (turn(a, b, c) === 0 && back) return `must bound one area: it turns back at the corner ${(i + 1) % n}`;
  }
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (meet(at(i), at(i + 1), at(j), at(j + 1))) return `must bound one area: its sides ${i} and ${j} meet`;
    }
  }
  return Math.abs(signedAreaOf(corners)) < LEAST_AREA_MM2 ? 'has no area' : null;
}

type Corner = readonly [number, number];

/** True where two sides have a point in common. */
function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)].map(Math.sign);
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

/** True where a point on the line through a and b lies between them. */
function between(a: Corner, b: Corner, p: Corner): boolean {
  return (
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  );
}

function turn(a: Corner, b: Corner, c: Corner): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
