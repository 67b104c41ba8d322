/** Which layers near a layer decide its paths. */
import { neighbourLayers } from './bead-surroundings.ts';
import type { JobSpec } from './job-spec.ts';

/** Returns how many layers below and above a layer of a job decide its paths: beads of a lattice begin over the solid of the layer below. */
export function neighboursOfJob({ paths, regions }: Pick<JobSpec, 'paths' | 'regions'>): {
  readonly below: number;
  readonly above: number;
} {
  const { below, above } = neighbourLayers(paths);
  const hasLattice = paths?.kind === 'beads' && regions.some(({ lattice }) => lattice !== null);
  return { below: hasLattice ? Math.max(1, below) : below, above };
}
