/** Heights of layers that nobody planned, by what the file says of them. */
import { type FindingLog, said } from '../../finding-log.ts';
import { layerSpacing } from '../../rules/layer-stack.ts';

/** Announced heights are rounded; a layer that is missing rises by far more. */
const ANNOUNCED_MM = 0.005;

/** Without a plan the file's own words tell: a layer rises by the height that it announces. */
export function checkRises(
  layers: readonly { readonly zMm: number | null; readonly heightMm: number | null }[],
  layerHeightMm: number,
  log: FindingLog,
): void {
  for (const [i, { zMm, heightMm }] of layers.entries()) {
    const below = layers[i - 1]?.zMm ?? null;
    if (zMm === null || below === null || heightMm === null || !(zMm > below)) continue;
    const rise = zMm - below;
    if (Math.abs(rise - heightMm) <= Math.max(layerHeightMm, ANNOUNCED_MM)) continue;
    log.add(layerSpacing, {
      cause: 'announced',
      layer: i,
      measured: rise,
      limit: heightMm,
      weight: Math.abs(rise - heightMm),
      message: () =>
        `layer at z ${said(zMm)} mm is ${said(rise)} mm above the one before it and says ${said(heightMm)} mm`,
    });
  }
}
