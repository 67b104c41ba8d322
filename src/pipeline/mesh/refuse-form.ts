/** Fills that a file of beams or of a function cannot hold, told before any work is done. */
import { PrepError } from '../../core/prep-error.ts';
import type { LatticeSettings } from '../../lattice/settings.ts';
import { STRUT_IDS } from '../../lattice/strut-periodic.ts';

/** Throws `usage` for a fill that is not round struts of one size along the axes. */
export function refuseBeams(lattice: LatticeSettings): void {
  const { cellType, skinMm, filletMm } = lattice;
  const form = '--as beams';
  if (!STRUT_IDS.includes(cellType)) refuse(`${form} needs struts: ${STRUT_IDS.join(', ')}; got ${cellType}`);
  refuseVaried(lattice, form);
  if (skinMm > 0) refuse(`${form} has no skin: a beam lattice holds struts alone; ask for a mesh`);
  if (filletMm > 0) refuse(`${form} has no fillets: a beam lattice holds round struts alone; ask for a mesh`);
}

/** Throws `usage` for a fill that is not a surface of one size along the axes, bare or with a skin all around. */
export function refuseImplicit(lattice: LatticeSettings): void {
  const { cellType, skinMm, openSides } = lattice;
  const form = '--as implicit';
  if (STRUT_IDS.includes(cellType)) refuse(`${form} needs a surface, not the struts of ${cellType}: ask for beams`);
  refuseVaried(lattice, form);
  if (skinMm > 0 && openSides.length > 0) refuse(`${form} has a skin all around, without --open: ask for a mesh`);
}

function refuseVaried({ grading, blend, map, turnDeg, stretch, evenWalls }: LatticeSettings, form: string): void {
  const varied: readonly (readonly [boolean, string])[] = [
    [grading.length > 0, '--grade'],
    [blend !== null, '--blend'],
    [map.kind !== 'straight', '--map'],
    [turnDeg.some((angle) => angle !== 0), '--turn'],
    [stretch.some((length) => length !== 1), '--stretch'],
    [evenWalls, '--even-walls'],
  ];
  const options = varied.flatMap(([is, option]) => (is ? [option] : []));
  if (options.length === 0) return;
  refuse(`${form} holds cells of one size along the axes, without ${options.join(' and ')}: ask for a mesh`);
}

function refuse(reason: string): never {
  throw new PrepError('usage', reason);
}
