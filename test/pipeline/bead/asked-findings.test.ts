import { expect, test } from 'vitest';
import type { BeadFeature, ToolpathLayer } from '../../../src/core/toolpath.ts';
import { askedWatch } from '../../../src/pipeline/bead/asked-findings.ts';

const q = (value: number) => ({ value, source: 'uncalibrated example' });
type Profile = Parameters<typeof askedWatch>[0];

function profile(flow: number, bridgeFlow: number, fraction: number, firstFlow = 1): Profile {
  const asked = {
    bead: { flow: q(flow) },
    bridge: { flow: q(bridgeFlow), overhangShare: q(0.5) },
    infill: { fraction: q(fraction) },
    firstLayer: { flow: q(firstFlow) },
  };
  return asked as unknown as Profile;
}

/** Layers of 0.2 mm: straight beads of 10 mm, each of a width and with a flow of its own. */
function layer(
  index: number,
  ...beads: (readonly [feature: BeadFeature, widthMm: number, flow?: number])[]
): ToolpathLayer {
  return {
    index,
    zMm: 0.2 * (index + 1),
    thicknessMm: 0.2,
    toolpaths: beads.map(([feature, widthMm, flow]) => ({
      kind: 'bead',
      params: feature,
      partId: 'p',
      regionId: null,
      path: { xy: Float64Array.of(0, 0, 10, 0), closed: false },
      feature,
      widthMm: Float64Array.of(widthMm, widthMm),
      heightMm: 0.2,
      ...(flow === undefined ? {} : { flow }),
    })),
  };
}

test('a bridge at 1.2 of its strips adds a sixth of what its beads hold, and the note says so', () => {
  const watch = askedWatch(profile(1, 1.2, 1), 'p', false);
  // 10 x 0.48 x 0.2 = 0.96 mm3, of which 0.8 are the design.
  const { bridgeMm3, volumeMm3 } = watch.add(layer(3, ['bridge-infill', 0.48], ['perimeter', 0.4]), 8, 0);
  expect(bridgeMm3).toBeCloseTo(0.16, 9);
  expect(volumeMm3).toBeCloseTo(1.6 + 0.16, 9);
  const [told, ...others] = watch.findings(null);
  expect(others).toEqual([]);
  expect(told).toMatchObject({ rule: 'flow-asked', severity: 'note', measured: 1.76, limit: 1.6, unit: 'mm3' });
  expect(told?.message).toContain('bridge.flow 1.2 adds 0.160 mm3');
});

test('flows of the whole print and of the layer on the plate count together; what stands beside the part does not', () => {
  const watch = askedWatch(profile(0.95, 1, 1, 1.1), 'p', false);
  const { volumeMm3 } = watch.add(layer(0, ['perimeter', 0.4, 1.1], ['skirt', 0.4, 1.1]), 4, 0);
  expect(volumeMm3).toBeCloseTo(0.95 * (0.8 + 0.08), 9);
  expect(watch.findings(null)[0]?.message).toContain(
    'bead.flow 0.95 takes 0.0440 mm3, firstLayer.flow 1.1 adds 0.0760 mm3',
  );
});

test('no flow but 1 and dense infill: nothing is told, and the design is what is held to', () => {
  const watch = askedWatch(profile(1, 1, 1), 'p', false);
  expect(watch.add(layer(0, ['bridge-infill', 0.4]), 4, 0).volumeMm3).toBeCloseTo(0.8, 12);
  expect(watch.findings([])).toEqual([]);
});

test('sparse infill is a warning for an implant and a note for a model, with area, volume and the share in the file', () => {
  for (const [isModel, severity] of [
    [false, 'warning'],
    [true, 'note'],
  ] as const) {
    const watch = askedWatch(profile(1, 1, 0.4), 'p', isModel);
    // 20 mm2 of which 10 are sparse: one line of 10 x 0.4 mm in each layer.
    for (const index of [1, 2]) {
      const { volumeMm3 } = watch.add(layer(index, ['internal-infill', 0.4]), 20, 10);
      expect(volumeMm3).toBeCloseTo(0.2 * (10 + 4), 9);
    }
    const found = watch.findings([{ feature: 'Internal infill', volumeMm3: 1.6 }]);
    expect(found.map((one) => [one.rule, one.severity, one.measured])).toEqual([['infill-sparse', severity, 4]]);
    expect(found[0]?.message).toContain('20.00 mm2 in 2 layers, 4.000 mm3 or 50.0 % of the part, are filled at 40.0 %');
    expect(found[0]?.message).toContain('40.0 % in the file');
    expect(found[0]?.message.endsWith(': the part is not solid')).toBe(!isModel);
  }
});

test('sparse infill that holds another share in the file is a warning, and an error where a quarter of it is missing', () => {
  const found = (volumeMm3: number) => {
    const watch = askedWatch(profile(1, 1, 0.4), 'p', true);
    watch.add(layer(1, ['internal-infill', 0.4]), 20, 10);
    return watch.findings([{ feature: 'Internal infill', volumeMm3 }]).map(({ rule, severity }) => [rule, severity]);
  };
  const told = ['infill-sparse', 'note'];
  expect(found(0.8 * 0.91)).toEqual([told]);
  expect(found(0.8 * 0.89)).toEqual([told, ['infill-fraction-off', 'warning']]);
  expect(found(0.8 * 0.74)).toEqual([told, ['infill-fraction-off', 'error']]);
  expect(found(0)).toEqual([told, ['infill-fraction-off', 'error']]);
});
