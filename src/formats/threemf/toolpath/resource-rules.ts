/** Rules of a toolpath resource (toolpath extension, chapters 4.1 to 4.5). */
import { type LaserExposure, UNKNOWN_EXPOSURE } from '../../../core/laser-file.ts';
import { clark } from '../../xml/xml-names.ts';
import type { XmlTag } from '../../xml/xml-tag.ts';
import { optionalIndex, optionalText, optionalWord, requiredIndex, requiredText } from '../part-builder.ts';
import { type ElementRule, shown, tellOtherAttributes, toolpathRule, type WalkState } from './element-rules.ts';
import { OWN_ATTRIBUTES, ownKey, SKYWRITING_ATTRIBUTES, STANDARD_ATTRIBUTES } from './exposure-attributes.ts';
import { optionalInteger, optionalNumber, requiredNumber, requiredUuid } from './read-attributes.ts';
import { isDraftKey, isToolpathKey } from './toolpath-names.ts';
import type { ToolpathResource } from './toolpath-resource.ts';

/** State of the walk: resources that are done, and the one that is open, the last. */
export interface ResourceState extends WalkState {
  readonly resources: ToolpathResource[];
  /** Attributes of the open profile, and what its modifiers vary, by factor. */
  readonly profileKeys: Set<string>;
  readonly modifiers: Map<string, string>;
}

type Rule = ElementRule<ResourceState>;

const PROFILE_KEYS: ReadonlySet<string> = new Set([
  'uuid',
  'name',
  'laserindex',
  ...STANDARD_ATTRIBUTES.map(({ name }) => name),
  ...[...OWN_ATTRIBUTES, ...SKYWRITING_ATTRIBUTES].map(({ name }) => ownKey(name)),
]);
const LASER_KEYS = new Set(['index', 'name', 'minx', 'maxx', 'miny', 'maxy', 'centerx', 'centery', 'cornerradius']);
const RESOURCE_KEYS = new Set(['id', 'uuid', 'unitfactor', 'toolpathtype']);

const lasers: Rule = toolpathRule(
  {
    lasersource: toolpathRule({}, { open: addLaser }),
    syncgroup: toolpathRule({}, { open: addSyncGroup }),
  },
  { open: openLasers },
);
const profiles: Rule = toolpathRule(
  { toolpathprofile: toolpathRule({ modifier: toolpathRule({}, { open: addModifier }) }, { open: addProfile }) },
  { open: (state, tag) => void once(state, tag) },
);
const layers: Rule = toolpathRule(
  { toolpathlayer: toolpathRule({}, { open: addLayer }) },
  {
    open(state, tag) {
      const resource = once(state, tag);
      resource.bottom = optionalIndex(tag, 'zbottom') ?? 0;
      tellOtherAttributes(state, tag, new Set(['zbottom']), 'toolpathlayers');
    },
  },
);
const data: Rule = toolpathRule<ResourceState>({}, { open: (state, tag) => void once(state, tag), stranger: tellData });

/** Rule of `toolpathresource`. */
export const RESOURCE_RULE: Rule = toolpathRule(
  { lasersources: lasers, toolpathprofiles: profiles, toolpathlayers: layers, toolpathdata: data },
  { open: openResource, close: closeResource },
);

