/** Reads back what was written and inspects it: the planner's own numbers are not trusted for what the file holds. */
import type { ByteSource } from '../core/ports.ts';
import type { CommonLayerLayer } from '../formats/common-layer/common-layer-file.ts';
import { openCommonLayer } from '../formats/common-layer/read-common-layer.ts';
import { readThreeMf } from '../formats/threemf/read-threemf.ts';
import type { InspectedLayer, InspectedPolyline } from '../inspect/inspected-layer.ts';
import type { Inspection } from '../inspect/inspection.ts';
import { createInspector } from '../inspect/inspector.ts';
import type { InspectOptions } from '../inspect/settings.ts';

/** Called with the number of layers read so far. */
export type OnLayer = (done: number) => void;

const DIRECTIONS = ['hole', 'outer', 'open'] as const;

/** Inspects a Common Layer file layer by layer, in constant memory. */
export async function inspectCommonLayer(
  source: ByteSource,
  options: Omit<InspectOptions, 'claims'>,
  signal: AbortSignal,
  onLayer: OnLayer = () => {},
): Promise<{ inspection: Inspection; tolerated: readonly string[] }> {
  const file = await openCommonLayer(source);
  const { layers: layerCount, dimensionMm: boxMm } = file.header;
  const inspector = createInspector({ ...options, claims: { layerCount, boxMm } });
  let index = 0;
  for await (const layer of file.layers()) {
    signal.throwIfAborted();
    inspector.layer(inspectedLayer(layer, index++));
    onLayer(index);
  }
  return { inspection: inspector.finish(), tolerated: file.tolerated };
}

/** The layers of a Common Layer file in the words of the inspection. */
export function inspectedLayer(layer: CommonLayerLayer, index: number): InspectedLayer {
  return {
    index,
    zMm: layer.zMm,
    polylines: layer.polylines.map(({ id, direction, xy }) => ({ id, direction: DIRECTIONS[direction], xy })),
    hatches: layer.hatches,
  };
}

/** Inspects the slice stacks of a 3MF file. */
export async function inspectThreeMf(source: ByteSource, options: Omit<InspectOptions, 'claims'>): Promise<Inspection> {
  const model = readThreeMf(await source.read(0, source.size), source.name);
  const inspector = createInspector({ ...options, claims: null });
  const slices = model.objects.flatMap((object) => object.sliceStack?.slices ?? []);
  slices.forEach(({ zTopMm, loops }, index) => {
    const polylines = loops.map(({ xy, closed }) =>
      closed ? closedPolyline(xy) : { id: 0, direction: 'open' as const, xy },
    );
    inspector.layer({ index, zMm: zTopMm, polylines, hatches: [] });
  });
  return inspector.finish();
}

/** A loop as a file would hold it: its first point repeated, outer where it runs counter-clockwise. */
function closedPolyline(loop: Float64Array): InspectedPolyline {
  const xy = new Float64Array(loop.length + 2);
  xy.set(loop);
  xy[loop.length] = loop[0]!;
  xy[loop.length + 1] = loop[1]!;
  let twiceArea = 0;
  for (let i = 0; i + 3 < xy.length; i += 2) twiceArea += xy[i]! * xy[i + 3]! - xy[i + 2]! * xy[i + 1]!;
  return { id: 0, direction: twiceArea < 0 ? 'hole' : 'outer', xy };
}
