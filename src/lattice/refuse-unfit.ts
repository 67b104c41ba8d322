/** Requests whose parts do not go together. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { LatticeSettings } from './settings.ts';
import { STRUT_IDS } from './strut-periodic.ts';

/** Throws `lattice-invalid` at the part of the request that does not fit the others. */
export function refuseUnfit(settings: LatticeSettings, struts: boolean, place: Place): void {
  const refuse = (reason: string, key: string): never => {
    throw new PrepError('lattice-invalid', reason, [...place, key]);
  };
  const { evenWalls, phase, blend, map, grading, turnDeg, stretch, filletMm } = settings;
  const isNetwork = (cellType: string, asked: string) => asked === 'network' || STRUT_IDS.includes(cellType);
  if (
    stretch.some((length) => length !== 1) &&
    !evenWalls &&
    (settings.wallMm !== null || grading.some(({ quantity }) => quantity === 'wall'))
  ) {
    refuse('a wall is known for cells that are not stretched; give a density instead', 'stretch');
  }
  if (evenWalls && (phase !== 'sheet' || struts)) refuse('even walls are for sheets', 'evenWalls');
  if (evenWalls && blend !== null && isNetwork(blend.cellType, blend.phase)) {
    refuse('even walls do not blend with a network', 'evenWalls');
  }
  if (filletMm > 0 && !struts && !STRUT_IDS.includes(blend?.cellType ?? '')) {
    refuse('a fillet is for struts', 'filletMm');
  }
  if (blend !== null && !(blend.toMm - blend.fromMm > 0 && Number.isFinite(blend.toMm - blend.fromMm))) {
    refuse(`toMm must be above fromMm, got ${blend.fromMm} and ${blend.toMm}`, 'blend');
  }
  if (map.kind === 'straight') return;
  if (grading.some(({ quantity }) => quantity === 'cell'))
    refuse('a cell size that varies needs straight cells', 'grading');
  if (turnDeg.some((angle) => angle !== 0)) refuse('cells that turn need straight cells', 'turnDeg');
  if (stretch.some((length) => length !== 1)) refuse('cells that are stretched need straight cells', 'stretch');
}
