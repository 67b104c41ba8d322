/** Schema of what is done with filament and part before and after a print, in its order. */
import { z } from 'zod';
import { quantity, words } from './quantity.ts';

/** What a step can be. */
export const PRINT_STEP_KINDS = [
  'drying',
  'storage',
  'cooling',
  'part-removal',
  'support-removal',
  'annealing',
  'machining',
  'cleaning',
  'inspection',
  'other',
] as const;

/** Schema of the steps. */
export const printStepsSchema = z
  .array(
    z.strictObject({
      step: z.enum(PRINT_STEP_KINDS).meta({ description: 'What is done, in a word.' }),
      does: words('What is done, in a sentence.'),
      temperatureC: z.exactOptional(quantity('C', { atLeast: 0, atMost: 600 }, 'Temperature that is held.')),
      hours: z.exactOptional(quantity('h', { above: 0, atMost: 1000 }, 'How long it is held.')),
      rateCPerMin: z.exactOptional(
        quantity('C/min', { above: 0, atMost: 100 }, 'How fast it is heated up and cooled down, at most.'),
      ),
      fillIn: z.exactOptional(
        z.array(words('Name of a blank, with its unit.')).min(1).max(6).meta({
          description: 'What is to be filled in by hand in the build record.',
        }),
      ),
      source: words('Where the step comes from.'),
    }),
  )
  .min(1)
  .max(20)
  .meta({
    description: 'Steps before and after the print, in their order; the report has a line for each to be signed.',
  });

/** A step before or after a print. */
export type PrintStep = z.infer<typeof printStepsSchema>[number];
