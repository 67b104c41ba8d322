/** Puts shaded pictures of filled parts on one sheet, each above its title. */
import { PLAIN_COLOURS, rgbaOf } from '../../dist/draw/colours.js';
import { createRaster, fillEdges } from '../../dist/draw/raster.js';
import { addText, textWidthPx } from '../../dist/draw/stroke-font.js';
import { growableFloats } from '../../dist/geometry/growable.js';
import { fillMesh } from './fill-mesh.mjs';
import { shadedView } from './view.mjs';

const PAPER = rgbaOf(PLAIN_COLOURS.paper);
const INK = rgbaOf(PLAIN_COLOURS.ink);
const QUIET = rgbaOf(PLAIN_COLOURS.boundary);
/** Own surface of a lattice, and where the part cuts it, in light of 1. */
const SURFACE = [141, 175, 201];
const SECTION = [231, 172, 106];
const BRIGHTEST = 1.5;
/** Shades of each colour that a file keeps. */
const SHADES = 64;
const GREYS = 24;

const PAD_PX = 16;
const GAP_PX = 14;
const TITLE_CAP_PX = 11;
const NOTE_CAP_PX = 9;
/** Base lines below a picture, and the height of both lines of text. */
const TITLE_PX = 18;
const NOTE_PX = 34;
const TITLE_ROWS_PX = 48;
const CAPTION_ROW_PX = 18;

/**
 * Returns the raster of a sheet and the palette that its file needs.
 *
 * @param rows - each with its height and panels: part, fill, title, note, and its share of the width where it is not 1
 */
export function contactSheet(rows, { widthPx, captions }) {
  const heightPx = rows.reduce(
    (sum, row) => sum + row.heightPx + TITLE_ROWS_PX,
    PAD_PX + captions.length * CAPTION_ROW_PX + PAD_PX,
  );
  const raster = createRaster(widthPx, heightPx, PAPER);
  const [ink, quiet] = [growableFloats(65536), growableFloats(65536)];
  let top = PAD_PX;
  for (const { heightPx: height, panels } of rows) {
    const shares = panels.reduce((sum, { share = 1 }) => sum + share, 0);
    const sharedPx = widthPx - 2 * PAD_PX - (panels.length - 1) * GAP_PX;
    let left = PAD_PX;
    for (const { part, lattice, title, note, view, share = 1 } of panels) {
      const width = Math.floor((share / shares) * sharedPx);
      const size = { width, height, view };
      pasteLinear(raster, shadedView(fillMesh(part, lattice), size, litColour), size, left, top);
      centred(ink, title, left, top + height + TITLE_PX, TITLE_CAP_PX, width);
      centred(quiet, note, left, top + height + NOTE_PX, NOTE_CAP_PX, width);
      left += width + GAP_PX;
    }
    top += height + TITLE_ROWS_PX;
  }
  captions.forEach((caption, n) => {
    centred(quiet, caption, 0, top + (n + 1) * CAPTION_ROW_PX, NOTE_CAP_PX, widthPx);
  });
  fillEdges(raster, ink, INK);
  fillEdges(raster, quiet, QUIET);
  return { raster, palette: paletteOf() };
}

function centred(edges, text, x, base, capPx, widthPx) {
  const textPx = textWidthPx(text, capPx);
  if (textPx > widthPx) throw new Error(`the text does not fit: ${text}`);
  addText(edges, text, x + 0.5 * (widthPx - textPx), base, capPx);
}

function litColour(light, isCut) {
  return (isCut ? SECTION : SURFACE).map((value) => Math.min(1, linear(value) * light));
}

function pasteLinear(raster, pixels, { width, height }, x0, y0) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = 4 * ((y0 + y) * raster.width + x0 + x);
      const from = 3 * (y * width + x);
      for (let k = 0; k < 3; k++) raster.rgba[to + k] = encoded(pixels[from + k]);
    }
  }
}

/** Shades of both colours, even in the file's values, and greys for text and for rims against the paper. */
function paletteOf() {
  const shades = (colour) =>
    Array.from({ length: SHADES }, (_, i) => {
      const light = linear((255 * i) / (SHADES - 1)) * BRIGHTEST;
      return colour.map((value) => encoded(Math.min(1, linear(value) * light)));
    });
  const mixed = (colour) =>
    Array.from({ length: GREYS }, (_, i) => colour.map((v) => Math.round(255 + ((v - 255) * i) / (GREYS - 1))));
  return [...mixed(INK.slice(0, 3)), ...mixed(SURFACE), ...mixed(SECTION), ...shades(SURFACE), ...shades(SECTION)];
}

/** Light of a value of sRGB (IEC 61966-2-1), and back. */
function linear(value) {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function encoded(light) {
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
}
