/** What stands below the picture of a layer: scale bar, layer and height, and which colour is which parameter key. */
import type { Layer } from '../core/layer.ts';
import type { ParamsKey } from '../core/toolpath.ts';
import { growableFloats } from '../geometry/growable.ts';
import { type HexColour, PLAIN_COLOURS, rgbaOf } from './colours.ts';
import { fillEdges, type Raster } from './raster.ts';
import { addStroke } from './stroke.ts';
import { addText, textWidthPx } from './stroke-font.ts';
import { mmText } from './svg-text.ts';

/** Where the caption begins, right below the drawing, and how wide it may be. */
export interface CaptionPlace {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
}

/** What the caption tells. */
export interface CaptionContent {
  readonly pixelsPerMm: number;
  readonly boxWidthMm: number;
  readonly layer: Layer;
  readonly legend: readonly (readonly [ParamsKey, HexColour])[];
}

const CAP_HEIGHT_PX = 9;
const ROW_PX = 20;
const PADDING_PX = 8;
const SWATCH_PX = 18;
const GAP_PX = 18;
/** The scale bar takes at most this share of the width of the drawing. */
const BAR_SHARE = 0.35;

/** Returns the height of the caption for a legend in a width. */
export function captionHeightPx(legend: CaptionContent['legend'], widthPx: number): number {
  const rows = 1 + Math.max(0, ...legendPlaces(legend, widthPx).map(({ row }) => row + 1));
  return PADDING_PX + rows * ROW_PX;
}

/** Draws the caption. */
export function drawCaption(raster: Raster, place: CaptionPlace, content: CaptionContent): void {
  const ink = growableFloats(4096);
  const base = place.topPx + PADDING_PX + ROW_PX - 4;
  const barMm = scaleBarMm(Math.min(content.boxWidthMm, place.widthPx / content.pixelsPerMm));
  const barPx = barMm * content.pixelsPerMm;
  const middle = base - 0.5 * CAP_HEIGHT_PX;
  const bar = [place.leftPx + 0.5, middle, place.leftPx + 0.5 + barPx, middle] as const;
  addStroke(ink, Float64Array.from(bar), false, 1);
  for (const x of [bar[0], bar[2]]) addStroke(ink, Float64Array.of(x, middle - 4, x, middle + 4), false, 1);
  const barText = `${decimalText(barMm)} mm`;
  addText(ink, barText, bar[2] + 7, base, CAP_HEIGHT_PX);
  const layerText = `layer ${content.layer.index}   z ${mmText(content.layer.zMm)} mm`;
  const right = place.leftPx + place.widthPx - textWidthPx(layerText, CAP_HEIGHT_PX);
  addText(ink, layerText, right, base, CAP_HEIGHT_PX);
  for (const { key, colour, row, xPx } of legendPlaces(content.legend, place.widthPx)) {
    const rowBase = base + ROW_PX * (row + 1);
    const swatch = growableFloats(16);
    const y = rowBase - 0.5 * CAP_HEIGHT_PX;
    addStroke(swatch, Float64Array.of(place.leftPx + xPx, y, place.leftPx + xPx + SWATCH_PX, y), false, 3);
    fillEdges(raster, swatch, rgbaOf(colour));
    addText(ink, key, place.leftPx + xPx + SWATCH_PX + 7, rowBase, CAP_HEIGHT_PX);
  }
  fillEdges(raster, ink, rgbaOf(PLAIN_COLOURS.ink));
}

/** Returns the length of a scale bar: the largest 1, 2 or 5 times a power of ten mm within a share of the width. */
export function scaleBarMm(widthMm: number): number {
  const most = BAR_SHARE * widthMm;
  let decade = 1;
  while (decade > most) decade /= 10;
  while (decade * 10 <= most) decade *= 10;
  if (decade * 5 <= most) return decade * 5;
  return decade * 2 <= most ? decade * 2 : decade;
}

/** Row and left end of each entry: as many in a row as fit. */
function legendPlaces(legend: CaptionContent['legend'], widthPx: number) {
  const places: { key: ParamsKey; colour: HexColour; row: number; xPx: number }[] = [];
  let row = 0;
  let xPx = 0;
  for (const [key, colour] of legend) {
    const entryPx = SWATCH_PX + 7 + textWidthPx(key, CAP_HEIGHT_PX);
    if (xPx > 0 && xPx + entryPx > widthPx) {
      row++;
      xPx = 0;
    }
    places.push({ key, colour, row, xPx });
    xPx += entryPx + GAP_PX;
  }
  return places;
}

/** A scale bar's length without the noise of its divisions by ten. */
function decimalText(value: number): string {
  return String(Number(value.toPrecision(6)));
}
