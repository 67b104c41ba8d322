/** Schema of a region of a part. */
import { z } from 'zod';
import { boreSchema } from './case-bore-schema.ts';
import { regionShape } from './case-shape-schema.ts';
import { lengthMm, smallMm } from './case-words.ts';
import { latticeSchema } from './lattice-schema.ts';
import { idWord, words } from './quantity.ts';
import { REGION_KINDS, type RegionKind } from './region-kinds.ts';

const kinds = Object.keys(REGION_KINDS) as [RegionKind, ...RegionKind[]];

/** Schema of a named region. */
export const regionSchema = z
  .strictObject({
    id: idWord('Name of the region.'),
    kind: z
      .enum(kinds)
      .meta({ description: 'What the region is for; it decides what stands in it and what may touch it.' }),
    shape: regionShape,
    fill: z.exactOptional(
      z.enum(['solid', 'empty', 'beneath']).meta({
        description:
          'What stands in it; absent: what its kind has. Beneath: what the next region has that has the place.',
      }),
    ),
    lattice: z.exactOptional(latticeSchema),
    bore: z.exactOptional(boreSchema),
    leastWallMm: z.exactOptional(lengthMm('Wall or strut that the lattice must not fall below.')),
    toleranceMm: z.exactOptional(smallMm('How far its surface may be off.')),
    machiningStockMm: z.exactOptional(smallMm('Material that is added to its surface and machined away later.')),
    etchAllowanceMm: z.exactOptional(smallMm('Material that etching takes from every surface, walls included.')),
    blastAllowanceMm: z.exactOptional(smallMm('Material that blasting takes from the outer surface.')),
    supportBan: z.exactOptional(
      z.boolean().meta({ description: 'No support may touch it; absent: what its kind has.' }),
    ),
    verdict: z.exactOptional(
      z.enum(['error', 'warning', 'note']).meta({
        description: 'How grave it is where the region does not hold; absent: what the rule says.',
      }),
    ),
    note: z.exactOptional(words('What else a reader should know.')),
  })
  .check((context) => {
    const { kind, fill, lattice, leastWallMm, bore } = context.value;
    const fault = (message: string) => context.issues.push({ code: 'custom', input: context.value, path: [], message });
    if (lattice !== undefined && fill !== undefined) fault(`has a lattice and the fill '${fill}': one of them`);
    const wantsEmpty = REGION_KINDS[kind].fill === 'empty';
    if (wantsEmpty && (lattice !== undefined || fill === 'solid')) {
      fault(`a region of the kind '${kind}' is empty and takes no lattice and no other fill`);
    }
    if (bore !== undefined && (fill ?? REGION_KINDS[kind].fill) !== 'empty') fault('has a bore and is not empty');
    const { machiningStockMm = 0, etchAllowanceMm = 0, blastAllowanceMm = 0 } = context.value;
    if (bore !== undefined && machiningStockMm + etchAllowanceMm + blastAllowanceMm > 0)
      fault('has a bore of its own and stock or allowances: one of them');
    if (kind === 'solid' && lattice !== undefined)
      fault("a region of the kind 'solid' is solid: one with a lattice is porous");
    if (kind === 'solid' && (fill === 'empty' || fill === 'beneath'))
      fault(`a region of the kind 'solid' is not '${fill}'`);
    if (lattice === undefined && kind === 'porous') fault('a porous region needs a lattice');
    if (lattice === undefined && leastWallMm !== undefined)
      fault('leastWallMm is a limit of a lattice, and it has none');
  });

/** A named region of a part. */
export type CaseRegion = z.infer<typeof regionSchema>;
