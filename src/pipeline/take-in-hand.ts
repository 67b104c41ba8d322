/** The first step of a build: its meshes are read, the parts are placed, the fills solved. */
import { adhesionReachOf, footOf } from '../config/adhesion-settings.ts';
import type { FffProfile } from '../config/profile.ts';
import { compensationOf } from '../config/profile-settings.ts';
import { type ShapeSettings, shapeSettingsOf } from '../config/shape-settings.ts';
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { snapMm } from '../core/units.ts';
import { convexHull } from '../geometry/convex-hull.ts';
import { meshEdges } from '../geometry/mesh-edges.ts';
import { liftOf } from '../slicing/settings.ts';
import { beadSpecOf } from './bead/fff-road.ts';
import { spreadMm } from './bead/plate-order.ts';
import { scanSpecOf } from './laser/lpbf-road.ts';
import { shareArrays } from './layers/job-spec.ts';
import { scaledAbout, scaledBox } from './layers/made-shape.ts';
import { atPlace } from './load/at-place.ts';
import type { LoadedPart } from './load/load-part.ts';
import { readSampleTables } from './load/read-fill-inputs.ts';
import type { BuildInHand } from './parts/build-in-hand.ts';
import { GAP_MM, layOut, type Standing } from './parts/lay-out.ts';
import { shapeLoader } from './parts/load-shapes.ts';
import { loadSource } from './parts/load-source.ts';
import { type LoadedRegion, type PartJob, partJob } from './parts/part-job.ts';
import { cornersOfBox, moved } from './parts/place-part.ts';
import { refuseBeyondReach } from './parts/refuse-beyond-reach.ts';
import { refuseMissing } from './parts/refuse-missing.ts';
import { refusePrime } from './parts/refuse-prime.ts';
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
  /** Bodies that are filled with support. */
  readonly supports: readonly TriangleMesh[];
}

/** Reads the parts of a build, places them side by side, and solves their fills. */
export async function takeAllInHand({ parts, ...build }: BuildRequest): Promise<BuildInHand[]> {
  const read: ReadPart[] = [];
  for (const part of parts) read.push(await readPart(requestOf(build, part)));
  const standing = read.map(standingOf);
  const shifts = shiftsOf(standing, { ...build, parts });
  if (build.pairing.process === 'fff') {
    const outlines = standing.map(({ partId, hull }, n) => ({
      partId,
      outline: movedOutline(hull(), shifts[n] as Shift),
    }));
    refusePrime(build.pairing.profile, {
      printer: build.printer.item,
      profileFile: build.profile.file,
      layerMm: build.slice.thicknessMm,
      parts: outlines,
    });
  }
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
  refuseSupports(request);
  const supports = await loader.supports(request.part.supports ?? [], part, request.part.variantTransform);
  const stocks = await regionStock(part, wanted, shapes);
  const regions = wanted.map(({ id, fill, lattice, limits }, n) => ({
    id,
    fill,
    shape: shapes[n] ?? null,
    lattice,
    stock: stocks[n] ?? null,
    etchMm: limits.etchAllowanceMm,
  }));
  return { request, part, regions, box: boxWithStock(part.box, stocks), meshes: [part, ...loader.read], supports };
}

function standingOf({
  request,
  part,
  regions,
  box,
  supports,
}: ReadPart): Standing & { readonly hull: () => Float64Array } {
  const { positionMm, place, source } = request.part;
  const { pairing } = request;
  const shape = shapeSettingsOf(pairing);
  const around = pairing.process === 'fff' ? adhesionReachOf(pairing.profile) : null;
  return {
    partId: part.partId,
    box: shape === null ? box : scaledBox(box, shape.scale, scaledAbout(box)),
    positionMm,
    place: place.length > 0 || source.by === 'solid' ? place : [source.path],
    marginMm: (around?.reachMm ?? 0) + beyondMm(box, supports),
    liftMm: liftOf(request.slice),
    ...marginWords(around?.what ?? null, supports.length > 0),
    hull: () => withBodies(scaledHull(hullOf(part, regions, box), box, shape), supports),
  };
}

