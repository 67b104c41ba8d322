/** Rules of a layer part (toolpath extension, part II), planar segments. */
import type { LaserFilePath } from '../../../core/laser-file.ts';
import { type GrowableFloats, pushFloat } from '../../../geometry/growable.ts';
import { attributeAt, attributeNumber, attributeText, type XmlTag } from '../../xml/xml-tag.ts';
import { optionalIndex, requiredIndex, requiredText } from '../part-builder.ts';
import { type ElementRule, shown, tellAttribute, toolpathRule, type WalkState } from './element-rules.ts';
import { requiredUuid } from './read-attributes.ts';
import { tellData } from './resource-rules.ts';
import { isToolpathKey } from './toolpath-names.ts';

/** State of the walk through one layer. */
export interface LayerState extends WalkState {
  readonly toMm: (device: number) => number;
  /** Number of the part with a UUID, or null where the build has none. */
  partOf(uuid: string): number | null;
  /** Number of the exposure of a profile, or null where the resource has no such profile. */
  exposureOf(uuid: string): number | null;
  /** Number of the exposure that differs from another one in its laser. */
  withLaser(exposure: number, laser: number, tag: XmlTag): number;
  hasSyncGroup(id: number): boolean;
  /** Local numbers of the layer. */
  readonly parts: Map<number, number | null>;
  readonly profiles: Map<number, number>;
  readonly seen: Set<string>;
  readonly paths: LaserFilePath[];
  /** The segment that is open. */
  type: SegmentType;
  part: number | null;
  exposure: number;
  readonly coordinates: GrowableFloats;
  /** An element of another namespace in it, which may hold its geometry. */
  foreign: string | null;
}

type SegmentType = 'loop' | 'polyline' | 'hatch';
type Rule = ElementRule<LayerState>;

const SEGMENT_KEYS = new Set(['type', 'profileid', 'partid', 'laserindex', 'lasersync']);
const POINT_KEYS = new Set(['x', 'y']);
const HATCH_KEYS = new Set(['x1', 'y1', 'x2', 'y2']);
/** Attributes that only guide, or that belong to modifiers: said once for all of them. */
const HINT = /^(tag|timeprediction|jumpprediction)$/;
const FACTOR = /^[efgh][12]?$/;

const sub: Rule = toolpathRule({}, { open: tellFactors });
const point: Rule = toolpathRule({ sub }, { open: addPoint });
const hatch: Rule = toolpathRule({ sub }, { open: addHatch });
const segment: Rule = toolpathRule(
  { point, hatch },
  { open: openSegment, close: closeSegment, stranger: foreignGeometry },
);
const parts: Rule = toolpathRule({ part: toolpathRule({}, { open: addPart }) }, { open: once });
const profiles: Rule = toolpathRule({ profile: toolpathRule({}, { open: addProfile }) }, { open: once });
const data: Rule = toolpathRule({}, { open: once, stranger: tellData });
const segments: Rule = toolpathRule({ segment }, { open: once });

/** Rule of the document of a layer part. */
export const LAYER_DOCUMENT: Rule = toolpathRule({ layer: toolpathRule({ parts, profiles, data, segments }) });

/** Enters a child of the layer, which may come once. */
function once(state: LayerState, tag: XmlTag): void {
  const local = tag.key.slice(tag.key.indexOf('}') + 1);
  if (state.seen.has(local)) throw tag.fault(`has <${local}> twice`);
  state.seen.add(local);
}

function addPart(state: LayerState, tag: XmlTag): void {
  const id = requiredIndex(tag, 'id');
  const uuid = requiredUuid(tag, 'uuid');
  if (state.parts.has(id)) throw tag.fault(`has the part ${id} twice`);
  const part = state.partOf(uuid);
  if (part === null) state.notes.add('part', `has paths of a part ${uuid}, which is not one item of its build`);
  state.parts.set(id, part);
}

function addProfile(state: LayerState, tag: XmlTag): void {
  const id = requiredIndex(tag, 'id');
  const uuid = requiredUuid(tag, 'uuid');
  if (state.profiles.has(id)) throw tag.fault(`has the profile ${id} twice`);
  const exposure = state.exposureOf(uuid);
  if (exposure === null) throw tag.fault(`uses the profile ${uuid}, which the toolpath does not declare`);
  state.profiles.set(id, exposure);
}

