/** The first step of a build: its meshes are read, the parts are placed, the fills solved. */
import type { FffProfile } from '../config/profile.ts';
import { compensationOf } from '../config/profile-settings.ts';
import { type ShapeSettings, shapeSettingsOf } from '../config/shape-settings.ts';
import type { Box3 } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { convexHull } from '../geometry/convex-hull.ts';
import { beadSpecOf } from './bead/fff-road.ts';
import { spreadMm } from './bead/plate-order.ts';
import { scanSpecOf } from './laser/lpbf-road.ts';
import { scaledAbout, scaledBox } from './layers/made-shape.ts';
import { atPlace } from './load/at-place.ts';
import type { LoadedPart } from './load/load-part.ts';
import { readSampleTables } from './load/read-fill-inputs.ts';
import type { BuildInHand } from './parts/build-in-hand.ts';
import { GAP_MM, layOut, type Standing } from './parts/lay-out.ts';
import { shapeLoader } from './parts/load-shapes.ts';
import { loadSource } from './parts/load-source.ts';
import { type LoadedRegion, type PartJob, partJob } from './parts/part-job.ts';
import { cornersOfBox } from './parts/place-part.ts';
import { refuseBeyondReach } from './parts/refuse-beyond-reach.ts';
import { refuseMissing } from './parts/refuse-missing.ts';
import { regionStock } from './parts/region-stock.ts';
import { boxWithStock } from './parts/stock-box.ts';
import { type BuildRequest, latticesOfPart, type PartRequest, type PrepareRequest } from './request/prepare-request.ts';

/** A part that was read with its regions, and stands nowhere yet. */
interface ReadPart {
  readonly request: PrepareRequest;
  readonly part: LoadedPart;
  readonly regions: readonly LoadedRegion[];
  /** Of the part with its stock. */
  readonly box: Box3;
  readonly meshes: readonly LoadedPart[];
}

/** Reads the parts of a build, places them side by side, and solves their fills. */
export async function takeAllInHand({ parts, ...build }: BuildRequest): Promise<BuildInHand[]> {
  const read: ReadPart[] = [];
  for (const part of parts) read.push(await readPart(requestOf(build, part)));
  const standing = read.map(standingOf);
  const shifts = shiftsOf(standing, { ...build, parts });
  const taken: BuildInHand[] = [];
  for (const [n, one] of read.entries()) {
    const { marginMm } = standing[n] as Standing;
    taken.push({ ...(await placed(one, shifts[n] as Shift)), marginMm, shared: read.length > 1 });
  }
  return taken;
}

/** Parts that can be printed one after the other stand far enough apart for that, where the plate has the room. */
function shiftsOf(standing: readonly Standing[], request: BuildRequest): readonly Shift[] {
  const printer = request.printer.item;
  const gapMm = spreadMm(request);
  if (gapMm === null) return layOut(standing, printer);
  try {
    return layOut(standing, printer, Math.max(GAP_MM, gapMm));
  } catch (cause) {
    if (!(cause instanceof PrepError) || cause.code !== 'part-off-plate') throw cause;
    if (request.printOrder !== 'sequential') return layOut(standing, printer);
    const reason = `${cause.message}; printed one after the other, parts stand ${gapMm} mm apart: take --print-order layers`;
    throw new PrepError(cause.code, reason, cause.place, cause);
  }
}

/** The same for one part. */
export async function takeInHand(request: PrepareRequest): Promise<BuildInHand> {
  const { part, ...build } = request;
  const [taken] = await takeAllInHand({ ...build, parts: [part] });
  return taken as BuildInHand;
}

/** A variant for the other side says so in all of its own files. */
function requestOf(build: Omit<BuildRequest, 'parts'>, part: PartRequest): PrepareRequest {
  const { case: record } = build;
  if (record === null || part.side === null) return { ...build, part };
  return { ...build, part, case: { ...record, identity: { ...record.identity, side: part.side } } };
}

type Shift = readonly [number, number, number];

async function readPart(request: PrepareRequest): Promise<ReadPart> {
  const { load, regions: wanted } = request.part;
  const loader = shapeLoader(load);
  const part = await loadSource(request.part, loader);
  const shapes = await loader.regions(wanted, part, request.part.variantTransform);
  const stocks = await regionStock(part, wanted, shapes);
  const regions = wanted.map(({ id, fill, lattice, limits }, n) => ({
    id,
    fill,
    shape: shapes[n] ?? null,
    lattice,
    stock: stocks[n] ?? null,
    etchMm: limits.etchAllowanceMm,
  }));
  return { request, part, regions, box: boxWithStock(part.box, stocks), meshes: [part, ...loader.read] };
}

