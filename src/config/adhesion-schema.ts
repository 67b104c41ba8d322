/** Schema of what holds a print to the plate and stands around it, as a profile for extrusion says it. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

function blockSpeed(of: string) {
  return z.exactOptional(
    quantity('mm/s', { atLeast: 0.1, atMost: 1000 }, `Speed of ${of}; absent: that of the skirt (speeds.skirt).`),
  );
}

function plateMm(meaning: string) {
  const at = (axis: string) => quantity('mm', { atLeast: -2000, atMost: 2000 }, `${axis} in coordinates of the plate.`);
  return z.strictObject({ x: at('x'), y: at('y') }).meta({ description: meaning });
}

const brim = z
  .strictObject({
    widthMm: quantity('mm', { above: 0, atMost: 50 }, 'From its inner to its outer side; its loops share it equally.'),
    gapMm: quantity('mm', { atLeast: 0, atMost: 5 }, 'From the part to its inner side; 0: it touches.'),
    where: z
      .enum(['outside', 'outside-and-holes'])
      .meta({ description: 'Around the part alone, or in its bores and windows too.' }),
    order: z.enum(['outer-first', 'inner-first']).meta({ description: 'Which loop comes first.' }),
    speedMmPerS: blockSpeed('the brim'),
  })
  .meta({ description: 'Loops on the plate that touch the first layer, or nearly; absent: none.' });

const draftShield = z
  .strictObject({
    distanceMm: quantity('mm', { above: 0, atMost: 50 }, 'From the convex outline of the part to its inner side.'),
    layers: z.exactOptional(
      quantity('', { atLeast: 1, atMost: 100_000, whole: true }, 'Layers that it is high; not beside heightMm.'),
    ),
    heightMm: z.exactOptional(
      quantity('mm', { above: 0, atMost: 2000 }, 'Height, up to the end of a layer; not beside layers.'),
    ),
    speedMmPerS: blockSpeed('the shield'),
  })
  .meta({
    description:
      'A wall of one bead around the part that keeps the heat; without layers and heightMm as high as the part. Absent: none.',
  });

const prime = z
  .strictObject({
    fromMm: plateMm('Where the line begins.'),
    toMm: plateMm('Where it ends.'),
    widthMm: z.exactOptional(quantity('mm', { atLeast: 0.05, atMost: 5 }, 'Width of its strip; not beside volumeMm3.')),
    volumeMm3: z.exactOptional(
      quantity('mm3', { above: 0, atMost: 2000 }, 'Volume of the line, before the flow; not beside widthMm.'),
    ),
    speedMmPerS: blockSpeed('the line'),
  })
  .meta({
    description: 'A straight line at a place of the plate, laid before all else in the first layer; absent: none.',
  });

function raftLayers(where: string, atLeast: number) {
  return z.strictObject({
    layers: quantity('', { atLeast, atMost: 50, whole: true }, `Layers ${where}.`),
    thicknessMm: quantity('mm', { above: 0, atMost: 1 }, 'Thickness of each.'),
    beadWidthMm: quantity('mm', { atLeast: 0.05, atMost: 2 }, 'Strip of their beads.'),
    spacingMm: quantity('mm', { atLeast: 0.05, atMost: 20 }, 'From line to line; as wide as a bead: side by side.'),
  });
}

const raft = z
  .strictObject({
    base: raftLayers('on the plate', 1),
    contact: raftLayers('between the base and the part', 0),
    angleDeg: quantity(
      'deg',
      { atLeast: -360, atMost: 360 },
      'Lines of the first layer, from +x; each layer turns by 90.',
    ),
    gapMm: quantity('mm', { atLeast: 0, atMost: 2 }, 'Gap between the raft and the part.'),
    expansionMm: quantity('mm', { atLeast: 0, atMost: 50 }, 'How far it reaches beyond the first layer of the part.'),
    speedMmPerS: blockSpeed('the raft'),
  })
  .meta({ description: 'Layers that the part stands on and is broken off from; absent: it stands on the plate.' });

const firstLayer = z
  .strictObject({
    widthMm: z.exactOptional(
      quantity('mm', { atLeast: 0.05, atMost: 2 }, 'Strip of a regular bead in the first layer; absent: bead.widthMm.'),
    ),
    flow: z.exactOptional(
      quantity('', { above: 0, atMost: 2 }, 'Extruded volume over that of the strips, beside bead.flow; absent: 1.'),
    ),
    insetMm: z.exactOptional(
      quantity(
        'mm',
        { atLeast: 0, atMost: 1 },
        'The first layers are smaller by this all round and in bores, since the plate squeezes them wide (elephant foot).',
      ),
    ),
    insetLayers: z.exactOptional(
      quantity('', { atLeast: 1, atMost: 100, whole: true }, 'Layers that insetMm holds for; absent: 1.'),
    ),
  })
  .meta({ description: 'Beads of the layer on the plate; absent: as in all others.' });

/** Fields of a profile for extrusion, all of them optional: absent means nothing of the kind. */
export const adhesionBlocks = {
  brim: z.exactOptional(brim),
  draftShield: z.exactOptional(draftShield),
  prime: z.exactOptional(prime),
  firstLayer: z.exactOptional(firstLayer),
  raft: z.exactOptional(raft),
};

