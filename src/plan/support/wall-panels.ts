/** Panels of support in an upright plane: what stands under overhanging stretches of a section, down to the next surface or the plate. */
import type { WallSection } from './wall-section.ts';

/** What a facet wants: nothing, support under it where it faces down, or none near it, neither head nor foot. */
export const WANTS = { nothing: 0, support: 1, none: 2 } as const;

/** A trapezoid of a panel from s0 to s1 in mm: its top lies under the part, its foot on the part or on the plate. */
export interface PanelPiece {
  readonly s0: number;
  readonly s1: number;
  readonly top0: number;
  readonly top1: number;
  readonly foot0: number;
  readonly foot1: number;
  readonly onPart: boolean;
  /** The facet that its top lies under. */
  readonly facet: number;
}

/** A connected stretch of wall: pieces in rising s, each joined to the one before. */
export type Panel = readonly PanelPiece[];

/** An overhanging stretch that got no support, because its foot would stand where none may. */
export interface RefusedStretch {
  readonly s0: number;
  readonly s1: number;
  readonly zMm: number;
}

/** The panels over one line. */
export interface WallPanels {
  readonly panels: readonly Panel[];
  readonly refused: readonly RefusedStretch[];
}

/** How panels are made. */
export interface PanelSettings {
  /** Stretches of the underside that want no support and are at most so long, between two that do, belong to the panel. */
  readonly closeMm: number;
  /** Shorter panels are left out. */
  readonly leastLengthMm: number;
}

/** A panel in the making. */
interface Run {
  readonly pieces: MutablePiece[];
  /** Pieces since the last one that wanted support. */
  pending: MutablePiece[];
}

interface MutablePiece extends PanelPiece {
  s1: number;
  top1: number;
  foot1: number;
  readonly topOf: number;
  readonly footOf: number;
}

/** Where a void ended at the border of two slabs, and the panel in it. */
interface VoidEnd {
  readonly top: number;
  readonly foot: number;
  readonly run: Run | null;
}

/** The plate as the foot of a void. */
const PLATE = -1;

/**
 * Returns the panels in a section between two places of its line; the plate is z = 0.
 *
 * Between two neighbouring ends of its pieces a section of a closed mesh is a stack of voids and solids, so voids are trapezoids. A void whose ceiling
 * wants support is a piece of a panel. Pieces follow each other in one panel where their voids open into each other.
 *
 * @param wants - for each facet one of `WANTS`
 */
export function wallPanels(
  section: WallSection,
  fromMm: number,
  toMm: number,
  wants: Uint8Array,
  { closeMm, leastLengthMm }: PanelSettings,
): WallPanels {
  const runs: Run[] = [];
  const refused: RefusedStretch[] = [];
  let ends: VoidEnd[] = [];
  for (const { s0, s1, voids } of slabsOf(section, fromMm, toMm)) {
    const next: VoidEnd[] = [];
    for (const { topOf, footOf } of voids) {
      const piece = pieceOf(section, s0, s1, topOf, footOf);
      const before = ends.find(({ top, foot }) => Math.max(foot, piece.foot0) < Math.min(top, piece.top0))?.run ?? null;
      const want = wants[section.facet[topOf]!]!;
      const isBanned = footOf !== PLATE && wants[section.facet[footOf]!] === WANTS.none;
      if (want === WANTS.support && isBanned) refused.push({ s0, s1, zMm: Math.min(piece.top0, piece.top1) });
      const run = isBanned || want === WANTS.none ? null : want === WANTS.support ? begun(before, runs) : before;
      if (run !== null) {
        append(run, piece, want === WANTS.support);
        next.push({ top: piece.top1, foot: piece.foot1, run: isTooLong(run, closeMm) ? null : run });
      }
    }
    ends = next;
  }
  const panels = runs.map(({ pieces }) => pieces.map(plain)).filter((panel) => lengthOf(panel) >= leastLengthMm);
  return { panels, refused };
}

interface Slab {
  readonly s0: number;
  readonly s1: number;
  readonly voids: readonly { readonly topOf: number; readonly footOf: number }[];
}

