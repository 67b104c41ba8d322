/** A sheet of beads: patterns of infill, what lies over nothing, and where closed beads begin. */
import { createBrush } from '../../dist/draw/brush.js';
import { PLAIN_COLOURS, pathColours, rgbaOf } from '../../dist/draw/colours.js';
import { createRaster, fillEdges, wholeOf } from '../../dist/draw/raster.js';
import { addStroke } from '../../dist/draw/stroke.js';
import { addText } from '../../dist/draw/stroke-font.js';
import { planBeads } from '../../dist/fff/plan-beads.js';
import { loadClipping } from '../../dist/geometry/clipping.js';
import { growableFloats } from '../../dist/geometry/growable.js';

const PAPER = rgbaOf(PLAIN_COLOURS.paper);
const INK = rgbaOf(PLAIN_COLOURS.ink);
const SEAM = [0, 0, 0, 255];
/** Size of a panel, its pixels, and room around and below it. */
export const [WIDTH_MM, HEIGHT_MM, PX_PER_MM] = [20, 15, 16];
export const [PAD_PX, TITLE_PX, CAP_PX] = [12, 26, 10];
const SEAM_MM = 0.5;
/** Beads are drawn at this share of their width, so that neighbours can be told apart. */
const SHARE = 0.82;

/** Beads of all panels. */
export const SETTINGS = {
  beadWidthMm: 0.5,
  minBeadWidthMm: 0.25,
  maxBeadWidthMm: 0.8,
  perimeterCount: 2,
  latticePerimeterCount: 1,
  perimeterOrder: 'inner-first',
  infillAngleDeg: 45,
  infillAngleStepDeg: 90,
  infillFraction: 1,
  skirt: { loops: 0, distanceMm: 3 },
};
const SKIN = { topLayers: 3, bottomLayers: 3 };
const BRIDGE = { flow: 1, overhangShare: 0.5 };
const ALIGNED = { position: 'aligned', directionDeg: 90, reachMm: 3 };

/** Six panels of planned layers. */
export async function beadSheet() {
  await loadClipping();
  const plate = [rectangle(0, 0, 20, 15), hole(6, 7.5, 2.5)];
  const angle = [polygon(0, 0, 20, 0, 20, 6, 9, 6, 9, 15, 0, 15)];
  const half = [rectangle(0, 0, 20, 8), hole(6, 7.5, 2.5)];
  const step = { below: [plate, plate, plate], above: [half, half, half] };
  const piers = { below: [[rectangle(0, 0, 5, 15), rectangle(14, 0, 20, 15)]], above: [] };
  const first = Array.from({ length: 6 }, (_, k) => k + 1);
  const panels = [
    ['rectilinear, sparse, under a step', plate, { infillFraction: 0.35, skin: SKIN }, step, [1]],
    ['concentric', plate, { infillPattern: 'concentric' }, null, [1]],
    ['bridge between two piers', [rectangle(0, 0, 20, 15)], { bridge: BRIDGE }, piers, [1]],
    ['seams aligned to 90 degrees, six layers', angle, { seam: ALIGNED }, null, first],
    ['seams hidden', angle, { seam: { ...ALIGNED, position: 'hidden' } }, null, first],
    ['seams spread', angle, { seam: { ...ALIGNED, position: 'spread' } }, null, first],
  ];
  const columns = 3;
  const [cellWidth, cellHeight] = [WIDTH_MM * PX_PER_MM + PAD_PX, HEIGHT_MM * PX_PER_MM + TITLE_PX + PAD_PX];
  const rows = Math.ceil(panels.length / columns);
  const raster = createRaster(columns * cellWidth + PAD_PX, rows * cellHeight + PAD_PX, PAPER);
  const ink = growableFloats(4096);
  panels.forEach(([title, solid, changes, around, layers], k) => {
    const left = PAD_PX + (k % columns) * cellWidth;
    const top = PAD_PX + Math.floor(k / columns) * cellHeight;
    const planned = layers.map((index) => beadsOf(solid, changes, around, index));
    paintBeads(raster, planned[0], left, top);
    if (changes.seam !== undefined) for (const beads of planned) paintSeams(raster, beads, left, top);
    addText(ink, title, left, top + HEIGHT_MM * PX_PER_MM + TITLE_PX - 8, CAP_PX);
  });
  fillEdges(raster, ink, INK);
  return { raster, pixelsPerMm: PX_PER_MM };
}

function beadsOf(solid, changes, around, index) {
  const layer = { index, zMm: 0.2, thicknessMm: 0.2, partId: 'a' };
  const settings = { ...SETTINGS, ...changes };
  return planBeads(layer, { solid, lattice: [] }, settings, around, null).toolpaths.toolpaths;
}

/** Draws beads a little narrower than they are, the corner of their panel at a place. */
export function paintBeads(raster, beads, left, top) {
  const colours = pathColours(beads.map(({ params }) => params));
  for (const { path, widthMm, params } of beads) {
    const brush = createBrush(raster, rgbaOf(colours.get(params)), wholeOf(raster));
    const widthPx = widthMm.map((value) => value * SHARE * PX_PER_MM);
    addStroke(brush.edges, toPx(path.xy, left, top), path.closed, widthPx, 'round');
    brush.endShape();
    brush.finish();
  }
}

function paintSeams(raster, beads, left, top) {
  for (const { path, feature } of beads) {
    if (feature !== 'external-perimeter') continue;
    const brush = createBrush(raster, SEAM, wholeOf(raster));
    const [x, y] = path.xy;
    addStroke(brush.edges, toPx([x - 0.01, y, x + 0.01, y], left, top), false, SEAM_MM * PX_PER_MM, 'round');
    brush.endShape();
    brush.finish();
  }
}

function toPx(xyMm, left, top) {
  return Float64Array.from(xyMm, (v, i) => (i % 2 === 0 ? left + v * PX_PER_MM : top + (HEIGHT_MM - v) * PX_PER_MM));
}

/** A rectangle. */
export function rectangle(x0, y0, x1, y1) {
  return polygon(x0, y0, x1, y0, x1, y1, x0, y1);
}

function polygon(...xy) {
  return { xy: Float64Array.from(xy), closed: true };
}

/** A clockwise circle. */
export function hole(x, y, radius) {
  const xy = [];
  for (let i = 0; i < 64; i++) {
    xy.push(x + radius * Math.cos((-Math.PI * i) / 32), y + radius * Math.sin((-Math.PI * i) / 32));
  }
  return polygon(...xy.map((value) => Math.round(value * 1e4) / 1e4));
}
