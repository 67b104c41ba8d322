/** Heaters that are on when the print is over. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';
import type { Heater } from '../print-events.ts';

/** The rule. */
export const heaterLeftOn: RuleDefinition = {
  id: 'heater-left-on',
  meaning: 'Every heater is off at the end.',
  severity: 'warning',
  unit: 'C',
};

/** Checks what a heater is set to at the end of the file, null for never. */
export function checkHeaterLeftOn(heater: Heater, celsius: number | null, log: FindingLog): void {
  if (celsius === null || celsius <= 0) return;
  log.add(heaterLeftOn, {
    cause: heater,
    layer: null,
    measured: celsius,
    limit: 0,
    weight: celsius,
    message: () => `the ${heater} is left at ${said(celsius, 1)} C at the end of the file`,
  });
}
