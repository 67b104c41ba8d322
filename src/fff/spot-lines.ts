/** Straight beads that a spot may get. */
import type { Bead } from './bead.ts';
import { roomyLine } from './fit-beads.ts';
import type { RoomAt } from './room-at.ts';
import type { BeadSettings } from './settings.ts';

/** Lengths of the bead of a spot, in radii of the largest disc inside. */
const SPOT_LENGTHS = [0.75, 0.9, 1.1, 1.5, 2] as const;
/** Directions in which it is tried, against that of the line it lies on. */
const SPOT_DIRECTIONS = [
  [1, 0],
  [Math.SQRT1_2, Math.SQRT1_2],
  [0, 1],
  [-Math.SQRT1_2, Math.SQRT1_2],
] as const;
/** It is at most this many times as wide as it is long. */
const WIDEST_FACTOR = 1.25;

/** Returns straight beads through the place of a plan's lines that is furthest from the border. */
export function spotLines(beads: readonly Bead[], areaMm2: number, room: RoomAt, settings: BeadSettings): Bead[] {
  const centre = widestPlace(beads, room);
  if (centre === null) return [];
  const { x, y, roomMm, dx, dy } = centre;
  return SPOT_DIRECTIONS.flatMap(([cos, sin]) =>
    SPOT_LENGTHS.map((length): Bead => {
      const half = (length * roomMm) / 2;
      const [ux, uy] = [half * (dx * cos - dy * sin), half * (dx * sin + dy * cos)];
      const width = Math.min(settings.maxBeadWidthMm, WIDEST_FACTOR * 2 * half, areaMm2 / (2 * half));
      return {
        path: { xy: Float64Array.of(x - ux, y - uy, x + ux, y + uy), closed: false },
        widthMm: Float64Array.of(width, width),
        feature: 'external-perimeter',
      };
    }),
  );
}

/** The point of lines with most room, and the direction of its line. */
function widestPlace(beads: readonly Bead[], room: RoomAt) {
  let best: { x: number; y: number; roomMm: number; dx: number; dy: number } | null = null;
  for (const bead of beads) {
    const { xy, roomMm } = roomyLine(bead, room);
    for (let i = 0; i < roomMm.length; i++) {
      if (roomMm[i]! <= (best?.roomMm ?? 0)) continue;
      const a = Math.max(0, i - 1);
      const b = Math.min(roomMm.length - 1, i + 1);
      const dx = xy[2 * b]! - xy[2 * a]!;
      const dy = xy[2 * b + 1]! - xy[2 * a + 1]!;
      const size = Math.sqrt(dx * dx + dy * dy);
      if (size > 0) best = { x: xy[2 * i]!, y: xy[2 * i + 1]!, roomMm: roomMm[i]!, dx: dx / size, dy: dy / size };
    }
  }
  return best;
}
