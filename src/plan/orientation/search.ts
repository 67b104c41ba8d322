/** Searches the orientation in which a part is best built: over the whole sphere, then closer and closer around the best found. */
import { cosineOfCycles } from '../../geometry/sine.ts';
import { AXES, capDirections, type Direction, faceDirections, GIVEN_UP, sphereDirections } from './candidates.ts';
import { ASKED, evaluateBatch, orientationEvaluator } from './evaluate.ts';
import { FIGURE, FIGURES, type FigureName, namedFigures } from './figures.ts';
import type { OrientationPart } from './part.ts';
import { type ScoreParts, scoreOf, scoreParts } from './score.ts';
import type { OrientationSettings, SearchSettings } from './settings.ts';
import { turnAngleDeg, turnTransform } from './turn.ts';

/** An orientation with all that was found out about it. */
export interface Orientation {
  /** Direction of the part that is up. */
  readonly up: Direction;
  /** The turn alone, without a shift: four rows of four numbers. */
  readonly transform: readonly number[];
  /** By how much it turns in all. */
  readonly turnDeg: number;
  /** The lower, the better. */
  readonly score: number;
  readonly parts: ScoreParts;
  readonly figures: Readonly<Record<FigureName, number>>;
}

/** Contact with one protected region. */
export interface ProtectedContact {
  /** Number of the region in the marks of the facets. */
  readonly region: number;
  readonly areaMm2: number;
}

/** What a search found. */
export interface OrientationSearch {
  /** The best first; each differs visibly from those before it. Empty where every orientation that was judged touches a protected region beyond what is allowed. */
  readonly proposals: readonly Orientation[];
  /** The part as it was given, forbidden or not. */
  readonly given: Orientation;
  /** The orientation with least contact on protected regions beyond what is allowed, and all regions that it touches; null where some orientation is allowed. */
  readonly forbidden: { readonly least: Orientation; readonly regions: readonly ProtectedContact[] } | null;
  /** Orientations that were judged, and how many of them are forbidden. */
  readonly judged: number;
  readonly judgedForbidden: number;
}

/** Judges the orientations asked for (`ASKED` numbers each) and returns a row of figures for each, in order; threads may share them out as they like. */
export type EvaluateAll = (asked: Float64Array, signal: AbortSignal) => Promise<Float64Array>;

/** Orientations that are judged before others may have their turn. */
const CHUNK = 32;

/** Judges on the thread that asks, and lets others have their turn in between. */
export function inlineEvaluation(part: OrientationPart, settings: OrientationSettings): EvaluateAll {
  return async (asked, signal) => {
    const evaluator = orientationEvaluator(part, settings);
    const rows = new Float64Array((asked.length / ASKED) * FIGURES);
    for (let n = 0; n * ASKED < asked.length; n++) {
      if (n % CHUNK === 0) {
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        signal.throwIfAborted();
      }
      evaluator.evaluate(asked, n * ASKED, rows, n * FIGURES);
    }
    return rows;
  };
}

/** Share of the candidates that are spread over the whole sphere. */
const COARSE = 0.4;
/** Rounds that follow, each around the best so far, within an angle that is halved each time. */
const ROUNDS = 4;
/** Best directions around which each round looks. */
const CAPS = 12;
/** Square degrees of the sphere. */
const SPHERE_DEG2 = 41253;
/** Faces of the part that are laid on the plate. */
const MOST_FACES = 40;
const LEAST_FACE_SHARE = 0.005;

/** What was judged, in the order in which it was. */
interface Judged {
  readonly up: Direction;
  readonly score: number;
  readonly forbiddenMm2: number;
  readonly turnDeg: number;
  /** The part as given, along an axis or on a face of its own: no direction in between. */
  readonly plain: boolean;
  readonly rows: Float64Array;
  readonly row: number;
}