/** Cuts a section at every end of a piece, and where pieces of overlapping shells cross, and returns the voids under ceilings in each slab, from below. */
function* slabsOf(section: WallSection, fromMm: number, toMm: number): Generator<Slab> {
  const { count, s0, s1 } = section;
  const within = (s: number) => s > fromMm && s < toMm;
  const cuts = Float64Array.from([fromMm, toMm, ...[...s0, ...s1].filter(within)]).sort();
  const order = Array.from({ length: count }, (_, n) => n).sort((a, b) => s0[a]! - s0[b]! || a - b);
  let active: number[] = [];
  let next = 0;
  for (let k = 1; k < cuts.length; k++) {
    const [a, b] = [cuts[k - 1]!, cuts[k]!];
    if (!(b > a)) continue;
    while (next < count && s0[order[next]!]! <= a) active.push(order[next++]!);
    active = active.filter((n) => s1[n]! > a);
    const ends = [a, ...crossings(section, active, a, b), b];
    for (let n = 1; n < ends.length; n++) yield slabOf(section, active, ends[n - 1]!, ends[n]!);
  }
}

/** Where two of the active pieces cross well within a slab, rising. */
function crossings(section: WallSection, active: readonly number[], a: number, b: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < active.length; i++) {
    for (let j = 0; j < i; j++) {
      const atA = heightAt(section, active[i]!, a) - heightAt(section, active[j]!, a);
      const atB = heightAt(section, active[i]!, b) - heightAt(section, active[j]!, b);
      if (atA * atB >= 0) continue;
      const s = a + (atA / (atA - atB)) * (b - a);
      if (s > a + SAME_MM && s < b - SAME_MM) found.push(s);
    }
  }
  return found.sort((p, q) => p - q).filter((s, n) => n === 0 || s > found[n - 1]!);
}

/** Places nearer than this are one. */
const SAME_MM = 1e-6;

function slabOf(section: WallSection, active: readonly number[], s0: number, s1: number): Slab {
  const heights = new Float64Array(active.length);
  for (let k = 0; k < active.length; k++) heights[k] = heightAt(section, active[k]!, (s0 + s1) / 2);
  const upward = Array.from(active, (_, k) => k).sort((p, q) => heights[p]! - heights[q]! || active[p]! - active[q]!);
  const voids: { topOf: number; footOf: number }[] = [];
  let depth = 0;
  let footOf = PLATE;
  for (const k of upward) {
    if (section.facesDown[active[k]!] === 1) {
      if (depth === 0 && heights[k]! > 0) voids.push({ topOf: active[k]!, footOf });
      depth++;
    } else {
      depth--;
      if (depth === 0) footOf = active[k]!;
    }
  }
  return { s0, s1, voids };
}

function heightAt({ s0, z0, s1, z1 }: WallSection, n: number, s: number): number {
  return z0[n]! + ((s - s0[n]!) / (s1[n]! - s0[n]!)) * (z1[n]! - z0[n]!);
}

function pieceOf(section: WallSection, s0: number, s1: number, topOf: number, footOf: number): MutablePiece {
  const onPart = footOf !== PLATE;
  const foot = (s: number) => (onPart ? Math.max(0, heightAt(section, footOf, s)) : 0);
  const top0 = heightAt(section, topOf, s0);
  const top1 = heightAt(section, topOf, s1);
  return { s0, s1, top0, top1, foot0: foot(s0), foot1: foot(s1), onPart, facet: section.facet[topOf]!, topOf, footOf };
}

function begun(run: Run | null, runs: Run[]): Run {
  if (run !== null) return run;
  const made: Run = { pieces: [], pending: [] };
  runs.push(made);
  return made;
}

/** Adds a piece; what follows on the same two facets is the same piece. */
function append(run: Run, piece: MutablePiece, isWanted: boolean): void {
  if (!isWanted) {
    run.pending.push(piece);
    return;
  }
  for (const one of [...run.pending, piece]) {
    const last = run.pieces.at(-1);
    if (last !== undefined && last.topOf === one.topOf && last.footOf === one.footOf) {
      last.s1 = one.s1;
      last.top1 = one.top1;
      last.foot1 = one.foot1;
    } else run.pieces.push({ ...one });
  }
  run.pending = [];
}

function isTooLong({ pending }: Run, closeMm: number): boolean {
  const [first] = pending;
  return first !== undefined && (pending.at(-1) as MutablePiece).s1 - first.s0 > closeMm;
}

function lengthOf(panel: Panel): number {
  return (panel.at(-1)?.s1 ?? 0) - (panel[0]?.s0 ?? 0);
}

function plain({ s0, s1, top0, top1, foot0, foot1, onPart, facet }: MutablePiece): PanelPiece {
  return { s0, s1, top0, top1, foot0, foot1, onPart, facet };
}
