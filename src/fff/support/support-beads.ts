/** Beads of support in a layer. */
import { snapMm } from '../../core/units.ts';
import { directionOf } from '../../geometry/line-clip.ts';
import type { Bead, Unfilled } from '../bead.ts';
import type { BeadUnit } from '../bead-unit.ts';
import { fillPattern } from '../pattern-fill.ts';
import type { SupportSettings } from './settings.ts';
import type { SupportAreas } from './support-areas.ts';

/** Beads of support, contact with the part last, and the places too narrow for any. */
export interface SupportBeads {
  readonly units: BeadUnit[];
  readonly contactUnits: BeadUnit[];
  readonly empty: Unfilled[];
  /** Pieces between the openings of walls that are shorter than a bead is wide, and got none. */
  readonly short: Readonly<ShortPieces>;
}

/** Pieces that are left out. */
export interface ShortPieces {
  count: number;
  lengthMm: number;
}

/** A piece as short as this is rounding. */
const ROUNDING_MM = 1e-3;

/** Returns the beads of the areas of a layer; the one on the plate has a loop and lines of its own distance, so that it holds. */
export function supportBeads(
  { support, contact }: SupportAreas,
  settings: SupportSettings,
  layerIndex: number,
): SupportBeads {
  const { beadWidthMm, pattern, angleDeg } = settings;
  const onPlate = layerIndex === 0;
  const turnedDeg = pattern === 'grid' ? angleDeg + 90 * (layerIndex % 2) : angleDeg;
  const body = fillPattern(support, {
    feature: 'support',
    beadWidthMm,
    spacingMm: onPlate ? settings.firstSpacingMm : settings.spacingMm,
    anglesDeg: [turnedDeg],
    hasLoop: onPlate,
  });
  const roof = fillPattern(contact, {
    feature: 'support-interface',
    beadWidthMm,
    spacingMm: settings.contact.spacingMm,
    anglesDeg: [settings.contact.angleDeg],
    hasLoop: false,
  });
  const short: ShortPieces = { count: 0, lengthMm: 0 };
  const units = onPlate ? body.units : body.units.map((unit) => opened(unit, settings, turnedDeg, short));
  return { units, contactUnits: roof.units, empty: [...body.empty, ...roof.empty], short };
}

/** Lines with the places left open at which walls are to break. */
function opened(
  unit: BeadUnit,
  { breakaway, beadWidthMm }: SupportSettings,
  angleDeg: number,
  short: ShortPieces,
): BeadUnit {
  if (breakaway === null) return unit;
  const infill = unit.infill
    .map((run) => run.flatMap((bead) => pieces(bead, breakaway, beadWidthMm, angleDeg, short)))
    .filter((run) => run.length > 0);
  return { ...unit, infill };
}

/** A straight bead cut where the way along its direction from the origin of the plate is a multiple; round ends stay clear by the opening. */
function pieces(
  bead: Bead,
  { everyMm, openMm }: NonNullable<SupportSettings['breakaway']>,
  widthMm: number,
  angleDeg: number,
  short: ShortPieces,
): Bead[] {
  const { xy } = bead.path;
  const { cos, sin } = directionOf(angleDeg);
  const along = (i: number) => xy[i]! * cos + xy[i + 1]! * sin;
  const [a, b] = [along(0), along(2)];
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  const half = (openMm + widthMm) / 2;
  const cuts: [number, number][] = [];
  let from = low;
  for (let k = Math.floor(low / everyMm); k * everyMm - half < high; k++) {
    if (k * everyMm + half <= from) continue;
    cuts.push([from, k * everyMm - half]);
    from = k * everyMm + half;
  }
  cuts.push([from, high]);
  // What is shorter than it is wide is no bead of a wall.
  const kept = cuts.filter(([start, end]) => end - start >= widthMm);
  for (const [start, end] of cuts) {
    if (end - start >= widthMm || end - start <= ROUNDING_MM) continue;
    short.count++;
    short.lengthMm += end - start;
  }
  if (a > b) kept.reverse();
  return kept.map(([start, end]) => {
    const at = (s: number) => [snapMm(xy[0]! + (s - a) * cos), snapMm(xy[1]! + (s - a) * sin)];
    const ends = a > b ? [...at(end), ...at(start)] : [...at(start), ...at(end)];
    return { ...bead, path: { xy: Float64Array.from(ends), closed: false } };
  });
}
