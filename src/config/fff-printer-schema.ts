/** Schema of an extrusion printer. */
import { z } from 'zod';
import { printerHead, rangeIssues } from './printer-head.ts';
import { fineMm, quantity } from './quantity.ts';

/** Words in braces that a start or end line may hold. */
export const GCODE_PLACEHOLDERS = ['nozzleC', 'bedC', 'chamberC'] as const;

const MAX_LINES = 200;

const gcodeLine = z
  .string()
  .max(250)
  .regex(/^[\x20-\x7e]*$/, { error: 'must be one line of plain ASCII' })
  .refine((line) => unknownPlaceholder(line) === null, {
    error: (issue) => `holds ${unknownPlaceholder(String(issue.input))}; known are ${placeholderWords()}`,
  });

function gcodeLines(meaning: string) {
  const description = `${meaning} ${placeholderWords()} stand for the profile's temperatures; lines with {chamberC}, M141 or M191 are left out where the profile heats no chamber.`;
  return z.array(gcodeLine).max(MAX_LINES).meta({ description });
}

function placeholderWords(): string {
  return GCODE_PLACEHOLDERS.map((word) => `{${word}}`).join(', ');
}

function unknownPlaceholder(line: string): string | null {
  for (const [found, word] of line.matchAll(/\{([^}]*)\}?/g)) {
    if (!GCODE_PLACEHOLDERS.some((known) => known === word) || !found.endsWith('}')) return `'${found}'`;
  }
  return null;
}

/** Schema of an extrusion printer. */
export const fffPrinter = z
  .strictObject({
    ...printerHead,
    process: z.literal('fff').meta({ description: 'Fused filament fabrication: extrusion of a thermoplastic.' }),
    firmware: z.literal('marlin').meta({ description: 'Dialect of its G-code.' }),
    extrusion: z.literal('relative').meta({ description: 'How E is counted (M83).' }),
    nozzleDiameterMm: fineMm('Diameter of the nozzle.'),
    filamentDiameterMm: quantity('mm', { above: 0.5, atMost: 5 }, 'Diameter of the filament that it takes.'),
    maxNozzleC: quantity('C', { above: 0, atMost: 600 }, 'Hottest nozzle.'),
    maxBedC: quantity('C', { above: 0, atMost: 400 }, 'Hottest bed.'),
    chamber: z.exactOptional(
      z
        .strictObject({ maxC: quantity('C', { above: 0, atMost: 400 }, 'Hottest chamber.') })
        .meta({ description: 'Heated chamber; absent: it has none.' }),
    ),
    maxFlowMm3PerS: quantity('mm3/s', { above: 0, atMost: 200 }, 'Volume that the hot end can melt.'),
    maxSpeedMmPerS: quantity('mm/s', { atLeast: 0.1, atMost: 2000 }, 'Fastest move.'),
    zSpeedMmPerS: quantity('mm/s', { atLeast: 0.1, atMost: 500 }, 'Speed of moves up and down.'),
    accelerationMmPerS2: quantity('mm/s2', { above: 0, atMost: 100_000 }, 'Acceleration of all moves.'),
    junctionDeviationMm: quantity('mm', { above: 0, atMost: 1 }, 'Junction deviation of the firmware, for the time.'),
    start: gcodeLines('What runs before the part.'),
    end: gcodeLines('What runs after the part.'),
  })
  .check((context) => {
    context.issues.push(...rangeIssues(context.value.layerThickness, 'layerThickness'));
  });
