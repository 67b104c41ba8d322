/** Schema of a material profile for extrusion (fused filament fabrication). */
import { z } from 'zod';
import { adhesionBlocks, adhesionIssues, skirtLayers } from './adhesion-schema.ts';
import { heatIssues, heatSchema } from './heat-schema.ts';
import { printShapeSchema } from './lpbf-shape-schema.ts';
import { printStepsSchema } from './print-steps-schema.ts';
import { profileHead, unconfirmedIssues } from './profile-head.ts';
import { fineMm, quantity, words } from './quantity.ts';
import { supportBlock, supportIssues } from './support-schema.ts';

/** Hottest setting that any known machine for such polymers has, with room; there to catch Fahrenheit and slips. */
const MAX_C = 600;

function celsius(meaning: string) {
  return quantity('C', { atLeast: 0, atMost: MAX_C }, meaning);
}

function beadMm(meaning: string) {
  return quantity('mm', { atLeast: 0.05, atMost: 2 }, meaning);
}

function windowC(what: string) {
  return z.strictObject({
    minC: celsius(`Lowest sound temperature of the ${what}.`),
    maxC: celsius(`Highest sound temperature of the ${what}.`),
  });
}

function speed(of: string) {
  return quantity('mm/s', { atLeast: 0.1, atMost: 1000 }, `Speed of ${of}.`);
}

const ACCELERATED = [
  ...['external-perimeter', 'overhang-perimeter', 'perimeter', 'solid-infill', 'internal-infill', 'top-solid-infill'],
  ...[
    'bridge-infill',
    'gap-infill',
    'lattice',
    'skirt',
    'brim',
    'draft-shield',
    'raft',
    'support',
    'support-interface',
  ],
  ...['firstLayer', 'travel'],
] as const;

const acceleration = z.exactOptional(quantity('mm/s2', { above: 0, atMost: 100_000 }, 'Acceleration.'));

const accelerationSchema = z
  .strictObject(
    Object.fromEntries(ACCELERATED.map((key) => [key, acceleration])) as Record<
      (typeof ACCELERATED)[number],
      typeof acceleration
    >,
  )
  .meta({
    description:
      "Accelerations that the file sets, by the key of the beads, at most in the first layer, and of travels; what is not named has the printer's. Absent: the file sets none.",
  });

