/** What a command says of findings. */
import type { Finding } from '../core/finding.ts';
import type { Logger } from '../core/ports.ts';

const MOST_LINES = 10;

/**
 * Notes warnings and notes on stdout and errors on stderr, one line each, at most ten errors. Returns the exit code: 1 with an
 * error finding, else 0.
 */
export function reportFindings(findings: readonly Finding[], log: Logger): number {
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const found of findings) if (found.severity !== 'error') log.note(lineOf(found));
  for (const found of errors.slice(0, MOST_LINES)) process.stderr.write(`${lineOf(found)}\n`);
  return errors.length > 0 ? 1 : 0;
}

function lineOf({ severity, rule, partId, layer, message }: Finding): string {
  const place = [partId, layer === null ? null : `layer ${layer}`].filter((text) => text !== null).join(', ');
  return `${severity}: ${rule}${place === '' ? '' : ` (${place})`}: ${message}`.replace(/\s*\n\s*/g, ' ');
}
