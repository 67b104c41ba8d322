/** Schema of the areas of a layer in a profile for laser powder bed fusion: faces that look up or down, the hull, the lattice. */
import { z } from 'zod';
import { spacingOf } from './lpbf-hatch-schema.ts';
import { type Quantity, quantity } from './quantity.ts';

/** A face of 0.1 degrees steps back by 17 mm with each layer of 0.03 mm; far flatter ones would by more than coordinates may be. */
export const LEAST_FACING_DEG = 0.1;

function skin(side: string) {
  return z
    .strictObject({
      angleDeg: quantity(
        'deg',
        { atLeast: LEAST_FACING_DEG, atMost: 90 },
        `Faces that look ${side} flatter than this count; 90: all.`,
      ),
      layers: quantity('', { atLeast: 1, atMost: 20, whole: true }, 'How many layers deep the skin is.'),
      expansionMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'The skin is grown by this within its layer.'),
      minWidthMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'What is narrower is no skin; taken before it is grown.'),
      spacingMm: z.exactOptional(
        spacingOf('Distance between neighbouring hatch lines in the skin; absent: that of the hatch.'),
      ),
    })
    .meta({ description: `Faces that look ${side}.` });
}

/** How a layer is split into areas that are exposed in their own ways. */
export const skinsSchema = z
  .strictObject({
    upskin: z.exactOptional(skin('up')),
    downskin: z.exactOptional(skin('down')),
    hullMm: z.exactOptional(
      quantity('mm', { above: 0, atMost: 50 }, 'So wide a band along the border, where no skin is, is hull.'),
    ),
    lattice: z.exactOptional(
      z.boolean().meta({
        description: 'Whether the walls of lattices have skins and a hull too; absent: no, dense parts alone.',
      }),
    ),
    transitionMm: z.exactOptional(
      quantity(
        'mm',
        { atLeast: 0, atMost: 10 },
        'So far from dense solid the walls of a lattice are exposed like it, beyond with hatch-lattice; absent: 0.',
      ),
    ),
  })
  .meta({ description: 'Areas of a layer that are exposed in their own ways; absent: all is core.' });

/** What of a profile the areas of a layer concern. */
interface SkinnedProfile {
  readonly hatch: { readonly pattern?: string; readonly spacingMm: Quantity };
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly skins?: z.infer<typeof skinsSchema>;
}

/** Which area of `skins` each parameter set is for. */
const AREA_OF_SET = {
  'hatch-upskin': 'upskin',
  'contour-upskin': 'upskin',
  'hatch-downskin': 'downskin',
  'contour-downskin': 'downskin',
  'hatch-hull': 'hullMm',
} as const;

/** Patterns whose cells are laid for the distance of their lines. */
const CELLS: readonly string[] = ['stripes', 'islands', 'hexagon'];

/** Returns what is wrong between areas and the rest: a set that no area uses, a transition to no set, lines too far apart for their cells. */
export function skinIssues({ parameters, skins, hatch }: SkinnedProfile): z.core.$ZodRawIssue[] {
  const issues: z.core.$ZodRawIssue[] = [];
  for (const [key, area] of Object.entries(AREA_OF_SET)) {
    if (parameters[key] === undefined || skins?.[area] !== undefined) continue;
    const message = `is used by nothing: the profile has no skins.${area}`;
    issues.push({ code: 'custom', input: parameters[key], path: ['parameters', key], message });
  }
  if (skins?.transitionMm !== undefined && parameters['hatch-lattice'] === undefined) {
    const message = "leads to nothing: the profile has no parameters for 'hatch-lattice'";
    issues.push({ code: 'custom', input: skins.transitionMm, path: ['skins', 'transitionMm'], message });
  }
  for (const side of ['upskin', 'downskin'] as const) {
    const own = skins?.[side]?.spacingMm?.value;
    if (own === undefined || own <= hatch.spacingMm.value || !CELLS.includes(hatch.pattern ?? '')) continue;
    const message = `must be at most that of the hatch (${hatch.spacingMm.value} mm), which its ${hatch.pattern} are laid for, got ${own}`;
    issues.push({ code: 'custom', input: own, path: ['skins', side, 'spacingMm', 'value'], message });
  }
  return issues;
}
