import { expect, test } from 'vitest';
import { type LaserExposure, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import type {
  CliPlusState,
  CommonLayerFile,
  CommonLayerHatches,
  CommonLayerLayer,
} from '../../../src/formats/common-layer/common-layer-file.ts';
import { joinedCommonLayer, withExposuresChecked } from '../../../src/pipeline/laser/join-common-layers.ts';

const hatch = (id: number, ...xyxy: number[]): CommonLayerHatches => ({ id, xyxy: Float64Array.from(xyxy) });

function layer(
  zMm: number,
  hatches: readonly CommonLayerHatches[],
  state: CliPlusState | null = null,
): CommonLayerLayer {
  return { zMm, polylines: [], hatches, commands: hatches.map((item) => ({ item, state })) };
}

function fileOf(
  layers: readonly CommonLayerLayer[],
  box: CommonLayerFile['header']['dimensionMm'] = null,
): CommonLayerFile {
  const header = {
    ...{ encoding: 'binary' as const, units: 0.0001, version: 200, align: false, date: null, userData: [] },
    ...{
      labels: new Map<number, string>(),
      profiles: new Map<number, string>(),
      dimensionMm: box,
      layers: layers.length,
    },
  };
  return {
    header,
    tolerated: [],
    async *layers() {
      yield* layers;
    },
  };
}

async function all(file: CommonLayerFile): Promise<CommonLayerLayer[]> {
  const found: CommonLayerLayer[] = [];
  for await (const one of file.layers()) found.push(one);
  return found;
}

test('layers of one height come as one, in the order of the files', async () => {
  const [a, b] = [hatch(4, 0, 0, 1, 0), hatch(5, 2, 0, 3, 0)];
  const joined = joinedCommonLayer([
    fileOf([layer(0.03, [a]), layer(0.06, [])]),
    fileOf([layer(0.03, [b]), layer(0.06, [b])]),
  ]);
  const found = await all(joined);
  expect(found.map(({ zMm, hatches }) => [zMm, hatches])).toEqual([
    [0.03, [a, b]],
    [0.06, [b]],
  ]);
});

test('the box is around those of all files; one without a path, which is flat, adds nothing', () => {
  const one = fileOf([], [10, 20, 0, 11, 21, 3]);
  const two = fileOf([], [9, 20.5, 0, 10.5, 22, 3]);
  const empty = fileOf([], [0, 0, 0, 0, 0, 3]);
  expect(joinedCommonLayer([one, empty, two]).header.dimensionMm).toEqual([9, 20, 0, 11, 22, 3]);
});

test('files that do not lie on each other are a fault of ours', async () => {
  const two = [layer(0.03, []), layer(0.06, [])];
  expect(() => joinedCommonLayer([fileOf(two), fileOf([layer(0.03, [])])])).toThrow('claim 2 and 1 layers');
  const shifted = joinedCommonLayer([fileOf(two), fileOf([layer(0.03, []), layer(0.07, [])])]);
  await expect(all(shifted)).rejects.toThrow('have a layer at 0.06 mm');
});

test('a path of CLI+ with the parameters of another key is a fault of ours', async () => {
  const exposure: LaserExposure = { ...UNKNOWN_EXPOSURE, powerW: 200, speedMmPerS: 1200, focusMm: 0 };
  const state = { powerW: 200, speedMmPerS: 1200, focusMm: 0, profile: null };
  const of = (own: CliPlusState | null) =>
    withExposuresChecked(fileOf([layer(0.03, [hatch(4, 0, 0, 1, 0)], own)]), new Map([[4, exposure]]));
  expect(await all(of(state))).toHaveLength(1);
  for (const own of [{ ...state, powerW: 120 }, { ...state, speedMmPerS: 800 }, { ...state, focusMm: 1 }, null]) {
    await expect(all(of(own))).rejects.toThrow('a path of id 4 at 0.03 mm has the parameters of its key');
  }
});
