/** Moves that ask for more than the speed of the printer. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const speedBeyondPrinter: RuleDefinition = {
  id: 'speed-beyond-printer',
  meaning:
    'No move is faster than the printer moves, and no start or end line goes up or down faster than its speed for that.',
  severity: 'warning',
  unit: 'mm/s',
};

/** What the rounding of F words and coordinates can add to a speed that is at its limit. */
const ROUNDING = 0.005;

/** Checks one speed of a move; `key` is that of the printer file, `by` gives the line in words. */
export function checkSpeed(
  mmPerS: number,
  limit: number,
  key: 'maxSpeedMmPerS' | 'zSpeedMmPerS',
  where: { readonly by: () => string; readonly printer: string; readonly layer: number | null },
  log: FindingLog,
): void {
  if (mmPerS <= limit * (1 + ROUNDING)) return;
  const { printer, layer } = where;
  // Asked at once: the object of a move is used again for the next one.
  const by = where.by();
  const how = key === 'zSpeedMmPerS' ? 'goes up or down' : 'moves';
  log.add(speedBeyondPrinter, {
    cause: key,
    layer,
    measured: mmPerS,
    limit,
    weight: mmPerS,
    message: () => `${by} ${how} at ${said(mmPerS, 2)} mm/s, printer '${printer}' does ${said(limit, 2)} mm/s (${key})`,
  });
}
