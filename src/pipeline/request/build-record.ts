/** The record of a build: what the case and the command line give of powder and gas, joined and held against the printer. */
import { BUILD_RECORD_KEYS, type BuildRecord } from '../../config/build-record.ts';
import type { Pairing } from '../../config/match.ts';
import { type ErrorCode, type Place, PrepError } from '../../core/prep-error.ts';

/** What one side gives, and where it stands for messages. */
export interface GivenRecord {
  readonly record: BuildRecord;
  readonly place: Place;
}

/** Name of the option in messages. */
export const RECORD_OPTION = '--record';

/**
 * Returns the record of a build; null where nothing was given. Throws where case and command line say different things, where the
 * printer has no powder, or where it does not run with the gas.
 */
export function buildRecordOf(
  { process, printer }: Pairing,
  ofCase: GivenRecord | null,
  wished: BuildRecord | null,
): BuildRecord | null {
  const given = [ofCase, wished === null ? null : { record: wished, place: [RECORD_OPTION] }].filter(
    (one) => one !== null,
  );
  const [first] = given;
  if (first === undefined) return null;
  if (process !== 'lpbf') {
    throw fault(first.place, `is for the powder bed; printer '${printer.id}' is for ${process}`);
  }
  for (const key of BUILD_RECORD_KEYS) {
    const [a, b] = given.map(({ record }) => record[key]);
    if (given.length < 2 || a === undefined || b === undefined || a === b) continue;
    throw fault([RECORD_OPTION, key], `says '${b}', the case '${a}'`);
  }
  for (const { record, place } of given) {
    const gases: readonly string[] | undefined = printer.inertGas?.gases;
    if (record.gas === undefined || gases === undefined || gases.includes(record.gas)) continue;
    throw fault([...place, 'gas'], `must be ${gases.join(' or ')} on printer '${printer.id}', got '${record.gas}'`);
  }
  return Object.assign({}, ...given.map(({ record }) => record));
}

function fault(place: Place, reason: string): PrepError {
  const code: ErrorCode = place[0] === RECORD_OPTION ? 'usage' : 'case-invalid';
  return new PrepError(code, reason, place);
}
