/** Puts pictures of layers together: titles, panels, a stack. */
import { createBrush } from '../../dist/draw/brush.js';
import { PLAIN_COLOURS, rgbaOf } from '../../dist/draw/colours.js';
import { addLoop } from '../../dist/draw/edges.js';
import { drawLayer } from '../../dist/draw/layer-picture.js';
import { scaleBarMm } from '../../dist/draw/picture-caption.js';
import { toPixels } from '../../dist/draw/pixel-frame.js';
import { createRaster, fillEdges } from '../../dist/draw/raster.js';
import { addStroke } from '../../dist/draw/stroke.js';
import { addText, textWidthPx } from '../../dist/draw/stroke-font.js';
import { growableFloats } from '../../dist/geometry/growable.js';

const INK = rgbaOf(PLAIN_COLOURS.ink);
const PAPER = rgbaOf(PLAIN_COLOURS.paper);
const SOLID = rgbaOf('#5f7d95');
const CAP_PX = 11;
const TITLE_ROW_PX = 30;
const PAD_PX = 12;
const LAYER_WIDTH_PX = 850;

/** A whole layer with its contours and hatch, or its beads, a little narrower than they are so that they part. */
export function wholeLayer({ layer, toolpaths, boxMm }, title) {
  const [x0, y0, , x1, y1] = boxMm;
  const pixelsPerMm = Math.min(40, LAYER_WIDTH_PX / (x1 - x0));
  const marginMm = 0.3;
  const drawn = drawLayer(layer, toolpaths, {
    boxMm: [x0 - marginMm, y0 - marginMm, x1 + marginMm, y1 + marginMm],
    pixelsPerMm,
    beadShare: 0.8,
  });
  return { raster: titled(drawn, title), pixelsPerMm };
}

/** A part of a layer with its tracks as wide as their melt, and their centre lines. */
export function closeUp({ layer, toolpaths, meltWidthMm }, boxMm, title) {
  const pixelsPerMm = 150;
  const drawn = drawLayer(layer, toolpaths, { boxMm, pixelsPerMm, trackWidthMm: meltWidthMm });
  const frame = { xMinMm: boxMm[0], yMaxMm: boxMm[3], pixelsPerMm, leftPx: PAD_PX, topPx: PAD_PX };
  const window = windowOf(frame, boxMm);
  const lines = createBrush(drawn, INK, window);
  for (const path of toolpaths.toolpaths) {
    if (path.kind === 'hatch') {
      const xyxy = toPixels(path.lines.xyxy, frame);
      for (let i = 0; i < xyxy.length; i += 4) addStroke(lines.edges, xyxy.subarray(i, i + 4), false, 1);
    } else addStroke(lines.edges, toPixels(path.path.xy, frame), path.path.closed, 1);
    lines.endShape();
  }
  lines.finish();
  return { raster: titled(drawn, title), pixelsPerMm };
}

/** Four layers in two rows at one scale: solid filled, a title under each, one scale bar. */
export function fourPanels(panels, title) {
  const pixelsPerMm = Math.floor(440 / Math.max(...panels.map(({ boxMm }) => boxMm[3] - boxMm[0])));
  const cells = panels.map((panel) => onePanel(panel, pixelsPerMm, panel.marginMm ?? 0));
  const width = 3 * PAD_PX + 2 * cells[0].width;
  const height = 2 * (PAD_PX + cells[0].height) + TITLE_ROW_PX;
  const raster = createRaster(width, height, PAPER);
  cells.forEach((cell, i) => {
    paste(raster, cell, PAD_PX + (i % 2) * (cell.width + PAD_PX), PAD_PX + Math.floor(i / 2) * (cell.height + PAD_PX));
  });
  const ink = growableFloats(4096);
  const base = height - PAD_PX;
  const barMm = scaleBarMm(panels[0].boxMm[3] - panels[0].boxMm[0]);
  scaleBar(ink, width - PAD_PX, base, barMm, pixelsPerMm);
  addText(ink, title, PAD_PX, base, CAP_PX);
  fillEdges(raster, ink, INK);
  return { raster, pixelsPerMm };
}

