import loadManifold, { type ManifoldToplevel } from 'manifold-3d';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildInterbody, EXAMPLE_INTERBODY } from '../../src/implant/interbody.ts';
import type { InterbodySize } from '../../src/implant/interbody-size.ts';

describe('an interbody that cannot be is refused by its field', () => {
  let manifold: ManifoldToplevel;
  beforeAll(async () => {
    manifold = await loadManifold();
    manifold.setup();
  });

  test.each<[string, Partial<InterbodySize>, keyof InterbodySize, string]>([
    ['a width that is no number', { widthMm: Number.NaN }, 'widthMm', 'above 0'],
    ['no frame', { frameMm: 0 }, 'frameMm', 'above 0'],
    ['a negative lordosis', { lordosisDeg: -1 }, 'lordosisDeg', 'at least 0'],
    ['a lordosis of 50 degrees', { lordosisDeg: 50 }, 'lordosisDeg', 'below 45'],
    ['a lordosis that leaves no height behind', { lordosisDeg: 28 }, 'lordosisDeg', 'height behind'],
    ['canals that rise less than the face', { canalInclinationDeg: 8 }, 'canalInclinationDeg', 'between the lordosis'],
    ['canals that run on to the posterior wall', { canalInclinationDeg: 20 }, 'canalInclinationDeg', 'posterior frame'],
    ['a flat cone', { seatConeDeg: 180 }, 'seatConeDeg', 'below 180'],
    ['a front corner of half the width', { anteriorCornerRadiusMm: 15 }, 'anteriorCornerRadiusMm', 'half the width'],
    ['a rear corner of half the width', { posteriorCornerRadiusMm: 15 }, 'posteriorCornerRadiusMm', 'half the width'],
    ['a front wall of half the width', { anteriorRadiusMm: 15 }, 'anteriorRadiusMm', 'half the width'],
    ['a hollow that no wall can make', { posteriorHollowMm: 5 }, 'posteriorHollowMm', 'too deep'],
    ['corners that overlap', { depthMm: 12 }, 'depthMm', 'straight side'],
    ['a frame beyond the corners', { frameMm: 6 }, 'frameMm', 'corner radii'],
    ['an edge as wide as the frame', { edgeMm: 2 }, 'edgeMm', 'below the frame'],
    ['a window into the side frame', { windowWidthMm: 23.1 }, 'windowWidthMm', 'frame and collar'],
    ['a window into the rear frame', { windowDepthMm: 15.7 }, 'windowDepthMm', 'frame and collar'],
    ['a window without straight sides', { windowCornerRadiusMm: 4 }, 'windowCornerRadiusMm', 'half the window'],
    ['a window that reaches the seats', { windowDepthMm: 10 }, 'windowDepthMm', 'seats'],
    ['a canal that meets the window', { canalOffsetMm: 6.4 }, 'canalOffsetMm', 'canal and window'],
    ['a canal that leaves through the side', { canalOffsetMm: 9.7 }, 'canalOffsetMm', 'seat and frame'],
    ['a seat smaller than the canal', { seatDiameterMm: 4.4 }, 'seatDiameterMm', 'above the canal'],
    ['a cranial seat below the caudal face', { cranialCanalEntryMm: 5 }, 'cranialCanalEntryMm', 'below the seat'],
    ['a cranial seat through its face', { cranialCanalEntryMm: 7 }, 'cranialCanalEntryMm', 'above the seat'],
    ['a caudal seat through its face', { caudalCanalEntryMm: 5.9 }, 'caudalCanalEntryMm', 'below the seat'],
    ['a caudal seat above the cranial face', { caudalCanalEntryMm: 7.5 }, 'caudalCanalEntryMm', 'above the seat'],
    ['a core wider than any room', { coreWidthMm: 8 }, 'coreWidthMm', 'no core'],
  ])('%s', (_, change, field, words) => {
    expect(() => buildInterbody(manifold, { ...EXAMPLE_INTERBODY, ...change })).toThrow(
      expect.objectContaining({
        code: 'value-out-of-range',
        place: ['interbody', field],
        reason: expect.stringContaining(words),
      }),
    );
  });
});