/** Searches; the same part and settings give the same result, however the candidates are shared out. */
export async function searchOrientation(
  part: OrientationPart,
  settings: OrientationSettings,
  search: SearchSettings,
  evaluateAll: EvaluateAll,
  signal: AbortSignal,
): Promise<OrientationSearch> {
  const judged: Judged[] = [];
  const judge = async (ups: readonly Direction[], plain: number): Promise<void> => {
    if (ups.length === 0) return;
    const asked = Float64Array.from(ups.flatMap((up, n) => [...up, plain > 0 && n === 0 ? 0 : 1]));
    const rows = await evaluateAll(asked, signal);
    signal.throwIfAborted();
    ups.forEach((up, row) => {
      const turn = turnTransform(up, rows[row * FIGURES + FIGURE.aboutZDeg]!);
      judged.push({
        up,
        score: scoreOf(scoreParts(rows, row, part, settings), settings.weights),
        forbiddenMm2: rows[row * FIGURES + FIGURE.forbiddenMm2]!,
        turnDeg: turnAngleDeg(turn),
        plain: row < plain,
        rows,
        row,
      });
    });
  };

  // The first is the part as given, not turned at all.
  const own = [GIVEN_UP, ...AXES, ...faceDirections(part, MOST_FACES, LEAST_FACE_SHARE)];
  const coarse = Math.max(0, Math.min(search.candidates - own.length, Math.floor(COARSE * search.candidates)));
  await judge([...own, ...sphereDirections(coarse)].slice(0, Math.max(1, search.candidates)), own.length);
  let withinDeg = Math.sqrt(SPHERE_DEG2 / Math.max(coarse, CAPS));
  for (let round = 0; round < ROUNDS; round++) {
    const each = Math.floor((search.candidates - judged.length) / (ROUNDS - round) / CAPS);
    const around = apart(judged, CAPS, withinDeg, search.tieShare).slice(0, CAPS);
    await judge(
      around.flatMap(({ up }) => (each < 1 ? [] : capDirections(up, withinDeg, each))),
      0,
    );
    withinDeg /= 2;
  }

  const allowed = judged.filter(({ forbiddenMm2 }) => forbiddenMm2 === 0);
  const named = (one: Judged): Orientation => described(one, part, settings);
  const judgedForbidden = judged.length - allowed.length;
  const counts = { given: named(judged[0]!), judged: judged.length, judgedForbidden };
  if (allowed.length > 0) {
    const proposals = apart(allowed, search.proposals, search.apartDeg, search.tieShare).map(named);
    return { proposals, forbidden: null, ...counts };
  }
  const least = judged.reduce((a, b) => (b.forbiddenMm2 < a.forbiddenMm2 ? b : a));
  const forbidden = { least: named(least), regions: protectedContacts(part, settings, least.up) };
  return { proposals: [], forbidden, ...counts };
}

/** The best, then the best of those that are far enough from it, and so on; where some are as good, the one with the least turn, and one between faces only where that spares `apartDeg` at least. Allowed ones come before forbidden ones. */
function apart(judged: readonly Judged[], most: number, apartDeg: number, tieShare: number): readonly Judged[] {
  const near = cosineOfCycles(apartDeg / 360) + 1e-9;
  const left = [...judged].sort((a, b) => a.forbiddenMm2 - b.forbiddenMm2 || a.score - b.score);
  const chosen: Judged[] = [];
  while (left.length > 0 && chosen.length < most) {
    const best = left[0]!;
    const costDeg = ({ turnDeg, plain }: Judged): number => (plain ? turnDeg : turnDeg + apartDeg);
    let take = best;
    for (const one of left) {
      if (one.forbiddenMm2 > best.forbiddenMm2 || one.score > best.score * (1 + tieShare)) break;
      if (costDeg(one) < costDeg(take)) take = one;
    }
    chosen.push(take);
    let kept = 0;
    for (const one of left) {
      const cosine = one.up[0] * take.up[0] + one.up[1] * take.up[1] + one.up[2] * take.up[2];
      if (cosine <= near) left[kept++] = one;
    }
    left.length = kept;
  }
  return chosen;
}

function described(
  { up, score, turnDeg, rows, row }: Judged,
  part: OrientationPart,
  settings: OrientationSettings,
): Orientation {
  const figures = namedFigures(rows, row);
  const transform = turnTransform(up, figures.aboutZDeg);
  return { up, transform, turnDeg, score, parts: scoreParts(rows, row, part, settings), figures };
}

/** Judges one orientation: the direction that is up, turned about the vertical where settings allow it and `free` is true. */
export function judgeOrientation(
  part: OrientationPart,
  settings: OrientationSettings,
  up: Direction,
  free: boolean,
): Orientation {
  const rows = evaluateBatch(part, settings, Float64Array.from([...up, free ? 1 : 0]));
  const transform = turnTransform(up, rows[FIGURE.aboutZDeg]!);
  const score = scoreOf(scoreParts(rows, 0, part, settings), settings.weights);
  return described(
    { up, score, forbiddenMm2: 0, turnDeg: turnAngleDeg(transform), plain: true, rows, row: 0 },
    part,
    settings,
  );
}

/** Returns the protected regions that are touched where a direction is up, the most first. */
export function protectedContacts(
  part: OrientationPart,
  settings: OrientationSettings,
  up: Direction,
): readonly ProtectedContact[] {
  const evaluator = orientationEvaluator(part, settings);
  evaluator.evaluate(Float64Array.from([...up, 0]), 0, new Float64Array(FIGURES), 0);
  return [...evaluator.protectedMm2]
    .map((areaMm2, region) => ({ region, areaMm2 }))
    .filter(({ areaMm2 }) => areaMm2 > 0)
    .sort((a, b) => b.areaMm2 - a.areaMm2);
}
