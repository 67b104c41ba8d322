/** Plans layers as `trabecula prepare` does, of a case or of a bare mesh. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildJob } from '../../dist/pipeline/layers/build-job.js';
import { caseRequests } from '../../dist/pipeline/request/case-requests.js';
import { meshRequest } from '../../dist/pipeline/request/mesh-request.js';
import { takeAllInHand } from '../../dist/pipeline/take-in-hand.js';

const RUN = {
  outDir: '',
  force: false,
  folders: { printers: null, profiles: null },
  layers: null,
  cliEncoding: 'binary',
  cliContent: 'both',
  looseSolid: 'drop',
};
const NO_WISHES = { printer: null, profile: null, layerMm: null, cut: null, units: null, repair: false, outputs: null };

/** Returns the planned layers `which` (a list of numbers; null: all) of one target of a case. */
export async function planCase(path, target, which) {
  const [request] = await caseRequests(path, RUN, target);
  return planned(request, which);
}

/** The same of a part given as the bytes of an STL file, in titanium with a fill, null for none; `contourPaths` says how contours are run. */
export async function planPart(folder, name, stl, lattice, which, contourPaths) {
  const path = join(folder, `${name}.stl`);
  writeFileSync(path, stl);
  const { part, ...build } = await meshRequest(path, RUN, { ...NO_WISHES, lattice });
  return planned({ ...build, parts: [part] }, which, contourPaths);
}

async function planned(request, which, contourPaths) {
  const [{ job }] = await takeAllInHand(request);
  const { paths } = job.spec;
  const run = contourPaths === undefined ? paths : { ...paths, settings: { ...paths.settings, contourPaths } };
  const stages = await buildJob({ ...job.spec, paths: run });
  const meltWidthMm = paths.kind === 'scan' ? paths.settings.meltWidthMm : null;
  const indices = which ?? Array.from({ length: job.layerCount }, (_, k) => k);
  return indices.map((index) => ({ ...stages.layer(index), boxMm: job.box, meltWidthMm }));
}