/** Schema of a profile for extrusion. */
export const fffProfile = z
  .strictObject({
    ...profileHead,
    process: z.literal('fff').meta({ description: 'Fused filament fabrication: extrusion of a thermoplastic.' }),
    implantGrade: z.exactOptional(
      z.strictObject({ value: z.boolean(), source: words('Where the value comes from.') }).meta({
        description:
          'Whether the material is made to a standard for implants, such as ASTM F2026 for PEEK; false is a warning in every build that is no model, absent: not said.',
      }),
    ),
    filament: z.strictObject({
      diameterMm: quantity('mm', { above: 0.5, atMost: 5 }, 'Diameter of the filament.'),
    }),
    nozzleDiameterMm: fineMm('Diameter of the nozzle that the profile is made for.'),
    layerThicknessMm: quantity('mm', { above: 0, atMost: 1 }, 'Height of one layer.'),
    bead: z
      .strictObject({
        widthMm: beadMm('Width of the strip that a regular bead fills.'),
        minWidthMm: beadMm('Walls narrower than this get no bead.'),
        maxWidthMm: beadMm('Walls up to this width are one bead.'),
        flow: quantity('', { above: 0, atMost: 2 }, 'Extruded volume over the volume of the strip.'),
      })
      .meta({ description: 'Widths are those of the strip: width x height x length is the volume of a bead.' }),
    perimeters: z.strictObject({
      count: quantity('', { atLeast: 1, atMost: 50, whole: true }, 'Loops around a solid area.'),
      latticeCount: quantity('', { atLeast: 1, atMost: 50, whole: true }, 'Loops around a wide lattice wall.'),
      order: z.enum(['outer-first', 'inner-first']).meta({ description: 'Which loop of an area comes first.' }),
    }),
    infill: z.strictObject({
      fraction: quantity('', { above: 0, atMost: 1 }, 'Share of the inside that infill covers; 1 is solid.'),
      angleDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Direction in layer 0, counter-clockwise from +x.'),
      angleStepDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Turn of the direction from layer to layer.'),
      anglesDeg: z.exactOptional(
        z
          .array(quantity('deg', { atLeast: -360, atMost: 360 }, 'Direction of a layer.'))
          .min(1)
          .max(360)
          .meta({ description: 'Directions of the layers in turn; they replace angleDeg and angleStepDeg.' }),
      ),
      pattern: z.exactOptional(
        z.enum(['rectilinear', 'aligned', 'concentric']).meta({
          description:
            'Parallel lines fitted into each area (absent: these), lines of one direction at fixed places over the plate, or loops.',
        }),
      ),
      order: z.exactOptional(
        z.enum(['nearest', 'monotonic']).meta({
          description: 'Monotonic: the lines of an area are laid in one sense only, each beside those before it.',
        }),
      ),
    }),
    skin: z.exactOptional(
      z
        .strictObject({
          topLayers: quantity(
            '',
            { atLeast: 0, atMost: 1000, whole: true },
            'Layers under a face that looks up that are solid.',
          ),
          bottomLayers: quantity(
            '',
            { atLeast: 0, atMost: 1000, whole: true },
            'Layers over a face that looks down that are solid.',
          ),
        })
        .meta({
          description:
            'Solid layers of sparse infill; the uppermost is top solid infill, at full infill too. Absent: no layer is told apart.',
        }),
    ),
    bridge: z.exactOptional(
      z
        .strictObject({
          flow: quantity('', { above: 0, atMost: 2 }, 'Extruded volume of a bridge over that of its strips.'),
          overhangShare: quantity(
            '',
            { above: 0, atMost: 1 },
            'A perimeter of which more than this share of its width hangs in the air is an overhang perimeter.',
          ),
        })
        .meta({ description: 'What hangs over nothing is laid in its own way. Absent: like the rest.' }),
    ),
    seam: z.exactOptional(
      z
        .strictObject({
          position: z.enum(['nearest', 'aligned', 'spread', 'hidden']).meta({
            description:
              'Where closed beads begin: nearest to the last end; furthest in directionDeg, or at an inner corner near there; by the golden ratio; at the sharpest inner corner.',
          }),
          directionDeg: z.exactOptional(
            quantity('deg', { atLeast: -360, atMost: 360 }, 'Direction in which the seam lies; absent: 90, behind.'),
          ),
          reachMm: z.exactOptional(
            quantity(
              'mm',
              { atLeast: 0, atMost: 1000 },
              'How far from the aligned place an inner corner is taken; absent: 5.',
            ),
          ),
          region: z.exactOptional(
            z.strictObject({
              id: z.string().min(1).max(100).meta({ description: 'Region of the case.' }),
              rule: z.enum(['on', 'avoid']).meta({ description: 'Whether seams go there or stay off.' }),
            }),
          ),
        })
        .meta({ description: 'Seams of closed beads. Absent: nearest.' }),
    ),
    latticeTurns: z.exactOptional(
      z
        .strictObject({
          fromDeg: quantity(
            'deg',
            { above: 0, atMost: 180 },
            'A bead that turns by more within its width turns sharply.',
          ),
          speedFraction: quantity('', { above: 0, atMost: 1 }, 'Share of the speed of lattice beads at sharp turns.'),
        })
        .meta({ description: 'Sharp turns of lattice beads are laid slower; absent: as fast as all else.' }),
    ),
    skirt: z.strictObject({
      loops: quantity('', { atLeast: 0, atMost: 50, whole: true }, 'Loops around the part in its first layer.'),
      distanceMm: quantity('mm', { above: 0, atMost: 50 }, 'Distance of the innermost loop from the part.'),
      layers: skirtLayers,
    }),
    ...adhesionBlocks,
    support: z.exactOptional(supportBlock),
    temperatures: z
      .strictObject({
        nozzleC: celsius('Temperature of the nozzle.'),
        bedC: celsius('Temperature of the bed.'),
        chamberC: z.exactOptional(celsius('Temperature of the chamber; absent: the chamber is not heated.')),
      })
      .meta({ description: 'What the printer is set to.' }),
    window: z
      .strictObject({
        nozzle: windowC('nozzle'),
        bed: windowC('bed'),
        chamber: z.exactOptional(windowC('chamber')),
      })
      .meta({ description: 'Temperatures at which the material prints soundly; the inspection judges by them.' }),
    heat: z.exactOptional(heatSchema),
    shape: z.exactOptional(printShapeSchema),
    fanFraction: quantity('', { atLeast: 0, atMost: 1 }, 'Part cooling fan, 0 off to 1 full.'),
    speeds: z
      .strictObject({
        'external-perimeter': speed('outer loops'),
        perimeter: speed('inner loops'),
        'overhang-perimeter': z.exactOptional(speed('loops in the air; absent: as outer loops')),
        'solid-infill': speed('solid infill'),
        'internal-infill': speed('sparse infill'),
        'top-solid-infill': z.exactOptional(speed('the uppermost solid infill; absent: as solid infill')),
        'bridge-infill': z.exactOptional(speed('bridges; absent: as solid infill')),
        'gap-infill': speed('beads in gaps'),
        lattice: speed('lattice walls'),
        skirt: speed('the skirt'),
        firstLayer: speed('anything in the first layer, at most'),
        travel: speed('moves without extrusion'),
      })
      .meta({ description: 'Speeds by the key that every planned bead carries.' }),
    retraction: z.strictObject({
      lengthMm: quantity('mm', { atLeast: 0, atMost: 20 }, 'Filament pulled back before a long travel.'),
      speedMmPerS: quantity('mm/s', { above: 0, atMost: 200 }, 'Speed of pulling back and of pushing forward again.'),
      minTravelMm: quantity('mm', { atLeast: 0, atMost: 100 }, 'Travels longer than this pull the filament back.'),
      liftMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'Rise of the nozzle while the filament is pulled back.'),
      wipeMm: z.exactOptional(
        quantity(
          'mm',
          { atLeast: 0, atMost: 20 },
          'Way along the last bead on which the filament is pulled back; absent: 0.',
        ),
      ),
      extraMm: z.exactOptional(
        quantity('mm', { atLeast: 0, atMost: 2 }, 'Filament that is pushed beyond what was pulled back; absent: 0.'),
      ),
    }),
    acceleration: z.exactOptional(accelerationSchema),
    travel: z.exactOptional(
      z
        .strictObject({
          avoid: z.exactOptional(
            z.enum(['none', 'contact-faces', 'perimeters']).meta({
              description:
                'What travels keep off: nothing; regions of a case that ban supports, such as contact faces (absent: these); or these and all that lies outside of the part.',
            }),
          ),
          maxDetourMm: z.exactOptional(
            quantity(
              'mm',
              { atLeast: 0, atMost: 1000 },
              'By how much a way around may be longer than the straight one; absent: 20.',
            ),
          ),
          liftMm: z.exactOptional(
            quantity(
              'mm',
              { atLeast: 0, atMost: 10 },
              'Rise of the nozzle on travels over faces that have no way around, and how far above bare faces it passes freely; absent: as retraction.liftMm, or 0.5 where that is 0.',
            ),
          ),
        })
        .meta({ description: 'Ways between beads; absent: around contact faces, else straight.' }),
    ),
    arcs: z.exactOptional(
      z
        .strictObject({
          toleranceMm: quantity(
            'mm',
            { atLeast: 0.002, atMost: 0.2 },
            'How far an arc may stand off the points and chords that it replaces.',
          ),
        })
        .meta({ description: 'Runs of short moves become arcs (G2, G3); absent: straight moves alone.' }),
    ),
    pressureAdvanceS: z.exactOptional(
      quantity('s', { atLeast: 0, atMost: 5 }, 'Pressure advance; absent: as the machine has it.'),
    ),
    maxFlowMm3PerS: z.exactOptional(
      quantity('mm3/s', { above: 0, atMost: 200 }, 'Flow that beads are slowed to; absent: what the printer melts.'),
    ),
    handling: z.strictObject({
      drying: words('How the filament is dried and kept, with source.'),
      annealing: words('What happens to the part after printing, with source.'),
      steps: z.exactOptional(printStepsSchema),
    }),
    limits: z
      .strictObject({
        unfilledFraction: quantity('', { atLeast: 0, atMost: 1 }, 'Share of solid area that may get no bead.'),
        bareFraction: quantity('', { above: 0, atMost: 1 }, 'Share of a layer that may lie under no bead.'),
        voidFraction: z.exactOptional(
          quantity(
            '',
            { above: 0, atMost: 1 },
            'Share of the solid that may hold no material between beads, estimated from their strips; absent: it is not judged.',
          ),
        ),
        densityRelative: quantity('', { above: 0, atMost: 1 }, 'Deviation of the density, relative to what was asked.'),
        volumeRelative: quantity('', { above: 0, atMost: 1 }, 'Deviation of a volume, relative to the design.'),
        layerVolumeRelative: z.exactOptional(
          quantity('', { above: 0, atMost: 1 }, 'Deviation of the volume of one layer; absent: 0.05.'),
        ),
      })
      .meta({ description: 'Limits that the inspection judges by.' }),
  })
  .check((context) => {
    const profile = context.value;
    const atMost = (path: string[], value: number, limit: number, name: string): void => {
      if (value <= limit) return;
      const message = `must be at most ${name} (${limit}), got ${value}`;
      context.issues.push({ code: 'custom', input: value, path, message });
    };
    const { bead, window, temperatures } = profile;
    atMost(['bead', 'minWidthMm', 'value'], bead.minWidthMm.value, bead.widthMm.value, 'widthMm');
    atMost(['bead', 'widthMm', 'value'], bead.widthMm.value, bead.maxWidthMm.value, 'maxWidthMm');
    for (const heater of ['nozzle', 'bed', 'chamber'] as const) {
      const range = window[heater];
      if (range === undefined) continue;
      atMost(['window', heater, 'minC', 'value'], range.minC.value, range.maxC.value, 'maxC');
      const set = temperatures[`${heater}C`];
      if (set === undefined || (set.value >= range.minC.value && set.value <= range.maxC.value)) continue;
      const message = `must lie in the window of ${range.minC.value} to ${range.maxC.value} C, got ${set.value}`;
      context.issues.push({ code: 'custom', input: set, path: ['temperatures', `${heater}C`, 'value'], message });
    }
    // Two loops that fill a wall just too wide for one bead are half of it each.
    atMost(['bead', 'minWidthMm', 'value'], bead.minWidthMm.value, bead.maxWidthMm.value / 2, 'half of maxWidthMm');
    context.issues.push(...adhesionIssues(profile), ...supportIssues(profile));
    context.issues.push(...heatIssues(profile.heat, temperatures));
    context.issues.push(...unconfirmedIssues(profile));
  });
