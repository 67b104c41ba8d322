/** Rules for the beam lattice in a mesh (beam lattice extension 1.2, chapter 2): its beams; balls and sets have their own. */
import { CAP_CODES } from '../../core/beams.ts';
import { growableFloats, growableInts, pushFloat, pushInt } from '../../geometry/growable.ts';
import { attributeAt, type XmlTag } from '../xml/xml-tag.ts';
import { BALLS_RULE, makeBalls } from './ball-rules.ts';
import { BEAM_SETS_RULE } from './beam-set-rules.ts';
import { checkProperties, objectPlace, refuseUnknown, VERTEX_BITS } from './lattice-checks.ts';
import { checkProperty } from './material-rules.ts';
import { BEAMS, ball, beam } from './namespaces.ts';
import {
  openLattice,
  openObject,
  optionalIndex,
  optionalPositive,
  optionalWord,
  type PartBuilder,
  type PartLattice,
  type PartObject,
  requiredIndex,
  requiredNumber,
} from './part-builder.ts';
import { type Rule, rule } from './rule.ts';

const CAP_WORDS = ['butt', 'sphere', 'hemisphere'] as const;
const LATTICE_ATTRIBUTES: readonly string[] = [
  'minlength',
  'radius',
  'clippingmode',
  // An older name of clippingmode, which lib3mf takes too; a sample file of the consortium has it.
  'clipping',
  'clippingmesh',
  'representationmesh',
  'pid',
  'pindex',
  'cap',
  // As lib3mf writes them, which has no namespace of its own for balls.
  'ballmode',
  'ballradius',
];
const BEAM_ATTRIBUTES: readonly string[] = ['v1', 'v2', 'r1', 'r2', 'p1', 'p2', 'pid', 'cap1', 'cap2'];

/** Rule of the element `beamlattice`. */
export const BEAM_LATTICE_RULE: Rule = rule(
  {
    [beam('beams')]: rule({ [beam('beam')]: rule({}, { open: oneBeam }) }, { open: openBeams }),
    [ball('balls')]: BALLS_RULE,
    [beam('balls')]: BALLS_RULE,
    [beam('beamsets')]: BEAM_SETS_RULE,
  },
  { open: startLattice, close: endLattice },
);

function startLattice(part: PartBuilder, tag: XmlTag): void {
  const object = openObject(part);
  if (!part.required.has(BEAMS))
    throw tag.fault('has a beam lattice, but does not name its extension in requiredextensions', objectPlace(object));
  if (object.type !== 'model' && object.type !== 'solidsupport')
    throw tag.fault(`has a beam lattice in an object of type ${object.type}`, objectPlace(object));
  if (object.meshStage !== 'vertices' && object.meshStage !== 'triangles')
    throw tag.fault('has <beamlattice> out of order', objectPlace(object));
  object.meshStage = 'lattice';
  refuseUnknown(tag, LATTICE_ATTRIBUTES, ['ballmode', 'ballradius']);
  const minLength = requiredNumber(tag, 'minlength');
  if (!(minLength >= 0)) throw tag.fault('has a negative minlength', objectPlace(object));
  const radius = requiredNumber(tag, 'radius');
  if (!(radius > 0)) throw tag.fault('has a radius that is not above 0', objectPlace(object));
  const ballMode = optionalWord(tag, either(tag, ball('ballmode'), 'ballmode'), ['none', 'mixed', 'all']) ?? 'none';
  const ballRadius = optionalPositive(tag, either(tag, ball('ballradius'), 'ballradius'));
  if (ballMode !== 'none' && ballRadius === null)
    throw tag.fault('has a ballmode without ballradius', objectPlace(object));
  const pid = optionalIndex(tag, 'pid');
  const pindex = optionalIndex(tag, 'pindex');
  if (pindex !== null) checkProperty(part, tag, pid ?? object.pid, pindex);
  referredMesh(part, tag, 'representationmesh');
  object.lattice = {
    minLength,
    radius,
    cap: CAP_CODES[optionalWord(tag, 'cap', CAP_WORDS) ?? 'sphere'],
    clip: clipOf(part, tag, object),
    ballMode,
    ballRadius,
    pid: pid ?? object.pid,
    hasProperty: (pid ?? object.pid) !== null && (pindex !== null || object.hasPindex),
    solids: growableFloats(64),
    caps: growableInts(16),
    beams: 0,
    balls: 0,
    shortBeams: 0,
    unmadeBalls: 0,
    atVertex: new Uint8Array(object.vertices.length / 3),
    stage: 'start',
    hasBalls: false,
    hasSets: false,
    setNames: new Set(),
    highestBallRef: -1,
  };
}

