/** Rules for a whole model part: metadata, resources, objects, components, build (core specification, chapters 3 and 4). */

import { growableFloats, growableInts } from '../../geometry/growable.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import { joinVertices } from './join-vertices.ts';
import { addResource, MATERIAL_RULES, objectProperty } from './material-rules.ts';
import { MESH_RULE } from './mesh-rules.ts';
import { core, KNOWN_EXTENSIONS, production, slice } from './namespaces.ts';
import {
  openObject,
  optionalIndex,
  optionalText,
  type PartBuilder,
  type PartReference,
  requiredIndex,
  requiredText,
} from './part-builder.ts';
import { type Rule, rule } from './rule.ts';
import { SLICE_STACK_RULE } from './slice-rules.ts';
import { isThreeMfUnit, type ThreeMfObjectType } from './threemf-model.ts';
import { transformOf } from './transform.ts';

const OBJECT_TYPES: readonly string[] = [
  'model',
  'solidsupport',
  'support',
  'surface',
  'other',
] satisfies ThreeMfObjectType[];
/** Metadata names without prefix that the core specification defines. */
const METADATA_NAMES: ReadonlySet<string> = new Set([
  'Title',
  'Designer',
  'Description',
  'Copyright',
  'LicenseTerms',
  'Rating',
  'CreationDate',
  'ModificationDate',
  'Application',
]);
const MAX_METADATA_CHARS = 1 << 20;

const METADATA_OF_OBJECT = rule({ [core('metadata')]: rule({}, { open: checkMetadata, text: () => {} }) });

const OBJECT_RULE = rule(
  {
    [core('metadatagroup')]: METADATA_OF_OBJECT,
    [core('mesh')]: MESH_RULE,
    [core('components')]: rule(
      {
        [core('component')]: rule(
          {},
          { open: (part, tag) => void openObject(part).components.push(reference(part, tag)) },
        ),
      },
      { open: openComponents },
    ),
  },
  { open: startObject, close: endObject },
);

/** Rule of the root element `model`. */
export const MODEL_RULE: Rule = rule(
  {
    [core('metadata')]: rule({}, { open: startMetadata, text: addMetadata, close: endMetadata }),
    [core('resources')]: rule(
      { ...MATERIAL_RULES, [core('object')]: OBJECT_RULE, [slice('slicestack')]: SLICE_STACK_RULE },
      { open: (part) => enter(part, 'start', 'resources') },
    ),
    [core('build')]: rule(
      {
        [core('item')]: rule(
          { [core('metadatagroup')]: METADATA_OF_OBJECT },
          { open: (part, tag) => void part.items.push(reference(part, tag)) },
        ),
      },
      { open: (part) => enter(part, 'resources', 'build') },
    ),
  },
  {
    open: startModel,
    close: (part) => {
      if (part.stage !== 'build') throw part.fault('lacks the element resources or build');
    },
  },
);

function enter(part: PartBuilder, from: PartBuilder['stage'], to: PartBuilder['stage']): void {
  if (part.stage !== from) throw part.fault(`has <${to}> twice or out of order`);
  part.stage = to;
}

function startModel(part: PartBuilder, tag: XmlTag): void {
  const unit = optionalText(tag, 'unit') ?? 'millimeter';
  if (!isThreeMfUnit(unit)) throw tag.fault(`has the unknown unit "${unit.slice(0, 40)}"`, 'model');
  part.unit = unit;
  part.prefixes = tag.prefixes;
  for (const prefix of (optionalText(tag, 'requiredextensions') ?? '').split(/\s+/).filter((word) => word !== '')) {
    const uri = tag.prefixes.get(prefix);
    if (uri === undefined)
      throw tag.fault(`requires the extension "${prefix}", a prefix that it does not declare`, 'model');
    if (!KNOWN_EXTENSIONS.has(uri))
      throw tag.fault(`requires the extension ${uri}, which Trabecula does not read`, 'model');
    part.required.add(uri);
  }
}

function checkMetadata(_: PartBuilder, tag: XmlTag): void {
  const name = requiredText(tag, 'name');
  const colon = name.indexOf(':');
  if (colon < 0 ? !METADATA_NAMES.has(name) : !tag.prefixes.has(name.slice(0, colon))) {
    throw tag.fault(`has the metadata name "${name.slice(0, 80)}", neither known nor with a declared prefix`);
  }
}

function startMetadata(part: PartBuilder, tag: XmlTag): void {
  checkMetadata(part, tag);
  part.metadataName = requiredText(tag, 'name');
  part.metadataText = '';
  if (part.metadata.has(part.metadataName)) throw tag.fault(`has the metadata "${part.metadataName}" twice`);
}

function addMetadata(part: PartBuilder, text: string): void {
  part.metadataText += text;
  if (part.metadataText.length > MAX_METADATA_CHARS)
    throw part.fault(`has metadata of more than ${MAX_METADATA_CHARS} characters`);
}

function endMetadata(part: PartBuilder): void {
  part.metadata.set(part.metadataName, part.metadataText);
}

function startObject(part: PartBuilder, tag: XmlTag): void {
  const type = optionalText(tag, 'type') ?? 'model';
  if (!isObjectType(type)) throw tag.fault(`has the unknown type "${type.slice(0, 40)}"`, 'object');
  const resolution = optionalText(tag, slice('meshresolution')) ?? 'fullres';
  if (resolution !== 'fullres' && resolution !== 'lowres')
    throw tag.fault(`has meshresolution "${resolution.slice(0, 40)}"`, 'object');
  const stackId = optionalIndex(tag, slice('slicestackid'));
  if (stackId !== null && !part.stacks.has(stackId))
    throw tag.fault(`uses slice stack ${stackId}, which is not defined before it`, 'object');
  const pid = objectProperty(part, tag);
  addResource(part, tag, 'object');
  const id = requiredIndex(tag, 'id');
  part.object = {
    id,
    type,
    name: optionalText(tag, 'name') ?? '',
    pid,
    hasPindex: optionalIndex(tag, 'pindex') !== null,
    stackId,
    lowres: resolution === 'lowres',
    vertices: growableFloats(24),
    triangles: growableInts(36),
    components: [],
    shape: 'none',
    meshStage: 'start',
    lattice: null,
  };
}

function openComponents(part: PartBuilder): void {
  const object = openObject(part);
  if (object.shape !== 'none') throw part.fault('has more than one shape', `object ${object.id}`);
  object.shape = 'components';
}

/** Enters the object only now, so that nothing can refer to itself. */
function endObject(part: PartBuilder): void {
  const object = openObject(part);
  if (object.shape === 'none')
    throw part.fault('has neither mesh nor components that Trabecula reads', `object ${object.id}`);
  if (object.shape === 'components' && object.components.length === 0)
    throw part.fault('has no component', `object ${object.id}`);
  joinVertices(object);
  part.objects.set(object.id, object);
  part.object = null;
}

/** Reads an item or component: which object, from which part, where. */
function reference(part: PartBuilder, tag: XmlTag): PartReference {
  const objectId = requiredIndex(tag, 'objectid');
  const path = optionalText(tag, production('path'));
  if (path !== null && !part.isRoot) throw tag.fault('has a path in a part that is not the root model');
  if (path === null && !part.objects.has(objectId))
    throw tag.fault(`refers to object ${objectId}, which is not defined before it`);
  return { objectId, path, transform: transformOf(tag) };
}

function isObjectType(word: string): word is ThreeMfObjectType {
  return OBJECT_TYPES.includes(word);
}
