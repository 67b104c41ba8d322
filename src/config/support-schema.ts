/** Schema of supports that are extruded: how a profile fills the regions that a case wants supported. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

function spacing(of: string) {
  return quantity('mm', { atLeast: 0.05, atMost: 50 }, `From line to line ${of}.`);
}

function speed(of: string) {
  return z.exactOptional(
    quantity('mm/s', { atLeast: 0.1, atMost: 1000 }, `Speed of ${of}; absent: that of sparse infill.`),
  );
}

function degrees(meaning: string) {
  return quantity('deg', { atLeast: -360, atMost: 360 }, meaning);
}

/** Schema of the block; absent: a case that wants supports is refused. */
export const supportBlock = z
  .strictObject({
    pattern: z
      .enum(['lines', 'grid'])
      .meta({ description: 'Lines of one direction, wall on wall, or turned by a right angle from layer to layer.' }),
    beadWidthMm: quantity('mm', { atLeast: 0.05, atMost: 2 }, 'Strip of all their beads.'),
    spacingMm: spacing('of the walls'),
    firstSpacingMm: spacing('in the layer on the plate, which has a loop too'),
    angleDeg: degrees('Direction of the walls, counter-clockwise from +x.'),
    breakaway: z.exactOptional(
      z
        .strictObject({
          everyMm: quantity('mm', { atLeast: 0.5, atMost: 500 }, 'From opening to opening along the walls.'),
          openMm: quantity('mm', { above: 0, atMost: 20 }, 'Free between the round ends of beads.'),
        })
        .meta({ description: 'Openings one above the other, at which the walls break; absent: none.' }),
    ),
    gapXyMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'Free between the sides of beads and the part, in the plane.'),
    gapUnderMm: quantity('mm', { atLeast: 0, atMost: 5 }, 'Free under the part; whole layers, at least so much.'),
    gapOnMm: quantity('mm', { atLeast: 0, atMost: 5 }, 'Free above the part that a support stands on; whole layers.'),
    contact: z.strictObject({
      layers: quantity('', { atLeast: 0, atMost: 100, whole: true }, 'Denser layers next to the part, beyond the gap.'),
      spacingMm: spacing('in them'),
      angleDeg: degrees('Direction of their lines, counter-clockwise from +x.'),
    }),
    speedMmPerS: speed('supports'),
    contactSpeedMmPerS: speed('their denser layers'),
  })
  .meta({ description: 'How supports are extruded; absent: none can be asked for.' });

/** Supports of a profile. */
export type SupportBlock = z.infer<typeof supportBlock>;

/** Returns one issue for each thing that cannot be: lines on one another, an opening that leaves no wall. */
export function supportIssues({ support }: { readonly support?: SupportBlock | undefined }) {
  if (support === undefined) return [];
  const issues: { code: 'custom'; input: unknown; path: string[]; message: string }[] = [];
  const say = (path: string[], input: unknown, message: string) =>
    issues.push({ code: 'custom', input, path: ['support', ...path], message });
  const { beadWidthMm, spacingMm, firstSpacingMm, contact, breakaway } = support;
  const spacings = [
    [['spacingMm'], spacingMm],
    [['firstSpacingMm'], firstSpacingMm],
    [['contact', 'spacingMm'], contact.spacingMm],
  ] as const;
  for (const [path, { value }] of spacings) {
    if (value >= beadWidthMm.value) continue;
    say([...path, 'value'], value, `must be at least beadWidthMm (${beadWidthMm.value}), got ${value}`);
  }
  if (breakaway !== undefined && breakaway.everyMm.value < breakaway.openMm.value + 2 * beadWidthMm.value) {
    const least = Number((breakaway.openMm.value + 2 * beadWidthMm.value).toFixed(4));
    const message = `must be at least openMm and two beads (${least}), got ${breakaway.everyMm.value}`;
    say(['breakaway', 'everyMm', 'value'], breakaway.everyMm.value, message);
  }
  return issues;
}
