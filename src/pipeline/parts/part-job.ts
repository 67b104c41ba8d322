/** Turns a loaded part and its settings into the spec of a job. */
import type { RegionFill } from '../../config/region-kinds.ts';
import type { ShapeSettings } from '../../config/shape-settings.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { assert, type Place, PrepError } from '../../core/prep-error.ts';
import type { MeshEdges } from '../../geometry/mesh-edges.ts';
import { type TriangleBvhData, triangleBvh } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import { type AsBuilt, asBuilt } from '../../lattice/as-built.ts';
import { thinned } from '../../lattice/compensated-field.ts';
import { facingTriangles } from '../../lattice/facing-triangles.ts';
import type { FillContext } from '../../lattice/fill-context.ts';
import { fillField } from '../../lattice/fill-spec.ts';
import type { Compensation, LatticeSettings } from '../../lattice/settings.ts';
import { type SolvedFill, solveFill } from '../../lattice/solve-fill.ts';
import type { SliceSettings } from '../../slicing/settings.ts';
import { type FillInputs, fillContextOf, NO_FILL_INPUTS } from '../layers/fill-context-of.ts';
import {
  type FootSpec,
  type JobSpec,
  type LatticeSpec,
  type RegionShape,
  type StockSpec,
  shareArrays,
} from '../layers/job-spec.ts';
import { madeBox, madeLayers, shapeSpecOf } from '../layers/made-shape.ts';
import { movedBeams } from '../load/beam-part.ts';
import { sizeText } from '../load/length-unit.ts';
import type { LoadedPart } from '../load/load-part.ts';
import { moved, movedBox } from './place-part.ts';
import { boxWithStock } from './stock-box.ts';

/** Most samples of one layer: 80 million take 80 MB for the mask and 640 MB for the distances of a skin. */
const MAX_SAMPLES = 8e7;
/** Most cells of a part: each is asked whether it lies whole in the porous region, a few microseconds a cell. */
const MAX_CELLS = 5e6;

/** The fill of one region. */
export interface RegionFilling {
  /** Number of the region in the job. */
  readonly region: number;
  readonly regionId: string | null;
  readonly settings: LatticeSettings;
  /** Where the fill stands in its file, for messages. */
  readonly place: Place;
  readonly solved: SolvedFill;
  readonly spec: LatticeSpec;
  /** Mean wall or diameter where it is thinnest, as it stands in the file; null in networks. */
  readonly leastWallMm: number | null;
  /** Relative density that the fill is to have: the one asked for, or its mean over the part. */
  readonly relativeDensity: number | null;
  /** What a compensated fill is in the file and when built; null where nothing is compensated. */
  readonly asBuilt: AsBuilt | null;
}

/** A job with what its makers want to know beside it. */
export interface PartJob {
  readonly spec: JobSpec;
  /** Of what is made, with its stock; `spec.box` is that of the design. */
  readonly box: Box3;
  /** Layers of the whole part, whatever band is planned. */
  readonly layerCount: number;
  /** The fills in the order of their regions; none in a solid part. */
  readonly fills: readonly RegionFilling[];
  /** Tables of samples that lie wholly beside the part. */
  readonly samplesBeside: readonly string[];
}

/** A region with its shape read, in the coordinates of the part; a null shape is the rest. */
export interface LoadedRegion {
  readonly id: string | null;
  readonly fill: RegionFill;
  readonly shape: RegionShape | null;
  /** The fill of a region whose `fill` is `lattice`, and where it stands in its file. */
  readonly lattice: { readonly settings: LatticeSettings; readonly place: Place } | null;
  /** Material on its surface, in the coordinates of the part; absent or null: none. */
  readonly stock?: StockSpec | null;
  /** What etching takes from each face of its walls; absent: nothing. */
  readonly etchMm?: number;
}