function clipOf(part: PartBuilder, tag: XmlTag, object: PartObject): PartLattice['clip'] {
  const modeKey = either(tag, 'clippingmode', 'clipping');
  const keeps = optionalWord(tag, modeKey, ['none', 'inside', 'outside']) ?? 'none';
  const objectId = referredMesh(part, tag, 'clippingmesh');
  if (keeps === 'none') return null;
  if (objectId === null) throw tag.fault(`has a ${modeKey} without clippingmesh`, objectPlace(object));
  return { keeps, objectId };
}

/** Returns the object that an attribute names: a mesh of type model that stands before and has no lattice. */
function referredMesh(part: PartBuilder, tag: XmlTag, key: string): number | null {
  const id = optionalIndex(tag, key);
  if (id === null) return null;
  const target = part.objects.get(id);
  const here = objectPlace(openObject(part));
  if (target === undefined) throw tag.fault(`has ${key}="${id}", which is not defined before it`, here);
  if (target.shape !== 'mesh' || target.type !== 'model')
    throw tag.fault(`has ${key}="${id}", which is not a mesh of type model`, here);
  if (target.lattice !== null) throw tag.fault(`has ${key}="${id}", which has a beam lattice itself`, here);
  return id;
}

function openBeams(part: PartBuilder, tag: XmlTag): void {
  const lattice = openLattice(part);
  if (lattice.stage !== 'start') throw tag.fault('has <beams> twice or out of order', objectPlace(openObject(part)));
  lattice.stage = 'beams';
}

function oneBeam(part: PartBuilder, tag: XmlTag): void {
  const object = openObject(part);
  const lattice = openLattice(part);
  const { atVertex, solids, caps } = lattice;
  const here = [objectPlace(object), `beam ${lattice.beams}`];
  refuseUnknown(tag, BEAM_ATTRIBUTES, []);
  const v1 = requiredIndex(tag, 'v1');
  const v2 = requiredIndex(tag, 'v2');
  if (v1 === v2 || v1 >= atVertex.length || v2 >= atVertex.length)
    throw tag.fault(`has a beam from vertex ${v1} to ${v2} of ${atVertex.length}`, ...here);
  const r1 = optionalPositive(tag, 'r1');
  const r2 = optionalPositive(tag, 'r2');
  if (r2 !== null && r1 === null) throw tag.fault('has r2 without r1', ...here);
  const cap1 = optionalWord(tag, 'cap1', CAP_WORDS);
  const cap2 = optionalWord(tag, 'cap2', CAP_WORDS);
  checkProperties(part, tag, ['p1', 'p2']);
  lattice.beams++;
  atVertex[v1] = atVertex[v1]! | VERTEX_BITS.beam;
  atVertex[v2] = atVertex[v2]! | VERTEX_BITS.beam;
  const from = object.vertices.values;
  const lengthX = from[3 * v2]! - from[3 * v1]!;
  const lengthY = from[3 * v2 + 1]! - from[3 * v1 + 1]!;
  const lengthZ = from[3 * v2 + 2]! - from[3 * v1 + 2]!;
  const length = Math.sqrt(lengthX * lengthX + lengthY * lengthY + lengthZ * lengthZ);
  // A beam without length has no axis; it is left out even where minlength is 0.
  if (length < lattice.minLength || length === 0) {
    lattice.shortBeams++;
    return;
  }
  for (const vertex of [v1, v2]) {
    atVertex[vertex] = atVertex[vertex]! | VERTEX_BITS.solidBeam;
    for (let axis = 0; axis < 3; axis++) pushFloat(solids, from[3 * vertex + axis]!);
  }
  pushFloat(solids, r1 ?? lattice.radius);
  pushFloat(solids, r2 ?? r1 ?? lattice.radius);
  pushInt(caps, cap1 === null ? lattice.cap : CAP_CODES[cap1]);
  pushInt(caps, cap2 === null ? lattice.cap : CAP_CODES[cap2]);
}

function endLattice(part: PartBuilder): void {
  const lattice = openLattice(part);
  const here = objectPlace(openObject(part));
  if (lattice.stage === 'start') throw part.fault('has a beam lattice without beams', here);
  if (lattice.highestBallRef >= lattice.balls)
    throw part.fault(`refers to ball ${lattice.highestBallRef} of ${lattice.balls} in a beam set`, here);
  makeBalls(openObject(part), lattice);
}

/** Returns the one of two names of an attribute that the tag has; having both is refused. */
function either(tag: XmlTag, first: string, second: string): string {
  const hasSecond = attributeAt(tag, second) >= 0;
  if (hasSecond && attributeAt(tag, first) >= 0) throw tag.fault(`has ${second} under two names`);
  return hasSecond ? second : first;
}