/** How far supports reach beyond the box of a part in the plane. */
function beyondMm(box: Box3, supports: readonly TriangleMesh[]): number {
  let mostMm = 0;
  for (const { positions } of supports) {
    for (let i = 0; i < positions.length; i++) {
      const axis = i % 3;
      if (axis === 2) continue;
      mostMm = Math.max(mostMm, box[axis]! - positions[i]!, positions[i]! - box[axis + 3]!);
    }
  }
  return mostMm;
}

function marginWords(what: string | null, hasSupports: boolean): { marginFor?: string } {
  const words = [...(hasSupports ? ['supports'] : []), ...(what === null ? [] : [what])];
  return words.length === 0 ? {} : { marginFor: words.join(' and ') };
}

/** The convex hull of an outline and of bodies in the plane. */
function withBodies(outline: Float64Array, bodies: readonly TriangleMesh[]): Float64Array {
  if (bodies.length === 0) return outline;
  const flat = bodies.flatMap(({ positions }) => Array.from(positions).filter((_, i) => i % 3 !== 2));
  return convexHull(Float64Array.from([...outline, ...flat]));
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
  { request, part, regions, box, meshes, supports }: ReadPart,
  shiftMm: Shift,
): Promise<Omit<BuildInHand, 'marginMm' | 'shared'>> {
  const { pairing, slice, layers: band } = request;
  const { place, regions: wanted } = request.part;
  const shape = shapeSettingsOf(pairing);
  const outline = () => movedOutline(withBodies(scaledHull(hullOf(part, regions, box), box, shape), supports), shiftMm);
  const paths =
    pairing.process === 'lpbf'
      ? scanSpecOf(pairing.profile, pairing.printer)
      : beadSpecOf(pairing.profile, {
          layerMm: slice.thicknessMm,
          outline,
          keptOff: wanted.flatMap(({ id, fill, limits }) =>
            id !== null && limits.supportBan && fill !== 'empty' ? [id] : [],
          ),
          supports: supports.map((mesh) => shareArrays({ mesh: moved(mesh, shiftMm), edges: meshEdges(mesh) })),
        });
  const tables = await readSampleTables(latticesOfPart(request.part));
  const solidYoungsGPa = pairing.profile.material.youngsModulusGPa?.value ?? null;
  const compensation = pairing.process === 'lpbf' ? compensationOf(pairing.profile) : null;
  const fillInputs = { samples: tables.samples, solidYoungsGPa };
  const job = await atPlace(place, [], async () =>
    partJob(part, shiftMm, {
      slice,
      regions,
      fillInputs,
      compensation,
      shape,
      foot: pairing.process === 'fff' ? footOf(pairing.profile) : null,
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

/** A convex outline where its part stands, on the grid of all coordinates. */
function movedOutline(hull: Float64Array, shiftMm: Shift): Float64Array {
  return hull.map((value, i) => snapMm(value + (shiftMm[i % 2] as number)));
}

/** What says how thick layers are: the profile, or a wish beside it. */
function thicknessBy({ slice, profile, case: record }: PrepareRequest): string {
  if (slice.thicknessMm === profile.item.layerThicknessMm.value) return `layerThicknessMm of ${profile.file}`;
  return record === null ? '--layer' : `layerMm of the target '${record.identity.target}'`;
}

/** Supports that nobody can make are told before any mesh is read. */
function refuseSupports({ pairing, part, profile }: PrepareRequest): void {
  if (part.supports === undefined) return;
  const place = [...part.place, 'supports'];
  if (pairing.process !== 'fff') throw new PrepError('case-invalid', 'supports are for filament only', place);
  if (pairing.profile.support !== undefined) return;
  throw new PrepError('case-invalid', `${profile.file} does not say how supports are made (support)`, place);
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
