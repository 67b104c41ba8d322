/** What the model part of a toolpath file says: its toolpath, and the items of its build, to which the layers refer. */
import type { ReadingNotes } from '../../reading-notes.ts';
import type { Fault } from '../../xml/fault.ts';
import type { XmlTag } from '../../xml/xml-tag.ts';
import { core, KNOWN_EXTENSIONS, PRODUCTION, production } from '../namespaces.ts';
import { optionalIndex, optionalText, requiredIndex, requiredText } from '../part-builder.ts';
import { isThreeMfUnit, type ThreeMfUnit } from '../threemf-model.ts';
import { elementRule, ignoreStranger, toolpathRule, walkElements } from './element-rules.ts';
import { RESOURCE_RULE, type ResourceState } from './resource-rules.ts';
import { DRAFT_TOOLPATH, LASER, TOOLPATH, toolpathKeys } from './toolpath-names.ts';
import type { ToolpathResource } from './toolpath-resource.ts';

/** The model part as far as toolpaths need it. */
export interface ToolpathModel {
  readonly unit: ThreeMfUnit;
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of the build items, and which of them each UUID means. */
  readonly parts: readonly string[];
  readonly partOfUuid: ReadonlyMap<string, number>;
  /** The same for the UUIDs of objects, which some writers put in their place; null where an object is placed twice. */
  readonly partOfObject: ReadonlyMap<string, number | null>;
  readonly resource: ToolpathResource;
}

interface ModelState extends ResourceState {
  unit: ThreeMfUnit;
  readonly metadata: Map<string, string>;
  metadataName: string;
  readonly objects: Map<number, { readonly name: string | null; readonly uuid: string | null }>;
  readonly items: { readonly name: string; readonly uuid: string | null; readonly objectUuid: string | null }[];
  toolpathId: number | null;
}

const MAX_METADATA_CHARS = 1 << 20;

const MODEL = elementRule<ModelState>(
  {
    [core('metadata')]: elementRule<ModelState>({}, { open: openMetadata, text: addMetadata }),
    [core('resources')]: elementRule<ModelState>(
      {
        [core('object')]: elementRule<ModelState>({}, { open: addObject, stranger: ignoreStranger }),
        ...Object.fromEntries(toolpathRule<ModelState>({ toolpathresource: RESOURCE_RULE }).children),
      },
      { stranger: ignoreStranger },
    ),
    [core('build')]: elementRule<ModelState>(
      { [core('item')]: elementRule<ModelState>({}, { open: addItem, stranger: ignoreStranger }) },
      { open: openBuild, stranger: ignoreStranger },
    ),
  },
  { open: openModel, stranger: ignoreStranger },
);

const DOCUMENT = elementRule<ModelState>({ [core('model')]: MODEL });

/** Reads the model part that `feed` hands over. */
export function readToolpathModel(
  feed: (take: (chunk: Uint8Array) => void) => void,
  notes: ReadingNotes,
  fault: Fault,
): ToolpathModel {
  const state: ModelState = {
    notes,
    fault,
    resources: [],
    profileKeys: new Set(),
    modifiers: new Map(),
    unit: 'millimeter',
    metadata: new Map(),
    metadataName: '',
    objects: new Map(),
    items: [],
    toolpathId: null,
  };
  walkElements(feed, DOCUMENT, state);
  const resource = selected(state, fault);
  if (resource.type !== 'planar') {
    throw fault(`has a toolpath of type "${resource.type.slice(0, 40)}", Trabecula reads planar ones`);
  }
  const partOfUuid = new Map<string, number>();
  const partOfObject = new Map<string, number | null>();
  for (const [i, { uuid, objectUuid }] of state.items.entries()) {
    if (uuid !== null) partOfUuid.set(uuid, i);
    if (objectUuid !== null) partOfObject.set(objectUuid, partOfObject.has(objectUuid) ? null : i);
  }
  return {
    unit: state.unit,
    metadata: state.metadata,
    parts: state.items.map(({ name }) => name),
    partOfUuid,
    partOfObject,
    resource,
  };
}

