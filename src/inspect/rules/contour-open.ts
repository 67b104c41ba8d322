/** Contours that do not end where they begin. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { LayerShape } from '../layer-shape.ts';

/** The rule. */
export const contourOpen: RuleDefinition = {
  id: 'contour-open',
  meaning: 'A boundary must end at its first point.',
  severity: 'error',
  unit: 'mm',
};

/** Checks each boundary of a layer; returns how many are open. */
export function checkContourOpen(shape: LayerShape, contourGapMm: number, log: FindingLog): number {
  let open = 0;
  for (const { line, gapMm } of shape.contours) {
    if (!(gapMm > contourGapMm)) continue;
    open++;
    log.add(contourOpen, {
      cause: 'gap',
      layer: shape.layer.index,
      xMm: line.xy[line.xy.length - 2]!,
      yMm: line.xy[line.xy.length - 1]!,
      measured: gapMm,
      limit: contourGapMm,
      weight: gapMm,
      message: () =>
        `contour ends ${said(gapMm)} mm away from its first point; measured as if closed by a straight line`,
    });
  }
  return open;
}
