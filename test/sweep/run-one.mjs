/** Runs `prepare` for one job after the other in a thread that may be ended. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { defaultContext, PrepError, prepare } from '../../dist/index.js';

const { mesh, profilesDir, printersDir, outDir } = workerData;

parentPort?.on('message', async ({ profile, printer }) => {
  writeFileSync(`${profilesDir}/swept.json`, profile);
  writeFileSync(`${printersDir}/swept.json`, printer);
  const started = Date.now();
  const told = { kind: 'built', exitCode: 0, place: [], message: '', ms: 0, left: false };
  try {
    const context = defaultContext({ workers: 0 });
    const [built] = await prepare(
      { input: mesh, outDir, force: true, profile: 'swept', printer: 'swept', profilesDir, printersDir },
      context,
    );
    told.message = built?.inspection.verdict ?? '';
    rmSync(outDir, { recursive: true, force: true });
  } catch (error) {
    const known = error instanceof PrepError;
    told.kind = known ? 'refused' : 'crashed';
    told.exitCode = known ? error.exitCode : 70;
    told.place = known ? [...error.place] : [];
    told.message = known ? error.message : String(error?.stack ?? error);
    told.left = existsSync(outDir);
    rmSync(outDir, { recursive: true, force: true });
  }
  told.ms = Date.now() - started;
  parentPort?.postMessage(told);
});
