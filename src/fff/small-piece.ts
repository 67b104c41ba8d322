/** Small pieces of an area: a few beads of which none may reach out. */
import type { Loops } from '../core/polyline.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import type { Bead } from './bead.ts';
import { coverMeter } from './cover-meter.ts';
import { beyondMm2 } from './fit-beads.ts';
import { beadsOf, DRAWN_HELD_TO, fitPiece, laidMm2, type PlannedPiece } from './fit-piece.ts';
import { roomAt } from './room-at.ts';
import type { BeadSettings } from './settings.ts';
import { spotLines } from './spot-lines.ts';

/** A piece of at most this many bead squares is small: its ends and corners are a good part of it. In larger ones only the ends of walls can be. */
const MOST_SQUARES = 75;
/** Where less than this share of a piece lies beyond its border, its beads stay as they were planned. */
const MOST_BEYOND = 0.007;
/** Sizes of beads that a small piece is tried with. */
const SHARES = [0.75, 0.55] as const;
/** A plan that does this much better is taken: what it covers less what it lays twice, as a share of the piece. */
const LEAST_GAIN = 0.005;
/** Beads that cover so much more than they lay twice, as a share of the piece, are good enough. */
const GOOD = 0.92;
/** A single straight bead is tried in pieces of so many squares of the widest bead. */
const SPOT_SQUARES = 4;

/**
 * Returns the beads of a connected area. Where it is small and beads of the plan reach out of it, they are made narrower and shorter; of the same for plans with
 * narrower beads, and for a single straight bead in its widest place, that is taken which covers most, and lays least where another bead lies. In a larger area only
 * open beads along its border are. What no bead can take without reaching out is told as unfilled.
 */
export function plannedPiece(
  area: Loops,
  settings: BeadSettings,
  plan: (settings: BeadSettings) => PlannedPiece,
): PlannedPiece {
  const asked = plan(settings);
  const { beadWidthMm, minBeadWidthMm, maxBeadWidthMm } = settings;
  const areaMm2 = loopsAreaMm2(area);
  const isSmall = areaMm2 <= MOST_SQUARES * beadWidthMm * beadWidthMm;
  const isOurs = isSmall ? () => true : isWall;
  const beads = beadsOf(asked).filter(isOurs);
  if (beads.length === 0) return asked;
  const room = roomAt(area);
  const mostMm2 = MOST_BEYOND * areaMm2;
  if (beyondMm2(beads, room) <= mostMm2 && (!isSmall || beyondMm2(beads, room, true) <= DRAWN_HELD_TO * areaMm2))
    return asked;
  if (!isSmall) return fitPiece(asked, areaMm2, room, settings, isOurs);
  const cover = coverMeter(area);
  let best = asked;
  let bestMm2 = Number.NEGATIVE_INFINITY;
  const offer = (one: PlannedPiece): void => {
    const other = fitPiece(one, areaMm2, room, settings, isOurs);
    const laid = beadsOf(other);
    const goodMm2 = 1.5 * cover(laid) - 0.5 * laidMm2(laid);
    if (goodMm2 <= bestMm2 + LEAST_GAIN * areaMm2) return;
    best = other;
    bestMm2 = goodMm2;
  };
  offer(asked);
  if (bestMm2 >= GOOD * areaMm2) return best;
  for (const share of SHARES) {
    if (share * beadWidthMm < minBeadWidthMm) break;
    offer(plan({ ...settings, beadWidthMm: share * beadWidthMm, maxBeadWidthMm: share * maxBeadWidthMm }));
  }
  if (areaMm2 > SPOT_SQUARES * maxBeadWidthMm * maxBeadWidthMm) return best;
  const [xMm, yMm] = [area[0]!.xy[0]!, area[0]!.xy[1]!];
  for (const bead of spotLines(beads, areaMm2, room, settings)) {
    const left = { areaMm2: areaMm2 - laidMm2([bead]), xMm, yMm };
    offer({ units: [{ perimeters: [[bead]], gaps: [], infill: [] }], unfilled: [left] });
  }
  return best;
}

/** An open bead along the border: that of a wall. */
function isWall({ path, feature }: Bead): boolean {
  return !path.closed && feature === 'external-perimeter';
}