/** What is made of a part. */
export interface JobSettings {
  readonly slice: SliceSettings;
  readonly regions: readonly LoadedRegion[];
  readonly fillInputs?: FillInputs;
  /** What the process adds to walls; absent or null: nothing is compensated. */
  readonly compensation?: Compensation | null;
  /** Absent or null: the part is made as designed. */
  readonly shape?: ShapeSettings | null;
  /** Absent or null: the first layers are as the others. */
  readonly foot?: FootSpec | null;
  readonly paths: JobSpec['paths'];
  /** What says how thick layers are, for messages; absent: nobody. */
  readonly thicknessBy?: string;
  /** Layers to plan; null: all. */
  readonly band: { readonly from: number; readonly to: number } | null;
}

/** Returns the one region of a bare mesh: filled with a lattice, or solid. */
export function wholePart(lattice: LatticeSettings | null, place: Place = ['lattice']): readonly LoadedRegion[] {
  const fill = lattice === null ? 'solid' : 'lattice';
  return [{ id: null, fill, shape: null, lattice: lattice === null ? null : { settings: lattice, place } }];
}

/** Builds the spec of a part that stands `shiftMm` from its file's coordinates. */
export function partJob(
  part: LoadedPart,
  shiftMm: readonly [number, number, number],
  {
    slice,
    regions,
    fillInputs = NO_FILL_INPUTS,
    compensation = null,
    shape: asked = null,
    foot = null,
    paths,
    band,
    thicknessBy,
  }: JobSettings,
): PartJob {
  const mesh = shareArrays(moved(part.mesh, shiftMm));
  const stocks = regions.map(({ stock }) => stock ?? null);
  const boxInFile = boxWithStock(part.box, stocks);
  const box = movedBox(boxInFile, shiftMm);
  const shape = shapeSpecOf(asked, boxInFile, shiftMm, part.beams.length > 0);
  const { count } = layersOf(part, { box, shape, layers: { ...slice, from: 0, to: 0 } }, thicknessBy);
  const from = band === null ? 0 : Math.min(band.from, count);
  const to = band === null ? count : Math.min(band.to, count);
  if (from >= to) throw new PrepError('usage', `--layers holds none of the ${count} layers of the part`);
  refuseWithBeams(part, regions);
  const shapes = regions.map(({ id, fill, shape }) => ({ id, fill, shape: shape && movedShape(shape, shiftMm) }));
  const fills = regions.flatMap(({ id, lattice, etchMm = 0 }, region): RegionFilling[] => {
    if (lattice === null) return [];
    const context = fillContextOf(mesh, box, shiftMm, shapes, region, fillInputs);
    const growth = withEtching(compensation, etchMm);
    return [{ region, regionId: id, ...filled(lattice, context, growth, etchMm, mesh, box, shiftMm) }];
  });
  const stockOf = (n: number): StockSpec | null => {
    const stock = stocks[n] ?? null;
    return stock && shareArrays({ ...stock, mesh: moved(stock.mesh, shiftMm) });
  };
  return {
    spec: {
      partId: part.partId,
      mesh,
      edges: edgesOf(part),
      beams: part.beams.map((set) => shareArrays(movedBeams(set, shiftMm))),
      regions: shapes.map((shape, n) => ({
        ...shape,
        lattice: fills.find(({ region }) => region === n)?.spec ?? null,
        stock: stockOf(n),
      })),
      box,
      originMm: shiftMm,
      ...(shape === null ? {} : { shape }),
      ...(foot === null ? {} : { foot }),
      layers: { ...slice, from, to },
      dropped: null,
      measured: false,
      paths,
    },
    box: madeBox({ box, shape }),
    layerCount: count,
    fills,
    samplesBeside: tablesBeside(fillInputs.samples, part.box),
  };
}

/** A part without a layer is named with its file, and with what says how thick layers are. */
function layersOf(part: LoadedPart, spec: Parameters<typeof madeLayers>[0], thicknessBy: string | undefined) {
  try {
    return madeLayers(spec);
  } catch (cause) {
    if (!(cause instanceof PrepError) || cause.place.length > 0) throw cause;
    const by = thicknessBy === undefined ? '' : `, as ${thicknessBy} says`;
    throw new PrepError(cause.code, `${cause.reason}${by}`, [part.input?.path ?? part.partId], cause);
  }
}

