import { describe, expect, test } from 'vitest';
import type { BuildInHand } from '../../src/pipeline/build-in-hand.ts';
import type { LayerResult } from '../../src/pipeline/build-job.ts';
import { pathRoom } from '../../src/pipeline/path-room.ts';
import { laserProfile, PROFILE_TEXT } from '../config/example-files.ts';

const profile = laserProfile(PROFILE_TEXT, 'profiles/x.json');

/** What was found of layers in which so many contours and hatch had room, out of four contours. */
function found(layers: readonly (readonly [levels: number, hatched: boolean, paths: number])[], layerCount = 2) {
  const room = pathRoom(4);
  for (const [contourLevels, hatched, paths] of layers) {
    room.add({
      toolpaths: { toolpaths: new Array(paths) },
      figures: { contourLevels, hatched },
    } as unknown as LayerResult);
  }
  const build = {
    job: { layerCount, spec: { partId: 'part', layers: { from: 0, to: layers.length } } },
    request: { profile: { file: 'profiles/x.json' } },
  } as BuildInHand;
  return room.findings(build, profile).map(({ rule, severity, measured, limit, message }) => ({
    rule,
    severity,
    measured,
    limit,
    message: message.split(':')[0],
  }));
}

describe('room for paths', () => {
  test('in one layer is enough', () => {
    expect(
      found([
        [1, true, 3],
        [4, false, 4],
      ]),
    ).toEqual([]);
  });

  test('that contours found nowhere is told with their numbers', () => {
    const nowhere = found([
      [3, true, 3],
      [1, true, 3],
    ]);
    expect(nowhere).toEqual([
      {
        rule: 'contour-nowhere',
        severity: 'note',
        measured: 3,
        limit: 4,
        message: 'contour 4 of 4 found room in no layer',
      },
    ]);
    expect(
      found([
        [1, true, 3],
        [1, true, 3],
      ])[0]?.message,
    ).toBe('contours 2 to 4 of 4 found room in no layer');
  });

  test('that hatch found nowhere is told', () => {
    expect(
      found([
        [4, false, 3],
        [4, false, 3],
      ]).map(({ rule }) => rule),
    ).toEqual(['hatch-nowhere']);
  });

  test('of a band of layers says nothing of the part', () => {
    expect(found([[0, false, 0]], 2)).toEqual([]);
  });

  test('for nothing at all is the fault of the profile', () => {
    expect(() =>
      found([
        [0, false, 0],
        [0, false, 0],
      ]),
    ).toThrow(
      "profiles/x.json > contour > beamCompensationMm: no contour and no vector fits in any layer of 'part': contours begin 0.06 mm inside its boundary",
    );
  });
});
