import { describe, expect, test } from 'vitest';
import { loadCase } from '../../src/config/case.ts';
import { BALL, bent, CASE, FILE, refusal, withRegions } from './example-case.ts';

describe('names inside shapes lead somewhere', () => {
  const shape = ['parts', 0, 'regions', 0, 'shape'] as const;
  const named = (solid: string) => ({ by: 'solid', solid });
  /** Three regions with shapes of their own kind, and the rest. */
  const regions = (...shapes: readonly unknown[]) => [
    ...shapes.map((one, n) => ({ id: `r${n}`, kind: 'solid', shape: one })),
    CASE.parts[0]!.regions[1],
  ];
  const near = (region: string) => ({ by: 'distance', region, withinMm: 2 });
  const AT = 'case.json > parts > 0 > regions >';

  test.each<[string, readonly (string | number)[], unknown, string]>([
    [
      'a solid of itself',
      ['solids'],
      { ball: named('ball') },
      'case.json > solids > ball > solid: circular reference: ball -> ball',
    ],
    [
      'a solid of itself by two others',
      ['solids'],
      {
        a: { by: 'union', of: [BALL, named('b')] },
        b: { by: 'difference', from: BALL, minus: [named('c')] },
        c: { by: 'intersection', of: [named('a'), BALL] },
      },
      'case.json > solids > c > of > 0 > solid: circular reference: a -> b -> c -> a',
    ],
    [
      'a distance from itself',
      ['parts', 0, 'regions'],
      regions(near('r0')),
      `${AT} 0 > shape > region: circular reference: r0 -> r0`,
    ],
    [
      'distances from each other',
      ['parts', 0, 'regions'],
      regions(near('r1'), near('r0')),
      `${AT} 0 > shape > region: circular reference: r0 -> r1 -> r0`,
    ],
    [
      'a distance from a distance',
      ['parts', 0, 'regions'],
      regions(near('r1'), near('r2'), BALL),
      `${AT} 0 > shape > region: the region 'r1' has no shape of its own, which a distance needs`,
    ],
    [
      'a distance from the rest',
      ['parts', 0, 'regions'],
      regions(near('frame')),
      `${AT} 0 > shape > region: the region 'frame' has no shape of its own, which a distance needs`,
    ],
    [
      'an unknown solid',
      [...shape],
      { by: 'union', of: [BALL, named('rod')] },
      `${AT} 0 > shape > of > 1 > solid: unknown solid 'rod'`,
    ],
    [
      'an unknown region',
      [...shape],
      near('fram'),
      `${AT} 0 > shape > region: unknown region 'fram', did you mean 'frame'?`,
    ],
    [
      'an unknown bone',
      [...shape],
      { by: 'distance', bone: 'l4', withinMm: 1 },
      `${AT} 0 > shape > bone: unknown bone 'l4'`,
    ],
    [
      'a distance from two things',
      [...shape],
      { by: 'distance', region: 'frame', bone: 'l4', withinMm: 1 },
      `${AT} 0 > shape: names a region and a bone: one of them`,
    ],
    [
      'a distance that begins where it ends',
      [...shape],
      { by: 'distance', fromMm: 2, withinMm: 2 },
      `${AT} 0 > shape > fromMm: must be below withinMm, got 2 mm`,
    ],
    ['an unknown kind of shape', [...shape], { by: 'cone' }, `${AT} 0 > shape > by: `],
  ])('%s is refused', (_, path, value, message) => {
    const line = refusal(path, value);
    expect(line).toContain(message);
    expect(line).not.toContain('\n');
  });

  test('the nearest solid and the nearest bone are named', () => {
    const whole = { ...CASE, solids: { rod: BALL }, bones: [{ id: 'l4', mesh: 'l4.stl' }] };
    const withShape = (value: unknown) => {
      const { parts } = structuredClone(CASE);
      parts[0]!.regions[0]!.shape = value as never;
      return JSON.stringify({ ...whole, parts });
    };
    expect(() => loadCase(withShape(named('rodd')), FILE)).toThrow("unknown solid 'rodd', did you mean 'rod'?");
    const bone = (id: string) => withShape({ by: 'distance', bone: id, withinMm: 1 });
    expect(() => loadCase(bone('l14'), FILE)).toThrow("unknown bone 'l14', did you mean 'l4'?");
    expect(() => loadCase(withShape(named('rod')), FILE)).not.toThrow();
    expect(() => loadCase(bone('l4'), FILE)).not.toThrow();
  });

  test('a solid that two others use is no circle', () => {
    const solids = { a: BALL, b: named('a'), c: { by: 'union', of: [named('a'), named('b')] } };
    expect(() => loadCase(bent(['solids'], solids), FILE)).not.toThrow();
  });

  test('a distance from a region with a shape is taken, wherever that one stands', () => {
    for (const shapes of [regions(near('r1'), BALL), regions(BALL, near('r0'))]) {
      expect(() => loadCase(JSON.stringify(withRegions(shapes)), FILE)).not.toThrow();
    }
  });
});
