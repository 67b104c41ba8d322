/** Voids between beads, as estimated from what is extruded for them. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const beadVoid: RuleDefinition = {
  id: 'bead-void',
  meaning:
    'Beads leave no room between them without material, as estimated from their strips along rows of each layer. An estimate, and so a warning alone.',
  severity: 'warning',
  unit: '',
};

/** Areas summed over layers. */
export interface VoidSums {
  voidMm2: number;
  overlapMm2: number;
  areaMm2: number;
}

/** Returns the shares of the solid; null of a layer without any. */
export function voidFractions({ voidMm2, overlapMm2, areaMm2 }: Readonly<VoidSums>): {
  readonly voidFraction: number | null;
  readonly overlapFraction: number | null;
} {
  const share = (of: number) => (areaMm2 > 0 ? Math.round((of / areaMm2) * 1e6) / 1e6 : null);
  return { voidFraction: share(voidMm2), overlapFraction: share(overlapMm2) };
}

/** Adds a layer; one of which twice the limit is void is told. */
export function noteVoid(
  sums: VoidSums,
  layer: number,
  { voidMm2, overlapMm2 }: Pick<VoidSums, 'voidMm2' | 'overlapMm2'>,
  areaMm2: number,
  limit: number | undefined,
  log: FindingLog,
): void {
  sums.voidMm2 += voidMm2;
  sums.overlapMm2 += overlapMm2;
  sums.areaMm2 += areaMm2;
  if (limit === undefined || !(voidMm2 > 2 * limit * areaMm2)) return;
  const share = voidMm2 / areaMm2;
  log.add(beadVoid, {
    cause: 'layer',
    layer,
    measured: share,
    limit: 2 * limit,
    weight: share,
    message: () => `${said(100 * share, 2)} % of the solid lie between the beads without material, as estimated`,
  });
}

/** Checks all layers together. */
export function wholeVoid({ voidMm2, areaMm2 }: VoidSums, limit: number | undefined, log: FindingLog): void {
  if (limit === undefined || !(voidMm2 > limit * areaMm2)) return;
  const share = voidMm2 / areaMm2;
  log.add(beadVoid, {
    cause: 'share',
    layer: null,
    measured: share,
    limit,
    weight: share,
    message: () =>
      `${said(100 * share, 2)} % of the solid of all layers lie between the beads without material, as estimated (limit ${said(100 * limit, 2)} %)`,
  });
}
