/** A work plane: its vector blocks, its shell and its table. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Area } from '../../core/layer.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import type { Toolpath } from '../../core/toolpath.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { PART_KEY } from './encode-job.ts';
import { emptyBox, extendBox, type GridBox, putBox } from './grid-box.ts';
import {
  BLOCK,
  BLOCK_META,
  ENTRY,
  LPBF_META,
  MAX_MM,
  PATCH,
  PLACE_BYTES,
  PLANE,
  PLANE_META,
  PLANE_TABLE,
  POINTS,
} from './open-vector-file.ts';

const MAX_GRID = MAX_MM * GRID_PER_MM;

/** Values of enum PartArea. */
const VOLUME = 0;
const CONTOUR = 1;
/** Values of enum SkinType. */
const SKIN_TYPE: Readonly<Record<Area, number>> = { core: 0, hull: 0, downskin: 1, upskin: 2, support: 0 };
/** Values of enum StructureType. */
const PART_STRUCTURE = 0;
const SUPPORT_STRUCTURE = 1;

/** How the paths of one key are written. */
export interface BlockKey {
  readonly markingParamsKey: number;
  readonly laser: number | null;
}

/** What goes into one work plane. */
export interface PlaneContent {
  readonly number: number;
  readonly zMm: number;
  readonly toolpaths: readonly Toolpath[];
  /** For messages. */
  readonly place: readonly string[];
}

/** The bytes of a work plane in order, and the box of its points. */
export interface EncodedPlane {
  readonly pieces: readonly Uint8Array[];
  readonly box: GridBox;
}

/** Encodes a work plane that begins at byte `start` of the file. */
export function encodePlane(
  { number, zMm, toolpaths, place }: PlaneContent,
  start: number,
  keyOf: (toolpath: Toolpath) => BlockKey,
): EncodedPlane {
  const writer = new BinaryWriter();
  const box = emptyBox();
  const pieces: Uint8Array[] = [new Uint8Array(PLACE_BYTES)];
  const places: number[] = [];
  let at = start + PLACE_BYTES;
  const add = (piece: Uint8Array) => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const toolpath of toolpaths) {
    const points = pointsOf(toolpath, box, place);
    if (points.length === 0) continue;
    places.push(at);
    add(vectorBlock(writer, toolpath, points, keyOf(toolpath)));
  }
  const shellAt = at;
  add(planeShell(writer, number, zMm, places.length, box, place));
  new DataView(pieces[0]!.buffer).setBigInt64(0, BigInt(at), true);
  add(placeTable(writer, PLANE_TABLE.shell, shellAt, PLANE_TABLE.blocks, places));
  return { pieces, box };
}

/** Returns a table of one place and a list of places, as both tables of the format are built, with its length in front. */
export function placeTable(
  writer: BinaryWriter,
  oneField: number,
  one: number,
  listField: number,
  list: readonly number[],
): Uint8Array {
  writer.fork().tag(oneField, WireType.Varint).int64(one);
  if (list.length > 0) {
    writer.tag(listField, WireType.LengthDelimited).fork();
    for (const place of list) writer.int64(place);
    writer.join();
  }
  return writer.join().finish();
}

/** Returns the points of a path as floats, and refuses those that a float cannot hold. */
function pointsOf(toolpath: Toolpath, box: GridBox, place: readonly string[]): Uint8Array {
  assert(toolpath.kind !== 'bead', 'extruded beads do not go into a file of laser paths');
  if (toolpath.kind === 'hatch') {
    const { xyxy } = toolpath.lines;
    assert(xyxy.length % 4 === 0, 'a hatch line has two points');
    return encodePoints(xyxy, false, box, place);
  }
  const { xy, closed } = toolpath.path;
  assert(xy.length >= 2 && xy.length % 2 === 0, 'a line has whole points');
  return encodePoints(xy, closed, box, place);
}

