/** What a command says of an inspection: a few lines for people, or one JSON object. */
import type { Logger } from '../core/ports.ts';
import type { BuildResult, Inspection } from '../pipeline/prepare.ts';
import type { ParsedLine } from './options.ts';
import { reportFindings } from './report-findings.ts';

/** Prints the outcome of a run and returns the exit code: 1 with an error finding in any build, else 0. */
export function reportBuilds(line: ParsedLine, log: Logger, builds: readonly BuildResult[]): number {
  if (line.switches.has('json')) {
    const objects = builds.map(jsonOf);
    const object = objects.length === 1 ? objects[0] : { builds: objects };
    process.stdout.write(`${JSON.stringify(object)}\n`);
  }
  let code = 0;
  for (const { dir, target, files, inspection } of builds) {
    log.note(`${target === null ? '' : `${target}: `}${summary(inspection)}`);
    log.note(`${files.length} files in ${dir}: ${files.join(', ')}`);
    code = Math.max(code, reportFindings(inspection.findings, log));
  }
  return code;
}

function jsonOf({ dir, target, partId, files, inspection }: BuildResult): object {
  const { verdict, totals, lattice, findings } = inspection;
  return { verdict, out: dir, target, partId, files, totals, lattice, findings };
}

function summary({ verdict, totals, lattice }: Inspection): string {
  const facts = [`verdict ${verdict}`, `${totals.layers} layers`];
  if (totals.volumeMm3 !== null) facts.push(`${totals.volumeMm3.toFixed(2)} mm3 solid`);
  if (totals.extrudedVolumeMm3 !== null) facts.push(`${totals.extrudedVolumeMm3.toFixed(2)} mm3 extruded`);
  if (totals.massG !== null) facts.push(`${totals.massG.toFixed(2)} g`);
  if (lattice.relativeDensity !== null) {
    const built = lattice.asBuiltRelativeDensity;
    const expected = built === null ? '' : `, expected when built ${built.toFixed(4)}`;
    facts.push(`relative density ${lattice.relativeDensity.toFixed(4)} of ${lattice.targetRelativeDensity}${expected}`);
  }
  if (totals.timeS !== null) facts.push(`${(totals.timeS / 3600).toFixed(2)} h`);
  return facts.join(', ');
}
