/** Content outside of the printer's room. */
import type { BuildArea } from '../../core/build-area.ts';
import { outsideOf } from '../../geometry/build-area.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { InspectedLayer } from '../inspected-layer.ts';
import type { LayerBox } from '../layer-box.ts';

/** The rule. */
export const outsideBuildArea: RuleDefinition = {
  id: 'outside-build-area',
  meaning:
    'Everything lies in the room that the printer builds in: within the outline of its plate, clear of what is excluded there.',
  severity: 'error',
  unit: 'mm',
};

/** Checks the content of one layer; `box` is that of its points. */
export function checkOutsideBuildArea(layer: InspectedLayer, box: LayerBox, area: BuildArea, log: FindingLog): void {
  checkSides(box, area, log);
  if (area.outline.shape === 'rectangle' && area.exclusions.length === 0) return;
  const content = {
    loops: layer.polylines.flatMap(({ direction, xy }) => (direction === 'open' ? [] : [xy])),
    lines: layer.polylines.flatMap(({ direction, xy }) => (direction === 'open' ? [xy] : [])),
    vectors: layer.hatches.map(({ xyxy }) => xyxy),
  };
  for (const { exclusion, byMm, xMm, yMm } of outsideOf(area, content)) {
    if (exclusion === null && area.outline.shape === 'rectangle') continue;
    const reason = exclusion === null ? null : area.exclusions[exclusion]?.reason;
    log.add(outsideBuildArea, {
      cause: exclusion === null ? 'outline' : `exclusion ${exclusion}`,
      layer: box.layer,
      xMm,
      yMm,
      measured: byMm,
      limit: 0,
      weight: byMm,
      message: () =>
        reason === null
          ? `content reaches ${said(byMm)} mm out of the build area`
          : `content reaches ${said(byMm)} mm into what is excluded from the build area (${reason})`,
    });
  }
}

/** Checks heights and, of a rectangle, the four sides. */
function checkSides(box: LayerBox, { outline, heightMm }: BuildArea, log: FindingLog): void {
  const sides =
    outline.shape === 'rectangle'
      ? ([
          ['-x', outline.xMinMm - box.xMin],
          ['+x', box.xMax - outline.xMaxMm],
          ['-y', outline.yMinMm - box.yMin],
          ['+y', box.yMax - outline.yMaxMm],
        ] as const)
      : [];
  for (const [side, byMm] of [...sides, ['-z', -box.zMm], ['+z', box.zMm - heightMm]] as const) {
    if (!(byMm > 0)) continue;
    const place = side.endsWith('x')
      ? { xMm: side === '+x' ? box.xMax : box.xMin }
      : side.endsWith('y')
        ? { yMm: side === '+y' ? box.yMax : box.yMin }
        : {};
    log.add(outsideBuildArea, {
      cause: side,
      layer: box.layer,
      ...place,
      measured: byMm,
      limit: 0,
      weight: byMm,
      message: () => `content reaches ${said(byMm)} mm out of the build area on the ${side} side`,
    });
  }
}
