/** Schema of a case: what is made, of which regions it consists, and for which printers it is prepared. */
import { z } from 'zod';
import { insidePath, lengthMm } from './case-words.ts';
import { latticeSchema } from './lattice-schema.ts';
import { idWord, words } from './quantity.ts';

/** Name and version of the schema that cases are written in. */
export const CASE_SCHEMA = 'trabecula/case@1';

function meshPath(what: string) {
  return insidePath.meta({ description: `${what}: path of an STL or 3MF file inside the folder of the case.` });
}

const shape = z
  .discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('mesh'),
      file: meshPath('Closed mesh of the region; it may reach out of the part'),
    }),
    z.strictObject({ by: z.literal('rest') }),
  ])
  .meta({ description: 'Where the region lies: inside a mesh, or all of the part that no region before it has.' });

const regionId = idWord('Name of the region.');

const region = z.discriminatedUnion('kind', [
  z.strictObject({ id: regionId, kind: z.literal('porous'), shape, lattice: latticeSchema }),
  z.strictObject({ id: regionId, kind: z.literal('solid'), shape }),
]);

const part = z.strictObject({
  id: idWord('Name of the part; its files bear it.'),
  mesh: meshPath('The part'),
  positionMm: z.exactOptional(
    z
      .strictObject({ x: z.number().gte(-5000).lte(5000), y: z.number().gte(-5000).lte(5000) })
      .meta({ description: 'Where the middle of the part stands on the plate; absent: in its middle. Unit: mm.' }),
  ),
  regions: z
    .array(region)
    .min(1)
    .max(100)
    .meta({ description: 'Where regions overlap, the one that stands first has the place; the last one is the rest.' }),
});

const target = z.strictObject({
  id: idWord('Name of the target; its folder bears it.'),
  printer: z.string().min(1).max(80).meta({ description: 'Id of a printer.' }),
  profile: z.string().min(1).max(80).meta({ description: 'Id of a material profile.' }),
  outputs: z.exactOptional(
    z.array(z.string().min(1).max(40)).min(1).meta({ description: 'Kinds of files; absent: those of the process.' }),
  ),
  layerMm: z.exactOptional(lengthMm("Layer thickness; absent: the profile's.")),
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
    id: idWord('Name of the case, without anything that tells who the patient is.'),
    name: words('Name for people.'),
    note: z.exactOptional(words('What else a reader should know.')),
    units: z
      .enum(['mm', 'cm', 'm', 'inch', 'micron'])
      .meta({ description: 'Unit of the STL meshes; a 3MF that says another one is refused.' }),
    parts: z.array(part).min(1).max(1).meta({ description: 'The parts; one in this version.' }),
    targets: z.array(target).min(1).max(16).meta({ description: 'For which printers and materials it is prepared.' }),
  })
  .meta({ title: CASE_SCHEMA, description: 'Case of Trabecula.' });

/** A checked case. */
export type Case = z.infer<typeof caseSchema>;

/** One part of a case. */
export type CasePart = Case['parts'][number];

/** One region of a part. */
export type CaseRegion = CasePart['regions'][number];

/** One target of a case. */
export type CaseTarget = Case['targets'][number];
