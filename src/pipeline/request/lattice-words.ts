/** A fill in words, for reports, lists and files. */
import type { GradingSettings, LatticeSettings, Phase, PlaceSettings } from '../../lattice/settings.ts';
import { STRUT_IDS } from '../../lattice/strut-periodic.ts';

/** Returns a fill in one line: cell, phase, size, and what varies. */
export function latticeWords(lattice: LatticeSettings, relativeDensity: number | null): string {
  const { cellType, phase, cellMm, turnDeg, stretch, map, grading, blend, evenWalls } = lattice;
  const words = [...cellWords(cellType, phase), `cell ${cellMm} mm`];
  if (relativeDensity !== null) words.push(`relative density ${relativeDensity.toFixed(4)}`);
  if (evenWalls) words.push('even walls');
  if (turnDeg.some((angle) => angle !== 0)) words.push(`turned ${turnDeg.join(', ')} degrees`);
  if (stretch.some((length) => length !== 1)) words.push(`stretched ${stretch.join(', ')}`);
  if (map.kind !== 'straight') words.push(map.kind === 'surface' ? 'along the surface' : 'around an axis');
  for (const one of grading) words.push(gradingWords(one));
  if (blend !== null) {
    words.push(
      `blends into ${cellWords(blend.cellType, blend.phase).join(' ')} by ${placeWords(blend.place)} from ${blend.fromMm} to ${blend.toMm} mm`,
    );
  }
  return words.join(', ');
}

/** Returns the words that name a cell; struts have no phase. */
export function cellWords(cellType: string, phase: Phase): string[] {
  return STRUT_IDS.includes(cellType) ? [cellType] : [cellType, phase];
}

function gradingWords({ quantity, place, table }: GradingSettings): string {
  const by = `${quantity} by ${placeWords(place)}`;
  return table === null ? by : `${by} ${table.map(([at, value]) => `${at}: ${value}`).join(', ')}`;
}

function placeWords(place: PlaceSettings): string {
  if (place.by === 'samples') return `samples of ${place.file.split(/[/\\]/).at(-1)}`;
  return place.by === 'distance' && place.region !== undefined ? `distance from ${place.region}` : place.by;
}