function encodePoints(mm: Float64Array, closed: boolean, box: GridBox, place: readonly string[]): Uint8Array {
  const floats = mm.length + (closed ? 2 : 0);
  const bytes = new Uint8Array(4 * floats);
  const view = new DataView(bytes.buffer);
  const own = emptyBox();
  for (let i = 0; i < mm.length; i += 2) {
    const x = toGrid(mm[i]!);
    const y = toGrid(mm[i + 1]!);
    if (!(Math.abs(x) <= MAX_GRID && Math.abs(y) <= MAX_GRID)) throw outOfRange(`x ${mm[i]}, y ${mm[i + 1]} mm`, place);
    if (x < own.xMin) own.xMin = x;
    if (x > own.xMax) own.xMax = x;
    if (y < own.yMin) own.yMin = y;
    if (y > own.yMax) own.yMax = y;
    view.setFloat32(4 * i, x / GRID_PER_MM, true);
    view.setFloat32(4 * i + 4, y / GRID_PER_MM, true);
  }
  if (closed) bytes.copyWithin(4 * mm.length, 0, 8);
  extendBox(box, own);
  return bytes;
}

function vectorBlock(writer: BinaryWriter, toolpath: Toolpath, points: Uint8Array, key: BlockKey): Uint8Array {
  const isHatch = toolpath.kind === 'hatch';
  const area: Area = toolpath.kind === 'bead' ? 'core' : toolpath.area;
  writer.fork();
  writer.tag(isHatch ? BLOCK.hatches : BLOCK.lineSequence, WireType.LengthDelimited).fork();
  writer.tag(POINTS, WireType.LengthDelimited).bytes(points).join();
  writer.tag(BLOCK.markingParamsKey, WireType.Varint).int32(key.markingParamsKey);
  if (key.laser !== null) writer.tag(BLOCK.laserIndex, WireType.Varint).int32(key.laser);
  writer.tag(BLOCK.metaData, WireType.LengthDelimited).fork();
  writer.tag(BLOCK_META.partKey, WireType.Varint).int32(PART_KEY).join();
  writer.tag(BLOCK.lpbfMetaData, WireType.LengthDelimited).fork();
  putUnlessZero(writer, LPBF_META.partArea, isHatch ? VOLUME : CONTOUR);
  putUnlessZero(writer, LPBF_META.skinType, SKIN_TYPE[area]);
  putUnlessZero(writer, LPBF_META.structureType, area === 'support' ? SUPPORT_STRUCTURE : PART_STRUCTURE);
  return writer.join().join().finish();
}

/** Values of an enum are left out where they are its first one, as all writers do. */
function putUnlessZero(writer: BinaryWriter, number: number, value: number): void {
  if (value !== 0) writer.tag(number, WireType.Varint).int32(value);
}

/** Returns the shell; its one patch, number 0, is what every block without a patch key belongs to. */
function planeShell(
  writer: BinaryWriter,
  number: number,
  zMm: number,
  blocks: number,
  box: GridBox,
  place: readonly string[],
): Uint8Array {
  const z = toGrid(zMm);
  if (!(Math.abs(z) <= MAX_GRID)) throw outOfRange(`z ${zMm} mm`, place);
  writer.fork();
  writer.tag(PLANE.zMm, WireType.Bit32).float(z / GRID_PER_MM);
  putUnlessZero(writer, PLANE.blockCount, blocks);
  putUnlessZero(writer, PLANE.number, number);
  writer.tag(PLANE.metaData, WireType.LengthDelimited).fork();
  writer.tag(PLANE_META.patches, WireType.LengthDelimited).fork();
  writer.tag(ENTRY.value, WireType.LengthDelimited).fork();
  putUnlessZero(writer, PATCH.layerId, number);
  writer.join().join();
  putBox(writer, PLANE_META.bounds, box);
  return writer.join().join().finish();
}

function outOfRange(what: string, place: readonly string[]): PrepError {
  return new PrepError(
    'value-out-of-range',
    `${what} is beyond the ${MAX_MM} mm that an Open Vector Format file holds to 0.1 um`,
    place,
  );
}