function openSegment(state: LayerState, tag: XmlTag): void {
  const type = requiredText(tag, 'type');
  if (type !== 'loop' && type !== 'polyline' && type !== 'hatch') {
    throw tag.fault(`has a segment of type "${type.slice(0, 40)}", which no planar toolpath has`);
  }
  const partId = requiredIndex(tag, 'partid');
  const profileId = requiredIndex(tag, 'profileid');
  const part = state.parts.get(partId);
  const exposure = state.profiles.get(profileId);
  if (part === undefined) throw tag.fault(`has a segment of part ${partId}, which the layer does not declare`);
  if (exposure === undefined)
    throw tag.fault(`has a segment of profile ${profileId}, which the layer does not declare`);
  const laser = optionalIndex(tag, 'laserindex');
  const sync = optionalIndex(tag, 'lasersync');
  if (sync !== null && !state.hasSyncGroup(sync))
    throw tag.fault(`waits for sync group ${sync}, which is not declared`);
  if (sync !== null) state.notes.add('lasersync', 'has paths that wait for other lasers; that they wait is not kept');
  if (tag.count > 3) tellMore(state, tag, SEGMENT_KEYS, 'segment');
  state.type = type;
  state.part = part;
  state.exposure = laser === null ? exposure : state.withLaser(exposure, laser, tag);
  state.coordinates.length = 0;
  state.foreign = null;
}

function addPoint(state: LayerState, tag: XmlTag): void {
  if (state.type === 'hatch') throw tag.fault('has a point in a segment of hatches');
  pushFloat(state.coordinates, coordinate(state, tag, 'x'));
  pushFloat(state.coordinates, coordinate(state, tag, 'y'));
  if (tag.count > 2) tellMore(state, tag, POINT_KEYS, 'point');
}

function addHatch(state: LayerState, tag: XmlTag): void {
  if (state.type !== 'hatch') throw tag.fault(`has a hatch in a segment of type ${state.type}`);
  pushFloat(state.coordinates, coordinate(state, tag, 'x1'));
  pushFloat(state.coordinates, coordinate(state, tag, 'y1'));
  pushFloat(state.coordinates, coordinate(state, tag, 'x2'));
  pushFloat(state.coordinates, coordinate(state, tag, 'y2'));
  if (tag.count > 4) tellMore(state, tag, HATCH_KEYS, 'hatch');
}

/** Returns a coordinate in mm. One that is not whole means what it says, and is told. */
function coordinate(state: LayerState, tag: XmlTag, key: string): number {
  const at = attributeAt(tag, key);
  if (at < 0) throw tag.fault(`lacks attribute ${key}`);
  const value = attributeNumber(tag, at, 'stl');
  if (!(value >= -(2 ** 31) && value < 2 ** 31)) {
    throw tag.fault(`has ${key}="${attributeText(tag, at).slice(0, 40)}", must be a whole number of 32 bits`);
  }
  if (value !== Math.trunc(value)) state.notes.add('fraction', 'has coordinates that are not whole device units');
  return state.toMm(value);
}

function closeSegment(state: LayerState): void {
  const { type, part, exposure } = state;
  const xy = state.coordinates.values.slice(0, state.coordinates.length);
  if (state.foreign !== null && xy.length === 0) {
    throw state.fault(
      `has a segment whose geometry stands in <${shown(state.foreign)}>, which Trabecula does not read`,
    );
  }
  if (type === 'hatch') {
    if (xy.length === 0) throw state.fault('has a segment of type hatch without a hatch');
    state.paths.push({ kind: 'hatch', part, exposure, xyxy: xy });
    return;
  }
  const closed = type === 'loop';
  const last = xy.length - 2;
  // A loop closes by itself; a first point that comes again at the end is redundant (chapter 1.3.2).
  const repeats = closed && last > 0 && xy[0] === xy[last] && xy[1] === xy[last + 1];
  if (repeats) state.notes.add('repeated', 'repeats the first point of loops at their ends');
  const points = repeats ? xy.slice(0, last) : xy;
  const least = closed ? 3 : 2;
  if (points.length < 2 * least) throw state.fault(`has a ${type} of ${points.length / 2} points, must have ${least}`);
  state.paths.push({ kind: 'line', closed, part, exposure, xy: points });
}

/** Elements of other namespaces are passed over; a segment that holds nothing else has its geometry in them. */
function foreignGeometry(state: LayerState, tag: XmlTag): void {
  if (isToolpathKey(tag.key) || !tag.key.startsWith('{'))
    throw tag.fault(`has <${shown(tag.key)}> where it may not stand`);
  state.foreign = tag.key;
  state.notes.add(`element ${tag.key}`, `passes over the element ${shown(tag.key)}`);
}

function tellFactors(state: LayerState): void {
  state.notes.add('factors', 'has factors that vary parameters along single vectors; they are not kept');
}

/** Tells of attributes beyond the geometry, each kind once. */
function tellMore(state: LayerState, tag: XmlTag, known: ReadonlySet<string>, what: string): void {
  for (let i = 0; i < tag.count; i++) {
    const key = tag.keys[i]!;
    if (known.has(key)) continue;
    if (HINT.test(key)) state.notes.add(`hint ${key}`, `has the hint ${key} on paths, which is not kept`);
    else if (FACTOR.test(key)) tellFactors(state);
    else tellAttribute(state, key, what);
  }
}
