/** The struts of a part as beams of a 3MF. */
import { assert } from '../../core/prep-error.ts';
import { beamsInBox } from '../../lattice/struts/beams.ts';
import { onlyFill, type PartJob } from '../parts/part-job.ts';

/** Returns x, y, z of both ends and the two radii of each beam of a fill that `refuseBeams` lets pass. */
export function beamNumbers(job: PartJob): Float64Array {
  const { box } = job;
  const { fill } = onlyFill(job).spec;
  assert(fill.kind === 'struts', 'plain struts are a fill of their own');
  const { graph, cellMm, originMm, radiusMm } = fill;
  // A strut whose axis runs outside may still reach in.
  const room = radiusMm;
  const { vertices, beams, radiiMm } = beamsInBox(
    graph,
    cellMm,
    originMm,
    { minMm: [box[0] - room, box[1] - room, box[2] - room], maxMm: [box[3] + room, box[4] + room, box[5] + room] },
    radiusMm,
  );
  const numbers = new Float64Array(4 * beams.length);
  for (let b = 0; b < beams.length / 2; b++) {
    for (let end = 0; end < 2; end++) {
      const vertex = 3 * beams[2 * b + end]!;
      for (let a = 0; a < 3; a++) numbers[8 * b + 3 * end + a] = vertices[vertex + a]!;
      numbers[8 * b + 6 + end] = radiiMm[2 * b + end]!;
    }
  }
  return numbers;
}
