/** Paths out of a bed that is no plain rectangle, or into what it excludes: gathered and tested layer by layer. */
import type { BuildArea } from '../../core/build-area.ts';
import type { Box3 } from '../../core/mesh.ts';
import { outsideOf } from '../../geometry/build-area.ts';
import { growableFloats, pushFloat } from '../../geometry/growable.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { PrintMove } from './print-events.ts';
import { extrusionOutsideBed, travelOutsideBed } from './rules/outside-bed.ts';
import type { PrintInspectOptions } from './settings.ts';

/** Follows the paths of one kind. */
export interface BedOutline {
  add(move: Pick<PrintMove, 'x0' | 'y0' | 'x1' | 'y1'>): void;
  /** Tests what was gathered in a layer. */
  test(layer: number | null): void;
  /** Forgets what was gathered. */
  clear(): void;
}

/** Gathered beyond this, paths are tested before the layer ends. */
const MOST_NUMBERS = 1 << 16;

/** The bed of a print as its paths are held to it. */
export interface BedOutlines extends Omit<BedOutline, 'add'> {
  readonly beads: Pick<BedOutline, 'add'>;
  readonly travels: Pick<BedOutline, 'add'>;
  /** The box that paths are held to beside the outline; null: nobody knows the bed. */
  readonly boxMm: Box3 | null;
}

/** Returns the tests of beads and travels. */
export function bedOutlines(
  { bedArea = null, bedBoxMm }: Pick<PrintInspectOptions, 'bedArea' | 'bedBoxMm'>,
  log: FindingLog,
): BedOutlines {
  const beads = bedOutline(extrusionOutsideBed, bedArea, log);
  const travels = bedOutline(travelOutsideBed, bedArea, log);
  const isPlain = bedArea === null || isPlainBed(bedArea) || bedBoxMm === null;
  return {
    beads,
    travels,
    // What its outline says better the box need not say: its height alone is left.
    boxMm: isPlain ? bedBoxMm : [-Infinity, -Infinity, bedBoxMm[2], Infinity, Infinity, bedBoxMm[5]],
    test(layer) {
      beads.test(layer);
      travels.test(layer);
    },
    clear() {
      beads.clear();
      travels.clear();
    },
  };
}

/** Returns the test of a rule; nothing is gathered where the box of the bed says it all, or nobody knows the bed. */
function bedOutline(rule: RuleDefinition, area: BuildArea | null, log: FindingLog): BedOutline {
  if (area === null || isPlainBed(area)) return { add() {}, test() {}, clear() {} };
  const vectors = growableFloats(1024);
  let layerAt: number | null = null;
  const outline: BedOutline = {
    add({ x0, y0, x1, y1 }) {
      pushFloat(vectors, x0);
      pushFloat(vectors, y0);
      pushFloat(vectors, x1);
      pushFloat(vectors, y1);
      if (vectors.length >= MOST_NUMBERS) outline.test(layerAt);
    },
    test(layer) {
      layerAt = layer;
      if (vectors.length === 0) return;
      const xyxy = vectors.values.slice(0, vectors.length);
      vectors.length = 0;
      for (const { byMm, xMm, yMm, exclusion } of outsideOf(area, { loops: [], lines: [], vectors: [xyxy] })) {
        const where =
          exclusion === null
            ? 'out of the bed'
            : `into what is excluded on the bed (${area.exclusions[exclusion]?.reason})`;
        log.add(rule, {
          cause: exclusion === null ? 'outline' : `exclusion ${exclusion}`,
          layer,
          xMm,
          yMm,
          measured: byMm,
          limit: 0,
          weight: byMm,
          message: () =>
            `${rule === travelOutsideBed ? 'the nozzle travels' : 'beads reach'} ${said(byMm)} mm ${where}`,
        });
      }
    },
    clear() {
      vectors.length = 0;
    },
  };
  return outline;
}

/** True for a bed that its box says all of. */
function isPlainBed({ outline, exclusions }: BuildArea): boolean {
  return outline.shape === 'rectangle' && exclusions.length === 0;
}
