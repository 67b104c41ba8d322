/** Schema of shapes in a case: meshes, primitives, sweeps, what booleans make of them, and distances to a surface. */
import { z } from 'zod';
import { direction3, lengthMm, meshPath, point3, smallMm } from './case-words.ts';

const place = 'In the coordinates of the case. Unit: mm.';
const centreMm = point3(`Middle. ${place}`);
const diameterMm = lengthMm('Diameter.');
const solidName = z.string().min(1).max(80);

const primitives = [
  z.strictObject({ by: z.literal('mesh'), file: meshPath('Closed mesh') }),
  z.strictObject({
    by: z.literal('box'),
    centreMm,
    sizeMm: z.tuple([lengthMm('Edge along x.'), lengthMm('Edge along y.'), lengthMm('Edge along z.')]),
    turnDeg: z.exactOptional(point3('Turn about x, then y, then z through its middle. Unit: degrees.')),
  }),
  z.strictObject({
    by: z.literal('cylinder'),
    fromMm: point3(`Middle of one end. ${place}`),
    toMm: point3(`Middle of the other end. ${place}`),
    diameterMm,
    toDiameterMm: z.exactOptional(lengthMm('Diameter at the other end; absent: the same.')),
  }),
  z.strictObject({ by: z.literal('sphere'), centreMm, diameterMm }),
  z.strictObject({
    by: z.literal('half-space'),
    pointMm: point3(`A point of the plane. ${place}`),
    normal: direction3('Direction out of the shape; its length does not count.'),
  }),
  z.strictObject({
    by: z.literal('sweep'),
    pathMm: z.array(point3(place)).min(2).max(1000).meta({ description: 'Points that a round rod is led along.' }),
    diameterMm,
    ends: z.exactOptional(z.enum(['round', 'flat']).meta({ description: 'Ends of the rod; absent: round.' })),
    closed: z.exactOptional(z.boolean().meta({ description: 'Whether the last point leads back to the first.' })),
  }),
  z.strictObject({
    by: z.literal('solid'),
    solid: solidName.meta({ description: 'Name of a shape among the solids of the case.' }),
  }),
] as const;

/** What to say where a word stands for a shape, such as the name of a solid; undefined: what is said of every value. */
function shapeWords({ code, input }: { readonly code: string; readonly input?: unknown }): string | undefined {
  return code === 'invalid_type' && typeof input === 'string'
    ? 'must be an object such as { "by": "solid", "solid": "name" }'
    : undefined;
}

type Primitive = z.infer<(typeof primitives)[number]>;

/** A shape with a volume of its own. */
export type CaseSolid =
  | Primitive
  | { by: 'union' | 'intersection'; of: CaseSolid[] }
  | { by: 'difference'; from: CaseSolid; minus: CaseSolid[] };

const many = (meaning: string) =>
  z
    .array(z.lazy(() => solidShape))
    .min(1)
    .max(1000)
    .meta({ description: meaning });

const booleans = [
  z.strictObject({ by: z.literal('union'), of: many('Shapes that are joined.') }),
  z.strictObject({ by: z.literal('intersection'), of: many('Shapes of which only what all share is kept.') }),
  z.strictObject({
    by: z.literal('difference'),
    from: z.lazy(() => solidShape),
    minus: many('Shapes that are taken away.'),
  }),
] as const;

/** Schema of a shape with a volume of its own. */
export const solidShape: z.ZodType<CaseSolid> = z
  .discriminatedUnion('by', [...primitives, ...booleans], { error: shapeWords })
  .meta({ id: 'solid', description: 'A mesh, a primitive, a sweep, or what booleans make of them.' });

const distance = z
  .strictObject({
    by: z.literal('distance'),
    region: z.exactOptional(z.string().min(1).max(80).meta({ description: 'Distance from this region of the part.' })),
    bone: z.exactOptional(z.string().min(1).max(80).meta({ description: 'Distance from this bone.' })),
    fromMm: z.exactOptional(smallMm('Least distance; absent: 0.')),
    withinMm: lengthMm('Greatest distance.'),
  })
  .meta({ description: "Places by their distance to the part's own surface, to a region or to a bone." });

const rest = z.strictObject({ by: z.literal('rest') });

/** Schema of where a region lies. */
export const regionShape = z
  .discriminatedUnion('by', [...primitives, ...booleans, distance, rest], { error: shapeWords })
  .meta({
    description: 'Where the region lies; it may reach out of the part. The rest: what no region before it has.',
  });

/** Where a region lies. */
export type CaseShape = z.infer<typeof regionShape>;
