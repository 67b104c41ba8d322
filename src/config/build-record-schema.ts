/** Schema of what people know of one build beside its geometry: which powder, which gas. It names lots and numbers, never a person. */
import { z } from 'zod';
import { labelWord } from './case-words.ts';

/** Letters and digits with signs between them and no space: what stands on a label of a lot, and no place for a name. */
const lotWord = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._/+-]*[A-Za-z0-9])?$/, {
    error: 'must be letters and digits, with dots, slashes, plus, hyphens or underscores between them',
  });

function grainMm(share: string) {
  return z
    .number()
    .gt(0)
    .lte(1)
    .meta({
      unit: 'mm',
      description: `Grain size that ${share} of the powder volume stays below, as measured. Unit: mm.`,
    });
}

const fields = z.strictObject({
  specification: z.exactOptional(labelWord('Standard that the powder was bought to, such as ASTM F3001.', 40)),
  powderLot: z.exactOptional(lotWord.meta({ description: 'Lot of the powder.' })),
  d10Mm: z.exactOptional(grainMm('10 %')),
  d50Mm: z.exactOptional(grainMm('50 %')),
  d90Mm: z.exactOptional(grainMm('90 %')),
  reuseCount: z.exactOptional(
    z.int().gte(0).lte(10_000).meta({ description: 'How often the powder went through a machine before; 0: virgin.' }),
  ),
  gas: z.exactOptional(z.enum(['argon', 'nitrogen']).meta({ description: 'Gas of the chamber.' })),
  oxygenPpm: z.exactOptional(
    z.number().gte(0).lte(210_000).meta({ unit: 'ppm', description: 'Highest oxygen during the build. Unit: ppm.' }),
  ),
});

/** Schema of the record of a build; what is absent is a blank to be filled in by hand. */
export const buildRecordSchema = fields
  .check((context) => {
    const record = context.value;
    const rising = (low: GrainKey, high: GrainKey): void => {
      const [least, most] = [record[low], record[high]];
      if (least === undefined || most === undefined || least <= most) return;
      const message = `must be at most ${high} (${most}), got ${least}`;
      context.issues.push({ code: 'custom', input: least, path: [low], message });
    };
    rising('d10Mm', 'd50Mm');
    rising('d50Mm', 'd90Mm');
    if (record.d50Mm === undefined) rising('d10Mm', 'd90Mm');
  })
  .meta({
    description:
      'Record of the build: powder and gas. What is absent is a blank in the report, to be filled in by hand.',
  });

type GrainKey = 'd10Mm' | 'd50Mm' | 'd90Mm';

/** What is known of a build. */
export type BuildRecord = z.infer<typeof fields>;

/** Keys of a record, in the order of the schema. */
export const BUILD_RECORD_KEYS = Object.keys(fields.shape) as readonly (keyof BuildRecord)[];
