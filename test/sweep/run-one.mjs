/** Runs `prepare` for one job after the other in a thread that may be ended. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { defaultContext, PrepError, prepare } from '../../dist/index.js';

const { mesh, casePath, profilesDir, printersDir, outDir } = workerData;

parentPort?.on('message', async ({ profile, printer, caseText }) => {
  if (caseText === undefined) {
    writeFileSync(`${profilesDir}/swept.json`, profile);
    writeFileSync(`${printersDir}/swept.json`, printer);
  } else writeFileSync(casePath, caseText);
  const started = Date.now();
  const told = { kind: 'built', exitCode: 0, place: [], code: null, message: '', ms: 0, left: false };
  try {
    const context = defaultContext({ workers: 0 });
    const [built] = await prepare(
      caseText === undefined
        ? { input: mesh, outDir, force: true, profile: 'swept', printer: 'swept', profilesDir, printersDir }
        : // What is solved, placed and refused does not depend on how many layers are made.
          { input: casePath, outDir, force: true, layers: { from: 1, to: 3 } },
      context,
    );
    told.message = built?.inspection.verdict ?? '';
    rmSync(outDir, { recursive: true, force: true });
  } catch (error) {
    const known = error instanceof PrepError;
    told.kind = known ? 'refused' : 'crashed';
    told.exitCode = known ? error.exitCode : 70;
    told.place = known ? [...error.place] : [];
    told.code = known ? error.code : null;
    told.message = known ? error.message : String(error?.stack ?? error);
    told.left = existsSync(outDir);
    rmSync(outDir, { recursive: true, force: true });
  }
  told.ms = Date.now() - started;
  parentPort?.postMessage(told);
});
