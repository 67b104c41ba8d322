/** Labels of parts: text as an area, and tags that carry it. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import { textStrokes } from '../../draw/stroke-font.ts';
import { unitePositive } from '../../geometry/clipping.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { steppedPrism } from '../../geometry/stepped-prism.ts';

/** How a label is written; all values are uncalibrated examples. */
export interface LabelSettings {
  /** Height of a capital. */
  readonly capitalMm: number;
  /** Width of a stroke. */
  readonly strokeMm: number;
  /** How far the text stands above the tag; below 0 it is sunk into it. */
  readonly raisedMm: number;
  readonly tagThicknessMm: number;
  /** Tag beside the text. */
  readonly tagMarginMm: number;
}

/** What holds where nothing is said: uncalibrated examples, read by eye and not tried on a machine. */
export const LABEL_DEFAULTS: LabelSettings = {
  capitalMm: 4,
  strokeMm: 0.5,
  raisedMm: 0.4,
  tagThicknessMm: 1.5,
  tagMarginMm: 1,
};

/** Text as an area. */
export interface TextArea {
  /** Clean loops; the base line is y = 0, and the text begins at x = 0 but for half of a stroke. */
  readonly loops: Loops;
  /** Signs that the font lacks; empty boxes stand for them. */
  readonly missing: readonly string[];
}

/** A tag that carries a label. */
export interface LabelTag {
  readonly mesh: TriangleMesh;
  readonly sizeMm: readonly [number, number, number];
  readonly missing: readonly string[];
}

const ROUND_SIDES = 16;

/** Returns the words of a label: the part, its variant and the pseudonym of its case, as far as they are given; never a name of a patient, which no input holds. */
export function labelText(id: string, variant: string | null, pseudonym: string | null): string {
  return [id, variant, pseudonym].filter((word) => word !== null && word !== '').join('/');
}

/** Returns a line of text as an area, to be raised on or sunk into a region of a part. `loadClipping` must have been awaited before. */
export function textArea(
  text: string,
  { capitalMm, strokeMm }: Pick<LabelSettings, 'capitalMm' | 'strokeMm'>,
): TextArea {
  const { strokes, perCapital, missing } = textStrokes(text);
  const unit = capitalMm / perCapital;
  const pieces: Polyline[] = [];
  for (const points of strokes) {
    const xy = points.map((v) => v * unit);
    for (let i = 0; i < xy.length; i += 2) {
      pieces.push(disc(xy[i]!, xy[i + 1]!, strokeMm / 2));
      if (i + 2 < xy.length) pieces.push(bar(xy[i]!, xy[i + 1]!, xy[i + 2]!, xy[i + 3]!, strokeMm / 2));
    }
  }
  return { loops: unitePositive(pieces), missing };
}

/** Returns a tag with a line of text, its low corner at 0, 0, 0: one closed mesh, to be nested like a part. The text has at least one sign. */
export function labelTag(text: string, settings: LabelSettings = LABEL_DEFAULTS): LabelTag {
  const { raisedMm, tagThicknessMm, tagMarginMm } = settings;
  const { loops, missing } = textArea(text, settings);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { xy } of loops) {
    for (let i = 0; i < xy.length; i += 2) {
      x0 = Math.min(x0, xy[i]!);
      y0 = Math.min(y0, xy[i + 1]!);
      x1 = Math.max(x1, xy[i]!);
      y1 = Math.max(y1, xy[i + 1]!);
    }
  }
  const moved = loops.map(({ xy }) => ({
    xy: xy.map((v, i) => snapMm(v + tagMarginMm - (i % 2 === 0 ? x0 : y0))),
    closed: true,
  }));
  const [width, depth] = [snapMm(x1 - x0 + 2 * tagMarginMm), snapMm(y1 - y0 + 2 * tagMarginMm)];
  const plate = { xy: Float64Array.of(0, 0, width, 0, width, depth, 0, depth), closed: true };
  const stepMm = snapMm(tagThicknessMm + raisedMm);
  const mesh = steppedPrism([plate], moved, { bottomMm: 0, topMm: tagThicknessMm, stepMm });
  return { mesh, sizeMm: [width, depth, Math.max(tagThicknessMm, stepMm)], missing };
}

function disc(x: number, y: number, radius: number): Polyline {
  const xy = new Float64Array(2 * ROUND_SIDES);
  for (let i = 0; i < ROUND_SIDES; i++) {
    xy[2 * i] = x + radius * cosineOfCycles(i / ROUND_SIDES);
    xy[2 * i + 1] = y + radius * sineOfCycles(i / ROUND_SIDES);
  }
  return { xy, closed: true };
}

/** A straight piece of a stroke. */
function bar(xa: number, ya: number, xb: number, yb: number, half: number): Polyline {
  const length = Math.sqrt((xb - xa) ** 2 + (yb - ya) ** 2);
  const nx = (half * (ya - yb)) / length;
  const ny = (half * (xb - xa)) / length;
  return { xy: Float64Array.of(xa - nx, ya - ny, xb - nx, yb - ny, xb + nx, yb + ny, xa + nx, ya + ny), closed: true };
}
