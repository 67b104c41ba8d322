/** Schema of the print head of an extrusion printer, as far as it can touch a part that already stands. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

/** Schema of the head. */
export const headSchema = z
  .strictObject({
    clearanceRadiusMm: quantity(
      'mm',
      { above: 0, atMost: 500 },
      'Radius of the circle around the nozzle that holds all of the head.',
    ),
    railHeightMm: quantity(
      'mm',
      { above: 0, atMost: 2000 },
      'Height above the tip of the nozzle of what spans the bed, such as the rail of the gantry: a finished part must be lower.',
    ),
    freeHeightMm: z.exactOptional(
      quantity(
        'mm',
        { atLeast: 0, atMost: 200 },
        'Up to this height above the tip of the nozzle nothing is beside it; absent: 0.',
      ),
    ),
  })
  .meta({ description: 'Room that the head takes; absent: parts of one plate are not printed one after the other.' });