function standingOf({ request, part, regions, box }: ReadPart): Standing {
  const { positionMm, place, source } = request.part;
  const { pairing } = request;
  const shape = shapeSettingsOf(pairing);
  return {
    partId: part.partId,
    box: shape === null ? box : scaledBox(box, shape.scale, scaledAbout(box)),
    positionMm,
    place: place.length > 0 || source.by === 'solid' ? place : [source.path],
    marginMm: pairing.process === 'fff' ? skirtReachMm(pairing.profile) : 0,
    hull: () => scaledHull(hullOf(part, regions, box), box, shape),
  };
}

/** The convex hull of a part with its stock in the plane; of beams that of their box. */
function hullOf(part: LoadedPart, regions: readonly LoadedRegion[], box: Box3): Float64Array {
  if (part.beams.length > 0) return cornersOfBox(box);
  const meshes = [part.mesh, ...regions.flatMap(({ stock }) => (stock == null || stock.inward ? [] : [stock.mesh]))];
  const points = meshes.reduce((sum, { positions }) => sum + positions.length / 3, 0);
  const xy = new Float64Array(2 * points);
  let n = 0;
  for (const { positions } of meshes) {
    for (let i = 0; i < positions.length; i += 3) {
      xy[n++] = positions[i]!;
      xy[n++] = positions[i + 1]!;
    }
  }
  return convexHull(xy);
}

/** The hull of what is made, scaled about where the part stays. */
function scaledHull(hull: Float64Array, box: Box3, shape: ShapeSettings | null): Float64Array {
  if (shape === null) return hull;
  const about = scaledAbout(box);
  return hull.map((value, i) => {
    const at = about[i % 2] as number;
    return at + (value - at) * (shape.scale[i % 2] as number);
  });
}

async function placed(
  { request, part, regions, meshes }: ReadPart,
  shiftMm: Shift,
): Promise<Omit<BuildInHand, 'marginMm' | 'shared'>> {
  const { pairing, slice, layers: band } = request;
  const { place, regions: wanted } = request.part;
  const paths = pairing.process === 'lpbf' ? scanSpecOf(pairing.profile, pairing.printer) : beadSpecOf(pairing.profile);
  const tables = await readSampleTables(latticesOfPart(request.part));
  const solidYoungsGPa = pairing.profile.material.youngsModulusGPa?.value ?? null;
  const compensation = pairing.process === 'lpbf' ? compensationOf(pairing.profile) : null;
  const fillInputs = { samples: tables.samples, solidYoungsGPa };
  const shape = shapeSettingsOf(pairing);
  const job = await atPlace(place, [], async () =>
    partJob(part, shiftMm, {
      slice,
      regions,
      fillInputs,
      compensation,
      shape,
      paths,
      band,
      thicknessBy: thicknessBy(request),
    }),
  );
  refuseBeyondReach(request, job);
  await refuseMissing(job, wanted);
  if (pairing.process === 'fff') refuseThinWalls(job, pairing.profile);
  return { request, part, meshes, tables: tables.records, job, shiftMm };
}

/** What says how thick layers are: the profile, or a wish beside it. */
function thicknessBy({ slice, profile, case: record }: PrepareRequest): string {
  if (slice.thicknessMm === profile.item.layerThicknessMm.value) return `layerThicknessMm of ${profile.file}`;
  return record === null ? '--layer' : `layerMm of the target '${record.identity.target}'`;
}

/** How far the skirt reaches beyond the part. */
function skirtReachMm({ skirt, bead }: FffProfile): number {
  const loops = skirt.loops.value;
  return loops === 0 ? 0 : skirt.distanceMm.value + loops * bead.widthMm.value;
}

/** A sheet whose mean wall is below the narrowest bead would get no beads at all: better known before an hour of planning. */
function refuseThinWalls({ fills }: PartJob, { id: profileId, bead }: FffProfile): void {
  const least = bead.minWidthMm.value;
  for (const { solved, place } of fills) {
    const wallMm = solved.leastWallMm;
    if (wallMm === null || wallMm >= least) continue;
    const reason = `walls of ${wallMm.toFixed(3)} mm on average are thinner than the narrowest bead of ${profileId}, ${least} mm; take a larger cell or density`;
    throw new PrepError('lattice-invalid', reason, [...place, 'cellMm']);
  }
}
