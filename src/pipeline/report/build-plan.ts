/** plan.json: where the parts stand. Orientation is kept and supports are not planned, so what they would say is null. */
import { followedBy, shiftBy } from '../../core/affine.ts';
import { liftOf } from '../../slicing/settings.ts';
import type { PlateOrder } from '../bead/plate-order.ts';
import { plannedShape } from '../judge/shape-deviation.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { caseBlock } from '../request/case-identity.ts';

/** What of a build the plan tells. */
type PlannedPart = Pick<BuildInHand, 'request' | 'part' | 'job' | 'shiftMm'>;

/** Returns plan.json of parts on one plate as plain data. */
export function buildPlan(builds: readonly PlannedPart[], order: PlateOrder | null = null): object {
  const [first] = builds;
  const heightMm = Math.max(...builds.map(heightOf));
  return {
    schema: 'trabecula/plan@1',
    ...(first === undefined ? {} : caseBlock(first.request)),
    parts: builds.map(partPlan),
    plates: [{ index: 1, parts: builds.map(({ part }) => part.partId), heightMm, ...orderPlan(builds, order) }],
  };
}

/** How a print joins the parts of its plate. */
function orderPlan(builds: readonly PlannedPart[], order: PlateOrder | null): object {
  if (order === null) return {};
  return { printOrder: order.kind, printedInOrder: order.parts.map((n) => builds[n]?.part.partId) };
}

function partPlan(build: PlannedPart): object {
  const { request, part } = build;
  // From the coordinates of the part's file, or of the case where it was built there, as a variant by way of the part.
  const { transform, variantTransform } = request.part;
  const steps = [transform, variantTransform, shiftBy(build.shiftMm)].filter((step) => step !== null);
  const placed = steps.reduce(followedBy);
  return {
    id: part.partId,
    variant: request.part.variant,
    ...(request.case === null ? {} : { side: request.case.identity.side }),
    plate: 1,
    transform: placed,
    ...shapePlan(build, placed),
    heightMm: heightOf(build),
    liftMm: liftOf(request.slice),
    supportVolumeMm3: null,
    supportContactMm2: null,
    protectedContactMm2: null,
    candidates: [],
  };
}

/** `transform` is rigid and leads to the place of the design on the plate; `madeTransform` leads to what is made, scale included. */
function shapePlan(build: PlannedPart, placed: readonly number[]): object {
  const shape = plannedShape(build);
  return shape === null ? {} : { shape: { ...shape, madeTransform: followedBy(placed, shape.madeTransform) } };
}

function heightOf({ job: { box } }: PlannedPart): number {
  return box[5] - box[2];
}
