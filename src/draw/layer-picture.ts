/** One layer as a picture: the solid area, its boundary and the paths by parameter key, with scale and legend. */
import type { Area, Layer } from '../core/layer.ts';
import { PrepError } from '../core/prep-error.ts';
import type { ParamsKey, Toolpath, ToolpathLayer } from '../core/toolpath.ts';
import { growableFloats } from '../geometry/growable.ts';
import { createBrush } from './brush.ts';
import { AREA_COLOURS, type HexColour, PLAIN_COLOURS, pathColours, rgbaOf } from './colours.ts';
import type { PixelWindow } from './coverage.ts';
import { addLoop } from './edges.ts';
import { captionHeightPx, drawCaption } from './picture-caption.ts';
import { type PixelFrame, toPixels } from './pixel-frame.ts';
import { createRaster, fillEdges, type Raster } from './raster.ts';
import { addStroke } from './stroke.ts';

/** What of a layer is drawn and how large. */
export interface LayerPictureOptions {
  /** The part of the layer that is drawn: xMin, yMin, xMax, yMax in mm. */
  readonly boxMm: readonly [number, number, number, number];
  readonly pixelsPerMm: number;
  /** Draws exposed lines at this width in mm, as the melt would cover it; null or absent: as thin lines of fixed width. */
  readonly trackWidthMm?: number | null;
  /** Draws beads at this share of their width, so that neighbours can be told apart; absent: 1. */
  readonly beadShare?: number;
  /** All parameter keys of the job, so that every layer gives a key the same colour; absent: those of this layer. */
  readonly keys?: readonly ParamsKey[];
  /** Scale bar, height of the layer and legend below the drawing; absent: drawn. */
  readonly caption?: boolean;
}

const MARGIN_PX = 12;
const CAPTION_MIN_WIDTH_PX = 360;
const BOUNDARY_WIDTH_PX = 1.2;
const HATCH_WIDTH_PX = 1;
const CONTOUR_WIDTH_PX = 1.6;
const MIDLINE_WIDTH_PX = 1;
const AREAS = Object.keys(AREA_COLOURS) as readonly Area[];

/** Draws a layer and, where they are given, its paths: hatch below, then beads, contours on top. */
export function drawLayer(layer: Layer, toolpaths: ToolpathLayer | null, options: LayerPictureOptions): Raster {
  const [xMin, yMin, xMax, yMax] = options.boxMm;
  const { pixelsPerMm } = options;
  if (!(xMax > xMin && yMax > yMin && pixelsPerMm > 0)) {
    throw new PrepError(
      'value-out-of-range',
      `nothing to draw in a box ${options.boxMm.join(', ')} mm at ${pixelsPerMm} px/mm`,
    );
  }
  const boxWidth = Math.max(1, Math.ceil(snapPx((xMax - xMin) * pixelsPerMm)));
  const boxHeight = Math.max(1, Math.ceil(snapPx((yMax - yMin) * pixelsPerMm)));
  const paths = toolpaths?.toolpaths ?? [];
  const shown = new Set(paths.map(({ params }) => params));
  const colours = pathColours([...(options.keys ?? []), ...shown]);
  const legend = [...colours].filter(([key]) => shown.has(key));
  const caption = options.caption ?? true;
  const width = 2 * MARGIN_PX + (caption ? Math.max(boxWidth, CAPTION_MIN_WIDTH_PX) : boxWidth);
  const below = caption ? captionHeightPx(legend, width - 2 * MARGIN_PX) : 0;
  const raster = createRaster(width, boxHeight + 2 * MARGIN_PX + below, rgbaOf(PLAIN_COLOURS.paper));
  const window = { x: Math.floor((width - boxWidth) / 2), y: MARGIN_PX, width: boxWidth, height: boxHeight };
  const frame = { xMinMm: xMin, yMaxMm: yMax, pixelsPerMm, leftPx: window.x, topPx: window.y };
  fillRegions(raster, layer, frame, window);
  strokePaths(raster, paths, colours, frame, window, options);
  strokeMidlines(raster, layer, frame, window);
  drawFrame(raster, window);
  if (caption) {
    const place = { leftPx: MARGIN_PX, topPx: window.y + boxHeight, widthPx: width - 2 * MARGIN_PX };
    drawCaption(raster, place, { pixelsPerMm, boxWidthMm: xMax - xMin, layer, legend });
  }
  return raster;
}

