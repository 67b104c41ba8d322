/** Sums over the layers while they pass: what the inspection and the plan want to know beside the file. */
import { type Finding, finding } from '../core/finding.ts';
import type { PlannedNumbers } from '../inspect/settings.ts';
import type { LayerResult } from './build-job.ts';

/** Sums of one part. */
export interface LayerTotals {
  add(result: LayerResult): void;
  /** Index of the first layer that holds solid; null while there was none. */
  readonly firstSolid: number | null;
  readonly envelopeMm3: number;
  readonly solidMm3: number;
  /** Numbers of the layers from the first solid one on; empty where no paths are planned. */
  readonly planned: readonly PlannedNumbers[];
  /** Findings about contours that did not close. */
  findings(partId: string): Finding[];
}

/** Starts with empty sums. */
export function layerTotals(): LayerTotals {
  const planned: PlannedNumbers[] = [];
  let firstSolid: number | null = null;
  let envelopeMm3 = 0;
  let solidMm3 = 0;
  let openLayers = 0;
  let openContours = 0;
  let firstOpen: LayerResult | null = null;
  return {
    add(result) {
      const { layer, figures } = result;
      envelopeMm3 += figures.envelopeMm2 * layer.thicknessMm;
      solidMm3 += figures.solidMm2 * layer.thicknessMm;
      if (figures.solidMm2 > 0) firstSolid ??= layer.index;
      if (firstSolid !== null && figures.unexposedMm2 !== null && figures.timeS !== null) {
        planned.push({ unexposedMm2: figures.unexposedMm2, timeS: figures.timeS });
      }
      if (figures.openContours > 0) {
        firstOpen ??= result;
        openLayers++;
        openContours += figures.openContours;
      }
    },
    get firstSolid() {
      return firstSolid;
    },
    get envelopeMm3() {
      return envelopeMm3;
    },
    get solidMm3() {
      return solidMm3;
    },
    planned,
    findings(partId) {
      if (firstOpen === null) return [];
      const { layer, figures } = firstOpen;
      return [
        finding(
          'contour-open',
          'error',
          `the mesh is open: ${openContours} contours in ${openLayers} layers do not close and were left out`,
          {
            partId,
            layer: layer.index,
            xMm: figures.openAt?.xMm ?? null,
            yMm: figures.openAt?.yMm ?? null,
            measured: openContours,
            limit: 0,
            unit: 'contours',
          },
        ),
      ];
    },
  };
}
