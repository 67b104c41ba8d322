/** Schema of the steps after the build that a profile states, in their order. */
import { z } from 'zod';
import { words } from './quantity.ts';

/** What a step can be. */
export const STEP_KINDS = [
  'powder-removal',
  'stress-relief',
  'plate-removal',
  'hip',
  'support-removal',
  'cleaning',
  'inspection',
  'other',
] as const;

/** Schema of the steps. */
export const stepsSchema = z
  .array(
    z.strictObject({
      step: z.enum(STEP_KINDS).meta({ description: 'What is done, in a word.' }),
      does: words('What is done, in a sentence.'),
      fillIn: z.exactOptional(
        z.array(words('Name of a blank, with its unit.')).min(1).max(6).meta({
          description: 'What is to be filled in by hand in the build record, because nobody has confirmed a value.',
        }),
      ),
      source: words('Where the step comes from.'),
    }),
  )
  .min(1)
  .max(20)
  .meta({ description: 'Steps after the build, in their order; the report has a line for each to be signed.' });

/** A step after the build. */
export type ProfileStep = z.infer<typeof stepsSchema>[number];

/** A part cut from its plate before it was stress relieved springs out of shape: such an order is refused. */
export function stepOrderIssues(steps: readonly ProfileStep[] | undefined): z.core.$ZodRawIssue[] {
  const at = (kind: ProfileStep['step']) => steps?.findIndex(({ step }) => step === kind) ?? -1;
  const [relief, removal] = [at('stress-relief'), at('plate-removal')];
  if (relief < 0 || removal < 0 || relief < removal) return [];
  const message = `must come before plate-removal, which is step ${removal}`;
  return [{ code: 'custom', input: 'stress-relief', path: ['steps', relief, 'step'], message }];
}
