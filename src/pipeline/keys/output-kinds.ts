/** Kinds of output files by process. */

import type { Pairing } from '../../config/match.ts';
import { shapeSettingsOf } from '../../config/shape-settings.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';

/** Kinds of output; `stl` and `3mf-mesh` are the solid as it is sliced, `3mf-slices` adds the slice stack to the 3MF of a lattice part, `svg` is one file a layer. */
export type OutputKind =
  | 'cli'
  | 'gcode'
  | '3mf'
  | '3mf-slices'
  | '3mf-mesh'
  | 'ilt'
  | '3mf-toolpath'
  | 'ovf'
  | 'alsam'
  | 'stl'
  | 'svg';

/** What each process writes: all that it can, and what it does when nobody says. */
export const OUTPUT_KINDS: Readonly<
  Record<Pairing['process'], { readonly known: readonly OutputKind[]; readonly usual: readonly OutputKind[] }>
> = {
  lpbf: {
    known: ['cli', 'ilt', '3mf', '3mf-slices', '3mf-mesh', '3mf-toolpath', 'ovf', 'alsam', 'stl', 'svg'],
    usual: ['cli', '3mf'],
  },
  fff: { known: ['gcode', '3mf', '3mf-slices'], usual: ['gcode', '3mf'] },
};

/** Whether a kind holds the boundary of the solid layer by layer, whatever the part; the 3MF of a solid part does too. */
const HOLDS_BOUNDARY: Readonly<Record<OutputKind, boolean>> = {
  cli: true,
  gcode: true,
  '3mf': false,
  '3mf-slices': true,
  '3mf-mesh': false,
  ilt: false,
  '3mf-toolpath': false,
  ovf: false,
  alsam: false,
  stl: false,
  svg: false,
};

/**
 * Returns the mesh that a machine wants whose software slices: the first of its formats that is written here. The 3MF of a `plain` part, solid
 * throughout and without stock, is that mesh already, unless faces that look down are raised. Null: none.
 */
export function usualMesh(pairing: Pairing, plain: boolean): 'stl' | '3mf-mesh' | null {
  const { kind, formats } = pairing.printer.handover;
  if (kind !== 'mesh') return null;
  const first = formats.find((format) => format === 'stl' || format === '3mf') ?? 'stl';
  if (first === 'stl') return 'stl';
  const raiseMm = shapeSettingsOf(pairing)?.raiseMm ?? 0;
  return plain && raiseMm === 0 ? null : '3mf-mesh';
}

/** Checks the kinds that are wanted against a process and returns them in their fixed order; `mesh` is among the usual ones. */
export function outputKindsOf(
  process: Pairing['process'],
  wanted: readonly string[] | null,
  isLattice: boolean,
  place: Place,
  mesh: 'stl' | '3mf-mesh' | null = null,
): OutputKind[] {
  const { known, usual } = OUTPUT_KINDS[process];
  if (wanted === null) return known.filter((kind) => usual.includes(kind) || kind === mesh);
  const fault = (reason: string): never => {
    throw new PrepError(place[0] === '--outputs' ? 'usage' : 'case-invalid', reason, place);
  };
  for (const word of wanted) {
    if (!known.some((kind) => kind === word)) fault(`takes ${known.join(', ')} for ${process}; got '${word}'`);
  }
  const twice = wanted.find((word, n) => wanted.indexOf(word) < n);
  if (twice !== undefined) fault(`names '${twice}' twice`);
  const kinds = known.filter((kind) => wanted.includes(kind));
  if (kinds.some((kind) => HOLDS_BOUNDARY[kind])) return kinds;
  if (isLattice && kinds.includes('3mf'))
    fault(`3mf holds only the envelope of a lattice; add ${known[0]} or 3mf-slices`);
  if (!kinds.includes('3mf'))
    fault(`${kinds.join(', ')} without the boundary that is judged; add ${known[0]} or 3mf-slices`);
  return kinds;
}
