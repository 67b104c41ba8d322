/** Pictures of layers of a job: as they were planned, or planned once more, for the same job gives the same layers. */
import { drawLayer, type LayerPictureOptions } from '../../draw/layer-picture.ts';
import { encodePng } from '../../draw/png.ts';
import { buildJob } from './build-job.ts';
import type { JobSpec } from './job-spec.ts';
import type { LayerResult } from './layer-result.ts';

/** One layer as a picture. */
export interface DrawnLayer {
  readonly zMm: number;
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Draws one layer. */
export type LayerDrawer = (index: number) => DrawnLayer;

/** Returns the drawer of a job, which plans each layer that it draws. */
export async function layerDrawer(spec: JobSpec, options: LayerPictureOptions): Promise<LayerDrawer> {
  const stages = await buildJob(spec);
  return (index) => drawnLayer(stages.layer(index), options);
}

/** Draws a layer that is planned. */
export function drawnLayer(
  { layer, toolpaths }: Pick<LayerResult, 'layer' | 'toolpaths'>,
  options: LayerPictureOptions,
): DrawnLayer {
  const raster = drawLayer(layer, toolpaths, options);
  const png = encodePng(raster, options.pixelsPerMm);
  return { zMm: layer.zMm, png, widthPx: raster.width, heightPx: raster.height };
}
