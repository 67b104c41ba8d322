/** The parts of a case as requests: names are resolved, paths stay in the folder of the case. */
import { dirname } from 'node:path';
import type { Case, CaseBone, CasePart, CaseRegion, CaseSolid, CaseTarget, CaseVariant } from '../../config/case.ts';
import type { CaseBore } from '../../config/case-bore-schema.ts';
import { REGION_KINDS, type RegionFill } from '../../config/region-kinds.ts';
import { assert, type Place, PrepError } from '../../core/prep-error.ts';
import { pathInside } from '../../store/path-jail.ts';
import type { LoadOptions } from '../load/load-part.ts';
import { madeBore, refuseTilted } from './bore-request.ts';
import { caseLattice } from './case-lattice.ts';
import {
  type BoneRequest,
  NO_LIMITS,
  type PartRequest,
  type RegionLimits,
  type RegionRequest,
  type RegionShapeRequest,
  type SolidRequest,
} from './prepare-request.ts';

/**
 * Returns the requests of all parts and their variants for a target, whose own fills come before those of the regions. A model is solid
 * throughout, and the bones belong to it.
 */
export async function partRequests(path: string, item: Case, target: CaseTarget, place: Place): Promise<PartRequest[]> {
  const names: Names = { item, folder: dirname(path), path };
  const parts: PartRequest[] = [];
  for (const [index, part] of item.parts.entries()) {
    const base = await partRequest(part, [path, 'parts', index], target, names, place);
    const all = [base, ...(part.variants ?? []).map((variant) => variantOf(base, variant))];
    parts.push(...(target.model === true ? all.map(asModel) : all));
  }
  if (target.model === true) for (const bone of item.bones ?? []) parts.push(await boneOfModel(bone, names));
  return parts;
}

async function partRequest(
  part: CasePart,
  partPlace: Place,
  target: CaseTarget,
  names: Names,
  place: Place,
): Promise<PartRequest> {
  const { item, folder } = names;
  const regions: RegionRequest[] = [];
  for (const [index, region] of part.regions.entries()) {
    const at: Place = [...partPlace, 'regions', index];
    const request: RegionRequest = {
      id: region.id,
      kind: region.kind,
      fill: fillOf(region),
      shape: await shapeRequest(region, part, names, [...at, 'shape']),
      lattice: await latticeRequest(region, target, folder, at, place),
      limits: limitsOf(region),
      place: at,
    };
    // A model shows the bore as it is designed.
    regions.push(region.bore === undefined || target.model === true ? request : withBore(request, region.bore));
  }
  const { positionMm } = part;
  return {
    source:
      part.mesh !== undefined
        ? { by: 'mesh', path: await pathInside(folder, part.mesh, [...partPlace, 'mesh']) }
        : { by: 'solid', tree: await solidRequest(part.solid as CaseSolid, names, [...partPlace, 'solid']) },
    transform: part.transform ?? null,
    partId: part.id,
    variant: null,
    side: null,
    variantTransform: null,
    load: loadOf(item),
    regions,
    ...(part.supports === undefined ? {} : { supports: await supportRequests(part.supports, names, partPlace) }),
    turned: part.orientation !== undefined && part.orientation !== 'keep',
    positionMm: positionMm === undefined ? null : [positionMm.x, positionMm.y],
    place: partPlace,
  };
}

/** The bodies that are filled with support. */
async function supportRequests(
  shapes: readonly CaseSolid[],
  names: Names,
  partPlace: Place,
): Promise<NonNullable<PartRequest['supports']>> {
  const place: Place = [...partPlace, 'supports'];
  const trees = await solidRequests(shapes, names, place);
  return trees.map((tree, n) => ({ tree, place: [...place, n] }));
}

/** The region with its bore as it is made. */
function withBore(request: RegionRequest, asked: CaseBore): RegionRequest {
  const { shape, limits } = request;
  const place: Place = [...request.place, 'bore'];
  if (shape?.by !== 'solid') throw new PrepError('case-invalid', 'needs a region with a shape of its own', place);
  const { tree, liningMm, bore } = madeBore(shape.tree, asked, place);
  return { ...request, shape: { ...shape, tree }, limits: { ...limits, machiningStockMm: liningMm }, bore };
}

/** A variant is the part with all its regions, transformed; its lattices stay where they are. It stands where there is room. */
function variantOf(part: PartRequest, { id, transform, side }: CaseVariant): PartRequest {
  const hasBores = part.regions.some(({ bore }) => bore != null && bore.by !== 'round');
  refuseTilted(hasBores, transform ?? null, [...part.place, 'variants', id]);
  return {
    ...part,
    partId: `${part.partId}-${id}`,
    variant: id,
    side: side ?? null,
    variantTransform: transform ?? null,
    positionMm: null,
  };
}

