/** plan.json: where the part stands. Orientation is kept and supports are not planned, so what they would say is null. */
import type { PartJob } from './part-job.ts';

/** Returns plan.json of one part on one plate as plain data. */
export function buildPlan(job: PartJob, shiftMm: readonly [number, number, number]): object {
  const [x, y, z] = shiftMm;
  const heightMm = job.box[5] - job.box[2];
  return {
    schema: 'trabecula/plan@1',
    parts: [
      {
        id: job.spec.partId,
        variant: null,
        plate: 1,
        transform: [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1],
        heightMm,
        liftMm: 0,
        supportVolumeMm3: null,
        supportContactMm2: null,
        protectedContactMm2: null,
        candidates: [],
      },
    ],
    plates: [{ index: 1, parts: [job.spec.partId], heightMm }],
  };
}
