/** Reads back what was written and inspects it: the planner's own numbers are not trusted for what the file holds. */
import type { LaserFile, LaserFileLayer } from '../../core/laser-file.ts';
import type { Layer } from '../../core/layer.ts';
import type { ByteSource } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import type { CommonLayerFile, CommonLayerLayer } from '../../formats/common-layer/common-layer-file.ts';
import { readThreeMf } from '../../formats/threemf/read-threemf.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import type { InspectedLayer, InspectedPolyline } from '../../inspect/inspected-layer.ts';
import type { Inspection } from '../../inspect/inspection.ts';
import { createInspector, firstRiseMm } from '../../inspect/inspector.ts';
import type { InspectOptions } from '../../inspect/settings.ts';
import type { Crew } from '../../stream/crew.ts';
import type { FileClock } from './file-time.ts';
import { judgedLayers } from './judged-layers.ts';

/** Called with the number of layers read so far. */
export type OnLayer = (done: number) => void;

const DIRECTIONS = ['hole', 'outer', 'open'] as const;

/** Threads that judge layers while the next ones are read, and how they may be used. */
export interface JudgingThreads {
  readonly threads: Crew;
  readonly memoryBytes: number;
}

/**
 * Inspects a Common Layer file, or several as one, layer by layer, in constant memory; with threads where there are some and the thickness is
 * planned or can be seen. The inspection is the same.
 */
export async function inspectCommonLayer(
  file: CommonLayerFile,
  options: Omit<InspectOptions, 'claims'>,
  signal: AbortSignal,
  onLayer: OnLayer = () => {},
  judging: JudgingThreads | null = null,
): Promise<{ inspection: Inspection; tolerated: readonly string[] }> {
  const { layers: layerCount, dimensionMm: boxMm } = file.header;
  const inspector = createInspector({ ...options, claims: { layerCount, boxMm } });
  const thicknessMm = judging === null ? null : (options.expected.thicknessMm ?? (await riseOf(file)));
  let index = 0;
  if (judging === null || thicknessMm === null) {
    for await (const layer of file.layers()) {
      signal.throwIfAborted();
      inspector.layer(inspectedLayer(layer, index++));
      onLayer(index);
    }
    return { inspection: inspector.finish(), tolerated: file.tolerated };
  }
  const { threads, memoryBytes } = judging;
  for await (const judged of judgedLayers(layersOf(file), options, thicknessMm, threads, { memoryBytes, signal })) {
    inspector.judged(judged, thicknessMm);
    onLayer(++index);
  }
  return { inspection: inspector.finish(), tolerated: file.tolerated };
}

/** The rise from the first layer to the second; null where there are no two, or they do not rise. */
async function riseOf(file: CommonLayerFile): Promise<number | null> {
  let firstMm: number | null = null;
  for await (const { zMm } of file.layers()) {
    if (firstMm !== null) return firstRiseMm(firstMm, zMm);
    firstMm = zMm;
  }
  return null;
}

async function* layersOf(file: CommonLayerFile): AsyncGenerator<InspectedLayer> {
  let index = 0;
  for await (const layer of file.layers()) yield inspectedLayer(layer, index++);
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

/** Inspects a file of laser paths layer by layer; its time is that of `clock`. */
export async function inspectLaserFile(
  file: LaserFile,
  options: Omit<InspectOptions, 'claims'>,
  signal: AbortSignal,
  clock: FileClock,
): Promise<{ inspection: Inspection; tolerated: readonly string[] }> {
  const inspector = createInspector({ ...options, claims: null });
  let index = 0;
  for await (const layer of file.layers()) {
    signal.throwIfAborted();
    inspector.layer({ ...inspectedPaths(layer, index++), timeS: clock.layerS(layer) });
  }
  return { inspection: inspector.finish(), tolerated: file.tolerated };
}

/** The paths of a layer in the words of the inspection; what is exposed bounds nothing, closed or not. */
function inspectedPaths({ zMm, paths }: LaserFileLayer, index: number): InspectedLayer {
  const polylines: InspectedPolyline[] = [];
  const hatches: InspectedLayer['hatches'][number][] = [];
  for (const path of paths) {
    if (path.kind === 'boundary') polylines.push({ id: 0, direction: path.direction, xy: comeBack(path.xy) });
    else if (path.kind === 'hatch') hatches.push({ id: idOf(path.exposure), xyxy: path.xyxy });
    else {
      const xy = path.closed ? comeBack(path.xy) : path.xy;
      polylines.push({ id: idOf(path.exposure), direction: 'open', xy });
    }
  }
  return { index, zMm, polylines, hatches };
}

function idOf(exposure: number | null): number {
  return exposure === null ? 0 : exposure + 1;
}

/** The contours of a planned layer in the words of the inspection. */
export function inspectedContours({ index, zMm, regions }: Layer): InspectedLayer {
  const loops = regions.flatMap(({ outline, holes }) => [outline, ...holes]);
  return { index, zMm, polylines: loops.map(({ xy }) => closedPolyline(xy)), hatches: [] };
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

/** What a 3MF of ours must hold; `stack` is null without slices. */
export interface ThreeMfExpected {
  readonly triangles: number;
  readonly stack: { readonly layers: number; readonly thicknessMm: number; readonly volumeMm3: number } | null;
}

/** Relative rounding of a sum of areas. */
const SUM_RELATIVE = 1e-9;

/** Reads a 3MF of ours back and compares it with what was planned. */
export async function checkThreeMf(source: ByteSource, { triangles, stack }: ThreeMfExpected): Promise<void> {
  const model = readThreeMf(await source.read(0, source.size), source.name, { meshOnly: true });
  const [object, ...more] = model.objects;
  const found = (object?.mesh?.triangles.length ?? 0) / 3;
  assert(more.length === 0 && found === triangles, `${source.name} holds ${found} triangles of ${triangles}`);
  const slices = object?.sliceStack?.slices ?? [];
  assert(
    slices.length === (stack?.layers ?? 0),
    `${source.name} holds ${slices.length} slices of ${stack?.layers ?? 0}`,
  );
  if (stack === null) return;
  let volumeMm3 = 0;
  for (const { loops } of slices) volumeMm3 += loopsAreaMm2(loops) * stack.thicknessMm;
  const off = Math.abs(volumeMm3 - stack.volumeMm3);
  assert(off <= SUM_RELATIVE * stack.volumeMm3, `${source.name} holds ${volumeMm3} mm3 of ${stack.volumeMm3}`);
}

/** A loop as a file would hold it: its first point repeated, outer where it runs counter-clockwise. */
function closedPolyline(loop: Float64Array): InspectedPolyline {
  const xy = comeBack(loop);
  let twiceArea = 0;
  for (let i = 0; i + 3 < xy.length; i += 2) twiceArea += xy[i]! * xy[i + 3]! - xy[i + 2]! * xy[i + 1]!;
  return { id: 0, direction: twiceArea < 0 ? 'hole' : 'outer', xy };
}

/** A loop with its first point once more at the end. */
function comeBack(loop: Float64Array): Float64Array {
  const xy = new Float64Array(loop.length + 2);
  xy.set(loop);
  xy[loop.length] = loop[0]!;
  xy[loop.length + 1] = loop[1]!;
  return xy;
}
