/** Content outside of the printer's room. */
import type { Box3 } from '../../core/mesh.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { LayerBox } from '../layer-box.ts';

/** The rule. */
export const outsideBuildArea: RuleDefinition = {
  id: 'outside-build-area',
  meaning: 'Everything lies in the room that the printer builds in.',
  severity: 'error',
  unit: 'mm',
};

/** Checks the box of one layer's content. */
export function checkOutsideBuildArea(box: LayerBox, buildBoxMm: Box3, log: FindingLog): void {
  const beyond = [
    ['-x', buildBoxMm[0] - box.xMin],
    ['+x', box.xMax - buildBoxMm[3]],
    ['-y', buildBoxMm[1] - box.yMin],
    ['+y', box.yMax - buildBoxMm[4]],
    ['-z', buildBoxMm[2] - box.zMm],
    ['+z', box.zMm - buildBoxMm[5]],
  ] as const;
  for (const [side, byMm] of beyond) {
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
