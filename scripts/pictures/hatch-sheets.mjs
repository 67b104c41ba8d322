/** Sheets of hatch patterns: the planned paths of one layer, coloured by the order of execution. */
import { createBrush } from '../../dist/draw/brush.js';
import { PLAIN_COLOURS, rgbaOf } from '../../dist/draw/colours.js';
import { createRaster, fillEdges, wholeOf } from '../../dist/draw/raster.js';
import { addStroke } from '../../dist/draw/stroke.js';
import { addText } from '../../dist/draw/stroke-font.js';
import { loadClipping } from '../../dist/geometry/clipping.js';
import { growableFloats } from '../../dist/geometry/growable.js';
import { scanLayer } from '../../dist/scan/scan-layer.js';

const PAPER = rgbaOf(PLAIN_COLOURS.paper);
const INK = rgbaOf(PLAIN_COLOURS.ink);
const CONTOUR = [120, 120, 120, 255];
const JUMP = [214, 214, 214, 255];
const [WIDTH_MM, HEIGHT_MM, PX_PER_MM] = [20, 15, 14];
const [PAD_PX, TITLE_PX, CAP_PX, LINE_PX] = [12, 26, 10, 2.2];
/** Wider than any profile has it, so that single lines can be told apart. */
const SPACING_MM = 0.45;
const FLOW_DEG = 270;

const ANY = { spacingMm: SPACING_MM, minLengthMm: 0.1, gasFlowDeg: FLOW_DEG, order: 'rows' };
const LINES = { ...ANY, angleDeg: 10, angleStepDeg: 67, coneDeg: 0 };
const CELLS = { ...LINES, overlapMm: 0, shiftMm: 0 };
const ISLANDS = { ...CELLS, pattern: 'islands', sizeMm: 3 };

/** Every pattern. */
export function patternSheet() {
  return sheet(
    [
      ['meander', { ...LINES, pattern: 'meander' }],
      ['stripes', { ...CELLS, pattern: 'stripes', widthMm: 4 }],
      ['islands', ISLANDS],
      ['hexagon', { ...CELLS, pattern: 'hexagon', sizeMm: 3.5, overlapMm: SPACING_MM / 2 }],
      ['concentric', { ...ANY, pattern: 'concentric' }],
      ['contour-parallel', { ...ANY, pattern: 'contour-parallel' }],
    ],
    3,
  );
}

/** Orders of exposure, of cells and of separate areas. */
export function orderSheet() {
  return sheet(
    [
      ['islands, order rows', ISLANDS],
      ['islands, order scatter', { ...ISLANDS, order: 'scatter' }],
      ['islands, order gas, flow downwards', { ...ISLANDS, order: 'gas' }],
      ['islands, order distance', { ...ISLANDS, order: 'distance' }],
      ['meander over four areas, order rows', { ...LINES, pattern: 'meander' }, pieces()],
      ['the same, order gas, flow downwards', { ...LINES, pattern: 'meander', order: 'gas' }, pieces()],
    ],
    3,
  );
}

function sheet(panels, columns) {
  const rows = Math.ceil(panels.length / columns);
  const [cellWidth, cellHeight] = [WIDTH_MM * PX_PER_MM + PAD_PX, HEIGHT_MM * PX_PER_MM + TITLE_PX + PAD_PX];
  const raster = createRaster(columns * cellWidth + PAD_PX, rows * cellHeight + PAD_PX, PAPER);
  const ink = growableFloats(4096);
  panels.forEach(([title, hatch, regions = [plate()]], k) => {
    const left = PAD_PX + (k % columns) * cellWidth;
    const top = PAD_PX + Math.floor(k / columns) * cellHeight;
    paintPanel(raster, planned(regions, hatch), left, top);
    addText(ink, title, left, top + HEIGHT_MM * PX_PER_MM + TITLE_PX - 8, CAP_PX);
  });
  fillEdges(raster, ink, INK);
  return { raster, pixelsPerMm: PX_PER_MM };
}

function planned(regions, hatch) {
  const layer = { index: 0, zMm: 0.03, thicknessMm: 0.03, regions, midlines: [] };
  const contour = { beamCompensationMm: 0.1, count: 1, offsetMm: 0.1 };
  const { toolpaths } = scanLayer(layer, { meltWidthMm: 0.2, contour, hatchOffsetMm: 0.1, hatch });
  return toolpaths.toolpaths;
}

/** Contours in grey; hatch from blue to red, with the jumps between. */
function paintPanel(raster, toolpaths, left, top) {
  const paths = [];
  for (const path of toolpaths) {
    if (path.kind === 'hatch') {
      const { xyxy } = path.lines;
      for (let i = 0; i < xyxy.length; i += 4) paths.push([...xyxy.subarray(i, i + 4)]);
      continue;
    }
    const { xy, closed } = path.path;
    const line = [...xy, ...(closed ? xy.subarray(0, 2) : [])];
    if (path.params.startsWith('hatch')) paths.push(line);
    else paint(raster, line, CONTOUR, 1.2, left, top);
  }
  for (let i = 1; i < paths.length; i++) {
    paint(raster, [...paths[i - 1].slice(-2), ...paths[i].slice(0, 2)], JUMP, 1, left, top);
  }
  paths.forEach((path, i) => {
    paint(raster, path, colourAt(i / Math.max(paths.length - 1, 1)), LINE_PX, left, top);
  });
}

/** Blue, then yellowish, then red; in few steps, so that the file stays small. */
function colourAt(share) {
  const step = Math.round(share * 23) / 23;
  const green = Math.round(160 - 320 * Math.abs(step - 0.5));
  return [Math.round(30 + 200 * step), green, Math.round(230 - 200 * step), 255];
}

function paint(raster, xyMm, colour, widthPx, left, top) {
  const brush = createBrush(raster, colour, wholeOf(raster));
  const px = Float64Array.from(xyMm, (v, i) =>
    i % 2 === 0 ? left + v * PX_PER_MM : top + (HEIGHT_MM - v) * PX_PER_MM,
  );
  addStroke(brush.edges, px, false, widthPx, 'butt');
  brush.endShape();
  brush.finish();
}

function plate() {
  return region(rectangle(0, 0, WIDTH_MM, HEIGHT_MM), [hole(5, 5, 2.5), hole(14, 9, 3), hole(10, 13, 0.8)]);
}

function pieces() {
  return [
    region(rectangle(0, 0, 9, 6)),
    region(rectangle(11, 1, 20, 6)),
    region(rectangle(0, 8, 12, 15), [hole(6, 11.5, 2)]),
    region(rectangle(14, 8, 20, 14)),
  ];
}

function region(outline, holes = []) {
  return { partId: 'a', regionId: null, area: 'core', outline, holes };
}

function rectangle(x0, y0, x1, y1) {
  return { xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true };
}

function hole(x, y, radius) {
  const points = 120;
  const xy = new Float64Array(2 * points);
  for (let k = 0; k < points; k++) {
    xy[2 * k] = x + radius * Math.cos((-2 * Math.PI * k) / points);
    xy[2 * k + 1] = y + radius * Math.sin((-2 * Math.PI * k) / points);
  }
  return { xy, closed: true };
}

await loadClipping();
