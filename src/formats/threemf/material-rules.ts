/** Rules for colours and textures (core basematerials, materials extension): checked for sense, then forgotten. */
import type { XmlTag } from '../xml/xml-tag.ts';
import { core, material } from './namespaces.ts';
import {
  optionalIndex,
  optionalText,
  type PartBuilder,
  type PartResource,
  requiredIndex,
  requiredText,
} from './part-builder.ts';
import { type Rule, rule } from './rule.ts';

const COLOR = /^#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?$/;

/** Rules of the property resources, for the element `resources`. */
export const MATERIAL_RULES: Readonly<Record<string, Rule>> = {
  [core('basematerials')]: group('basematerials', core('base'), (tag) => {
    requiredText(tag, 'name');
    color(tag, 'displaycolor');
  }),
  [material('colorgroup')]: group('colorgroup', material('color'), (tag) => color(tag, 'color')),
  [material('texture2d')]: rule({}, { open: texture }),
  [material('texture2dgroup')]: group(
    'texture2dgroup',
    material('tex2coord'),
    (tag) => {
      requiredText(tag, 'u');
      requiredText(tag, 'v');
    },
    (part, tag) => refer(part, tag, 'texid', requiredIndex(tag, 'texid'), ['texture2d']),
  ),
  [material('compositematerials')]: group(
    'compositematerials',
    material('composite'),
    (tag) => requiredText(tag, 'values'),
    (part, tag) => {
      refer(part, tag, 'matid', requiredIndex(tag, 'matid'), ['basematerials']);
      requiredText(tag, 'matindices');
    },
  ),
  [material('multiproperties')]: group(
    'multiproperties',
    material('multi'),
    (tag) => requiredText(tag, 'pindices'),
    layers,
  ),
};

/** Registers a resource under the id of its tag; an id that is taken is refused. */
export function addResource(part: PartBuilder, tag: XmlTag, kind: string): PartResource {
  const id = requiredIndex(tag, 'id');
  if (id === 0) throw tag.fault('has the resource id 0, must be 1 or more');
  if (part.resources.has(id)) throw tag.fault(`has the resource id ${id} twice`);
  const resource = { kind, count: 0 };
  part.resources.set(id, resource);
  return resource;
}

/** Checks that entry `index` of property group `pid` is there. */
export function checkProperty(part: PartBuilder, tag: XmlTag, pid: number | null, index: number): void {
  if (pid === null) throw tag.fault('has a property index without pid');
  const resource = part.resources.get(pid);
  if (resource === undefined) throw tag.fault(`refers to the property group ${pid}, which is not defined before it`);
  if (resource.kind === 'extension') return;
  if (resource.kind === 'object' || resource.kind === 'texture2d' || resource.kind === 'slicestack') {
    throw tag.fault(`refers to ${resource.kind} ${pid} as a property group`);
  }
  if (index >= resource.count)
    throw tag.fault(`refers to entry ${index} of property group ${pid}, which has ${resource.count}`);
}

function group(
  kind: string,
  entry: string,
  check: (tag: XmlTag) => void,
  open: (part: PartBuilder, tag: XmlTag) => void = () => {},
): Rule {
  const entryRule = rule(
    {},
    {
      open: (part, tag) => {
        check(tag);
        if (part.resource !== null) part.resource.count++;
      },
    },
  );
  return rule(
    { [entry]: entryRule },
    {
      open: (part, tag) => {
        open(part, tag);
        part.resource = addResource(part, tag, kind);
      },
      close: (part) => {
        part.resource = null;
      },
    },
  );
}

function texture(part: PartBuilder, tag: XmlTag): void {
  addResource(part, tag, 'texture2d');
  requiredText(tag, 'path');
  const type = requiredText(tag, 'contenttype');
  if (type !== 'image/png' && type !== 'image/jpeg')
    throw tag.fault(`has the texture type "${type}", must be image/png or image/jpeg`);
}

/**
 * A multiproperties stacks groups: no group of groups, one material and one colour at most (materials extension, chapter 5).
 * A texture in the place of its group is let pass, as the sample suite of the 3MF consortium has it among the valid files.
 */
function layers(part: PartBuilder, tag: XmlTag): void {
  let materials = 0;
  let colors = 0;
  for (const word of requiredText(tag, 'pids').trim().split(/\s+/)) {
    if (!/^[0-9]{1,9}$/.test(word)) throw tag.fault(`has pids with "${word}", must be resource ids`);
    const kind = refer(part, tag, 'pids', Number(word), [
      'basematerials',
      'compositematerials',
      'colorgroup',
      'texture2dgroup',
      'texture2d',
    ]);
    if (kind === 'basematerials' || kind === 'compositematerials') materials++;
    if (kind === 'colorgroup') colors++;
  }
  if (materials > 1) throw tag.fault('stacks more than one material');
  if (colors > 1) throw tag.fault('stacks more than one colour group');
}

function refer(part: PartBuilder, tag: XmlTag, key: string, id: number, kinds: readonly string[]): string {
  const kind = part.resources.get(id)?.kind;
  if (kind === undefined) throw tag.fault(`has ${key} ${id}, which is not defined before it`);
  if (!kinds.includes(kind)) throw tag.fault(`has ${key} ${id}, which is a ${kind}`);
  return kind;
}

function color(tag: XmlTag, key: string): void {
  const value = requiredText(tag, key).trim();
  if (!COLOR.test(value)) throw tag.fault(`has ${key}="${value.slice(0, 20)}", must be #RRGGBB or #RRGGBBAA`);
}

/** Checks pid and pindex of an object; returns its pid. */
export function objectProperty(part: PartBuilder, tag: XmlTag): number | null {
  const pid = optionalIndex(tag, 'pid');
  const index = optionalIndex(tag, 'pindex');
  if (index !== null) checkProperty(part, tag, pid, index);
  else if (pid !== null && optionalText(tag, 'pid') !== null && !part.resources.has(pid)) {
    throw tag.fault(`refers to the property group ${pid}, which is not defined before it`);
  }
  return pid;
}
