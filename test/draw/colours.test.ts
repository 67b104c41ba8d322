import { describe, expect, test } from 'vitest';
import {
  AREA_COLOURS,
  BEAD_COLOURS,
  type HexColour,
  PATH_COLOURS,
  PLAIN_COLOURS,
  pathColours,
  rgbaOf,
  SPARE_COLOURS,
} from '../../src/draw/colours.ts';

type Triple = readonly [number, number, number];

/** Views of the world: full colour, and without red or green cones (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** Linear light of a colour (IEC 61966-2-1). */
function linear(hex: HexColour): Triple {
  const [r, g, b] = rgbaOf(hex).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return [r!, g!, b!];
}

function contrast(a: HexColour, b: HexColour): number {
  const luminance = (hex: HexColour) => {
    const [r, g, bl] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (high! + 0.05) / (low! + 0.05);
}

/** CIE L*a*b* for D65. */
function lab(rgb: Triple): Triple {
  const [r, g, b] = rgb.map((v) => Math.max(0, v)) as unknown as Triple;
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const PATHS = [...new Set([...Object.values(PATH_COLOURS), ...SPARE_COLOURS, ...Object.values(BEAD_COLOURS)])];
const GROUNDS = [PLAIN_COLOURS.paper, ...Object.values(AREA_COLOURS)];

describe('the colour table', () => {
  test('white on black has a contrast of 21, as the recommendation says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 9);
  });

  test('every path stands out by 3 : 1 from the paper and from each fill, the text by 7 : 1', () => {
    for (const ground of GROUNDS) {
      for (const path of [...PATHS, PLAIN_COLOURS.boundary, PLAIN_COLOURS.midline]) {
        expect(contrast(path, ground), `${path} on ${ground}`).toBeGreaterThan(3);
      }
      expect(contrast(PLAIN_COLOURS.ink, ground)).toBeGreaterThan(7);
    }
  });

  test.each(Object.keys(EYES))('the paths differ from each other for %s eyes', (name) => {
    const seen = PATHS.map((hex) => {
      const light = linear(hex);
      return lab(
        EYES[name]!.map((row) => row[0] * light[0] + row[1] * light[1] + row[2] * light[2]) as unknown as Triple,
      );
    });
    for (let i = 0; i < seen.length; i++) {
      for (let j = 0; j < i; j++) {
        const away = Math.hypot(...seen[i]!.map((v, k) => v - seen[j]![k]!));
        expect(away, `${PATHS[i]} and ${PATHS[j]}`).toBeGreaterThan(23);
      }
    }
  });
});

test('what can lie in one layer beside a part has a colour of its own in its legend', () => {
  const ofPart = ['external-perimeter', 'perimeter', 'solid-infill', 'lattice', 'gap-infill'];
  const onPlate = ['skirt', 'prime', 'brim', 'draft-shield', 'support', 'support-interface'];
  const inRaft = ['skirt', 'prime', 'raft', 'draft-shield', 'support', 'support-interface'];
  for (const keys of [[...ofPart, ...onPlate], inRaft]) {
    expect(new Set(pathColours(keys).values()).size, keys.join()).toBe(keys.length);
  }
});

describe('pathColours', () => {
  test('known keys have their own colours and others take the spare ones by name, whatever the order', () => {
    const colours = pathColours(['zig', 'hatch-core', 'alpha', 'zig']);
    expect([...colours.keys()]).toEqual(['alpha', 'hatch-core', 'zig']);
    expect(colours.get('hatch-core')).toBe(PATH_COLOURS['hatch-core']);
    expect(colours.get('alpha')).toBe(SPARE_COLOURS[0]);
    expect(colours.get('zig')).toBe(SPARE_COLOURS[1]);
    expect(pathColours(['alpha', 'zig', 'hatch-core'])).toEqual(colours);
  });

  test('a key named like a property of every object is a key like any other', () => {
    expect(pathColours(['constructor']).get('constructor')).toBe(SPARE_COLOURS[0]);
  });
});

test('#0b74b8 is 11, 116, 184', () => {
  expect(rgbaOf('#0b74b8')).toEqual([11, 116, 184, 255]);
  expect(rgbaOf('#ffffff', 20)).toEqual([255, 255, 255, 20]);
});
