/** How the lasers of a machine share the paths of a layer, by their fields and the seam that a profile asks for. */
import type { PlateFigure } from '../core/build-area.ts';
import type { LaserRow, LaserShare } from '../scan/lasers/settings.ts';
import { areaBox, buildAreaOf, laserFieldsOf } from './build-area.ts';
import type { LpbfPrinter } from './printer-schema.ts';
import type { Problem } from './problems.ts';
import type { LpbfProfile } from './profile-schema.ts';
import { ownLasersOf } from './profile-settings.ts';

/** A profile and a machine that has several lasers. */
interface Shared {
  readonly profile: LpbfProfile;
  readonly printer: LpbfPrinter;
}

/** Returns the share of a machine with several lasers, where the profile says how they meet; else null: nothing is shared out. */
export function laserShareOf({ profile, printer }: Shared): LaserShare | null {
  const { laserSeam } = profile;
  if (laserSeam === undefined || (printer.lasers?.length ?? 1) < 2) return null;
  const { overlapMm, shiftMm } = laserSeam;
  return {
    rows: rowsOf({ profile, printer }),
    overlapMm: overlapMm.value,
    shiftMm: shiftMm?.value ?? 0,
    fixed: ownLasersOf(profile),
  };
}

/** Returns the problem of a seam where the fields of the lasers are not side by side. */
export function laserShareProblems(shared: Shared): Problem[] {
  if (laserShareOf(shared)?.rows.length !== 0) return [];
  const { id } = shared.printer;
  const reason = `needs lasers whose rectangular fields lie side by side along x or y, overlap by more than the seam and cover the plate; those of printer '${id}' do not`;
  return [{ place: ['laserSeam'], reason }];
}

interface Span {
  readonly laser: number;
  readonly from: number;
  readonly to: number;
}

function rowsOf({ profile, printer }: Shared): LaserRow[] {
  const { laserSeam, meltWidthMm, hatch } = profile;
  // Paths reach beyond a border by half the overlap, and by what is too short to be cut off.
  const marginMm = Math.max((laserSeam?.overlapMm.value ?? 0) / 2, meltWidthMm.value, hatch.minLengthMm.value);
  const fields = laserFieldsOf(printer);
  const [x0, y0, , x1, y1] = areaBox(buildAreaOf(printer));
  const rows: LaserRow[] = [];
  for (const axis of ['x', 'y'] as const) {
    const [least, greatest] = axis === 'x' ? [x0, x1] : [y0, y1];
    const [leastAcross, greatestAcross] = axis === 'x' ? [y0, y1] : [x0, x1];
    const across = fields.map((field) => spanOf(field, axis === 'x' ? 'y' : 'x'));
    if (across.some((span) => span === null || span[0] > leastAcross || span[1] < greatestAcross)) continue;
    const spans: Span[] = fields.flatMap((field, laser) => {
      const span = spanOf(field, axis);
      return span === null ? [] : [{ laser, from: span[0], to: span[1] }];
    });
    spans.sort((a, b) => a.from + a.to - b.from - b.to || a.laser - b.laser);
    const row = rowOf(axis, spans, marginMm);
    if (row !== null && (spans[0]?.from ?? greatest) <= least && (spans[spans.length - 1]?.to ?? least) >= greatest) {
      rows.push(row);
    }
  }
  return rows;
}

function rowOf(axis: 'x' | 'y', spans: readonly Span[], marginMm: number): LaserRow | null {
  const borders: [number, number][] = [];
  for (const [k, span] of spans.entries()) {
    const next = spans[k + 1];
    if (next === undefined) break;
    if (next.from < span.from || next.to < span.to) return null;
    const border: [number, number] = [next.from + marginMm, span.to - marginMm];
    if (!(border[0] <= border[1])) return null;
    borders.push(border);
  }
  return { axis, lasers: spans.map(({ laser }) => laser), borders };
}

/** A rectangle along an axis; null for another figure. */
function spanOf(field: PlateFigure, axis: 'x' | 'y'): readonly [number, number] | null {
  if (field.shape !== 'rectangle') return null;
  return axis === 'x' ? [field.xMinMm, field.xMaxMm] : [field.yMinMm, field.yMaxMm];
}