/** All layers in an oblique view, lower ones first; the lit side grows towards the top. */
export function stackPicture(layers, title) {
  const [x0, y0, , x1, y1, z1] = layers[0].boxMm;
  const pixelsPerMm = 24;
  const [skew, depth, rise] = [0.42, 0.5, 0.9];
  const toView = (xyMm, zMm) => {
    const out = new Float64Array(xyMm.length);
    for (let i = 0; i < xyMm.length; i += 2) {
      out[i] = PAD_PX + pixelsPerMm * (xyMm[i] - x0 + skew * (xyMm[i + 1] - y0));
      out[i + 1] = PAD_PX + pixelsPerMm * (depth * (y1 - xyMm[i + 1]) + rise * (z1 - zMm));
    }
    return out;
  };
  const width = Math.ceil(2 * PAD_PX + pixelsPerMm * (x1 - x0 + skew * (y1 - y0)));
  const drawn = Math.ceil(2 * PAD_PX + pixelsPerMm * (depth * (y1 - y0) + rise * z1));
  const raster = createRaster(width, drawn + TITLE_ROW_PX, PAPER);
  const window = { x: 0, y: 0, width, height: drawn };
  layers.forEach(({ layer }, k) => {
    const last = k === layers.length - 1;
    const share = k / (layers.length - 1);
    const shade = (low, high) => Math.round(low + (high - low) * share);
    const wall = [shade(52, 128), shade(70, 150), shade(88, 170), 255];
    const fill = createBrush(raster, last ? rgbaOf('#dfe8ef') : wall, window);
    const rim = createBrush(raster, last ? rgbaOf('#3c5468') : [20, 30, 40, 26], window);
    for (const { outline, holes } of layer.regions) {
      for (const loop of [outline, ...holes]) {
        const xy = toView(loop.xy, layer.zMm);
        addLoop(fill.edges, xy);
        addStroke(rim.edges, xy, true, 1);
      }
      fill.endShape();
    }
    fill.finish();
    rim.finish();
  });
  const ink = growableFloats(4096);
  addText(ink, title, PAD_PX, raster.height - PAD_PX, CAP_PX);
  scaleBar(ink, width - PAD_PX, raster.height - PAD_PX, 5, pixelsPerMm, ' from left to right');
  fillEdges(raster, ink, INK);
  return { raster, pixelsPerMm };
}

function onePanel({ layer, boxMm, title }, pixelsPerMm, marginMm) {
  const [x0, y0, x1, y1] = [boxMm[0] - marginMm, boxMm[1] - marginMm, boxMm[3] + marginMm, boxMm[4] + marginMm];
  const frame = { xMinMm: x0, yMaxMm: y1, pixelsPerMm, leftPx: 1, topPx: 1 };
  const window = windowOf(frame, [x0, y0, x1, y1]);
  const raster = createRaster(window.width + 2, window.height + 2 + TITLE_ROW_PX, PAPER);
  const fill = createBrush(raster, SOLID, window);
  const rim = createBrush(raster, INK, window);
  for (const { outline, holes } of layer.regions) {
    for (const loop of [outline, ...holes]) {
      const xy = toPixels(loop.xy, frame);
      addLoop(fill.edges, xy);
      addStroke(rim.edges, xy, true, 1.2);
    }
    fill.endShape();
  }
  fill.finish();
  rim.finish();
  const ink = growableFloats(4096);
  addText(ink, title, 1, window.height + TITLE_ROW_PX - 8, CAP_PX);
  fillEdges(raster, ink, INK);
  return raster;
}

function windowOf({ leftPx, topPx, pixelsPerMm }, [x0, y0, x1, y1]) {
  const width = Math.ceil(Math.round((x1 - x0) * pixelsPerMm * 1e6) / 1e6);
  const height = Math.ceil(Math.round((y1 - y0) * pixelsPerMm * 1e6) / 1e6);
  return { x: leftPx, y: topPx, width, height };
}

/** A bar that ends at `rightPx`, its length to the left of it. */
function scaleBar(ink, rightPx, basePx, barMm, pixelsPerMm, along = '') {
  const middle = basePx - CAP_PX / 2;
  const left = rightPx - barMm * pixelsPerMm;
  addStroke(ink, Float64Array.of(left, middle, rightPx, middle), false, 1.4);
  for (const x of [left, rightPx]) addStroke(ink, Float64Array.of(x, middle - 5, x, middle + 5), false, 1.4);
  const text = `${barMm} mm${along}`;
  addText(ink, text, left - 8 - textWidthPx(text, CAP_PX), basePx, CAP_PX);
}

/** A picture with a line of text below it. */
function titled(drawn, title) {
  const raster = createRaster(drawn.width, drawn.height + TITLE_ROW_PX, PAPER);
  paste(raster, drawn, 0, 0);
  const ink = growableFloats(4096);
  if (textWidthPx(title, CAP_PX) > drawn.width - 2 * PAD_PX) throw new Error(`the title does not fit: ${title}`);
  addText(ink, title, PAD_PX, raster.height - PAD_PX, CAP_PX);
  fillEdges(raster, ink, INK);
  return raster;
}

function paste(raster, part, x, y) {
  for (let row = 0; row < part.height; row++) {
    const line = part.rgba.subarray(4 * row * part.width, 4 * (row + 1) * part.width);
    raster.rgba.set(line, 4 * ((y + row) * raster.width + x));
  }
}
