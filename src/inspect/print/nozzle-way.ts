/** Follows the nozzle and the head around it past all that is printed already. */
import { type FindingLog, rounded, said } from '../finding-log.ts';
import { laidHeights, SQUARE_MM, stepsAlong } from './laid-heights.ts';
import type { PrintMove } from './print-events.ts';
import { headThroughPart, nozzleBelowBed, nozzleThroughPart } from './rules/nozzle-way.ts';
import type { PrintInspectOptions } from './settings.ts';

/** Takes the moves of one file. */
export interface NozzleWay {
  /** A move before the print begins. */
  before(move: PrintMove): void;
  /** A move of the print: `isLaid` where a bead of it stays on the plate. */
  move(move: PrintMove, isLaid: boolean, layer: number | null): void;
  /** Where the nozzle stands is not known, until the next layer begins. */
  lose(): void;
  begin(): void;
  /** What was laid so far was start code. */
  forget(): void;
}

/** Heights that differ by less are rounding. */
const SAME_MM = 0.01;
const ROUNDING_MM = 1e-6;
/** The head is tried at most so far apart. */
const HEAD_STEP_MM = 4 * SQUARE_MM;

/** Returns the follower of one file. */
export function nozzleWay({ head = null, ownLines }: PrintInspectOptions, log: FindingLog): NozzleWay {
  let laid = laidHeights();
  let isLost = false;
  let headX = Number.NaN;
  let headY = Number.NaN;
  let headZ = Number.NaN;
  /** Asked at once: the object of a move is used again for the next one. */
  const lineOf = ({ line }: PrintMove): string => {
    const own = line === undefined ? undefined : ownLines?.(line);
    return own ?? (line === undefined ? 'a line' : `line ${line}`);
  };

  function nozzle(move: PrintMove, layer: number | null): void {
    const { x0, y0, z0, x1, y1, z1 } = move;
    const steps = stepsAlong(x0, y0, x1, y1);
    let worst = SAME_MM;
    let at = -1;
    for (let k = 0; k <= steps; k++) {
      const share = k / steps;
      const beyond = laid.at(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) - (z0 + (z1 - z0) * share);
      if (beyond <= worst) continue;
      worst = beyond;
      at = share;
    }
    if (at < 0) return;
    const by = lineOf(move);
    const [xMm, yMm] = [x0 + (x1 - x0) * at, y0 + (y1 - y0) * at];
    const message = () =>
      `${by} takes the nozzle ${said(worst)} mm below what is printed at (${said(xMm, 1)}, ${said(yMm, 1)})`;
    // Of moves that are alike but for rounding the first is told.
    const measured = rounded(worst);
    log.add(nozzleThroughPart, { cause: 'nozzle', layer, xMm, yMm, measured, limit: 0, weight: measured, message });
  }

  function headAt(move: PrintMove, x: number, y: number, z: number, layer: number | null): void {
    if (head === null) return;
    const near = Math.abs(x - headX) < HEAD_STEP_MM && Math.abs(y - headY) < HEAD_STEP_MM;
    if (near && z >= headZ) return;
    [headX, headY, headZ] = [x, y, z];
    const line = lineOf(move);
    const tell = (cause: string, by: number, limit: number, what: string): void => {
      const message = () => `${line} takes the head to z ${said(z)} mm at (${said(x, 1)}, ${said(y, 1)}), and ${what}`;
      const measured = rounded(by);
      log.add(headThroughPart, { cause, layer, xMm: x, yMm: y, measured, limit, weight: measured - limit, message });
    };
    if (laid.topMm > z + head.railMm + SAME_MM) {
      const over = laid.topMm - z;
      tell('rail', over, head.railMm, `what stands ${said(over)} mm higher meets the rail (head.railHeightMm)`);
    }
    const high = laid.highestWithin(x, y, head.radiusMm, z + head.freeMm + SAME_MM);
    if (high === null) return;
    const over = high - z;
    tell('head', over, head.freeMm, `what stands ${said(over)} mm higher is within ${said(head.radiusMm)} mm of it`);
  }

  return {
    before(move) {
      const below = -move.z1;
      if (below <= ROUNDING_MM || move.z1 >= move.z0) return;
      const line = lineOf(move);
      const message = () => `${line} takes the nozzle to ${said(below)} mm below the bed`;
      log.add(nozzleBelowBed, { cause: 'z', layer: null, measured: below, limit: 0, weight: below, message });
    },
    move(move, isLaid, layer) {
      const { x0, y0, z0, x1, y1, z1, lengthMm } = move;
      if (lengthMm === 0 || isLost) return;
      // A move at the height of all that is printed meets nothing of it: so are nearly all.
      const low = Math.min(z0, z1);
      if (low < laid.topMm - SAME_MM) {
        nozzle(move, layer);
        if (head !== null && low + Math.min(head.freeMm, head.railMm) < laid.topMm - SAME_MM) {
          const steps = Math.max(1, Math.ceil(stepsAlong(x0, y0, x1, y1) / 8));
          for (let k = 0; k <= steps; k++) {
            const share = k / steps;
            headAt(move, x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, z0 + (z1 - z0) * share, layer);
          }
        }
      }
      if (isLaid) laid.lay(x0, y0, x1, y1, z1);
    },
    lose() {
      isLost = true;
    },
    begin() {
      isLost = false;
    },
    forget() {
      laid = laidHeights();
    },
  };
}