/** What needs the surface of a part finds none on beams. */
function refuseWithBeams({ beams, partId }: LoadedPart, regions: readonly LoadedRegion[]): void {
  if (beams.length === 0) return;
  const lattice = regions.find((region) => region.lattice !== null)?.lattice;
  if (lattice !== null && lattice !== undefined) {
    throw new PrepError('lattice-invalid', 'a part of beams is a lattice already and takes no fill', lattice.place);
  }
  if (regions.some(({ shape }) => shape?.by === 'distance')) {
    throw new PrepError('lattice-invalid', 'a part of beams has no surface to measure distances from', [partId]);
  }
}

function filled(
  { settings, place }: NonNullable<LoadedRegion['lattice']>,
  context: FillContext,
  compensation: Compensation | null,
  etchMm: number,
  mesh: TriangleMesh,
  box: Box3,
  shiftMm: readonly [number, number, number],
): Omit<RegionFilling, 'region' | 'regionId'> {
  assertCellsFit(box, settings.cellMm, place);
  const solved = solveFill(settings, context, place);
  const leastWallMm = wallInFile(solved.leastWallMm, compensation);
  const stepMm = settings.stepMm ?? solved.stepFor(leastWallMm);
  assertSamplesFit(box, Math.min(stepMm, settings.skinMm > 0 ? settings.skinMm : stepMm), place);
  return {
    settings,
    place,
    solved,
    spec: latticeSpec(settings, solved, stepMm, compensation, etchMm, mesh, shiftMm),
    leastWallMm,
    relativeDensity: solved.relativeDensity ?? meanDensity(solved, mesh, box),
    asBuilt: compensation === null ? null : builtShares(solved, settings.cellMm, compensation, shiftMm, box),
  };
}

function movedShape(shape: RegionShape, shiftMm: readonly [number, number, number]): RegionShape {
  const body = ({ mesh, edges }: { readonly mesh: TriangleMesh; readonly edges: MeshEdges }) => ({
    mesh: shareArrays(moved(mesh, shiftMm)),
    edges: shareArrays(edges),
  });
  if (shape.by === 'mesh') return { by: 'mesh', ...body(shape) };
  const { surface, inside } = shape;
  return {
    ...shape,
    surface: shareArrays(movedBvh(surface, shiftMm)),
    inside: inside === null ? null : body(inside),
  };
}

/** Returns a tree with all its boxes and corners moved. */
function movedBvh(data: TriangleBvhData, shiftMm: readonly [number, number, number]): TriangleBvhData {
  const add = (value: number, n: number) => value + (shiftMm[n % 3] as number);
  return { ...data, bounds: data.bounds.map(add), corners: data.corners.map(add) };
}

/** Returns the fill of a bare mesh, which has one region. */
export function onlyFill({ fills }: PartJob): RegionFilling {
  const [filling] = fills;
  assert(filling !== undefined && fills.length === 1, 'a lattice of a bare mesh fills its one region');
  return filling;
}

/** Names of the tables of samples whose box does not meet the part's, both in the coordinates of the file. */
function tablesBeside(samples: FillInputs['samples'], box: Box3): string[] {
  return [...samples].flatMap(([name, values]) => {
    const apart = [0, 1, 2].some((axis) => {
      let [low, high] = [Infinity, -Infinity];
      for (let i = axis; i < values.length; i += 4) {
        low = Math.min(low, values[i] as number);
        high = Math.max(high, values[i] as number);
      }
      return low > (box[axis + 3] as number) || high < (box[axis] as number);
    });
    return apart ? [name] : [];
  });
}

/** What the process adds to a wall less what etching takes from both its faces. */
function withEtching(compensation: Compensation | null, etchMm: number): Compensation | null {
  if (etchMm === 0) return compensation;
  const { excessMm, leastWallMm } = compensation ?? { excessMm: Float64Array.of(0, 0), leastWallMm: 0 };
  return { excessMm: excessMm.map((value, n) => (n % 2 === 1 ? value - 2 * etchMm : value)), leastWallMm };
}