/** Takes the noise of the last bits off a length, so that 2.3 mm at 10 px/mm are 23 pixels and not 24. */
function snapPx(lengthPx: number): number {
  return Math.round(lengthPx * 1e6) / 1e6;
}

/** Fills the solid by kind of area, then draws its boundary. */
function fillRegions(raster: Raster, layer: Layer, frame: PixelFrame, window: PixelWindow): void {
  for (const area of AREAS) {
    const fill = createBrush(raster, rgbaOf(AREA_COLOURS[area]), window);
    for (const region of layer.regions) {
      if (region.area !== area) continue;
      for (const loop of [region.outline, ...region.holes]) addLoop(fill.edges, toPixels(loop.xy, frame));
      fill.endShape();
    }
    fill.finish();
  }
  const boundary = createBrush(raster, rgbaOf(PLAIN_COLOURS.boundary), window);
  for (const { outline, holes } of layer.regions) {
    for (const loop of [outline, ...holes]) {
      addStroke(boundary.edges, toPixels(loop.xy, frame), true, BOUNDARY_WIDTH_PX);
      boundary.endShape();
    }
  }
  boundary.finish();
}

/** Draws the paths by key; the kinds lie above one another, hatch lowest. */
function strokePaths(
  raster: Raster,
  paths: readonly Toolpath[],
  colours: ReadonlyMap<ParamsKey, HexColour>,
  frame: PixelFrame,
  window: PixelWindow,
  { trackWidthMm, beadShare = 1 }: LayerPictureOptions,
): void {
  const trackPx = trackWidthMm === null || trackWidthMm === undefined ? null : trackWidthMm * frame.pixelsPerMm;
  for (const kind of ['hatch', 'bead', 'contour'] as const) {
    for (const [key, colour] of colours) {
      const { edges, endShape, finish } = createBrush(raster, rgbaOf(colour), window);
      for (const path of paths) {
        if (path.kind !== kind || path.params !== key) continue;
        if (path.kind === 'hatch') {
          const xyxy = toPixels(path.lines.xyxy, frame);
          for (let i = 0; i < xyxy.length; i += 4) {
            addStroke(edges, xyxy.subarray(i, i + 4), false, trackPx ?? HATCH_WIDTH_PX);
            endShape();
          }
        } else if (path.kind === 'bead') {
          const widthPx = path.widthMm.map((widthMm) => widthMm * beadShare * frame.pixelsPerMm);
          addStroke(edges, toPixels(path.path.xy, frame), path.path.closed, widthPx, 'round');
        } else {
          addStroke(edges, toPixels(path.path.xy, frame), path.path.closed, trackPx ?? CONTOUR_WIDTH_PX);
        }
        endShape();
      }
      finish();
    }
  }
}

function strokeMidlines(raster: Raster, layer: Layer, frame: PixelFrame, window: PixelWindow): void {
  const { edges, endShape, finish } = createBrush(raster, rgbaOf(PLAIN_COLOURS.midline), window);
  for (const { path } of layer.midlines) {
    addStroke(edges, toPixels(path.xy, frame), path.closed, MIDLINE_WIDTH_PX);
    endShape();
  }
  finish();
}

/** One pixel around the drawing: a box with a hole. */
function drawFrame(raster: Raster, { x, y, width, height }: PixelWindow): void {
  const edges = growableFloats(32);
  const [right, bottom] = [x + width, y + height];
  addLoop(edges, Float64Array.of(x - 1, y - 1, x - 1, bottom + 1, right + 1, bottom + 1, right + 1, y - 1));
  addLoop(edges, Float64Array.of(x, y, right, y, right, bottom, x, bottom));
  fillEdges(raster, edges, rgbaOf(PLAIN_COLOURS.frame));
}
