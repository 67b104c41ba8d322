/** Schema of the space that a machine builds in: a rectangle, a circle or a polygon, the height over it, and what to keep clear of. */
import { z } from 'zod';
import { type Corners, circleFields, cornersMm, polygonFields } from './plate-figures.ts';
import { quantity, words } from './quantity.ts';

function sideMm(axis: string) {
  return quantity('mm', { above: 0, atMost: 5000 }, `Size of the build volume along ${axis}.`);
}

const reason = words('Why nothing may be there, such as a screw hole of the plate.');

/** A place on the plate that must stay empty, all the way up. */
const exclusion = z.discriminatedUnion('shape', [
  z.strictObject({ ...circleFields, reason }),
  z.strictObject({ ...polygonFields, reason }),
]);

/** What every build volume has, whatever its outline. */
const common = {
  zMm: sideMm('z'),
  plateThicknessMm: z.exactOptional(quantity('mm', { above: 0, atMost: 500 }, 'Thickness of the build plate.')),
  zIncludesPlate: z.exactOptional(
    z
      .strictObject({ value: z.boolean(), source: words('Where the value comes from.') })
      .meta({ description: 'True: zMm counts the plate, and its thickness is lost; absent or false: it does not.' }),
  ),
  exclusions: z.exactOptional(
    z.array(exclusion).max(200).meta({ description: 'Places that must stay empty, in plate coordinates.' }),
  ),
};

const rectangle = z.strictObject({
  shape: z.literal('rectangle'),
  xMm: sideMm('x'),
  yMm: sideMm('y'),
  origin: z
    .enum(['corner', 'centre'])
    .meta({ description: 'Where x = y = 0 lies: the front left corner or the centre of the plate.' }),
  ...common,
});

const circle = z.strictObject({
  shape: z.literal('circle'),
  diameterMm: quantity('mm', { above: 0, atMost: 5000 }, 'Diameter of the build volume.'),
  // A list of one word, so that messages find this branch by its shape alone.
  origin: z.enum(['centre']).meta({ description: 'x = y = 0 lies in the centre of the plate.' }),
  ...common,
});

const polygon = z.strictObject({
  shape: z.literal('polygon'),
  pointsMm: z
    .strictObject({ value: cornersMm, source: words('Where the value comes from.') })
    .meta({ description: 'Outline in plate coordinates: wherever they have their origin, it is that of the machine.' }),
  ...common,
});

/** Schema of the build volume of a machine. */
export const buildVolume = z
  .discriminatedUnion('shape', [rectangle, circle, polygon])
  .check((context) => {
    const { zMm, plateThicknessMm, zIncludesPlate, exclusions = [] } = context.value;
    const fault = (path: (string | number)[], message: string) =>
      context.issues.push({ code: 'custom', input: context.value, path, message });
    if (zIncludesPlate?.value === true && plateThicknessMm !== undefined && plateThicknessMm.value >= zMm.value) {
      const message = `must be below zMm (${zMm.value}), which includes it, got ${plateThicknessMm.value}`;
      fault(['plateThicknessMm', 'value'], message);
    }
    const plate = spanOfVolume(context.value);
    for (const [k, one] of exclusions.entries()) {
      if (!meet(spanOfExclusion(one), plate)) fault(['exclusions', k], 'lies outside the build volume');
    }
  })
  .meta({ description: 'Space that parts and supports must stay in.' });

/** A build volume as a file has it. */
export type BuildVolume = z.infer<typeof buildVolume>;

/** A box in the plane: xMin, yMin, xMax, yMax. */
type Span = readonly [number, number, number, number];

type VolumeWords = z.infer<typeof rectangle> | z.infer<typeof circle> | z.infer<typeof polygon>;

function spanOfVolume(volume: VolumeWords): Span {
  if (volume.shape === 'polygon') return spanOfCorners(volume.pointsMm.value);
  const [width, depth] =
    volume.shape === 'circle'
      ? [volume.diameterMm.value, volume.diameterMm.value]
      : [volume.xMm.value, volume.yMm.value];
  const [x, y] = volume.origin === 'centre' ? [-width / 2, -depth / 2] : [0, 0];
  return [x, y, x + width, y + depth];
}

function spanOfExclusion(one: z.infer<typeof exclusion>): Span {
  if (one.shape === 'polygon') return spanOfCorners(one.pointsMm);
  const radius = one.diameterMm / 2;
  return [one.xMm - radius, one.yMm - radius, one.xMm + radius, one.yMm + radius];
}

function spanOfCorners(corners: Corners): Span {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function meet(a: Span, b: Span): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
