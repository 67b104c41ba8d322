/** The graph of a lattice of constant cell: its formula, its level, and a solid skin under the surface. */
import type { SolidBand } from '../../core/field.ts';
import { assert } from '../../core/prep-error.ts';
import type { ImplicitGraph, ImplicitNode, ImplicitRef } from './implicit-graph.ts';

/** A coefficient times one of 1, sin, cos, sin 2, cos 2 (0..4) of each axis. */
export interface WaveTerm {
  readonly coefficient: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A lattice as a formula; lengths in mm. */
export interface LatticeFormula {
  readonly terms: readonly WaveTerm[];
  readonly cellMm: number;
  readonly originMm: readonly [number, number, number];
  /** A sheet has two limits of opposite sign, a network one. */
  readonly band: SolidBand;
  /** Thickness of the skin all around; 0 for none. */
  readonly skinMm: number;
}

const AXES = ['x', 'y', 'z'] as const;
/** Names of the nodes of 0..4; 1 needs none. */
const WAVES = ['', 'sin', 'cos', 'sin2', 'cos2'] as const;

/** Returns the graph whose last node is below 0 in the solid. */
export function latticeGraph({ terms, cellMm, originMm, band, skinMm }: LatticeFormula): ImplicitGraph {
  assert(terms.length > 0, 'a formula has terms');
  const nodes: ImplicitNode[] = [];
  const add = (node: ImplicitNode): ImplicitRef => {
    nodes.push(node);
    return node.id;
  };
  const constant = (id: string, value: number) => add({ id, kind: 'constant', value });
  const perMm = constant('radians_per_mm', (2 * Math.PI) / cellMm);
  const used = new Set<string>();
  for (const term of terms) for (const axis of AXES) used.add(`${WAVES[term[axis]]}_${axis}`);
  for (const [k, axis] of AXES.entries()) {
    const needed = (wave: string) => used.has(`${wave}_${axis}`);
    if (!WAVES.slice(1).some(needed)) continue;
    const shift = constant(`origin_${axis}`, originMm[k]!);
    const local = add({ id: `local_${axis}`, kind: 'subtraction', a: axis, b: shift });
    const angle = add({ id: `angle_${axis}`, kind: 'multiplication', a: local, b: perMm });
    if (needed('sin')) add({ id: `sin_${axis}`, kind: 'sin', a: angle });
    if (needed('cos')) add({ id: `cos_${axis}`, kind: 'cos', a: angle });
    if (!needed('sin2') && !needed('cos2')) continue;
    const twice = add({ id: `twice_${axis}`, kind: 'addition', a: angle, b: angle });
    if (needed('sin2')) add({ id: `sin2_${axis}`, kind: 'sin', a: twice });
    if (needed('cos2')) add({ id: `cos2_${axis}`, kind: 'cos', a: twice });
  }
  let sum: ImplicitRef | null = null;
  for (const [t, term] of terms.entries()) {
    let product: ImplicitRef | null = term.coefficient === 1 ? null : constant(`coefficient_${t}`, term.coefficient);
    for (const axis of AXES) {
      if (term[axis] === 0) continue;
      const factor = `${WAVES[term[axis]]}_${axis}`;
      product =
        product === null ? factor : add({ id: `term_${t}_${axis}`, kind: 'multiplication', a: product, b: factor });
    }
    product ??= constant(`coefficient_${t}`, 1);
    sum = sum === null ? product : add({ id: `sum_${t}`, kind: 'addition', a: sum, b: product });
  }
  let shape = beyondLevel(add, constant, sum!, band);
  if (skinMm > 0) {
    // The distance is below 0 inside: the skin is where it is above -skin.
    const depth = add({ id: 'distance', kind: 'distance' });
    const inner = add({ id: 'inner_face', kind: 'subtraction', a: constant('minus_skin', -skinMm), b: depth });
    shape = add({ id: 'with_skin', kind: 'min', a: shape, b: inner });
  }
  // The result is a node and not a coordinate or constant even for the shortest formula.
  assert(nodes[nodes.length - 1]!.id === shape, 'the last node is the shape');
  return nodes;
}

/** How far f lies beyond the band, below 0 within. */
function beyondLevel(
  add: (node: ImplicitNode) => ImplicitRef,
  constant: (id: string, value: number) => ImplicitRef,
  f: ImplicitRef,
  { from, to }: SolidBand,
): ImplicitRef {
  if (from !== null && to !== null && from === -to) {
    const size = add({ id: 'size', kind: 'abs', a: f });
    return add({ id: 'sheet', kind: 'subtraction', a: size, b: constant('level', to) });
  }
  const upper = to === null ? null : add({ id: 'above', kind: 'subtraction', a: f, b: constant('level_to', to) });
  const lower = from === null ? null : add({ id: 'below', kind: 'subtraction', a: constant('level_from', from), b: f });
  assert(upper !== null || lower !== null, 'a lattice has a limit');
  if (upper === null || lower === null) return (upper ?? lower)!;
  return add({ id: 'between', kind: 'max', a: upper, b: lower });
}
