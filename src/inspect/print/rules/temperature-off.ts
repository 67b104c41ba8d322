/** Heaters that are not where the material wants them while the part is printed. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';
import type { Heater } from '../print-events.ts';
import type { Window } from '../settings.ts';

/** The rule. */
export const temperatureOff: RuleDefinition = {
  id: 'temperature-off',
  meaning: 'While the part is printed each heater is set within the window of the material, and was waited for before.',
  severity: 'error',
  unit: 'C',
};

/** Checks what a heater is set to where a bead of the part begins. */
export function checkTemperature(
  heater: Heater,
  celsius: number | null,
  window: Window,
  layer: number | null,
  log: FindingLog,
): void {
  if (celsius !== null && celsius >= window.min && celsius <= window.max) return;
  const limit = celsius === null || celsius < window.min ? window.min : window.max;
  const is = celsius === null ? 'is never set' : `is set to ${said(celsius, 1)} C`;
  log.add(temperatureOff, {
    cause: heater,
    layer,
    measured: celsius,
    limit,
    weight: Math.abs((celsius ?? 0) - limit),
    message: () =>
      `the ${heater} ${is} while the part is printed, the material wants ${said(window.min, 1)} to ${said(window.max, 1)} C`,
  });
}

/** Notes a heater that was set but not waited for before the first extrusion; only for the nozzle is it an error. */
export function noteNotWaited(heater: Heater, celsius: number, log: FindingLog): void {
  log.add(temperatureOff, {
    cause: `${heater} not waited for`,
    severity: heater === 'nozzle' ? 'error' : 'warning',
    layer: null,
    measured: celsius,
    limit: null,
    weight: 0,
    message: () => `the ${heater} is set to ${said(celsius, 1)} C and not waited for before the first extrusion`,
  });
}