/** Layers of the skirt, as a field of that block. */
export const skirtLayers = z.exactOptional(
  quantity('', { atLeast: 1, atMost: 100_000, whole: true }, 'Layers in which the skirt stands; absent: 1.'),
);

type Adhesion = z.infer<z.ZodObject<typeof adhesionBlocks>>;
type Valued = { readonly value: number };

/** What of a profile stands beside one another on the plate. */
interface Beside extends Adhesion {
  readonly bead: { readonly widthMm: Valued; readonly minWidthMm: Valued; readonly maxWidthMm: Valued };
  readonly skirt: { readonly loops: Valued; readonly distanceMm: Valued; readonly layers?: Valued | undefined };
}

/** Returns one issue for each thing that cannot be: two heights, beads on one another, a line without a length. */
export function adhesionIssues(profile: Beside) {
  const issues: { code: 'custom'; input: unknown; path: string[]; message: string }[] = [];
  const say = (path: string[], input: unknown, message: string) =>
    issues.push({ code: 'custom', input, path, message });
  const { bead, skirt, brim, draftShield: shield, prime, firstLayer, raft } = profile;
  const firstMm = firstLayer?.widthMm?.value ?? bead.widthMm.value;
  if (firstMm < bead.minWidthMm.value || firstMm > bead.maxWidthMm.value) {
    const range = `${bead.minWidthMm.value} to ${bead.maxWidthMm.value}`;
    say(
      ['firstLayer', 'widthMm', 'value'],
      firstMm,
      `must lie between minWidthMm and maxWidthMm of bead (${range}), got ${firstMm}`,
    );
  }
  const skirtFrom = skirt.loops.value > 0 ? skirt.distanceMm.value : Number.POSITIVE_INFINITY;
  const skirtTo = skirt.distanceMm.value + skirt.loops.value * firstMm;
  if (brim !== undefined) {
    const toMm = brim.gapMm.value + brim.widthMm.value;
    const path = ['brim', 'widthMm', 'value'];
    if (toMm > skirtFrom)
      say(path, toMm, `reaches ${mm(toMm)} mm from the part, onto the skirt at ${mm(skirtFrom)} mm`);
    const shieldFrom = shield?.distanceMm.value ?? Number.POSITIVE_INFINITY;
    if (toMm > shieldFrom) {
      say(path, toMm, `reaches ${mm(toMm)} mm from the part, onto the draft shield at ${mm(shieldFrom)} mm`);
    }
  }
  if (shield !== undefined) {
    const from = shield.distanceMm.value;
    const to = from + bead.widthMm.value;
    if (skirt.loops.value > 0 && from < skirtTo && skirtFrom < to) {
      const message = `puts the shield at ${mm(from)} to ${mm(to)} mm from the part, onto the skirt at ${mm(skirtFrom)} to ${mm(skirtTo)} mm`;
      say(['draftShield', 'distanceMm', 'value'], from, message);
    }
    if (shield.layers !== undefined && shield.heightMm !== undefined) {
      say(['draftShield', 'heightMm'], shield.heightMm, 'stands beside layers: one of the two says the height');
    }
  }
  if (raft !== undefined) {
    if (brim !== undefined) say(['brim'], brim, 'is of no use beside a raft: take one of the two');
    if ((firstLayer?.insetMm?.value ?? 0) > 0) {
      say(
        ['firstLayer', 'insetMm'],
        firstLayer?.insetMm,
        'is of no use above a raft: no plate squeezes the first layer',
      );
    }
    for (const kind of ['base', 'contact'] as const) {
      const { beadWidthMm, spacingMm } = raft[kind];
      if (spacingMm.value >= beadWidthMm.value) continue;
      const message = `must be at least beadWidthMm (${beadWidthMm.value}), got ${spacingMm.value}`;
      say(['raft', kind, 'spacingMm', 'value'], spacingMm.value, message);
    }
    // What stands upright goes by the convex outline of the part, not by the raft.
    const upright = shield !== undefined || (skirt.layers?.value ?? 1) > 1;
    const nearest = Math.min(
      shield?.distanceMm.value ?? Number.POSITIVE_INFINITY,
      upright ? skirtFrom : Number.POSITIVE_INFINITY,
    );
    if (raft.expansionMm.value > nearest) {
      const message = `reaches ${mm(raft.expansionMm.value)} mm from the part, onto what stands around it at ${mm(nearest)} mm`;
      say(['raft', 'expansionMm', 'value'], raft.expansionMm.value, message);
    }
  }
  if (prime !== undefined) {
    const { fromMm, toMm, widthMm, volumeMm3 } = prime;
    if (fromMm.x.value === toMm.x.value && fromMm.y.value === toMm.y.value) {
      say(['prime', 'toMm'], toMm, 'is where the line begins: it has no length');
    }
    if ((widthMm === undefined) === (volumeMm3 === undefined)) {
      say(['prime', 'widthMm'], widthMm, 'or volumeMm3 must say how much the line is, one of the two');
    }
  }
  return issues;
}

function mm(value: number): string {
  return String(Number(value.toFixed(4)));
}
