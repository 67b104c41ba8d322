/** What a bead is for, by what the file calls it. */

/** `start`: on the plate before the part, and wiped off; `aside`: printed with the part and no part of it. */
export type FeatureRole = 'part' | 'aside' | 'start';

/** Words that a feature of each role begins with, in the vocabulary of PrusaSlicer, OrcaSlicer and Cura; all else is part. */
const START = ['custom', 'prime', 'wipe tower'];
const ASIDE = ['skirt', 'brim', 'raft', 'draft shield', 'support', 'ooze shield'];

/** Role of a feature; beads without any name are part. */
export function featureRole(feature: string | null): FeatureRole {
  if (feature === null) return 'part';
  const name = feature.toLowerCase();
  if (START.some((word) => name.startsWith(word))) return 'start';
  return ASIDE.some((word) => name.startsWith(word)) ? 'aside' : 'part';
}
