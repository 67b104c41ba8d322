/** A sheet of what stands beside and below a part: brim, skirt, shield, priming line, raft and supports, with a legend. */
import { PLAIN_COLOURS, pathColours, rgbaOf } from '../../dist/draw/colours.js';
import { createRaster, fillEdges } from '../../dist/draw/raster.js';
import { addText, textWidthPx } from '../../dist/draw/stroke-font.js';
import { planBeads } from '../../dist/fff/plan-beads.js';
import { supportAreas } from '../../dist/fff/support/support-areas.js';
import { loadClipping } from '../../dist/geometry/clipping.js';
import { growableFloats } from '../../dist/geometry/growable.js';
import {
  CAP_PX,
  HEIGHT_MM,
  hole,
  PAD_PX,
  PX_PER_MM,
  paintBeads,
  rectangle,
  SETTINGS,
  TITLE_PX,
  WIDTH_MM,
} from './bead-sheets.mjs';

const PAPER = rgbaOf(PLAIN_COLOURS.paper);
const INK = rgbaOf(PLAIN_COLOURS.ink);
const LAYER_MM = 0.2;
/** What a legend takes: a line of words below all panels. */
const LEGEND_PX = 30;
const WORD_PX = 24;

const PLAIN = {
  raft: null,
  skirtLayers: 1,
  brim: null,
  shield: null,
  prime: null,
  firstLayer: { beadWidthMm: SETTINGS.beadWidthMm, flow: 1 },
};
const RAFT = {
  expansionMm: 1.5,
  base: { count: 1, beadWidthMm: 0.8, spacingMm: 1.6 },
  contact: { count: 1, beadWidthMm: 0.5, spacingMm: 0.9 },
  angleDeg: 0,
};
const SUPPORT = {
  beadWidthMm: 0.5,
  pattern: 'lines',
  spacingMm: 1.6,
  angleDeg: 0,
  breakaway: { everyMm: 5, openMm: 0.7 },
  gapXyMm: 0.5,
  gapLayers: { under: 1, on: 1 },
  contact: { layers: 2, spacingMm: 0.8, angleDeg: 90 },
  firstSpacingMm: 1.2,
};

/** Six panels of planned layers, and a legend of their colours. */
export async function adhesionSheet() {
  await loadClipping();
  const part = [rectangle(6, 4.5, 14, 10.5), hole(10, 7.5, 1.6)];
  const brim = { widthMm: 2.5, gapMm: 0, inHoles: true, order: 'outer-first' };
  const shield = { distanceMm: 2, height: { by: 'part' } };
  const prime = { fromMm: [1, 1], toMm: [12, 1], amount: { by: 'width', widthMm: 0.7 } };
  const skirt = (loops, distanceMm) => ({ skirt: { loops, distanceMm } });
  const panels = [
    ['skirt, priming line', beads(part, 0, { ...skirt(2, 2), adhesion: { ...PLAIN, prime } })],
    ['brim, in the bore too', beads(part, 0, { adhesion: { ...PLAIN, brim } })],
    ['draft shield', beads(part, 5, { adhesion: { ...PLAIN, shield } }, { outline: [part[0]] })],
    ['raft, on the plate', beads([], 0, { ...skirt(1, 1), adhesion: { ...PLAIN, raft: RAFT } }, { footing: part })],
    ['support beside a part, open to break', beads(part, 5, { support: SUPPORT }, supports(part, [], []))],
    ['contact under a part', beads([], 5, { support: SUPPORT }, supports([], [[], part], []))],
  ];
  const columns = 3;
  const [cellWidth, cellHeight] = [WIDTH_MM * PX_PER_MM + PAD_PX, HEIGHT_MM * PX_PER_MM + TITLE_PX + PAD_PX];
  const rows = Math.ceil(panels.length / columns);
  const raster = createRaster(columns * cellWidth + PAD_PX, rows * cellHeight + PAD_PX + LEGEND_PX, PAPER);
  const ink = growableFloats(4096);
  panels.forEach(([title, planned], k) => {
    const left = PAD_PX + (k % columns) * cellWidth;
    const top = PAD_PX + Math.floor(k / columns) * cellHeight;
    paintBeads(raster, planned, left, top);
    addText(ink, title, left, top + HEIGHT_MM * PX_PER_MM + TITLE_PX - 8, CAP_PX);
  });
  fillEdges(raster, ink, INK);
  paintLegend(
    raster,
    panels.flatMap(([, planned]) => planned.map(({ params }) => params)),
    rows * cellHeight + PAD_PX,
  );
  return { raster, pixelsPerMm: PX_PER_MM };
}

function beads(solid, index, changes, areas = {}) {
  const layer = { index, zMm: LAYER_MM * (index + 1), thicknessMm: LAYER_MM, partId: 'a' };
  return planBeads(layer, { solid, lattice: [], ...areas }, { ...SETTINGS, ...changes }, null, null).toolpaths
    .toolpaths;
}

function supports(part, above, below) {
  const region = [rectangle(1, 1, 19, 14)];
  const { support, contact } = supportAreas({ region, part, above, below }, SUPPORT, LAYER_MM);
  return { support, supportInterface: contact };
}

/** The name of each kind of bead in its colour. */
function paintLegend(raster, keys, top) {
  let left = PAD_PX;
  for (const [key, colour] of pathColours(keys)) {
    const word = growableFloats(1024);
    addText(word, key, left, top + LEGEND_PX - 12, CAP_PX);
    fillEdges(raster, word, rgbaOf(colour));
    left += textWidthPx(key, CAP_PX) + WORD_PX;
  }
}