/** Lattices become solid; what is empty stays empty. */
function asModel(part: PartRequest): PartRequest {
  const regions = part.regions.map((region) =>
    region.fill === 'lattice' ? { ...region, fill: 'solid' as const, lattice: null } : region,
  );
  return { ...part, regions };
}

async function boneOfModel(bone: CaseBone, names: Names): Promise<PartRequest> {
  const { path, transform, place } = await boneRequest(bone.id, names);
  return {
    source: { by: 'mesh', path },
    transform,
    variantTransform: null,
    partId: bone.id,
    variant: null,
    side: null,
    load: loadOf(names.item),
    turned: false,
    regions: [{ id: null, kind: null, fill: 'solid', shape: null, lattice: null, limits: NO_LIMITS, place: [] }],
    positionMm: null,
    place,
  };
}

function loadOf({ units, repair }: Case): LoadOptions {
  return { units, repair: repair === true, sameUnit: true };
}

/** What names of a case lead to. */
interface Names {
  readonly item: Case;
  readonly folder: string;
  /** Path of the case. */
  readonly path: string;
}

/** A lattice fills; else what the case says, else what the kind has. */
function fillOf({ kind, fill, lattice }: CaseRegion): RegionFill {
  return lattice !== undefined ? 'lattice' : (fill ?? REGION_KINDS[kind].fill);
}

function limitsOf(region: CaseRegion): RegionLimits {
  return {
    supportBan: region.supportBan ?? REGION_KINDS[region.kind].supportBan,
    toleranceMm: region.toleranceMm ?? null,
    leastWallMm: region.leastWallMm ?? null,
    machiningStockMm: region.machiningStockMm ?? 0,
    etchAllowanceMm: region.etchAllowanceMm ?? 0,
    blastAllowanceMm: region.blastAllowanceMm ?? 0,
    verdict: region.verdict ?? null,
  };
}

async function latticeRequest(
  { id, lattice }: CaseRegion,
  target: CaseTarget,
  folder: string,
  regionPlace: Place,
  targetPlace: Place,
): Promise<RegionRequest['lattice']> {
  if (lattice === undefined) return null;
  const own = target.lattices?.[id];
  const place: Place = own === undefined ? [...regionPlace, 'lattice'] : [...targetPlace, 'lattices', id];
  return { settings: await caseLattice(own ?? lattice, folder, place), place };
}

async function shapeRequest(
  { shape }: CaseRegion,
  { regions }: CasePart,
  names: Names,
  place: Place,
): Promise<RegionShapeRequest | null> {
  if (shape.by === 'rest') return null;
  if (shape.by !== 'distance') return { by: 'solid', tree: await solidRequest(shape, names, place), place };
  const { region, bone, fromMm = 0, withinMm } = shape;
  const of =
    bone !== undefined
      ? { bone: await boneRequest(bone, names) }
      : region !== undefined
        ? { region: regions.findIndex(({ id }) => id === region) }
        : ({ part: true } as const);
  return { by: 'distance', of, fromMm, withinMm, place };
}

async function boneRequest(id: string, { item, folder, path }: Names): Promise<BoneRequest> {
  const index = (item.bones ?? []).findIndex((known) => known.id === id);
  const bone = item.bones?.[index];
  assert(bone !== undefined, 'a checked case names bones that it has');
  const place: Place = [path, 'bones', index];
  return {
    id,
    path: await pathInside(folder, bone.mesh, [...place, 'mesh']),
    transform: bone.transform ?? null,
    place,
  };
}

/** A shape with the solids that it names in their places. */
async function solidRequest(shape: CaseSolid, names: Names, place: Place): Promise<SolidRequest> {
  switch (shape.by) {
    case 'mesh':
      return {
        by: 'mesh',
        path: await pathInside(names.folder, shape.file, [...place, 'file']),
        place: [...place, 'file'],
      };
    case 'solid': {
      const named = names.item.solids?.[shape.solid];
      assert(named !== undefined, 'a checked case names solids that it has');
      return solidRequest(named, names, [names.path, 'solids', shape.solid]);
    }
    case 'union':
    case 'intersection':
      return { by: shape.by, of: await solidRequests(shape.of, names, [...place, 'of']) };
    case 'difference':
      return {
        by: 'difference',
        from: await solidRequest(shape.from, names, [...place, 'from']),
        minus: await solidRequests(shape.minus, names, [...place, 'minus']),
      };
    default:
      return shape;
  }
}

async function solidRequests(shapes: readonly CaseSolid[], names: Names, place: Place): Promise<SolidRequest[]> {
  const requests: SolidRequest[] = [];
  for (const [n, shape] of shapes.entries()) requests.push(await solidRequest(shape, names, [...place, n]));
  return requests;
}
