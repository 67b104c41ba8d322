/** What a command says of an inspection: a few lines for people, or one JSON object. */
import type { Logger } from '../core/ports.ts';
import type { Inspection } from '../pipeline/prepare.ts';
import type { ParsedLine } from './options.ts';
import { reportFindings } from './report-findings.ts';

/** Prints the outcome and returns the exit code: 1 with an error finding, else 0. */
export function reportInspection(
  line: ParsedLine,
  log: Logger,
  inspection: Inspection,
  where: { readonly out: string | null; readonly files: readonly string[] },
): number {
  const { verdict, totals, lattice, findings } = inspection;
  if (line.switches.has('json')) {
    const { out, files } = where;
    process.stdout.write(`${JSON.stringify({ verdict, out, files, totals, lattice, findings })}\n`);
  } else {
    log.note(summary(inspection));
    if (where.out !== null) log.note(`${where.files.length} files in ${where.out}: ${where.files.join(', ')}`);
  }
  return reportFindings(findings, log);
}

function summary({ verdict, totals, lattice }: Inspection): string {
  const facts = [`verdict ${verdict}`, `${totals.layers} layers`];
  if (totals.volumeMm3 !== null) facts.push(`${totals.volumeMm3.toFixed(2)} mm3 solid`);
  if (totals.massG !== null) facts.push(`${totals.massG.toFixed(2)} g`);
  if (lattice.relativeDensity !== null) {
    facts.push(`relative density ${lattice.relativeDensity.toFixed(4)} of ${lattice.targetRelativeDensity}`);
  }
  if (totals.timeS !== null) facts.push(`${(totals.timeS / 3600).toFixed(2)} h`);
  return facts.join(', ');
}
