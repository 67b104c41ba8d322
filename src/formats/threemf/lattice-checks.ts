/** What the rules of beams, balls and beam sets have in common. */
import type { XmlTag } from '../xml/xml-tag.ts';
import { checkProperty } from './material-rules.ts';
import { BALLS, BEAMS, ball } from './namespaces.ts';
import { openLattice, openObject, optionalIndex, type PartBuilder, type PartObject } from './part-builder.ts';

/** Bits of `PartLattice.atVertex`: a beam of the file ends here, one that is long enough to be solid, a ball stands here. */
export const VERTEX_BITS = { beam: 1, solidBeam: 2, ball: 4 } as const;

/** Returns the place of an object in messages. */
export function objectPlace(object: PartObject): string {
  return `object ${object.id}`;
}

/**
 * Refuses attributes that are none of the extension: one that is misspelt would else change the shape in silence. Those of
 * other extensions are let pass.
 */
export function refuseUnknown(tag: XmlTag, known: readonly string[], knownOfBalls: readonly string[]): void {
  for (let i = 0; i < tag.count; i++) {
    const key = tag.keys[i] ?? '';
    const ours = !key.startsWith('{') || key.startsWith(`{${BEAMS}}`) || key.startsWith(`{${BALLS}}`);
    if (ours && !known.includes(key) && !knownOfBalls.some((local) => key === ball(local)))
      throw tag.fault(`has the attribute ${key.slice(0, 120)}, which the beam lattice extension does not have`);
  }
}

/** Checks the properties of a beam or ball, which need a default for those that name none. */
export function checkProperties(part: PartBuilder, tag: XmlTag, indexKeys: readonly string[]): void {
  const lattice = openLattice(part);
  const pid = optionalIndex(tag, 'pid');
  let used = pid !== null;
  for (const key of indexKeys) {
    const index = optionalIndex(tag, key);
    if (index === null) continue;
    checkProperty(part, tag, pid ?? lattice.pid, index);
    used = true;
  }
  if (used && !lattice.hasProperty)
    throw tag.fault(
      'gives a property to a beam or ball, but neither lattice nor object has pid and pindex',
      objectPlace(openObject(part)),
    );
}
