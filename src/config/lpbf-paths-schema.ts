/** Schema of contours and hatch in a profile for laser powder bed fusion. */
import { z } from 'zod';
import { fineMm, quantity } from './quantity.ts';

/** How contours are laid out. */
export const contourSchema = z.strictObject({
  beamCompensationMm: quantity(
    'mm',
    { atLeast: 0, atMost: 2 },
    'Inward offset of the outermost contour from the nominal boundary.',
  ),
  count: quantity('', { atLeast: 1, atMost: 20, whole: true }, 'Number of contours.'),
  offsetMm: fineMm('Distance from one contour to the next inner one.'),
});

/** How areas are hatched. */
export const hatchSchema = z.strictObject({
  spacingMm: fineMm('Distance between neighbouring hatch lines.'),
  angleDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Direction in layer 0, counter-clockwise from +x.'),
  angleStepDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Turn of the direction from layer to layer.'),
  offsetMm: quantity('mm', { atLeast: 0, atMost: 2 }, 'Distance from the innermost contour to the hatch ends.'),
  minLengthMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'Hatch lines shorter than this are left out.'),
});
