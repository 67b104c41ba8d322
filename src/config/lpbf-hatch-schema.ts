/** Schema of the hatch in a profile for laser powder bed fusion: what all patterns have, and what each takes. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

/** A fraction of the finest spot of a laser: nearer lines melt nothing new, and a plate full of them ends in a full memory. */
const LEAST_SPACING_MM = 0.01;
/** A narrower cell is a few tracks. A plate of 250 mm has 250,000 of these. */
const LEAST_CELL_MM = 0.5;

/** Schema of a distance between hatch lines. */
export function spacingOf(meaning: string) {
  return quantity('mm', { atLeast: LEAST_SPACING_MM, atMost: 2 }, meaning);
}

const anyHatch = {
  spacingMm: spacingOf('Distance between neighbouring hatch lines or rings.'),
  angleDeg: quantity(
    'deg',
    { atLeast: -360, atMost: 360 },
    'Direction in layer 0, counter-clockwise from +x; rings have none.',
  ),
  angleStepDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Turn of the direction from layer to layer.'),
  offsetMm: quantity('mm', { atLeast: 0, atMost: 2 }, 'Distance from the innermost contour to the hatch ends.'),
  minLengthMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'Hatch lines shorter than this are left out.'),
};

const AREAS =
  'gas: area by area, furthest downstream first, and within it against the gas flow; distance: area by area, the nearest next';

function orderOf<const Words extends readonly string[]>(words: Words, meaning: string) {
  return z.exactOptional(
    z.enum(words).meta({ description: `Order of exposure. rows: ${meaning}, which absent means too; ${AREAS}.` }),
  );
}

/** Schema of the cone that no line runs in; a pattern of several directions leaves less room for it. */
function coneOf(directions: number) {
  const meaning =
    'Whole opening of the cone about the gas flow that no line runs in: all directions are squeezed evenly into what it leaves. Absent: none.';
  return z.exactOptional(quantity('deg', { atLeast: 0, atMost: 180 / directions }, meaning));
}

function cells(directions: number, leastOverlap: string) {
  return {
    overlapMm: z.exactOptional(
      quantity(
        'mm',
        { atLeast: 0, atMost: 10 },
        `How far two cells beside each other overlap: each grows by half of it. Absent: ${leastOverlap}.`,
      ),
    ),
    shiftMm: z.exactOptional(
      quantity(
        'mm',
        { atLeast: 0, atMost: 1000 },
        'By how much the grid of cells moves along its own axes from layer to layer, so that borders do not stack. Absent: 0.',
      ),
    ),
    order: orderOf(
      ['rows', 'gas', 'distance', 'scatter'],
      'row by row; scatter: so that cells that touch do not follow each other',
    ),
    gasFlowConeDeg: coneOf(directions),
  };
}

const cellMm = (meaning: string) => quantity('mm', { atLeast: LEAST_CELL_MM, atMost: 1000 }, meaning);

const rings = { ...anyHatch, order: orderOf(['rows', 'gas', 'distance'], 'ring by ring over all areas') };

/** How areas are hatched: one branch a pattern; absent, the pattern is a meander. */
export const hatchSchema = z
  .discriminatedUnion('pattern', [
    z.strictObject({
      ...anyHatch,
      pattern: z.exactOptional(z.literal('meander')).meta({ description: 'Parallel lines, every second one back.' }),
      order: orderOf(['rows', 'gas', 'distance'], 'line by line over all areas'),
      gasFlowConeDeg: coneOf(1),
    }),
    z.strictObject({
      ...anyHatch,
      pattern: z.literal('stripes').meta({ description: 'Stripes filled by short lines across.' }),
      widthMm: cellMm('Width of a stripe without overlap.'),
      ...cells(1, 'none'),
    }),
    z.strictObject({
      ...anyHatch,
      pattern: z.literal('islands').meta({ description: 'A chessboard: every second square is turned by 90 degrees.' }),
      sizeMm: cellMm('Side of a square without overlap.'),
      ...cells(2, 'none'),
    }),
    z.strictObject({
      ...anyHatch,
      pattern: z
        .literal('hexagon')
        .meta({ description: 'Hexagons in three directions, neighbours never in the same.' }),
      sizeMm: cellMm('Width of a hexagon across its flats, without overlap.'),
      ...cells(3, 'half a spacing, the least that leaves nothing bare where three hexagons meet'),
    }),
    z.strictObject({
      ...rings,
      pattern: z.literal('concentric').meta({ description: 'Rings along the border, from the outside in.' }),
    }),
    z.strictObject({
      ...rings,
      pattern: z.literal('contour-parallel').meta({ description: 'Rings along the border, from the inside out.' }),
    }),
  ])
  .check((context) => {
    const hatch = context.value;
    if (!('overlapMm' in hatch || 'sizeMm' in hatch || 'widthMm' in hatch)) return;
    const [key, cell] =
      'sizeMm' in hatch ? (['sizeMm', hatch.sizeMm.value] as const) : (['widthMm', hatch.widthMm.value] as const);
    const spacing = hatch.spacingMm.value;
    const overlap = hatch.overlapMm?.value;
    const refuse = (name: string, input: number, message: string): void => {
      context.issues.push({ code: 'custom', input, path: [name, 'value'], message: `${message}, got ${input}` });
    };
    if (cell < 2 * spacing) refuse(key, cell, `must hold two lines at least (${2 * spacing} mm)`);
    if (overlap === undefined) return;
    if (overlap >= cell) refuse('overlapMm', overlap, `must be below ${key} (${cell} mm)`);
    if (hatch.pattern === 'hexagon' && overlap < spacing / 2) {
      refuse(
        'overlapMm',
        overlap,
        `must be half the spacing at least (${spacing / 2} mm), or a spot stays bare where three hexagons meet`,
      );
    }
  });

/** How areas are hatched, as a profile has it. */
export type HatchWords = z.infer<typeof hatchSchema>;
