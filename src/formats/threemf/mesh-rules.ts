/** Rules for the mesh of an object (core specification, chapter 4). */
import { pushFloat, pushInt } from '../../geometry/growable.ts';
import { attributeIndex, attributeNumber, type XmlTag } from '../xml/xml-tag.ts';
import { BEAM_LATTICE_RULE } from './beam-rules.ts';
import { checkProperty } from './material-rules.ts';
import { beam, core } from './namespaces.ts';
import {
  openObject,
  optionalIndex,
  type PartBuilder,
  type PartObject,
  requiredIndex,
  requiredNumber,
} from './part-builder.ts';
import { type Rule, rule } from './rule.ts';

/** Rule of the element `mesh`. */
export const MESH_RULE: Rule = rule(
  {
    [core('vertices')]: rule(
      { [core('vertex')]: rule({}, { open: vertex }) },
      { open: (part) => enter(part, 'start', 'vertices') },
    ),
    [core('triangles')]: rule(
      { [core('triangle')]: rule({}, { open: triangle }) },
      { open: (part) => enter(part, 'vertices', 'triangles') },
    ),
    [beam('beamlattice')]: BEAM_LATTICE_RULE,
  },
  {
    open: (part) => {
      const object = openObject(part);
      if (object.shape !== 'none') throw part.fault('has more than one shape', `object ${object.id}`);
      object.shape = 'mesh';
    },
    close: (part) => {
      const object = openObject(part);
      const solid = object.type === 'model' || object.type === 'solidsupport';
      if (solid && object.triangles.length === 0 && object.lattice === null)
        throw part.fault('has no triangle', `object ${object.id}`);
    },
  },
);

function enter(part: PartBuilder, from: PartObject['meshStage'], to: PartObject['meshStage']): void {
  const object = openObject(part);
  if (object.meshStage !== from) throw part.fault(`has <${to}> out of order`, `object ${object.id}`);
  object.meshStage = to;
}

function vertex(part: PartBuilder, tag: XmlTag): void {
  const object = openObject(part);
  let x = Number.NaN;
  let y = Number.NaN;
  let z = Number.NaN;
  for (let i = 0; i < tag.count; i++) {
    const key = tag.keys[i];
    if (key === 'x') x = attributeNumber(tag, i, '3mf');
    else if (key === 'y') y = attributeNumber(tag, i, '3mf');
    else if (key === 'z') z = attributeNumber(tag, i, '3mf');
  }
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z)) {
    for (const key of ['x', 'y', 'z']) requiredNumber(tag, key);
  }
  pushFloat(object.vertices, x);
  pushFloat(object.vertices, y);
  pushFloat(object.vertices, z);
}

function triangle(part: PartBuilder, tag: XmlTag): void {
  const object = openObject(part);
  let v1 = -1;
  let v2 = -1;
  let v3 = -1;
  let properties = false;
  for (let i = 0; i < tag.count; i++) {
    const key = tag.keys[i];
    if (key === 'v1') v1 = attributeIndex(tag, i);
    else if (key === 'v2') v2 = attributeIndex(tag, i);
    else if (key === 'v3') v3 = attributeIndex(tag, i);
    else if (key === 'pid' || key === 'p1' || key === 'p2' || key === 'p3') properties = true;
  }
  const count = object.vertices.length / 3;
  if (v1 < 0 || v2 < 0 || v3 < 0 || v1 >= count || v2 >= count || v3 >= count) {
    for (const key of ['v1', 'v2', 'v3']) {
      const index = requiredIndex(tag, key);
      if (index >= count)
        throw tag.fault(
          `has ${key}="${index}", but there are ${count} vertices`,
          `object ${object.id}`,
          `triangle ${object.triangles.length / 3}`,
        );
    }
  }
  if (v1 === v2 || v2 === v3 || v3 === v1) {
    throw tag.fault(
      `has the corners ${v1} ${v2} ${v3}, must be three different ones`,
      `object ${object.id}`,
      `triangle ${object.triangles.length / 3}`,
    );
  }
  if (properties) triangleProperties(part, object, tag);
  pushInt(object.triangles, v1);
  pushInt(object.triangles, v2);
  pushInt(object.triangles, v3);
}

function triangleProperties(part: PartBuilder, object: PartObject, tag: XmlTag): void {
  const group = optionalIndex(tag, 'pid') ?? object.pid;
  for (const key of ['p1', 'p2', 'p3']) {
    const index = optionalIndex(tag, key);
    if (index !== null) checkProperty(part, tag, group, index);
  }
}
