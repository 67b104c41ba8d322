/** Beads as wide and long as what is extruded for them: where there is too little material and where too much. */
import type { Layer } from '../core/layer.ts';
import type { BeadToolpath, ToolpathLayer } from '../core/toolpath.ts';
import { type CoverageMeter, measureCoverage } from './covered-area.ts';
import { roundedSideMm } from './rounded-side.ts';

/** Areas of one layer in mm2; each times the layer's height is a volume. */
export interface BeadVoids {
  /** Solid that no strip reaches: between beads, at bends and at ends. */
  readonly voidMm2: number;
  /** What strips cover again, counted each time, or outside the solid: more material than there is room for. */
  readonly overlapMm2: number;
}

/** An end of a bead is half a disc as wide as its strip; drawn back by this share of its width the whole has the area of the strip. */
const END_SHARE = Math.PI / 8;

/**
 * Measures voids and overlaps on rows. A bead with rounded sides is as wide as its strip on the mean over its height, which is what is taken here; where
 * two touch, what their sides lack at top and bottom is what they share in the middle, and that much is pressed into it. So it is an estimate of
 * what remains after that: it says nothing of pores inside a bead, nor of how far molten material flows.
 */
export function measureVoids(
  layer: Layer,
  toolpaths: ToolpathLayer,
  rowSpacingMm: number,
  measure: CoverageMeter = measureCoverage,
): BeadVoids {
  const own = toolpaths.toolpaths.map((path) => (path.kind === 'bead' ? ownBead(path) : path));
  const { bareMm2, doubleMm2, outsideMm2 } = measure(layer, { ...toolpaths, toolpaths: own }, 0, rowSpacingMm);
  let innerSidesMm2 = 0;
  for (const path of toolpaths.toolpaths) {
    if (path.kind === 'bead' && isOutermost(path))
      innerSidesMm2 += roundedSideMm(path.heightMm) * lengthOf(path.path.xy);
  }
  return { voidMm2: bareMm2, overlapMm2: Math.max(0, doubleMm2 + outsideMm2 - innerSidesMm2) };
}

/** A loop along the border of solid: what its rounded side lacks there is the surface of the part and no void. */
function isOutermost({ feature, path }: BeadToolpath): boolean {
  return feature === 'external-perimeter' && path.closed;
}

/** Length of a closed line. */
function lengthOf(xy: Float64Array): number {
  let length = 0;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    const dx = xy[i]! - xy[j]!;
    const dy = xy[i + 1]! - xy[j + 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}

/** The bead without its rounding, its ends drawn back; an outermost one with it, of which the inner side is taken off the overlap again. */
function ownBead(bead: BeadToolpath): BeadToolpath {
  if (isOutermost(bead)) return bead;
  const flat = { ...bead, heightMm: 0 };
  const { xy, closed } = bead.path;
  const n = bead.widthMm.length;
  if (closed || n < 2) return flat;
  const drawn = xy.slice();
  drawBack(drawn, 0, 1, bead.widthMm[0]! * END_SHARE, n === 2);
  drawBack(drawn, n - 1, n - 2, bead.widthMm[n - 1]! * END_SHARE, n === 2);
  return { ...flat, path: { xy: drawn, closed } };
}

/** Moves an end towards its neighbour, at most as far as that, or to a little before the middle of a line of two points. */
function drawBack(xy: Float64Array, end: number, next: number, byMm: number, isOnly: boolean): void {
  const dx = xy[2 * next]! - xy[2 * end]!;
  const dy = xy[2 * next + 1]! - xy[2 * end + 1]!;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return;
  const share = Math.min(byMm / length, isOnly ? 0.49 : 1);
  xy[2 * end]! += dx * share;
  xy[2 * end + 1]! += dy * share;
}
