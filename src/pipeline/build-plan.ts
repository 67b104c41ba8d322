/** plan.json: where the parts stand. Orientation is kept and supports are not planned, so what they would say is null. */
import type { BuildInHand } from './build-in-hand.ts';
import { caseBlock } from './case-identity.ts';

/** What of a build the plan tells. */
type PlannedPart = Pick<BuildInHand, 'request' | 'part' | 'job' | 'shiftMm'>;

/** Returns plan.json of parts on one plate as plain data. */
export function buildPlan(builds: readonly PlannedPart[]): object {
  const [first] = builds;
  const heightMm = Math.max(...builds.map(heightOf));
  return {
    schema: 'trabecula/plan@1',
    ...(first === undefined ? {} : caseBlock(first.request)),
    parts: builds.map(partPlan),
    plates: [{ index: 1, parts: builds.map(({ part }) => part.partId), heightMm }],
  };
}

function partPlan(build: PlannedPart): object {
  const { request, part } = build;
  const [x, y, z] = build.shiftMm;
  // From the coordinates of the part's file, or of the case where it was built there.
  const [a, b, c, dx, d, e, f, dy, g, h, i, dz] = request.part.transform ?? IDENTITY;
  const moved = [a, b, c, (dx as number) + x, d, e, f, (dy as number) + y, g, h, i, (dz as number) + z, 0, 0, 0, 1];
  return {
    id: part.partId,
    variant: request.part.variant,
    ...(request.case === null ? {} : { side: request.case.identity.side }),
    plate: 1,
    transform: moved,
    heightMm: heightOf(build),
    liftMm: 0,
    supportVolumeMm3: null,
    supportContactMm2: null,
    protectedContactMm2: null,
    candidates: [],
  };
}

const IDENTITY: readonly number[] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

function heightOf({ job: { box } }: PlannedPart): number {
  return box[5] - box[2];
}
