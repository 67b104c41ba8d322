/** A fill in words, for reports, lists and files. */
import type { GradingSettings, LatticeSettings, PlaceSettings } from '../lattice/settings.ts';

/** Returns a fill in one line: cell, phase, size, and what varies. */
export function latticeWords(lattice: LatticeSettings, relativeDensity: number | null): string {
  const { cellType, phase, cellMm, turnDeg, stretch, map, grading, blend, evenWalls } = lattice;
  const words = [cellType, phase, `cell ${cellMm} mm`];
  if (relativeDensity !== null) words.push(`relative density ${relativeDensity.toFixed(4)}`);
  if (evenWalls) words.push('even walls');
  if (turnDeg.some((angle) => angle !== 0)) words.push(`turned ${turnDeg.join(', ')} degrees`);
  if (stretch.some((length) => length !== 1)) words.push(`stretched ${stretch.join(', ')}`);
  if (map.kind !== 'straight') words.push(map.kind === 'surface' ? 'along the surface' : 'around an axis');
  for (const one of grading) words.push(gradingWords(one));
  if (blend !== null) {
    words.push(
      `blends into ${blend.cellType} ${blend.phase} by ${placeWords(blend.place)} from ${blend.fromMm} to ${blend.toMm} mm`,
    );
  }
  return words.join(', ');
}

function gradingWords({ quantity, place, table }: GradingSettings): string {
  const by = `${quantity} by ${placeWords(place)}`;
  return table === null ? by : `${by} ${table.map(([at, value]) => `${at}: ${value}`).join(', ')}`;
}

function placeWords(place: PlaceSettings): string {
  if (place.by === 'samples') return `samples of ${place.file.split(/[/\\]/).at(-1)}`;
  return place.by === 'distance' && place.region !== undefined ? `distance from ${place.region}` : place.by;
}