/** A wall as it is exposed where it lies flattest: thinner by what the process adds. */
function wallInFile(wallMm: number | null, compensation: Compensation | null): number | null {
  if (wallMm === null || compensation === null) return wallMm;
  const { excessMm, leastWallMm } = compensation;
  const most = excessMm.reduce((high, value, n) => (n % 2 === 1 ? Math.max(high, value) : high), 0);
  return thinned(wallMm, most, leastWallMm);
}

function edgesOf({ topology }: LoadedPart): JobSpec['edges'] {
  return shareArrays({ sideEdges: topology.sideEdges, edgeVertices: topology.edgeVertices });
}

function assertCellsFit(box: Box3, cellMm: number, place: Place): void {
  const cells = ((box[3] - box[0]) / cellMm) * ((box[4] - box[1]) / cellMm) * ((box[5] - box[2]) / cellMm);
  if (cells <= MAX_CELLS) return;
  const reason = `${sizeText(box)} mm hold ${countText(cells)} cells of ${cellMm} mm; at most ${countText(MAX_CELLS)} are taken`;
  throw new PrepError('memory-short', reason, [...place, 'cellMm']);
}

function assertSamplesFit(box: Box3, stepMm: number, place: Place): void {
  const samples = ((box[3] - box[0]) / stepMm) * ((box[4] - box[1]) / stepMm);
  if (samples <= MAX_SAMPLES) return;
  const reason = `sampling ${sizeText(box)} mm every ${stepMm} mm takes ${countText(samples)} samples a layer; at most ${countText(MAX_SAMPLES)} are taken`;
  throw new PrepError('memory-short', reason, [...place, 'stepMm']);
}

function latticeSpec(
  { skinMm, openSides }: LatticeSettings,
  { spec, leastSolidMm }: SolvedFill,
  stepMm: number,
  compensation: Compensation | null,
  etchMm: number,
  mesh: TriangleMesh,
  originMm: readonly [number, number, number],
): LatticeSpec {
  const skinned = skinMm > 0 ? facingTriangles(mesh, openSides, false) : new Uint32Array(0);
  const skin =
    // Etching takes from the inner face of a skin too.
    skinned.length > 0 ? { thicknessMm: skinMm + etchMm, surface: shareArrays(buildTriangleBvh(mesh, skinned)) } : null;
  return { fill: shareArrays(spec), leastSolidMm, compensation, stepMm, originMm, skin };
}

/** Shares of one whole cell where cells are all alike, of the part's box where they are not. */
function builtShares(
  { spec, isRegular, leastSolidMm }: SolvedFill,
  cellMm: number,
  compensation: Compensation,
  [x, y, z]: readonly [number, number, number],
  box: Box3,
): AsBuilt {
  const cell: Box3 = [x, y, z, x + cellMm, y + cellMm, z + cellMm];
  const make = () => fillField(spec);
  return asBuilt(make, spec.band, leastSolidMm, compensation, isRegular ? cell : box);
}

/** Points along the longest side of the part at which a varying density is taken for its mean. */
const MEAN_POINTS = 40;

/** Mean of the density over points of a grid that lie inside the part. */
function meanDensity({ densityAt }: SolvedFill, mesh: TriangleMesh, [x0, y0, z0, x1, y1, z1]: Box3): number | null {
  const surface = triangleBvh(buildTriangleBvh(mesh));
  const stepMm = Math.max(x1 - x0, y1 - y0, z1 - z0) / MEAN_POINTS;
  let sum = 0;
  let count = 0;
  for (let z = z0 + stepMm / 2; z < z1; z += stepMm) {
    for (let y = y0 + stepMm / 2; y < y1; y += stepMm) {
      for (let x = x0 + stepMm / 2; x < x1; x += stepMm) {
        if (!surface.isInside(x, y, z)) continue;
        sum += densityAt(x, y, z);
        count++;
      }
    }
  }
  return count > 0 ? Math.round((1e6 * sum) / count) / 1e6 : null;
}

/** A large number as it is said: 1.5 million, or 1.5e+15. */
function countText(count: number): string {
  return count < 1e9 ? `${Number((count / 1e6).toPrecision(2))} million` : count.toExponential(1);
}
