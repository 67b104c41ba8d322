/** The memory of a finished layer: what is moved between threads, and how large it is. */
import type { LayerResult } from './layer-result.ts';

/** Returns every buffer of a layer once, to be moved instead of copied. */
export function buffersOf(result: LayerResult): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const add = (values: Float64Array): void => {
    if (values.buffer instanceof ArrayBuffer) buffers.add(values.buffer);
  };
  for (const region of result.layer.regions) {
    add(region.outline.xy);
    for (const hole of region.holes) add(hole.xy);
  }
  for (const loop of result.pieces === null ? [] : [...result.pieces.envelope, ...result.pieces.kept]) add(loop.xy);
  for (const loop of (result.porous ?? []).flat()) add(loop.xy);
  for (const toolpath of result.toolpaths.toolpaths) {
    if (toolpath.kind === 'hatch') add(toolpath.lines.xyxy);
    else add(toolpath.path.xy);
    if (toolpath.kind === 'bead') add(toolpath.widthMm);
  }
  return [...buffers];
}

/** Returns the bytes that a finished layer holds. */
export function bytesOf(result: LayerResult): number {
  let bytes = 0;
  for (const buffer of buffersOf(result)) bytes += buffer.byteLength;
  return bytes;
}
