/** Extrusion with a cold nozzle. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const extrusionCold: RuleDefinition = {
  id: 'extrusion-cold',
  meaning: 'Nothing is extruded before the nozzle is hot.',
  severity: 'error',
  unit: 'C',
};

/** Below this Marlin refuses to extrude (Configuration.h, EXTRUDE_MINTEMP). */
export const LEAST_EXTRUSION_C = 170;

/** Notes an extrusion at a place while the nozzle was set to `celsius`, null for never. */
export function noteExtrusionCold(
  celsius: number | null,
  layer: number | null,
  xMm: number,
  yMm: number,
  log: FindingLog,
): void {
  const is = celsius === null ? 'was never heated' : `is set to ${said(celsius, 1)} C`;
  log.add(extrusionCold, {
    cause: celsius === null ? 'never' : 'set',
    layer,
    xMm,
    yMm,
    measured: celsius,
    limit: LEAST_EXTRUSION_C,
    weight: LEAST_EXTRUSION_C - (celsius ?? 0),
    message: () => `filament is extruded while the nozzle ${is}`,
  });
}
