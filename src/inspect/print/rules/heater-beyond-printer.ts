/** Heaters that a line sets above what the printer takes. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';
import type { Heater } from '../print-events.ts';

/** The rule. */
export const heaterBeyondPrinter: RuleDefinition = {
  id: 'heater-beyond-printer',
  meaning: 'No line, start and end lines included, sets a heater hotter than the printer takes.',
  severity: 'error',
  unit: 'C',
};

/** Key of the printer file that says how hot a heater may be. */
const KEYS: Readonly<Record<Heater, string>> = { nozzle: 'maxNozzleC', bed: 'maxBedC', chamber: 'chamber.maxC' };

/** Checks one temperature that a line names; `by` is the line in words. */
export function checkHeaterLimit(
  heater: Heater,
  celsius: number,
  limit: number,
  where: { readonly by: string; readonly printer: string; readonly layer: number | null },
  log: FindingLog,
): void {
  if (celsius <= limit) return;
  const { by, printer, layer } = where;
  log.add(heaterBeyondPrinter, {
    cause: heater,
    layer,
    measured: celsius,
    limit,
    weight: celsius,
    message: () =>
      `${by} sets the ${heater} to ${said(celsius, 1)} C, printer '${printer}' takes ${said(limit, 1)} C (${KEYS[heater]})`,
  });
}
