/** Schema of what a profile says of heat: how long a layer may wait, how warm it must be for the next, and how the part cools afterwards. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

/** Hottest temperature that any known machine for such polymers has, with room. */
const MAX_C = 600;

function celsius(meaning: string) {
  return quantity('C', { atLeast: 0, atMost: MAX_C }, meaning);
}

const estimate = z
  .strictObject({
    specificHeatJPerGK: quantity('J/(g K)', { above: 0, atMost: 10 }, 'Heat that the solid takes up.'),
    conductivityWPerMK: quantity('W/(m K)', { above: 0, atMost: 500 }, 'Heat that the solid passes on.'),
    convectionWPerM2K: quantity(
      'W/(m2 K)',
      { atLeast: 0, atMost: 1000 },
      'Heat that a free surface loses to the chamber, by convection and radiation together.',
    ),
    environmentC: z.exactOptional(
      celsius('Temperature around the part where the chamber is not heated; absent: not estimated there.'),
    ),
  })
  .meta({ description: 'Constants of the estimate of the inter-layer temperature; absent: it is not estimated.' });

const cooling = z
  .strictObject({
    rateCPerMin: quantity('C/min', { above: 0, atMost: 100 }, 'How fast the chamber is let down.'),
    endC: celsius('The ramp ends here, and every heater goes off.'),
    holds: z.exactOptional(
      z
        .array(
          z.strictObject({
            chamberC: celsius('Temperature that the chamber is held at on the way.'),
            minutes: quantity('min', { above: 0, atMost: 2880 }, 'How long.'),
          }),
        )
        .min(1)
        .max(10)
        .meta({ description: 'Rests on the way down, the hottest first.' }),
    ),
  })
  .meta({
    description:
      'How the part cools after the print: the chamber, or the bed where no chamber is heated, is let down by a ramp; absent: heaters go off at once.',
  });

/** Schema of the heat of a print. */
export const heatSchema = z
  .strictObject({
    glassTransitionC: z.exactOptional(celsius('Glass transition of the material.')),
    meltingC: z.exactOptional(celsius('Melting point of the material.')),
    maxLayerTimeS: z.exactOptional(
      quantity(
        's',
        { above: 0, atMost: 86_400 },
        'Longest time that a layer may take: the one below it cools so long.',
      ),
    ),
    leastInterlayerC: z.exactOptional(celsius('A layer must not be colder than this when the next is laid on it.')),
    estimate: z.exactOptional(estimate),
    cooling: z.exactOptional(cooling),
  })
  .meta({
    description: 'Heat of the print: limits, constants of an estimate, cooling; absent: nothing of it is judged.',
  });

/** What a profile says of heat. */
export type HeatBlock = z.infer<typeof heatSchema>;

/** The temperatures that the heat of a profile is held against. */
interface Heaters {
  readonly nozzleC: { readonly value: number };
  readonly bedC: { readonly value: number };
  readonly chamberC?: { readonly value: number };
}

/** The issues of heat that cannot be, beside the temperatures of its profile. */
export function heatIssues(heat: HeatBlock | undefined, heaters: Heaters): z.core.$ZodRawIssue[] {
  if (heat === undefined) return [];
  const issues: z.core.$ZodRawIssue[] = [];
  const below = (path: (string | number)[], value: number, limit: number, name: string): void => {
    if (value < limit) return;
    const message = `must be below ${name} (${limit}), got ${value}`;
    issues.push({ code: 'custom', input: value, path: ['heat', ...path, 'value'], message });
  };
  const { glassTransitionC, meltingC, leastInterlayerC, cooling: ramp } = heat;
  const nozzleC = heaters.nozzleC.value;
  if (glassTransitionC !== undefined && meltingC !== undefined) {
    below(['glassTransitionC'], glassTransitionC.value, meltingC.value, 'meltingC');
  }
  if (meltingC !== undefined) below(['meltingC'], meltingC.value, nozzleC, 'temperatures.nozzleC');
  if (leastInterlayerC !== undefined) {
    below(['leastInterlayerC'], leastInterlayerC.value, nozzleC, 'temperatures.nozzleC');
  }
  if (ramp === undefined) return issues;
  const [from, name] =
    heaters.chamberC === undefined
      ? [heaters.bedC.value, 'temperatures.bedC']
      : [heaters.chamberC.value, 'temperatures.chamberC'];
  below(['cooling', 'endC'], ramp.endC.value, from, name);
  let last = from;
  for (const [n, { chamberC }] of (ramp.holds ?? []).entries()) {
    const path = ['heat', 'cooling', 'holds', n, 'chamberC', 'value'];
    if (chamberC.value <= last && chamberC.value >= ramp.endC.value) {
      last = chamberC.value;
      continue;
    }
    const message = `must lie between endC (${ramp.endC.value}) and ${last}, for the ramp goes down; got ${chamberC.value}`;
    issues.push({ code: 'custom', input: chamberC.value, path, message });
  }
  return issues;
}
