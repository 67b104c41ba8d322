/**
 * Reads laser paths from 3MF with the toolpath extension (1.0, release candidate, and its drafts), planar ones, layer by
 * layer. The packed bytes stay in memory, one layer of them unpacked.
 */
import type { LaserFile, LaserFileLayer, NamedExposure } from '../../../core/laser-file.ts';
import type { ByteSource } from '../../../core/ports.ts';
import { PrepError } from '../../../core/prep-error.ts';
import { growableFloats } from '../../../geometry/growable.ts';
import { millimetres } from '../../coordinates.ts';
import { type ReadingNotes, readingNotes } from '../../reading-notes.ts';
import type { Fault } from '../../xml/fault.ts';
import { ZIP_LIMITS, type ZipLimits } from '../../zip/read-zip.ts';
import { openPackage, type ThreeMfPackage } from '../open-package.ts';
import { toMm } from '../threemf-model.ts';
import { walkElements } from './element-rules.ts';
import { LAYER_DOCUMENT, type LayerState } from './layer-rules.ts';
import { readToolpathModel, type ToolpathModel } from './read-model.ts';
import { DRAFT_LAYER_RELATION, LAYER_RELATION } from './toolpath-names.ts';

/** Bounds of the package: a part for each layer, and each layer is unpacked when it is read, in pieces. */
export const TOOLPATH_LIMITS: ZipLimits = { ...ZIP_LIMITS, entries: 200_000, inflatedBytes: 64 * 1024 ** 3 };

/** Length of a device unit beyond which a file speaks of no machine. */
const MAX_UNIT_MM = 1000;

/** One layer of the list, checked. */
interface ListedLayer {
  readonly path: string;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Opens a file and reads what it says of its toolpath. What is not understood and does not change where the laser runs is
 * named in `tolerated`; a parameter that a modifier varies is read as unknown. Throws `threemf-invalid` where the package
 * is faulty and `laser-file-invalid` where its toolpath is, each with part and byte.
 */
export async function openThreeMfToolpath(source: ByteSource, limits: ZipLimits = TOOLPATH_LIMITS): Promise<LaserFile> {
  const bytes = await source.read(0, source.size);
  const fault: Fault = (reason, ...place) => new PrepError('laser-file-invalid', reason, [source.name, ...place]);
  const open = () =>
    openPackage(bytes, (reason, ...place) => new PrepError('threemf-invalid', reason, [source.name, ...place]), limits);
  const notes = readingNotes();
  const pack = open();
  const root = pack.rootPart;
  const modelFault: Fault = (reason, ...place) => fault(reason, root, ...place);
  const model = readToolpathModel((take) => pack.feed(root, take), notes, modelFault);
  const listed = listedLayers(model, pack, notes, modelFault);
  const { resource } = model;
  const exposures: NamedExposure[] = resource.profiles.map(({ name, exposure }) => ({ name, exposure }));
  const about = new Map(model.metadata);
  for (const [index, words] of resource.lasers ?? []) about.set(`laser ${index}`, words);
  const mmPerUnit = toMm(resource.unitFactor, model.unit);
  if (!(mmPerUnit > 0 && mmPerUnit <= MAX_UNIT_MM)) throw modelFault(`has the unitfactor ${resource.unitFactor}`);
  const millimetresOf = millimetres(mmPerUnit);
  const withLaser = laserChoice(exposures, model);

  return {
    parts: model.parts,
    exposures,
    about,
    tolerated: notes.list,
    async *layers() {
      // A package of its own for each reading, as the bound on what is unpacked counts one reading.
      const read = open();
      for (const layer of listed) yield readLayer(read, layer);
    },
  };

  function partOfObject(uuid: string): number | null {
    const part = model.partOfObject.get(uuid) ?? null;
    if (part !== null) notes.add('object', 'names its parts by the UUIDs of objects, not of build items');
    return part;
  }

  function readLayer(read: ThreeMfPackage, { path, top, bottom }: ListedLayer): LaserFileLayer {
    const state: LayerState = {
      notes,
      fault: (reason, ...place) => fault(reason, path, ...place),
      toMm: millimetresOf,
      partOf: (uuid) => model.partOfUuid.get(uuid) ?? partOfObject(uuid),
      exposureOf: (uuid) => resource.profileOfUuid.get(uuid) ?? null,
      withLaser,
      hasSyncGroup: (id) => resource.syncGroups.has(id),
      parts: new Map(),
      profiles: new Map(),
      seen: new Set(),
      paths: [],
      type: 'hatch',
      part: null,
      exposure: 0,
      coordinates: growableFloats(1024),
      foreign: null,
    };
    walkElements((take) => read.feedAny(path, take), LAYER_DOCUMENT, state);
    return { zMm: millimetresOf(top), thicknessMm: millimetresOf(top - bottom), paths: state.paths };
  }
}

/** Checks heights and relationships of the layers (chapters 3.2 and 4.3). */
function listedLayers(
  { resource }: ToolpathModel,
  pack: ThreeMfPackage,
  notes: ReadingNotes,
  fault: Fault,
): ListedLayer[] {
  const related = new Set(
    [LAYER_RELATION, DRAFT_LAYER_RELATION].flatMap((type) => [...pack.targetsOf(pack.rootPart, type)]),
  );
  let bottom = resource.bottom;
  return resource.layers.map(({ top, path }, i) => {
    const place = `toolpathlayer ${i}`;
    if (top === null) throw fault('lacks ztop, which a planar toolpath must have', place);
    if (top < bottom) throw fault(`has ztop ${top} below ${bottom}, must not fall`, place);
    const name = path.startsWith('/') ? path : `/${path}`;
    if (name !== path) notes.add('path', 'names its layer parts without the slash that begins the name of a part');
    if (!related.has(name)) throw fault(`names the part "${path.slice(0, 120)}" without a relationship to it`, place);
    if (pack.contentTypeOf(name) === undefined) notes.add('content type', 'gives its layer parts no content type');
    const layer = { path: name, top, bottom };
    bottom = top;
    return layer;
  });
}

/** Returns the choice of an exposure like another one with a laser of its own (chapter 1.2, laserindex). */
function laserChoice(exposures: NamedExposure[], { resource }: ToolpathModel): LayerState['withLaser'] {
  const known = new Map<string, number>();
  return (number, laser, tag) => {
    const base = exposures[number];
    if (resource.lasers !== null && !resource.lasers.has(laser)) {
      throw tag.fault(`has a segment of laser ${laser}, which the toolpath does not declare`);
    }
    if (base === undefined || base.exposure.laser === laser) return number;
    const key = `${number} ${laser}`;
    const found = known.get(key) ?? exposures.length;
    if (found === exposures.length) {
      exposures.push({ name: `${base.name} (laser ${laser})`, exposure: { ...base.exposure, laser } });
      known.set(key, found);
    }
    return found;
  };
}
