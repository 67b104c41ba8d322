/** One layer as an SVG drawing in millimetres, for the report. */
import type { Area, Layer } from '../core/layer.ts';
import type { Polyline } from '../core/polyline.ts';
import { PrepError } from '../core/prep-error.ts';
import type { ParamsKey, ToolpathLayer } from '../core/toolpath.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { AREA_COLOURS, PLAIN_COLOURS, pathColours } from './colours.ts';
import { linePathData, loopPathData, mmText, xmlText } from './svg-text.ts';

/** What of a layer is drawn. */
export interface LayerSvgOptions {
  /** The part of the layer that is drawn: xMin, yMin, xMax, yMax in mm. */
  readonly boxMm: readonly [number, number, number, number];
  /** The paths to draw above the solid; absent or null: none. */
  readonly toolpaths?: ToolpathLayer | null;
  /** Draws exposed lines at this width in mm; null or absent: as thin lines. */
  readonly trackWidthMm?: number | null;
  /** All parameter keys of the job, so that every layer gives a key the same colour; absent: those of this layer. */
  readonly keys?: readonly ParamsKey[];
}

/**
 * Width of thin lines as a share of the longer side of the box. Not every viewer knows `vector-effect` (librsvg 2.54 drew
 * such lines 20 times too wide), so the width is a length like any other.
 */
const THIN_SHARE = 1 / 800;
const AREAS = Object.keys(AREA_COLOURS) as readonly Area[];

/**
 * Returns a whole SVG document: the regions of each kind of area as one path (fill rule nonzero), then the paths by
 * parameter key, each bead at its mean width. One user unit is 1 mm, y points up inside the group.
 */
export function layerSvg(layer: Layer, options: LayerSvgOptions): string {
  const toolpaths = options.toolpaths?.toolpaths ?? [];
  const [xMin, yMin, xMax, yMax] = options.boxMm;
  const thin = mmText(Math.max(1 / GRID_PER_MM, THIN_SHARE * Math.max(xMax - xMin, yMax - yMin)));
  const lines = [
    svgStart(options.boxMm),
    `<title>layer ${layer.index}, z ${mmText(layer.zMm)} mm</title>`,
    `<g transform="scale(1,-1)" fill="none" stroke-width="${thin}" stroke-linejoin="round">`,
  ];
  for (const area of AREAS) {
    const data: string[] = [];
    for (const region of layer.regions) {
      if (region.area !== area) continue;
      for (const loop of [region.outline, ...region.holes]) data.push(loopPathData(loop.xy));
    }
    if (data.length === 0) continue;
    const look = `fill="${AREA_COLOURS[area]}" stroke="${PLAIN_COLOURS.boundary}"`;
    lines.push(`<path class="${area}" fill-rule="nonzero" ${look} d="${data.join('')}"/>`);
  }
  const width = options.trackWidthMm ?? null;
  const track = width === null ? '' : ` stroke-width="${mmText(width)}"`;
  const colours = pathColours([...(options.keys ?? []), ...toolpaths.map(({ params }) => params)]);
  for (const kind of ['hatch', 'bead', 'contour'] as const) {
    for (const [key, colour] of colours) {
      const start = `<path class="${kind}" data-params="${xmlText(key)}" stroke="${colour}"`;
      const data: string[] = [];
      for (const path of toolpaths) {
        if (path.kind !== kind || path.params !== key) continue;
        if (path.kind === 'bead') {
          const look = `stroke-linecap="round" stroke-width="${mmText(mean(path.widthMm))}"`;
          lines.push(`${start} ${look} d="${lineData(path.path)}"/>`);
        } else if (path.kind === 'hatch') {
          for (let i = 0; i < path.lines.xyxy.length; i += 4)
            data.push(linePathData(path.lines.xyxy.subarray(i, i + 4)));
        } else {
          data.push(lineData(path.path));
        }
      }
      if (data.length > 0) lines.push(`${start}${track} d="${data.join('')}"/>`);
    }
  }
  for (const { path } of layer.midlines) {
    const look = `stroke="${PLAIN_COLOURS.midline}"`;
    lines.push(`<path class="midline" ${look} d="${lineData(path)}"/>`);
  }
  lines.push('</g>', '</svg>', '');
  return lines.join('\n');
}

function lineData({ xy, closed }: Polyline): string {
  return closed ? loopPathData(xy) : linePathData(xy);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / Math.max(1, values.length);
}

/** Returns the opening tag of an SVG document whose user unit is 1 mm and whose y, turned over, is that of the box. */
export function svgStart(boxMm: readonly [number, number, number, number], attributes = ''): string {
  const [xMin, yMin, xMax, yMax] = boxMm;
  if (!(xMax > xMin && yMax > yMin)) {
    throw new PrepError('value-out-of-range', `nothing to draw in a box ${boxMm.join(', ')} mm`);
  }
  const [width, height] = [mmText(xMax - xMin), mmText(yMax - yMin)];
  const view = `${mmText(xMin)} ${mmText(-yMax)} ${width} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg"${attributes} width="${width}mm" height="${height}mm" viewBox="${view}">`;
}
