/** Plans layers of a part as `trabecula prepare` does, on the example printer and with the example profile. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrinter } from '../../dist/config/printer.js';
import { loadProfile } from '../../dist/config/profile.js';
import { scanSettingsOf, sliceSettingsOf, timeSettingsOf } from '../../dist/config/profile-settings.js';
import { buildJob } from '../../dist/pipeline/build-job.js';
import { loadPart } from '../../dist/pipeline/load-part.js';
import { partJob } from '../../dist/pipeline/part-job.js';
import { placeOnPlate } from '../../dist/pipeline/place-part.js';
import { PACKAGE_FOLDER } from '../../dist/pipeline/tool.js';

const PROFILE_FILE = 'profiles/ti6al4v-eli-30um.json';
const PRINTER_FILE = 'printers/generic-lpbf-250.json';
const EXPOSURE_ROW_MM = 0.05;
const STEP_MM = 0.1;

/** Returns the planned layers `which` (a list, or from and to) of a part given as the bytes of an STL file. */
export async function planPart(folder, name, stl, lattice, which) {
  const path = join(folder, `${name}.stl`);
  writeFileSync(path, stl);
  const part = await loadPart(path, { units: null, repair: false });
  const profile = loadProfile(readFileSync(join(PACKAGE_FOLDER, PROFILE_FILE), 'utf8'), PROFILE_FILE);
  const printer = loadPrinter(readFileSync(join(PACKAGE_FOLDER, PRINTER_FILE), 'utf8'), PRINTER_FILE);
  const { recoatS, jumpSpeedMmPerS, jumpDelayUs } = timeSettingsOf(profile);
  const speedMmPerS = Object.fromEntries(
    Object.entries(profile.parameters).map(([key, set]) => [key, set.speedMmPerS.value]),
  );
  const speeds = { speedMmPerS, jumpSpeedMmPerS, jumpDelayUs, markDelayUs: 0 };
  const settings = scanSettingsOf(profile);
  const scan = { settings, speeds, recoatS, exposureRowMm: EXPOSURE_ROW_MM };
  const fill = { wallMm: null, stepMm: STEP_MM, ...lattice };
  const shiftMm = placeOnPlate(part.box, printer, path);
  const { spec, box } = partJob(part, shiftMm, sliceSettingsOf(profile), fill, scan, null);
  const job = await buildJob(spec);
  const indices = Array.isArray(which) ? which : range(which.from, which.to);
  return indices.map((index) => {
    const { layer, toolpaths, figures } = job.layer(index);
    return { layer, toolpaths, figures, boxMm: box, meltWidthMm: settings.meltWidthMm };
  });
}

function range(from, to) {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
