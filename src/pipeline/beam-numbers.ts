/** The struts of a part as beams of a 3MF. */
import { PrepError } from '../core/prep-error.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { beamsInBox } from '../lattice/struts/beams.ts';
import type { PartJob } from './part-job.ts';

/** Returns x, y, z of both ends and the two radii of each beam. Only struts of one size along the axes are beams. */
export function beamNumbers({ spec, box }: PartJob, { skinMm, filletMm, cellType }: LatticeSettings): Float64Array {
  const fill = spec.lattice?.fill;
  const refuse = (reason: string): never => {
    throw new PrepError('usage', `--as beams ${reason}`);
  };
  if (fill?.kind !== 'struts')
    return refuse(`needs struts of one size along the axes, not ${cellType} as it is asked for`);
  if (skinMm > 0) refuse('has no skin: a beam lattice holds struts alone');
  if (filletMm > 0) refuse('has no fillets: a beam lattice holds round struts alone');
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
