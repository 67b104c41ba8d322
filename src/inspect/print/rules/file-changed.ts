/** A file that is not what it says of itself at its end: `file-lines-off` and `file-hash-off`. */
import type { FindingLog, RuleDefinition } from '../../finding-log.ts';
import type { PrintSeal } from '../print-events.ts';

/** The rule on lines. */
export const fileLinesOff: RuleDefinition = {
  id: 'file-lines-off',
  meaning: 'A file that counts its own lines has that many: none is missing and none was added.',
  severity: 'error',
  unit: 'lines',
};

/** The rule on bytes. */
export const fileHashOff: RuleDefinition = {
  id: 'file-hash-off',
  meaning: 'A file that ends with its own hash is byte for byte what was written, and one of Trabecula ends so.',
  severity: 'error',
  unit: null,
};

/** Checks the seal of a file; `isOurs`: the file says that Trabecula wrote it, which seals all its files. */
export function checkSeal(seal: PrintSeal, isOurs: boolean, log: FindingLog): void {
  const { lines, linesRead, sha256, sha256Read, hasMore } = seal;
  if (lines !== null && lines !== linesRead) {
    log.add(fileLinesOff, {
      cause: 'lines',
      layer: null,
      measured: linesRead,
      limit: lines,
      weight: Math.abs(lines - linesRead),
      message: () => `the file has ${linesRead} lines, at its end it says ${lines}`,
    });
  }
  const say = (message: string): void => {
    log.add(fileHashOff, {
      cause: 'hash',
      layer: null,
      measured: null,
      limit: null,
      weight: 0,
      message: () => message,
    });
  };
  if (sha256 === null) {
    if (lines !== null || isOurs) say('the file lacks the hash that it should end with: its end is missing');
  } else if (hasMore) say('something follows the hash that the file should end with');
  else if (sha256Read !== null && sha256Read !== sha256) {
    say('the file was changed after it was written: its bytes have another hash than it says at its end');
  }
}
