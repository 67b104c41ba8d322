/** Schema of a case: what is made, of which regions it consists, and for which printers it is prepared. */
import { z } from 'zod';
import { MIN_LAYER_THICKNESS_MM } from '../slicing/settings.ts';
import { buildRecordSchema } from './build-record-schema.ts';
import { regionSchema } from './case-region-schema.ts';
import { solidShape } from './case-shape-schema.ts';
import { direction3, labelWord, lengthMm, meshPath } from './case-words.ts';
import { latticeSchema } from './lattice-schema.ts';
import { idWord, words } from './quantity.ts';

/** Name and version of the schema that cases are written in. */
export const CASE_SCHEMA = 'trabecula/case@1';

const finite = z.number().gte(-1e4).lte(1e4);

const transform = z
  .array(finite)
  .length(16)
  .meta({ description: 'Four rows of four numbers, row by row, the shift in the last column. Unit: mm.' });

const side = z
  .enum(['left', 'right', 'midline', 'both'])
  .meta({ description: 'Side of the patient that the implant is for.' });

const bone = z.strictObject({
  id: idWord('Name of the bone.'),
  mesh: meshPath('The bone'),
  transform: z.exactOptional(transform),
});

const variant = z.strictObject({
  id: idWord('Name of the variant; its files bear it after that of the part.'),
  name: z.exactOptional(words('Name for people.')),
  transform: z.exactOptional(transform),
  mirrored: z.exactOptional(
    z.boolean().meta({ description: 'Whether its transform mirrors: the variant is for the other side.' }),
  ),
  side: z.exactOptional(side),
});

const part = z
  .strictObject({
    id: idWord('Name of the part; its files bear it.'),
    mesh: z.exactOptional(meshPath('The part')),
    solid: z.exactOptional(solidShape),
    transform: z.exactOptional(transform),
    positionMm: z.exactOptional(
      z.strictObject({ x: z.number().gte(-5000).lte(5000), y: z.number().gte(-5000).lte(5000) }).meta({
        description:
          'Where the middle of the part stands on the plate; absent: in its middle, or where room is. Variants have none. Unit: mm.',
      }),
    ),
    orientation: z.exactOptional(
      z
        .union(
          [
            z.enum(['keep', 'auto']),
            z.strictObject({ up: direction3('Direction of the case that is to point up on the plate.') }),
          ],
          { error: 'must be "keep", "auto" or { "up": [x, y, z] }' },
        )
        .meta({ description: 'How the part is to stand on the plate; absent: as it is.' }),
    ),
    regions: z.array(regionSchema).min(1).max(100).meta({
      description: 'Where regions overlap, the one that stands first has the place; the last one is the rest.',
    }),
    supports: z.exactOptional(
      z.array(solidShape).min(1).max(100).meta({
        description:
          'Bodies in the coordinates of the case that are filled with support, but for the part and the gaps of the profile; filament only, and they go with variants.',
      }),
    ),
    variants: z.exactOptional(
      z
        .array(variant)
        .min(1)
        .max(100)
        .meta({ description: 'Further sizes and sides of the part, each made as a part of its own.' }),
    ),
  })
  .check((context) => {
    const { mesh, solid } = context.value;
    if ((mesh === undefined) !== (solid === undefined)) return;
    const message = mesh === undefined ? 'needs a mesh or a solid' : 'has a mesh and a solid: one of them';
    context.issues.push({ code: 'custom', input: context.value, path: [], message });
  });

const target = z.strictObject({
  id: idWord('Name of the target; its folder bears it.'),
  printer: z.string().min(1).max(80).meta({ description: 'Id of a printer.' }),
  profile: z.string().min(1).max(80).meta({ description: 'Id of a material profile.' }),
  model: z.exactOptional(
    z.boolean().meta({ description: 'A model 1:1 to look at: parts and bones, solid throughout, without lattices.' }),
  ),
  outputs: z.exactOptional(
    z.array(z.string().min(1).max(40)).min(1).meta({ description: 'Kinds of files; absent: those of the process.' }),
  ),
  build: z.exactOptional(buildRecordSchema),
  layerMm: z.exactOptional(lengthMm("Layer thickness; absent: the profile's.", MIN_LAYER_THICKNESS_MM)),
  lattices: z.exactOptional(
    z
      .record(z.string(), latticeSchema)
      .meta({ description: 'Fills of porous regions for this target alone, by the name of the region.' }),
  ),
});

/** Schema of `trabecula/case@1`. */
export const caseSchema = z
  .strictObject({
    $schema: z.exactOptional(words('Path of the JSON Schema, for editors.')),
    schema: z.literal(CASE_SCHEMA),
    id: idWord('Pseudonymous id of the case: nothing that tells who the patient is.'),
    side,
    level: labelWord('Level of the spine that the implant is for, such as L4-L5.', 24),
    revision: labelWord('Revision of the design, such as A or 3.', 12),
    name: words('Name for people.'),
    note: z.exactOptional(words('What else a reader should know.')),
    units: z
      .enum(['mm', 'cm', 'm', 'inch', 'micron'])
      .meta({ description: 'Unit of the meshes; a 3MF that says another one is refused.' }),
    repair: z.exactOptional(
      z
        .boolean()
        .meta({ description: 'Whether meshes are repaired where they need it, each repair told; absent: none.' }),
    ),
    bones: z.exactOptional(z.array(bone).max(100).meta({ description: 'Bones that the parts belong to.' })),
    solids: z.exactOptional(
      z.record(z.string(), solidShape).meta({ description: 'Shapes that parts and regions refer to by name.' }),
    ),
    parts: z.array(part).min(1).max(100).meta({ description: 'The parts.' }),
    targets: z.array(target).min(1).max(16).meta({ description: 'For which printers and materials it is prepared.' }),
  })
  .meta({ title: CASE_SCHEMA, description: 'Case of Trabecula.' });

/** A checked case. */
export type Case = z.infer<typeof caseSchema>;

/** One bone of a case. */
export type CaseBone = NonNullable<Case['bones']>[number];

/** One part of a case. */
export type CasePart = Case['parts'][number];

/** One variant of a part. */
export type CaseVariant = NonNullable<CasePart['variants']>[number];

/** One target of a case. */
export type CaseTarget = Case['targets'][number];
