/** Schema of contours in a profile for laser powder bed fusion. */
import { z } from 'zod';
import { contourRunKeys, miterIssues } from './lpbf-contour-schema.ts';
import { fineMm, quantity } from './quantity.ts';

/** How contours are laid out. */
export const contourSchema = z
  .strictObject({
    beamCompensationMm: quantity(
      'mm',
      { atLeast: 0, atMost: 2 },
      'Inward offset of the outermost contour from the nominal boundary.',
    ),
    count: quantity('', { atLeast: 1, atMost: 20, whole: true }, 'Number of contours.'),
    offsetMm: fineMm('Distance from one contour to the next inner one.'),
    ...contourRunKeys,
  })
  .check(({ issues, value }) => {
    issues.push(...miterIssues(value));
  });
