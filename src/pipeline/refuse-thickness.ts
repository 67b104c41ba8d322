/** A layer thickness asked for beside the profile must be one that the printer has. */
import type { Printer } from '../config/printer.ts';
import { type Place, PrepError } from '../core/prep-error.ts';

/** Refuses a thickness out of the printer's range; null, where nobody asks for one, is never out of it. */
export function refuseThickness(thicknessMm: number | null, printer: Printer, place: Place): void {
  const { minMm, maxMm } = printer.layerThickness;
  if (thicknessMm === null || (thicknessMm >= minMm.value && thicknessMm <= maxMm.value)) return;
  const code = place[0] === '--layer' ? 'value-out-of-range' : 'case-invalid';
  const range = `must be ${minMm.value} to ${maxMm.value} mm on printer '${printer.id}'`;
  throw new PrepError(code, `${range}, got ${thicknessMm}`, place);
}
