// Hatch patterns of one layer on one thread: the area of a block of 40 x 30 mm with 48 holes, and of a gyroid layer of the same size.
// Figures are processor time, the least and the middle of 40 runs after 20.
import { block } from './block-layer.mjs';
import { gyroidLayer } from './gyroid-layer.mjs';

const dist = process.env.TRABECULA_DIST ?? new URL('../dist/', import.meta.url).href;
const load = (path) => import(`${dist}${path}`);
const { loadClipping } = await load('geometry/clipping.js');
const { loadKernels } = await load('geometry/contour/kernel.js');
const { loopsAreaMm2 } = await load('geometry/polygon-area.js');
const { hatchArea, planContours } = await load('scan/contours.js');
const { planPattern } = await load('scan/patterns/hatch-patterns.js');
await loadClipping();
await loadKernels();

const CONTOURS = { beamCompensationMm: 0.06, count: 2, offsetMm: 0.06 };
const LINES = {
  spacingMm: 0.08,
  minLengthMm: 0.06,
  angleDeg: 0,
  angleStepDeg: 67,
  gasFlowDeg: 270,
  coneDeg: 0,
  overlapMm: 0.08,
  shiftMm: 0,
};
const PATTERNS = [
  { ...LINES, pattern: 'meander', order: 'rows' },
  { ...LINES, pattern: 'stripes', widthMm: 5, order: 'rows' },
  { ...LINES, pattern: 'islands', sizeMm: 5, order: 'scatter' },
  { ...LINES, pattern: 'islands', sizeMm: 5, order: 'gas' },
  { ...LINES, pattern: 'islands', sizeMm: 1, order: 'distance' },
  { ...LINES, pattern: 'hexagon', sizeMm: 5, order: 'scatter' },
  { ...LINES, pattern: 'concentric', order: 'rows' },
  { ...LINES, pattern: 'contour-parallel', order: 'rows' },
];

const layers = { 'block with 48 holes': block(), 'gyroid of 2 mm, 0.30': await gyroidLayer(dist, 5.015) };
for (const [name, loops] of Object.entries(layers)) {
  // The walls of the gyroid have no room for contours and hatch: there the whole of them is hatched.
  const area = name.startsWith('gyroid') ? loops : hatchArea(planContours(loops, CONTOURS), 0.02);
  const mm2 = loopsAreaMm2(area);
  console.log(`${name}: hatched area ${mm2.toFixed(2)} mm2`);
  for (const settings of PATTERNS) {
    const { lines, rings, cells, skipped } = planPattern(area, settings, 1);
    let length = 0;
    const { xyxy } = lines;
    for (let i = 0; i < xyxy.length; i += 4) length += Math.hypot(xyxy[i + 2] - xyxy[i], xyxy[i + 3] - xyxy[i + 1]);
    for (const { xy, closed } of rings) {
      for (let i = closed ? 0 : 2, j = closed ? xy.length - 2 : 0; i < xy.length; j = i, i += 2) {
        length += Math.hypot(xy[i] - xy[j], xy[i + 1] - xy[j + 1]);
      }
    }
    const times = [];
    for (let k = 0; k < 60; k++) {
      const from = process.cpuUsage();
      planPattern(area, settings, k);
      const { user, system } = process.cpuUsage(from);
      times.push((user + system) / 1000);
    }
    const sorted = times.slice(20).sort((a, b) => a - b);
    console.log(
      `  ${`${settings.pattern} ${settings.order ?? ''}`.padEnd(20)} ${sorted[0].toFixed(2).padStart(7)}, ${sorted[20].toFixed(2).padStart(7)} ms  ${xyxy.length / 4} vectors, ` +
        `${rings.length} rings, ${cells.length} cells, ${skipped} too short, length x spacing / area ${((length * 0.08) / mm2).toFixed(4)}`,
    );
  }
}
