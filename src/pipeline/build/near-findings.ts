/** Parts of one build that stand too near to each other. */
import type { Finding } from '../../core/finding.ts';
import type { Loops } from '../../core/polyline.ts';
import { loadClipping } from '../../geometry/clipping.ts';
import { nearParts } from '../../plan/nest/near-parts.ts';
import { meshShadow } from '../../plan/nest/part-shadow.ts';
import { madePoint } from '../layers/made-shape.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** Parts nearer than this are told. Uncalibrated example: powder between them cakes, and a track melts a little beside itself. */
const CLEARANCE_MM = 1;

/** Returns a finding for each pair of parts that is nearer than the clearance, an error where they may become one piece. */
export async function nearFindings(builds: readonly Pick<BuildInHand, 'part' | 'job'>[]): Promise<Finding[]> {
  const [first] = builds;
  if (first === undefined || builds.length < 2) return [];
  await loadClipping();
  const standing = builds.map(({ part, job }) => ({ id: part.partId, plate: 1, shadow: shadowOf(job.spec) }));
  return nearParts(standing, CLEARANCE_MM, trackMm(first.job.spec));
}

/** How wide a track or a bead is. */
function trackMm({ paths }: BuildInHand['job']['spec']): number {
  if (paths?.kind === 'scan') return paths.settings.meltWidthMm;
  return paths?.kind === 'beads' ? paths.settings.beadWidthMm : 0;
}

/** The shadow of what is made. */
function shadowOf({ mesh, shape }: BuildInHand['job']['spec']): Loops {
  const shadow = meshShadow(mesh);
  if (shape == null) return shadow;
  return shadow.map(({ xy, closed }) => {
    const made = new Float64Array(xy.length);
    for (let i = 0; i < xy.length; i += 2) made.set(madePoint([xy[i]!, xy[i + 1]!, 0], shape).slice(0, 2), i);
    return { xy: made, closed };
  });
}
