/**
 * `node bench/regions.mjs [mesh]`: cuts a part at 30 um into three regions on one thread: a block, a bore and the rest, sized by the part's
 * box. The floor is the bare cut of the same mesh at the same heights. Needs a build; without a mesh it takes a sphere of 40 mm.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeBinaryStl } from '../dist/formats/stl/write-stl.js';
import { loadClipping } from '../dist/geometry/clipping.js';
import { meshBox } from '../dist/geometry/mesh-measures.js';
import { loopsAreaMm2 } from '../dist/geometry/polygon-area.js';
import { buildSolid } from '../dist/implant/solids/build-solid.js';
import { areaCutter } from '../dist/pipeline/layers/layer-areas.js';
import { loadPart } from '../dist/pipeline/load/load-part.js';
import { caseRequests } from '../dist/pipeline/request/case-requests.js';
import { takeAllInHand } from '../dist/pipeline/take-in-hand.js';
import { meshCutter } from '../dist/slicing/cut-mesh.js';
import { planLayers } from '../dist/slicing/layer-plan.js';

const RUNS = 3;
const RUN = {
  outDir: '',
  force: false,
  folders: { printers: null, profiles: null },
  layers: null,
  cliEncoding: 'binary',
  cliContent: 'both',
  looseSolid: 'drop',
};

const folder = mkdtempSync(join(tmpdir(), 'regions-'));
try {
  const [given] = process.argv.slice(2);
  const file = given === undefined ? 'sphere.stl' : basename(given);
  if (given === undefined) {
    const sphere = await buildSolid({ by: 'sphere', centreMm: [0, 0, 0], diameterMm: 40 }, [-20, -20, -20, 20, 20, 20]);
    writeFileSync(join(folder, file), writeBinaryStl(sphere, 'sphere'));
  } else copyFileSync(given, join(folder, file));
  const { box } = await loadPart(join(folder, file), { units: 'mm', repair: false });
  writeFileSync(join(folder, 'case.json'), JSON.stringify(caseOf(file, box)));
  await loadClipping();
  const [request] = await caseRequests(join(folder, 'case.json'), RUN, null);
  const [build] = await takeAllInHand(request);
  const { spec, layerCount } = build.job;
  const plan = planLayers(spec.box, spec.layers);
  const cut = median(() => {
    const cutter = meshCutter(spec.mesh, spec.edges);
    let contours = 0;
    for (let n = 0; n < layerCount; n++) contours += cutter.cut(plan.zCutMm(n)).loops.length;
    return contours;
  });
  const regions = median(() => {
    const areasAt = areaCutter(spec);
    const volumes = spec.regions.map(() => 0);
    for (let n = 0; n < layerCount; n++) {
      areasAt(plan.zCutMm(n)).regions.forEach(({ place }, r) => {
        volumes[r] += loopsAreaMm2(place) * plan.thicknessMm;
      });
    }
    return volumes;
  });
  const triangles = spec.mesh.triangles.length / 3;
  console.log(
    `${file}: ${triangles} triangles, box ${meshBox(spec.mesh)
      .map((v) => v.toFixed(1))
      .join(' ')}, ${layerCount} layers`,
  );
  console.log(`cut alone          ${cut.seconds.toFixed(2)} s`);
  console.log(
    `cut in 3 regions   ${regions.seconds.toFixed(2)} s, ${(regions.seconds / cut.seconds).toFixed(1)} times that`,
  );
  console.log(`volumes            ${regions.result.map((v) => v.toFixed(2)).join(', ')} mm3`);
} finally {
  rmSync(folder, { recursive: true });
}

/** CPU seconds of the middle one of some runs, and what it returned. */
function median(work) {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(start);
    return { seconds: (user + system) / 1e6, result };
  });
  return runs.sort((a, b) => a.seconds - b.seconds)[(RUNS - 1) / 2];
}

function caseOf(file, [x0, y0, z0, x1, y1, z1]) {
  const middle = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2];
  const [x, , z] = middle;
  return {
    schema: 'trabecula/case@1',
    id: 'bench',
    side: 'midline',
    level: 'L3',
    revision: 'A',
    name: 'Bench',
    units: 'mm',
    parts: [
      {
        id: 'part',
        mesh: file,
        regions: [
          {
            id: 'block',
            kind: 'solid',
            shape: { by: 'box', centreMm: middle, sizeMm: [(x1 - x0) / 2, (y1 - y0) / 2, z1 - z0 + 2] },
          },
          {
            id: 'bore',
            kind: 'canal',
            shape: { by: 'cylinder', fromMm: [x, y0 - 1, z], toMm: [x, y1 + 1, z], diameterMm: (z1 - z0) / 4 },
          },
          { id: 'rest', kind: 'solid', shape: { by: 'rest' } },
        ],
      },
    ],
    targets: [{ id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um' }],
  };
}
