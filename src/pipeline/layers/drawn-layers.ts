/** Pictures of layers of a job, each planned once more: the same job gives the same layers. */
import { drawLayer, type LayerPictureOptions } from '../../draw/layer-picture.ts';
import { encodePng } from '../../draw/png.ts';
import { buildJob } from './build-job.ts';
import type { JobSpec } from './job-spec.ts';

/** One layer as a picture. */
export interface DrawnLayer {
  readonly zMm: number;
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Draws one layer. */
export type LayerDrawer = (index: number) => DrawnLayer;

/** Returns the drawer of a job. */
export async function layerDrawer(spec: JobSpec, options: LayerPictureOptions): Promise<LayerDrawer> {
  const stages = await buildJob(spec);
  return (index) => {
    const { layer, toolpaths } = stages.layer(index);
    const raster = drawLayer(layer, toolpaths, options);
    const png = encodePng(raster, options.pixelsPerMm);
    return { zMm: layer.zMm, png, widthPx: raster.width, heightPx: raster.height };
  };
}
