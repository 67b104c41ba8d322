/** A fill as the function graph of a 3MF: below 0 in the solid. */
import { assert, PrepError } from '../../core/prep-error.ts';
import type { ImplicitGraph } from '../../formats/threemf/implicit-graph.ts';
import { latticeGraph } from '../../formats/threemf/lattice-graph.ts';
import { expressionCell } from '../../lattice/expression/expression-cell.ts';
import type { LatticeSettings } from '../../lattice/settings.ts';
import { UNIT_CELLS } from '../../lattice/unit-cell.ts';
import { onlyFill, type PartJob } from '../parts/part-job.ts';

/** Returns the graph of a fill that `refuseImplicit` lets pass; a formula with higher waves throws `usage`. */
export function implicitGraph(job: PartJob, { skinMm, cellType, expression }: LatticeSettings): ImplicitGraph {
  const { fill } = onlyFill(job).spec;
  assert(fill.kind === 'cells', 'plain cells are a fill of their own');
  const formula = expression ?? UNIT_CELLS[cellType]?.formula;
  assert(formula !== undefined, 'a known cell has a formula');
  const terms = expressionCell(formula, ['lattice', 'expression']).harmonicForm?.terms ?? [];
  if (terms.length === 0) {
    const reason = '--as implicit needs a formula that is a sum of sines up to the second harmonic: ask for a mesh';
    throw new PrepError('usage', reason);
  }
  return latticeGraph({ terms, cellMm: fill.cellMm, originMm: fill.originMm, band: fill.band, skinMm });
}
