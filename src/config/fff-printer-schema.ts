/** Schema of an extrusion printer. */
import { z } from 'zod';
import { FIRMWARES, HEATERS } from '../formats/gcode/settings.ts';
import { gcodeTemplate } from './gcode-template-schema.ts';
import { headSchema } from './head-schema.ts';
import { scaleSchema } from './lpbf-shape-schema.ts';
import { printerHead, rangeIssues } from './printer-head.ts';
import { fineMm, quantity } from './quantity.ts';
import { thumbnailsSchema } from './thumbnail-sizes.ts';

const heaterName = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9_]+( [A-Za-z0-9_]+)?$/, {
    error: 'must be the name of a section, such as heater_generic chamber',
  });

/** Schema of an extrusion printer. */
export const fffPrinter = z
  .strictObject({
    ...printerHead,
    process: z.literal('fff').meta({ description: 'Fused filament fabrication: extrusion of a thermoplastic.' }),
    firmware: z.enum(FIRMWARES).meta({
      description:
        'Dialect of its G-code: Marlin 2, Klipper, RepRapFirmware 3.3 or later, or generic, which keeps to what all of them take.',
    }),
    heaterNames: z.exactOptional(
      z
        .strictObject({
          nozzle: z.exactOptional(heaterName),
          bed: z.exactOptional(heaterName),
          chamber: z.exactOptional(heaterName),
        })
        .meta({
          description:
            "Sections of Klipper's configuration that are the heaters; absent: extruder, heater_bed, heater_generic chamber.",
        }),
    ),
    heatOrder: z.exactOptional(
      z
        .array(z.enum(['bed', 'chamber', 'nozzle']))
        .length(HEATERS.length)
        .refine((order) => new Set(order).size === HEATERS.length, { error: 'must name each heater once' })
        .meta({
          description:
            'Order in which heaters are set, and then waited for, where the start lines have no command for them; absent: bed, chamber, nozzle.',
        }),
    ),
    nozzleStandbyC: z.exactOptional(
      quantity('C', { above: 0, atMost: 600 }, 'Nozzle while it waits for heaters before it; absent: it stays cold.'),
    ),
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
    progress: z.exactOptional(
      z.boolean().meta({ description: 'Whether each layer begins with its share of all layers (M73 P); absent: no.' }),
    ),
    arcs: z.exactOptional(
      z.boolean().meta({
        description:
          'Whether it takes arcs (G2, G3); absent: marlin and reprapfirmware do, klipper and generic do not.',
      }),
    ),
    thumbnails: z.exactOptional(thumbnailsSchema),
    maxFlowMm3PerS: quantity('mm3/s', { above: 0, atMost: 200 }, 'Volume that the hot end can melt.'),
    maxSpeedMmPerS: quantity('mm/s', { atLeast: 0.1, atMost: 2000 }, 'Fastest move.'),
    head: z.exactOptional(headSchema),
    scale: z.exactOptional(scaleSchema('Calibration of the axes: by how much parts are made larger.')),
    zSpeedMmPerS: quantity('mm/s', { atLeast: 0.1, atMost: 500 }, 'Speed of moves up and down.'),
    accelerationMmPerS2: quantity('mm/s2', { above: 0, atMost: 100_000 }, 'Acceleration of all moves.'),
    junctionDeviationMm: quantity('mm', { above: 0, atMost: 1 }, 'Junction deviation of the firmware, for the time.'),
    start: gcodeTemplate('start', 'What runs before the part.'),
    end: gcodeTemplate('end', 'What runs after the part.'),
    beforeLayer: z.exactOptional(
      gcodeTemplate('beforeLayer', 'What runs before each layer; it may not move the nozzle.'),
    ),
    afterLayer: z.exactOptional(gcodeTemplate('afterLayer', 'What runs after each layer; it may not move the nozzle.')),
  })
  .check((context) => {
    const { layerThickness, nozzleStandbyC, maxNozzleC } = context.value;
    context.issues.push(...rangeIssues(layerThickness, 'layerThickness'));
    if (nozzleStandbyC === undefined || nozzleStandbyC.value <= maxNozzleC.value) return;
    const message = `must be at most maxNozzleC (${maxNozzleC.value}), got ${nozzleStandbyC.value}`;
    context.issues.push({ code: 'custom', input: nozzleStandbyC, path: ['nozzleStandbyC', 'value'], message });
  });
