/** Rules for the beam sets of a lattice (beam lattice extension 1.2, chapter 2.1.4): checked, then forgotten; they have no shape. */
import type { XmlTag } from '../xml/xml-tag.ts';
import { objectPlace } from './lattice-checks.ts';
import { ball, beam } from './namespaces.ts';
import { openLattice, openObject, optionalText, type PartBuilder, requiredIndex } from './part-builder.ts';
import { type Rule, rule } from './rule.ts';

const BALL_REF_RULE = rule({}, { open: ballRef });

/** Rule of the element `beamsets`. */
export const BEAM_SETS_RULE: Rule = rule(
  {
    [beam('beamset')]: rule(
      {
        [beam('ref')]: rule({}, { open: beamRef }),
        [ball('ballref')]: BALL_REF_RULE,
        [beam('ballref')]: BALL_REF_RULE,
      },
      { open: openSet },
    ),
  },
  {
    open: (part, tag) => {
      const lattice = openLattice(part);
      if (lattice.stage !== 'beams' || lattice.hasSets)
        throw tag.fault('has <beamsets> twice or before the beams', objectPlace(openObject(part)));
      lattice.hasSets = true;
    },
  },
);

function openSet(part: PartBuilder, tag: XmlTag): void {
  const { setNames } = openLattice(part);
  const identifier = optionalText(tag, 'identifier');
  if (identifier === null) return;
  if (setNames.has(identifier))
    throw tag.fault(`has the beam set "${identifier.slice(0, 80)}" twice`, objectPlace(openObject(part)));
  setNames.add(identifier);
}

function beamRef(part: PartBuilder, tag: XmlTag): void {
  const { beams } = openLattice(part);
  const index = requiredIndex(tag, 'index');
  if (index >= beams)
    throw tag.fault(`refers to beam ${index} of ${beams} in a beam set`, objectPlace(openObject(part)));
}

/** Balls may stand behind the sets, so their number is compared at the end of the lattice. */
function ballRef(part: PartBuilder, tag: XmlTag): void {
  const lattice = openLattice(part);
  lattice.highestBallRef = Math.max(lattice.highestBallRef, requiredIndex(tag, 'index'));
}
