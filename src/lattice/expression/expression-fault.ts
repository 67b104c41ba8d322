/** A fault in the text of an expression, with its column. */
import { type Place, PrepError } from '../../core/prep-error.ts';

/** Returns the error for a fault at a column (1-based), such as `lattice > expression > column 7: unknown name 'sni'`. */
export function expressionFault(place: Place, column: number, reason: string): PrepError {
  return new PrepError('lattice-invalid', reason, [...place, `column ${column}`]);
}
