// Draws one layer of each hatch pattern from its planned vectors: node scripts/pattern-pictures.mjs FOLDER
// Colour goes by the order of execution, blue first and red last; jumps are grey. Needs a build in dist.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? 'pattern-pictures';
const load = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { loadClipping } = await load('geometry/clipping.js');
const { hatchArea, planContours } = await load('scan/contours.js');
const { planPattern } = await load('scan/patterns/hatch-patterns.js');
const { createRaster, wholeOf } = await load('draw/raster.js');
const { createBrush } = await load('draw/brush.js');
const { addStroke } = await load('draw/stroke.js');
const { encodePng } = await load('draw/png.js');
await loadClipping();

const [WIDTH_MM, HEIGHT_MM, PX_PER_MM] = [20, 15, 50];
const SPACING_MM = 0.25;
const LINES = {
  spacingMm: SPACING_MM,
  minLengthMm: 0.06,
  angleDeg: 10,
  angleStepDeg: 67,
  coneDeg: 0,
  overlapMm: 0.1,
  shiftMm: 0,
};
const CELLS = { ...LINES, gasFlowDeg: 270 };
const PICTURES = {
  meander: { ...CELLS, pattern: 'meander', order: 'rows' },
  'meander-gas': { ...CELLS, pattern: 'meander', order: 'gas' },
  stripes: { ...CELLS, pattern: 'stripes', widthMm: 4, order: 'rows' },
  'stripes-scatter': { ...CELLS, pattern: 'stripes', widthMm: 2, order: 'scatter' },
  'islands-rows': { ...CELLS, pattern: 'islands', sizeMm: 3, order: 'rows' },
  'islands-scatter': { ...CELLS, pattern: 'islands', sizeMm: 3, order: 'scatter' },
  'islands-gas': { ...CELLS, pattern: 'islands', sizeMm: 3, order: 'gas' },
  'islands-distance': { ...CELLS, pattern: 'islands', sizeMm: 3, order: 'distance' },
  'hexagon-scatter': { ...CELLS, pattern: 'hexagon', sizeMm: 3, order: 'scatter' },
  concentric: { pattern: 'concentric', spacingMm: SPACING_MM, minLengthMm: 0.06 },
  'contour-parallel': { pattern: 'contour-parallel', spacingMm: SPACING_MM, minLengthMm: 0.06 },
};

const CONTOURS = { beamCompensationMm: 0.06, count: 2, offsetMm: 0.06 };
const loops = [{ xy: Float64Array.of(0, 0, WIDTH_MM, 0, WIDTH_MM, HEIGHT_MM, 0, HEIGHT_MM), closed: true }];
for (const [x, y, radius] of [
  [5, 5, 2.5],
  [14, 9, 3],
  [10, 13, 0.8],
]) {
  const xy = Float64Array.from({ length: 240 }, (_, i) => {
    const a = (-2 * Math.PI * Math.floor(i / 2)) / 120;
    return i % 2 === 0 ? x + radius * Math.cos(a) : y + radius * Math.sin(a);
  });
  loops.push({ xy, closed: true });
}
const area = hatchArea(planContours(loops, CONTOURS), 0.02);

mkdirSync(folder, { recursive: true });
for (const [name, settings] of Object.entries(PICTURES)) {
  const { lines, rings, cells, skipped } = planPattern(area, settings, 0);
  const paths = rings.map(({ xy, closed }) => [...xy, ...(closed ? xy.subarray(0, 2) : [])]);
  for (let i = 0; i < lines.xyxy.length; i += 4) paths.push([...lines.xyxy.subarray(i, i + 4)]);
  const raster = createRaster(WIDTH_MM * PX_PER_MM, HEIGHT_MM * PX_PER_MM, [255, 255, 255, 255]);
  for (const { xy } of area) paint(raster, [...xy, ...xy.subarray(0, 2)], [150, 150, 150, 255], 1);
  for (let i = 1; i < paths.length; i++)
    paint(raster, [...paths[i - 1].slice(-2), ...paths[i].slice(0, 2)], [190, 190, 190, 255], 1);
  for (const [i, path] of paths.entries()) {
    const share = paths.length > 1 ? i / (paths.length - 1) : 0;
    paint(
      raster,
      path,
      [Math.round(30 + 200 * share), Math.round(160 - 320 * Math.abs(share - 0.5)), Math.round(230 - 200 * share), 255],
      4,
    );
  }
  writeFileSync(join(folder, `${name}.png`), encodePng(raster, PX_PER_MM));
  console.log(`${name}: ${paths.length} paths, ${cells.length} cells, ${skipped} too short`);
}

/** Strokes a line of points in mm. */
function paint(raster, xyMm, colour, widthPx) {
  const brush = createBrush(raster, colour, wholeOf(raster));
  const px = Float64Array.from(xyMm, (v, i) => (i % 2 === 0 ? v : HEIGHT_MM - v) * PX_PER_MM);
  addStroke(brush.edges, px, false, widthPx, 'butt');
  brush.endShape();
  brush.finish();
}