/** Returns the toolpath that the build selects, or the only one (chapter 4.6). */
function selected({ resources, toolpathId, notes }: ModelState, fault: Fault): ToolpathResource {
  const [first] = resources;
  if (first === undefined) throw fault('holds no toolpath: its model has no toolpathresource');
  const wanted = toolpathId ?? first.id;
  const found = resources.find(({ id }) => id === wanted);
  if (found === undefined) throw fault(`selects the toolpath ${wanted}, which it does not have`, 'build');
  if (resources.length > 1) {
    const why = toolpathId === null ? 'the first, as none is selected' : 'the one that the build selects';
    notes.add('several', `holds ${resources.length} toolpaths; read is number ${found.id}, ${why}`);
  }
  return found;
}

function openModel(state: ModelState, tag: XmlTag): void {
  const unit = optionalText(tag, 'unit') ?? 'millimeter';
  if (!isThreeMfUnit(unit)) throw tag.fault(`has the unknown unit "${unit.slice(0, 40)}"`);
  state.unit = unit;
  const required = extensions(tag, 'requiredextensions');
  for (const uri of required) {
    const known = KNOWN_EXTENSIONS.has(uri) || uri === TOOLPATH || uri === DRAFT_TOOLPATH || uri === LASER;
    if (!known) throw tag.fault(`requires the extension ${uri.slice(0, 120)}, which Trabecula does not read`);
  }
  if (!required.includes(TOOLPATH) && !required.includes(DRAFT_TOOLPATH)) {
    state.notes.add('not required', 'does not require the toolpath extension, as it must');
  }
  if (!required.includes(PRODUCTION)) {
    state.notes.add('no production', 'does not require the production extension, as a toolpath must');
  }
  for (const uri of extensions(tag, 'recommendedextensions')) {
    if (KNOWN_EXTENSIONS.has(uri) || uri === TOOLPATH || uri === LASER) continue;
    state.notes.add(
      `recommended ${uri}`,
      `recommends the extension ${uri.slice(0, 120)}, which Trabecula does not read`,
    );
  }
}

/** Returns the namespaces of a list of prefixes. */
function extensions(tag: XmlTag, key: string): string[] {
  const prefixes = (optionalText(tag, key) ?? '').split(/\s+/).filter((word) => word !== '');
  return prefixes.map((prefix) => {
    const uri = tag.prefixes.get(prefix);
    if (uri === undefined)
      throw tag.fault(`has the extension "${prefix.slice(0, 40)}", a prefix that it does not declare`);
    return uri;
  });
}

function openMetadata(state: ModelState, tag: XmlTag): void {
  state.metadataName = requiredText(tag, 'name');
  if (state.metadata.has(state.metadataName))
    throw tag.fault(`has the metadata "${state.metadataName.slice(0, 40)}" twice`);
  state.metadata.set(state.metadataName, '');
}

function addMetadata(state: ModelState, text: string): void {
  const all = (state.metadata.get(state.metadataName) ?? '') + text;
  if (all.length > MAX_METADATA_CHARS) throw state.fault(`has metadata of more than ${MAX_METADATA_CHARS} characters`);
  state.metadata.set(state.metadataName, all);
}

function addObject(state: ModelState, tag: XmlTag): void {
  const id = requiredIndex(tag, 'id');
  if (state.objects.has(id)) throw tag.fault(`has object ${id} twice`);
  state.objects.set(id, { name: optionalText(tag, 'name'), uuid: uuidAttribute(tag) });
}

function openBuild(state: ModelState, tag: XmlTag): void {
  for (const key of toolpathKeys('toolpathid')) state.toolpathId ??= optionalIndex(tag, key);
}

function addItem(state: ModelState, tag: XmlTag): void {
  const objectId = requiredIndex(tag, 'objectid');
  const object = optionalText(tag, production('path')) === null ? state.objects.get(objectId) : null;
  if (object === undefined) throw tag.fault(`refers to object ${objectId}, which is not defined before it`);
  const uuid = uuidAttribute(tag);
  if (uuid === null) state.notes.add('item', 'has a build item without the UUID that it must have');
  const name = optionalText(tag, 'partnumber') ?? object?.name ?? `object ${objectId}`;
  state.items.push({ name, uuid, objectUuid: object?.uuid ?? null });
}

function uuidAttribute(tag: XmlTag): string | null {
  return optionalText(tag, production('UUID'))?.toLowerCase() ?? null;
}
