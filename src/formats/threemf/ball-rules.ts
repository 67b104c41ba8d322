/** Rules for the balls of a beam lattice (beam lattice extension 1.2, chapter 2.1.2). */
import { CAP_CODES } from '../../core/beams.ts';
import { pushFloat, pushInt } from '../../geometry/growable.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import { checkProperties, objectPlace, refuseUnknown, VERTEX_BITS } from './lattice-checks.ts';
import { ball, beam } from './namespaces.ts';
import {
  openLattice,
  openObject,
  optionalPositive,
  type PartBuilder,
  type PartLattice,
  type PartObject,
  requiredIndex,
} from './part-builder.ts';
import { type Rule, rule } from './rule.ts';

const BALL_RULE = rule({}, { open: oneBall });

/** Rule of the element `balls`; lib3mf has balls in the namespace of the beams. */
export const BALLS_RULE: Rule = rule(
  { [ball('ball')]: BALL_RULE, [beam('ball')]: BALL_RULE },
  {
    open: (part, tag) => {
      const lattice = openLattice(part);
      if (lattice.stage !== 'beams' || lattice.hasBalls)
        throw tag.fault('has <balls> twice or before the beams', objectPlace(openObject(part)));
      lattice.hasBalls = true;
    },
    close: (part) => {
      if (openLattice(part).balls === 0) throw part.fault('has <balls> without a ball', objectPlace(openObject(part)));
    },
  },
);

function oneBall(part: PartBuilder, tag: XmlTag): void {
  const object = openObject(part);
  const lattice = openLattice(part);
  const here = [objectPlace(object), `ball ${lattice.balls}`];
  refuseUnknown(tag, ['vindex', 'r', 'p', 'pid'], []);
  const vertex = requiredIndex(tag, 'vindex');
  const bits = lattice.atVertex[vertex];
  if (bits === undefined) throw tag.fault(`has a ball at vertex ${vertex} of ${lattice.atVertex.length}`, ...here);
  if ((bits & VERTEX_BITS.beam) === 0) throw tag.fault(`has a ball at vertex ${vertex}, where no beam ends`, ...here);
  const radius = optionalPositive(tag, 'r') ?? lattice.ballRadius;
  checkProperties(part, tag, ['p']);
  lattice.balls++;
  if (lattice.ballMode === 'none') {
    lattice.unmadeBalls++;
    return;
  }
  if (radius === null) throw tag.fault('has a ball without a radius', ...here);
  lattice.atVertex[vertex] = bits | VERTEX_BITS.ball;
  addBall(object, lattice, vertex, radius);
}

/** Ends a lattice: where all ends of beams get balls, adds those that the file does not list. */
export function makeBalls(object: PartObject, lattice: PartLattice): void {
  if (lattice.ballMode !== 'all' || lattice.ballRadius === null) return;
  for (let vertex = 0; vertex < lattice.atVertex.length; vertex++) {
    if ((lattice.atVertex[vertex]! & (VERTEX_BITS.solidBeam | VERTEX_BITS.ball)) === VERTEX_BITS.solidBeam)
      addBall(object, lattice, vertex, lattice.ballRadius);
  }
}

/** Adds a ball as a beam without length. */
function addBall(object: PartObject, { solids, caps }: PartLattice, vertex: number, radius: number): void {
  const from = object.vertices.values;
  for (let end = 0; end < 2; end++) for (let axis = 0; axis < 3; axis++) pushFloat(solids, from[3 * vertex + axis]!);
  for (let end = 0; end < 2; end++) {
    pushFloat(solids, radius);
    pushInt(caps, CAP_CODES.sphere);
  }
}
