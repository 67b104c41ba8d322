/**
 * Which areas of a stack of layers hang together with nothing: fragments that the trim of a lattice cut off. Keeps one label an
 * area and two layers, nothing more.
 */
import type { Loops } from '../core/polyline.ts';
import { isInsideLoop, pointBeside } from '../geometry/inside-loop.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2, signedAreaMm2 } from '../geometry/polygon-area.ts';
import { labelSets } from './label-sets.ts';
import { type ComponentSettings, trackComponents } from './run-components.ts';

/** One area: its outline and its holes. */
export interface PieceArea {
  readonly outline: { readonly xy: Float64Array; readonly closed: boolean };
  readonly holes: Loops;
}

/** What is loose: the areas of each layer by their number in the layer, and how much they are. */
export interface LoosePieces {
  /** Numbers of loose areas of layer n (from the first that was shown) at start[n] to start[n + 1] - 1. */
  readonly start: Int32Array;
  readonly areas: Int32Array;
  readonly count: number;
  readonly volumeMm3: number;
  readonly solidMm3: number;
  /** The largest loose piece: its volume, and a layer and a point of it. */
  readonly largest: {
    readonly volumeMm3: number;
    readonly layer: number;
    readonly xMm: number;
    readonly yMm: number;
  } | null;
}

/** Takes the layers of a part from the bottom up. */
export interface LoosePieceFinder {
  /**
   * Adds a layer: its areas of solid, the loops of the part's own envelope, and the loops of regions that are kept whatever they
   * hang on.
   */
  layer(index: number, areas: readonly PieceArea[], envelope: Loops, kept: Loops, thicknessMm: number): void;
  finish(): LoosePieces;
}

/** A point this far inside of an edge is inside of the area. */
const INSIDE_MM = 1e-3;

/** Returns a finder. Each body of the envelope keeps its largest piece. */
export function findLoosePieces(settings: ComponentSettings): LoosePieceFinder {
  const solids = labelSets();
  const bodies = labelSets();
  const solidTracker = trackComponents(settings, solids);
  const bodyTracker = trackComponents(settings, bodies);
  const volumeOf: number[] = [];
  const bodyOf = new Map<number, number>();
  const anchored = new Set<number>();
  const seenAt = new Map<number, { layer: number; xMm: number; yMm: number }>();
  /** Labels of the areas, layer by layer. */
  const labels: Int32Array[] = [];

  return {
    layer(index, areas, envelope, kept, thicknessMm) {
      const loops = areas.flatMap(({ outline, holes }) => [outline.xy, ...holes.map(({ xy }) => xy)]);
      const { solidLabels } = solidTracker.layer(index, loops, thicknessMm);
      const bodyLoops = envelope.map(({ xy }) => xy);
      const bodyLabels = bodyTracker.layer(index, bodyLoops, thicknessMm).solidLabels;
      const own = new Int32Array(areas.length);
      let at = 0;
      areas.forEach(({ outline, holes }, n) => {
        const label = solidLabels[at]!;
        at += 1 + holes.length;
        own[n] = label;
        volumeOf[label] = (volumeOf[label] ?? 0) + loopsAreaMm2([outline, ...holes]) * thicknessMm;
        const root = solids.rootOf(label);
        if (bodyOf.has(root)) return;
        const [xMm, yMm] = pointBeside(outline.xy, INSIDE_MM);
        bodyOf.set(root, bodyLabels[bodyAround(bodyLoops, xMm, yMm)] ?? -1);
        seenAt.set(root, { layer: index, xMm, yMm });
      });
      for (const { outline } of nestLoops(kept)) {
        const [x, y] = pointBeside(outline.xy, INSIDE_MM);
        const holder = areas.findIndex((area) => holds(area, x, y));
        if (holder >= 0) anchored.add(own[holder]!);
      }
      labels.push(own);
    },
    finish() {
      const volumes = new Map<number, number>();
      volumeOf.forEach((volume, label) => {
        const root = solids.rootOf(label);
        volumes.set(root, (volumes.get(root) ?? 0) + volume);
      });
      const keep = new Set([...anchored].map((label) => solids.rootOf(label)));
      const largestOf = new Map<number, number>();
      for (const [root, volume] of volumes) {
        const body = bodyOf.get(root) ?? -1;
        const bodyRoot = body < 0 ? -1 : bodies.rootOf(body);
        const best = largestOf.get(bodyRoot);
        if (best === undefined || volume > (volumes.get(best) as number)) largestOf.set(bodyRoot, root);
      }
      for (const root of largestOf.values()) keep.add(root);
      return looseOf(volumes, keep);
    },
  };

  function looseOf(volumes: ReadonlyMap<number, number>, keep: ReadonlySet<number>): LoosePieces {
    let count = 0;
    let volumeMm3 = 0;
    let solidMm3 = 0;
    let largest: LoosePieces['largest'] = null;
    for (const [root, volume] of volumes) {
      solidMm3 += volume;
      if (keep.has(root)) continue;
      count++;
      volumeMm3 += volume;
      const seen = seenAt.get(root);
      if (seen !== undefined && volume > (largest?.volumeMm3 ?? -1)) largest = { volumeMm3: volume, ...seen };
    }
    const start = new Int32Array(labels.length + 1);
    const areas: number[] = [];
    labels.forEach((own, n) => {
      for (let a = 0; a < own.length; a++) if (!keep.has(solids.rootOf(own[a]!))) areas.push(a);
      start[n + 1] = areas.length;
    });
    return { start, areas: Int32Array.from(areas), count, volumeMm3, solidMm3, largest };
  }
}

/** The innermost outline of the envelope around a point; where rounding leaves the point outside of all, the first. */
function bodyAround(loops: readonly Float64Array[], x: number, y: number): number {
  let found = 0;
  let least = Infinity;
  for (let l = 0; l < loops.length; l++) {
    const area = signedAreaMm2({ xy: loops[l]!, closed: true });
    if (area <= 0 || area >= least || !isInsideLoop(loops[l]!, x, y)) continue;
    least = area;
    found = l;
  }
  return found;
}

function holds({ outline, holes }: PieceArea, x: number, y: number): boolean {
  return isInsideLoop(outline.xy, x, y) && !holes.some(({ xy }) => isInsideLoop(xy, x, y));
}
