/** A fill as the function graph of a 3MF: below 0 in the solid. */
import { PrepError } from '../core/prep-error.ts';
import type { ImplicitGraph, ImplicitNode } from '../formats/threemf/implicit-graph.ts';
import { expressionCell } from '../lattice/expression/expression-cell.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';
import type { PartJob } from './part-job.ts';

/** Sine, cosine and their doubles of an axis, in the order of the terms of a formula. */
const BASES = ['', 's', 'c', 's2', 'c2'] as const;

/** Returns the graph of a known surface of one size along the axes, with a skin all around or none. */
export function implicitGraph({ spec }: PartJob, { skinMm, openSides, cellType }: LatticeSettings): ImplicitGraph {
  const lattice = spec.lattice;
  const refuse = (reason: string): never => {
    throw new PrepError('usage', `--as implicit ${reason}`);
  };
  if (lattice?.fill.kind !== 'cells') {
    return refuse(`needs a surface of one size along the axes, not ${cellType} as it is asked for`);
  }
  if (skinMm > 0 && openSides.length > 0) refuse('cannot leave sides open');
  const { cellMm, originMm, band } = lattice.fill;
  const formula = UNIT_CELLS[lattice.fill.cellType]?.formula ?? lattice.fill.cellType.replace(/^expression:/, '');
  const form = expressionCell(formula, ['lattice', 'expression']).harmonicForm;
  if (form === null) return refuse('needs a formula of sines up to the second harmonic');
  const nodes: ImplicitNode[] = [];
  const constant = (id: string, value: number) => nodes.push({ id, kind: 'constant', value });
  constant('zero', 0);
  for (const [n, axis] of (['x', 'y', 'z'] as const).entries()) {
    constant(`origin_${axis}`, originMm[n] as number);
    nodes.push({ id: `from_${axis}`, kind: 'subtraction', a: axis, b: `origin_${axis}` });
    for (const times of [1, 2]) {
      const name = times === 1 ? '' : '2';
      constant(`wave${name}_${axis}`, (times * 2 * Math.PI) / cellMm);
      nodes.push({ id: `angle${name}_${axis}`, kind: 'multiplication', a: `from_${axis}`, b: `wave${name}_${axis}` });
      nodes.push({ id: `s${name}_${axis}`, kind: 'sin', a: `angle${name}_${axis}` });
      nodes.push({ id: `c${name}_${axis}`, kind: 'cos', a: `angle${name}_${axis}` });
    }
  }
  let sum = 'zero';
  for (const [n, term] of form.terms.entries()) {
    constant(`k${n}`, term.coefficient);
    let product = `k${n}`;
    for (const axis of ['x', 'y', 'z'] as const) {
      const base = BASES[term[axis]];
      if (base === undefined || base === '') continue;
      nodes.push({ id: `p${n}_${axis}`, kind: 'multiplication', a: product, b: `${base}_${axis}` });
      product = `p${n}_${axis}`;
    }
    nodes.push({ id: `sum${n}`, kind: 'addition', a: sum, b: product });
    sum = `sum${n}`;
  }
  let value = sum;
  if (band.from !== null) {
    nodes.push({ id: 'sheet', kind: 'abs', a: sum });
    value = 'sheet';
  }
  constant('level', band.to ?? 0);
  nodes.push({ id: 'walls', kind: 'subtraction', a: value, b: 'level' });
  nodes.push({ id: 'inside', kind: 'distance' });
  let solid = 'walls';
  if (skinMm > 0) {
    constant('skin', skinMm);
    nodes.push({ id: 'inner', kind: 'addition', a: 'inside', b: 'skin' });
    // Solid where the depth is less than the skin: -(distance + skin) < 0.
    nodes.push({ id: 'shell', kind: 'subtraction', a: 'zero', b: 'inner' });
    nodes.push({ id: 'filled', kind: 'min', a: 'walls', b: 'shell' });
    solid = 'filled';
  }
  nodes.push({ id: 'solid', kind: 'max', a: solid, b: 'inside' });
  return nodes;
}
