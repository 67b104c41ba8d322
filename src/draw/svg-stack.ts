/**
 * All layers of a job in one SVG file, one group each, as three texts that a sink writes one after the other. The groups
 * look as those of Slic3r's `--export-svg` do (`<g id="layer0" slic3r:z="0.03">`), and polygons are marked as it marks them,
 * so what reads its files reads these. Coordinates are those of the part in mm, y upward.
 */
import type { Layer, Region } from '../core/layer.ts';
import { PLAIN_COLOURS } from './colours.ts';
import { svgStart } from './layer-svg.ts';
import { mmText, pointsText, xmlText } from './svg-text.ts';

/** What is known before the first layer. */
export interface SvgStackOptions {
  /** Box of all layers: xMin, yMin, xMax, yMax in mm. */
  readonly boxMm: readonly [number, number, number, number];
  /** Title of the document, such as the name of the part. */
  readonly title: string;
}

const SOLID_COLOUR = '#b4bac3';

/** Returns what stands before the first layer. */
export function svgStackHeader({ boxMm, title }: SvgStackOptions): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    svgStart(boxMm, ' xmlns:slic3r="http://slic3r.org/namespaces/slic3r"'),
    `<title>${xmlText(title)}</title>`,
    `<style>.contour{fill:${SOLID_COLOUR}}.hole{fill:${PLAIN_COLOURS.paper}}</style>`,
    '<g transform="scale(1,-1)">',
    '',
  ].join('\n');
}

/**
 * Returns the group of one layer. Outlines come by falling area, each followed by its holes, so that what lies in a hole
 * is painted after it. Holes are painted as paper, so where parts overlap a hole of the smaller one shows through the
 * larger one on the screen; the polygons themselves are whole.
 */
export function svgStackLayer(layer: Layer): string {
  const z = mmText(layer.zMm);
  const data = `data-index="${layer.index}" data-z-mm="${z}" data-thickness-mm="${mmText(layer.thicknessMm)}"`;
  const lines = [`<g id="layer${layer.index}" slic3r:z="${z}" ${data}>`];
  const byArea = layer.regions.map((region) => ({ region, area: outlineArea(region) }));
  byArea.sort((a, b) => b.area - a.area);
  for (const { region } of byArea) {
    lines.push(polygon('contour', region, region.outline.xy));
    for (const hole of region.holes) lines.push(polygon('hole', region, hole.xy));
  }
  lines.push('</g>', '');
  return lines.join('\n');
}

/** Returns what stands after the last layer. */
export function svgStackFooter(): string {
  return '</g>\n</svg>\n';
}

/** Returns a whole document at once, for jobs that fit in memory. */
export function svgDocument(layers: Iterable<Layer>, options: SvgStackOptions): string {
  const texts = [svgStackHeader(options)];
  for (const layer of layers) texts.push(svgStackLayer(layer));
  texts.push(svgStackFooter());
  return texts.join('');
}

function polygon(type: 'contour' | 'hole', { partId, area }: Region, xy: Float64Array): string {
  const whose = `data-part="${xmlText(partId)}" data-area="${area}"`;
  return `<polygon class="${type}" slic3r:type="${type}" ${whose} points="${pointsText(xy)}"/>`;
}

function outlineArea({ outline: { xy } }: Region): number {
  let twiceArea = 0;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    twiceArea += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
  }
  return Math.abs(twiceArea) / 2;
}
