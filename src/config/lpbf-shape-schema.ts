/** Schema of what changes the shape of a part before it is cut, to make up for the process. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

const factor = (axis: string) =>
  quantity(
    '',
    { atLeast: 0.9, atMost: 1.1 },
    `Size along ${axis} of what goes to the machine, relative to the design.`,
  );

/** Schema of scale factors along the axes of the plate. */
export function scaleSchema(meaning: string) {
  return z
    .strictObject({ x: factor('x'), y: factor('y'), z: factor('z') })
    .meta({ description: `${meaning} Axes are those of the plate; absent: 1, 1, 1.` });
}

/** Changes of the shape in a profile for extrusion. */
export const printShapeSchema = z
  .strictObject({
    scale: scaleSchema('Shrinkage in the print and where it is annealed: by how much parts are made larger.'),
  })
  .meta({ description: 'Changes of the shape before it is cut; absent: parts are made as designed.' });

/** Changes of the shape in a profile. */
export const shapeSchema = z
  .strictObject({
    scale: z.exactOptional(scaleSchema('Shrinkage of the material: by how much parts are made larger.')),
    downfaceRaiseMm: z.exactOptional(
      quantity(
        'mm',
        { atLeast: 0, atMost: 1 },
        'By how much faces that look down, with powder below, are raised, since the melt reaches deeper than a layer.',
      ),
    ),
  })
  .meta({ description: 'Changes of the shape before it is cut; absent: parts are made as designed.' });
