/** Several Common Layer files of one part, layer on layer, as one. */
import type { LaserExposure } from '../../core/laser-file.ts';
import { assert } from '../../core/prep-error.ts';
import type {
  CommonLayerDimension,
  CommonLayerFile,
  CommonLayerLayer,
} from '../../formats/common-layer/common-layer-file.ts';

/** Returns the files as one: each layer has what all of them have at its height. Files whose layers differ are a fault of ours. */
export function joinedCommonLayer(files: readonly CommonLayerFile[]): CommonLayerFile {
  const [first] = files;
  assert(first !== undefined, 'a part has at least one file');
  if (files.length === 1) return first;
  const counts = new Set(files.map(({ header }) => header.layers));
  assert(counts.size === 1, `the files of a part claim ${[...counts].join(' and ')} layers`);
  return {
    header: { ...first.header, dimensionMm: boxAround(files) },
    get tolerated() {
      return files.flatMap(({ tolerated }) => tolerated);
    },
    async *layers() {
      const open = files.map((file) => file.layers()[Symbol.asyncIterator]());
      for (;;) {
        const next: IteratorResult<CommonLayerLayer>[] = [];
        for (const one of open) next.push(await one.next());
        const found = next.flatMap((result) => (result.done === true ? [] : [result.value]));
        if (found.length === 0) return;
        assert(found.length === files.length, 'the files of a part end at the same layer');
        yield joinedLayer(found);
      }
    },
  };
}

/**
 * Returns the file with a check of CLI+ while it is read: the parameters in force for each path must be those of its id, or the build
 * does not get its name.
 */
export function withExposuresChecked(
  file: CommonLayerFile,
  exposures: ReadonlyMap<number | undefined, LaserExposure>,
): CommonLayerFile {
  return {
    header: file.header,
    get tolerated() {
      return file.tolerated;
    },
    async *layers() {
      for await (const layer of file.layers()) {
        for (const { item, state } of layer.commands) {
          const asked = exposures.get(item.id);
          const same =
            asked !== undefined &&
            state?.powerW === asked.powerW &&
            state.speedMmPerS === asked.speedMmPerS &&
            state.focusMm === asked.focusMm;
          assert(same, `a path of id ${item.id} at ${layer.zMm} mm has the parameters of its key`);
        }
        yield layer;
      }
    },
  };
}

function joinedLayer(layers: readonly CommonLayerLayer[]): CommonLayerLayer {
  const [first] = layers as readonly [CommonLayerLayer, ...CommonLayerLayer[]];
  const { zMm } = first;
  assert(
    layers.every((layer) => layer.zMm === zMm),
    `the files of a part have a layer at ${zMm} mm`,
  );
  return {
    zMm,
    polylines: layers.flatMap(({ polylines }) => polylines),
    hatches: layers.flatMap(({ hatches }) => hatches),
    commands: layers.flatMap(({ commands }) => commands),
  };
}

/** The box around those of all files; one of a key without any path is flat and says nothing. */
function boxAround(files: readonly CommonLayerFile[]): CommonLayerDimension | null {
  const boxes = files.flatMap(({ header: { dimensionMm: box } }) =>
    box === null || (box[0] === box[3] && box[1] === box[4]) ? [] : [box],
  );
  if (boxes.length === 0) return files[0]?.header.dimensionMm ?? null;
  const low = (n: 0 | 1 | 2) => Math.min(...boxes.map((box) => box[n]));
  const high = (n: 3 | 4 | 5) => Math.max(...boxes.map((box) => box[n]));
  return [low(0), low(1), low(2), high(3), high(4), high(5)];
}
