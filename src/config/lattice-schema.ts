/** Schema of a fill in a case. */
import { z } from 'zod';
import { insidePath, lengthMm } from './case-words.ts';

const SIDES = ['x+', 'x-', 'y+', 'y-', 'z+', 'z-'] as const;
const number = z.number().gte(-1e4).lte(1e4);
const point = z.tuple([number, number, number]);
const densityShare = z.number().gt(0).lt(1);
const cellType = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: 'Unit cell, as trabecula list cells names it, or expression.' });
const phase = z
  .enum(['sheet', 'network'])
  .meta({ description: 'Sheet around the surface, or the network on one side; absent: sheet. Struts have none.' });
const originMm = point.meta({ description: "A point in the coordinates of the part's file. Unit: mm." });
const direction = point.meta({ description: 'A direction; its length does not count.' });

const place = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.enum(['x', 'y', 'z', 'height']) }),
    z.strictObject({ by: z.literal('axis'), originMm, direction }),
    z.strictObject({
      by: z.literal('radius'),
      originMm: z.exactOptional(originMm),
      direction: z.exactOptional(direction),
    }),
    z.strictObject({
      by: z.literal('distance'),
      region: z.exactOptional(
        z.string().min(1).max(80).meta({ description: 'Distance from this region; absent: depth below the surface.' }),
      ),
    }),
    z.strictObject({
      by: z.literal('samples'),
      file: insidePath.meta({ description: 'Table of x, y, z, value in the folder of the case.' }),
    }),
  ])
  .meta({
    description: 'What it depends on: a coordinate, height, an axis, a radius, a distance, or samples. Unit: mm.',
  });

const grading = z.strictObject({
  quantity: z.enum(['density', 'wall', 'cell']).meta({ description: 'What varies.' }),
  place,
  table: z
    .array(z.tuple([z.number(), z.number().gt(0)]))
    .min(2)
    .max(1000)
    .nullable()
    .meta({ description: 'Pairs of place and value, places rising; null for samples whose value is the quantity.' }),
});

const blend = z.strictObject({
  cellType,
  phase,
  relativeDensity: z.exactOptional(
    densityShare.meta({ description: 'Of the second cell; absent: that of the first.' }),
  ),
  place,
  fromMm: number.meta({ description: 'Where the blend begins. Unit: mm.' }),
  toMm: number.meta({ description: 'Where the second cell is alone. Unit: mm.' }),
});

const map = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('straight') }),
    z.strictObject({
      kind: z.literal('cylindrical'),
      originMm: z.exactOptional(originMm),
      direction: z.exactOptional(direction),
      cellsAround: z.exactOptional(z.int().gte(1).lte(10000).meta({ description: 'Cells in one turn.' })),
    }),
    z.strictObject({
      kind: z.literal('surface'),
      side: z.enum(SIDES).meta({ description: 'The side of the part that the cells follow.' }),
    }),
  ])
  .meta({ description: 'How cells lie: straight, around an axis, along one side of the part.' });

/** Keys of which one says how much solid there is. */
const AMOUNTS = ['relativeDensity', 'wallMm', 'poreMm', 'modulusGPa'] as const;

/** Schema of the fill of a porous region. */
export const latticeSchema = z
  .strictObject({
    cellType,
    expression: z.exactOptional(
      z.string().min(1).max(4000).meta({ description: 'Formula of a cell of your own, with cellType expression.' }),
    ),
    phase: z.exactOptional(phase),
    cellMm: lengthMm('Edge of the unit cell.'),
    relativeDensity: z.exactOptional(
      densityShare.meta({ description: 'Solid over envelope volume of the porous region, 0..1.' }),
    ),
    wallMm: z.exactOptional(lengthMm('Mean wall of a sheet or diameter of a strut, instead of relativeDensity.')),
    poreMm: z.exactOptional(lengthMm('Largest sphere that the pores hold, instead of relativeDensity.')),
    modulusGPa: z.exactOptional(
      z.number().gt(0).lte(1000).meta({
        unit: 'GPa',
        description: "Young's modulus along the axes of the cell, instead of relativeDensity. Unit: GPa.",
      }),
    ),
    evenWalls: z.exactOptional(z.boolean().meta({ description: 'Sheets: the same wall all over the cell.' })),
    filletMm: z.exactOptional(
      z.number().gte(0).lte(100).meta({ description: 'Struts: radius of the corners where they meet. Unit: mm.' }),
    ),
    seed: z.exactOptional(
      z.int().gte(0).lte(4294967295).meta({ description: 'Voronoi: equal seeds give equal struts.' }),
    ),
    turnDeg: z.exactOptional(
      point.meta({ description: 'Turn of the cells about the axes x, then y, then z of the file. Unit: degrees.' }),
    ),
    stretch: z.exactOptional(
      z
        .tuple([z.number().gt(0), z.number().gt(0), z.number().gt(0)])
        .meta({ description: 'Lengths of the cell along its own axes over cellMm.' }),
    ),
    map: z.exactOptional(map),
    grading: z.exactOptional(z.array(grading).min(1).max(3)),
    blend: z.exactOptional(blend),
    skinMm: z.exactOptional(lengthMm("Solid skin along the part's surface; absent: none.")),
    openSides: z.exactOptional(z.array(z.enum(SIDES)).meta({ description: 'Sides that keep no skin.' })),
    stepMm: z.exactOptional(
      lengthMm('Sampling step of the contour; absent: cell / 20, for finer cells / 30, at most 0.1 mm.'),
    ),
  })
  .check((context) => {
    const { value } = context;
    const given = AMOUNTS.filter((key) => value[key] !== undefined).length;
    const varies = value.grading?.some(({ quantity }) => quantity !== 'cell') ?? false;
    if (given + (varies ? 1 : 0) === 1) return;
    const message = `needs one of ${AMOUNTS.join(', ')}, or a density or wall that varies, and not two`;
    context.issues.push({ code: 'custom', input: value, path: [], message });
  });

/** The fill of a porous region. */
export type CaseLattice = z.infer<typeof latticeSchema>;
