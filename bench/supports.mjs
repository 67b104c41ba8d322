/**
 * `node bench/supports.mjs MESH.stl`: processor time to find the supports of a part 3 mm above the plate, and to cut them by a layer of 30 um; the least of three runs in one process.
 * Needs a build.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readStl } from '../dist/formats/stl/read-stl.js';
import { loadClipping } from '../dist/geometry/clipping.js';
import { partSupports } from '../dist/plan/support/part-supports.js';
import { TITANIUM_SUPPORTS } from '../dist/plan/support/settings.js';
import { supportCutter } from '../dist/plan/support/support-cutter.js';
import { wallFigures } from '../dist/plan/support/support-figures.js';
import { supportMesh } from '../dist/plan/support/support-mesh.js';

const LAYER_MM = 0.03;
const LIFT_MM = 3;
const LEAST_MM = 0.1;
const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('node bench/supports.mjs MESH.stl');
const { positions, triangles } = readStl(readFileSync(path), path);
let [low, high] = [Infinity, -Infinity];
for (let v = 2; v < positions.length; v += 3) {
  low = Math.min(low, positions[v]);
  high = Math.max(high, positions[v]);
}
const mesh = { positions: positions.map((value, k) => (k % 3 === 2 ? value - low + LIFT_MM : value)), triangles };
const layers = Math.floor((high - low + LIFT_MM) / LAYER_MM);

await loadClipping();
let [find, prepare, cut] = [Infinity, Infinity, Infinity];
let count = 0;
let supports;
for (let run = 0; run < 3; run++) {
  let begun = process.cpuUsage();
  supports = partSupports(mesh, TITANIUM_SUPPORTS);
  find = Math.min(find, since(begun));
  begun = process.cpuUsage();
  const cutter = supportCutter(supports, TITANIUM_SUPPORTS.block);
  prepare = Math.min(prepare, since(begun));
  begun = process.cpuUsage();
  count = 0;
  for (let n = 0; n < layers; n++) count += cutter.linesAt((n + 0.5) * LAYER_MM, LEAST_MM).length;
  cut = Math.min(cut, since(begun) / layers);
}
const { grid, places, groups, bare, wants } = supports;
console.log(
  `${basename(path)}: ${triangles.length / 3} triangles, ${wants.groups.length} areas, ${layers} layers of ${LAYER_MM} mm`,
);
console.log(
  `walls: ${grid.walls.length} of the grid, ${places.walls.length} under lowest places, ${groups.walls.length} under small areas, ${supports.borders.walls.length} along borders; bare places: ${bare.length}`,
);
console.log(
  `find ${find.toFixed(0)} ms, prepare ${prepare.toFixed(0)} ms, cut ${cut.toFixed(3)} ms a layer, ${(count / layers).toFixed(0)} lines a layer`,
);

let begun = process.cpuUsage();
const figures = wallFigures(supports.grid.walls, TITANIUM_SUPPORTS.block, {
  layerMm: LAYER_MM,
  trackMm: 0.1,
  leastMm: LEAST_MM,
});
console.log(
  `figures of the grid ${since(begun).toFixed(0)} ms: ${figures.volumeMm3.toFixed(1)} mm3, contact ${figures.contactMm2.toFixed(1)} mm2`,
);
begun = process.cpuUsage();
const solid = supportMesh(supports.grid.walls, TITANIUM_SUPPORTS.block, 0.1);
console.log(
  `mesh of the grid ${since(begun).toFixed(0)} ms: ${solid.mesh.triangles.length / 3} triangles, ${solid.leftOut} left out`,
);

function since(begun) {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