/** Tells of a maker's own data in a resource or layer (chapter 4.4): it may not be of 3MF, and nobody needs it to read. */
export function tellData(state: WalkState, tag: XmlTag): void {
  const official = /^\{http:\/\/schemas\.(microsoft\.com|3mf\.io)\/3dmanufacturing\//.test(tag.key);
  if (official || isToolpathKey(tag.key) || !tag.key.startsWith('{')) {
    throw tag.fault(`has <${shown(tag.key)}> where only data of other namespaces may stand`);
  }
  state.notes.add(`data ${tag.key}`, `holds data of its maker that is not kept: ${shown(tag.key)}`);
}

function openResource(state: ResourceState, tag: XmlTag): void {
  if (isDraftKey(tag.key)) {
    state.notes.add(
      'draft',
      'is of a draft of the toolpath extension (namespace of 2019/05), read as the release candidate',
    );
  }
  if (optionalText(tag, 'uuid') === null)
    state.notes.add('no uuid', 'has a toolpath without the UUID that it must have');
  else requiredUuid(tag, 'uuid');
  tellOtherAttributes(state, tag, RESOURCE_KEYS, 'toolpathresource');
  state.resources.push({
    id: requiredIndex(tag, 'id'),
    unitFactor: requiredNumber(tag, 'unitfactor', 'above 0'),
    type: optionalText(tag, 'toolpathtype') ?? 'planar',
    lasers: null,
    syncGroups: new Set(),
    defaultLaser: null,
    profiles: [],
    profileOfUuid: new Map(),
    profileNames: new Set(),
    bottom: 0,
    layers: [],
    seen: new Set(),
  });
}

/** Lasers may stand behind the profiles that use them, so they are resolved when all is known. */
function closeResource(state: ResourceState): void {
  const { lasers, profiles, defaultLaser } = current(state);
  if (lasers !== null && defaultLaser !== null && !lasers.has(defaultLaser)) {
    throw state.fault(`has the default laser ${defaultLaser}, which it does not declare`);
  }
  for (const profile of profiles) {
    const laser = profile.exposure.laser ?? defaultLaser;
    if (lasers !== null && laser !== null && !lasers.has(laser)) {
      throw state.fault(`lacks laser ${laser}, which the profile "${profile.name.slice(0, 40)}" uses`);
    }
    profile.exposure = { ...profile.exposure, laser };
  }
}

function openLasers(state: ResourceState, tag: XmlTag): void {
  const resource = once(state, tag);
  resource.lasers = new Map();
  resource.defaultLaser = optionalIndex(tag, 'default');
  tellOtherAttributes(state, tag, new Set(['default']), 'lasersources');
}

function addLaser(state: ResourceState, tag: XmlTag): void {
  const lasers = current(state).lasers ?? new Map<number, string>();
  const index = requiredIndex(tag, 'index');
  if (lasers.has(index)) throw tag.fault(`declares laser ${index} twice`);
  const name = requiredText(tag, 'name');
  const [minX, maxX, minY, maxY] = together(tag, ['minx', 'maxx', 'miny', 'maxy']);
  const [centreX, centreY] = together(tag, ['centerx', 'centery']);
  const radius = optionalInteger(tag, 'cornerradius');
  const words = [name];
  if (minX !== undefined && maxX !== undefined && minY !== undefined && maxY !== undefined) {
    if (maxX < minX || maxY < minY) throw tag.fault(`gives laser ${index} a field without area`);
    words.push(`field x ${minX} to ${maxX}, y ${minY} to ${maxY}`);
  }
  if (radius !== null) {
    const half = Math.min((maxX ?? 0) - (minX ?? 0), (maxY ?? 0) - (minY ?? 0)) / 2;
    if (minX === undefined || radius <= 0 || radius > half)
      throw tag.fault(`gives laser ${index} an impossible cornerradius`);
    words.push(`corner radius ${radius}`);
  }
  if (centreX !== undefined) words.push(`centre x ${centreX}, y ${centreY}`);
  tellOtherAttributes(state, tag, LASER_KEYS, 'lasersource');
  lasers.set(index, words.length > 1 ? `${words.join(', ')} (device units)` : name);
}

/** Returns whole numbers of which all are there or none. */
function together(tag: XmlTag, keys: readonly string[]): number[] {
  const values = keys.flatMap((key) => optionalInteger(tag, key) ?? []);
  if (values.length > 0 && values.length < keys.length) throw tag.fault(`must have all of ${keys.join(', ')} or none`);
  return values;
}

function addSyncGroup(state: ResourceState, tag: XmlTag): void {
  const { syncGroups, lasers } = current(state);
  const id = requiredIndex(tag, 'id');
  const text = requiredText(tag, 'lasers');
  if (id < 1 || syncGroups.has(id)) throw tag.fault(`has the sync group ${id} twice, or below 1`);
  if (!/^(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*$/.test(text))
    throw tag.fault(`has lasers="${text.slice(0, 40)}", must be a list`);
  const missing = text.split(' ').find((laser) => lasers?.has(Number(laser)) !== true);
  if (missing !== undefined) throw tag.fault(`has a sync group with laser ${missing}, which it does not declare`);
  syncGroups.add(id);
  state.notes.add('sync', 'declares groups of lasers that wait for each other; who waits for whom is not kept');
}

function addProfile(state: ResourceState, tag: XmlTag): void {
  const { profiles, profileOfUuid, profileNames } = current(state);
  const uuid = requiredUuid(tag, 'uuid');
  const name = requiredText(tag, 'name');
  if (profileOfUuid.has(uuid)) throw tag.fault(`has two profiles with the UUID ${uuid}`);
  if (profileNames.has(name)) {
    state.notes.add('name', `has two profiles of the name "${name.slice(0, 40)}"`);
  }
  tellOtherAttributes(state, tag, PROFILE_KEYS, 'toolpathprofile');
  profileOfUuid.set(uuid, profiles.length);
  profileNames.add(name);
  profiles.push({ uuid, name, exposure: exposureOf(tag) });
  state.modifiers.clear();
  state.profileKeys.clear();
  for (let i = 0; i < tag.count; i++) state.profileKeys.add(tag.keys[i]!);
}

function exposureOf(tag: XmlTag): LaserExposure {
  const read = [
    ...STANDARD_ATTRIBUTES.map(({ field, name, range, factor }) => [field, name, range, factor] as const),
    ...OWN_ATTRIBUTES.map(({ field, name, range, factor }) => [field, ownKey(name), range, factor] as const),
  ].map(([field, key, range, factor]) => {
    const value = optionalNumber(tag, key, range);
    return [field, value === null ? null : value / factor];
  });
  const skywriting = SKYWRITING_ATTRIBUTES.map(({ name, range }) => optionalNumber(tag, ownKey(name), range));
  const [runInMm, runOutMm, leastAngleDeg] = skywriting.filter((value) => value !== null);
  if (runInMm !== undefined && leastAngleDeg === undefined)
    throw tag.fault('must have all attributes of skywriting or none');
  return {
    ...UNKNOWN_EXPOSURE,
    ...Object.fromEntries(read),
    laser: optionalIndex(tag, 'laserindex'),
    skywriting:
      runInMm === undefined || runOutMm === undefined || leastAngleDeg === undefined
        ? null
        : { runInMm, runOutMm, leastAngleDeg },
  };
}

/** A value that changes from vector to vector cannot be told by one number: it becomes unknown, and that is said. */
function addModifier(state: ResourceState, tag: XmlTag): void {
  const profile = current(state).profiles.at(-1);
  if (profile === undefined) return;
  const attribute = requiredText(tag, 'attribute');
  const type = optionalWord(tag, 'type', ['constant', 'linear', 'nonlinear']);
  const factor = optionalWord(tag, 'factor', ['e', 'f', 'g', 'h']);
  const least = requiredNumber(tag, 'minvalue');
  const most = requiredNumber(tag, 'maxvalue');
  if (type === null || factor === null) throw tag.fault('has a modifier without type or factor');
  if (!(least < most)) throw tag.fault(`has a modifier from ${least} to ${most}, must rise`);
  if (attribute === 'laserindex') throw tag.fault('has a modifier of laserindex, which is no quantity');
  const key = keyOf(attribute, tag);
  if (!state.profileKeys.has(key)) throw tag.fault(`varies ${attribute.slice(0, 40)}, which the profile does not have`);
  if (state.modifiers.has(factor) || [...state.modifiers.values()].includes(key)) {
    throw tag.fault(`varies ${attribute.slice(0, 40)} twice, or with the factor ${factor} of another attribute`);
  }
  state.modifiers.set(factor, key);
  const known =
    STANDARD_ATTRIBUTES.find(({ name }) => name === key) ?? OWN_ATTRIBUTES.find(({ name }) => ownKey(name) === key);
  const nominal = known === undefined ? null : profile.exposure[known.field];
  if (known !== undefined) profile.exposure = { ...profile.exposure, [known.field]: null };
  const was = known === undefined || nominal === null ? '' : ` (${nominal * known.factor} where nothing is said)`;
  state.notes.add(
    `modifier ${profile.uuid} ${key}`,
    `profile "${profile.name.slice(0, 40)}" varies ${attribute.slice(0, 40)} from ${least} to ${most}${was} along its paths; it is read as unknown`,
  );
}

/** Returns the key of an attribute whose name stands in a value; one without a prefix has no namespace. */
function keyOf(name: string, tag: XmlTag): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : clark(tag.prefixes.get(name.slice(0, colon)) ?? '', name.slice(colon + 1));
}

function addLayer(state: ResourceState, tag: XmlTag): void {
  const { layers } = current(state);
  tellOtherAttributes(state, tag, new Set(['ztop', 'path']), 'toolpathlayer');
  layers.push({ top: optionalIndex(tag, 'ztop'), path: requiredText(tag, 'path') });
}

/** Enters a child of the resource, which may come once. */
function once(state: ResourceState, tag: XmlTag): ToolpathResource {
  const resource = current(state);
  const local = tag.key.slice(tag.key.indexOf('}') + 1);
  if (resource.seen.has(local)) throw tag.fault(`has <${local}> twice`);
  resource.seen.add(local);
  return resource;
}

function current(state: ResourceState): ToolpathResource {
  const resource = state.resources.at(-1);
  if (resource === undefined) throw state.fault('has a toolpath outside any resource');
  return resource;
}
