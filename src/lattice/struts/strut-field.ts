/**
 * Round struts as a field. With a constant radius the value is the distance in mm to the nearest axis, lowered by fillets, and solid is
 * below the radius. With a radius that varies it is that less the radius of the place, and solid is below 0: a difference
 * keeps mm and a slope near 1 and has sense where the radius is 0, a quotient has neither.
 */
import type { Field, PlaneField, PlaneGrid, SolidBand } from '../../core/field.ts';
import type { StrutGraph } from './strut-graph.ts';
import { strutValues } from './strut-values.ts';

/** A radius in mm as a function of place in mm. */
export type RadiusAt = (xMm: number, yMm: number, zMm: number) => number;

/** How thick struts are. */
export interface StrutShape {
  /** Radius of the struts: one, or a function of place that never passes `largestMm`. */
  readonly radiusMm: number | { readonly at: RadiusAt; readonly largestMm: number };
  /** Radius of the fillets between struts; 0: none. Where a ball of it does not fit between struts the place becomes solid. */
  readonly filletMm: number;
}

/** A strut lattice in mm space. */
export interface StrutField extends Field {
  /** Which values are solid. */
  readonly band: SolidBand;
  /** Returns the distance to the nearest strut axis, without fillets or radius. */
  distanceAt(xMm: number, yMm: number, zMm: number): number;
  /** Returns the value anywhere in space. */
  valueAt(xMm: number, yMm: number, zMm: number): number;
}

/** How far, in mm, the nodes of a grid may lie off their place a whole number of periods away and still share its value. */
const SAME_PLACE_MM = 1e-13;

/** Returns the field of a graph with cells of edge `cellMm` whose origin lies at `originMm`. */
export function strutField(
  graph: StrutGraph,
  cellMm: number,
  originMm: readonly [number, number, number],
  shape: StrutShape,
): StrutField {
  const { radiusMm } = shape;
  const perMm = 1 / cellMm;
  const [ox, oy, oz] = originMm;
  const varying = typeof radiusMm !== 'number';
  const values = strutValues(graph, shape.filletMm * perMm, (varying ? radiusMm.largestMm : radiusMm) * perMm);
  let shared = new Float64Array(0);

  function distanceAt(xMm: number, yMm: number, zMm: number): number {
    return cellMm * values.distance((xMm - ox) * perMm, (yMm - oy) * perMm, (zMm - oz) * perMm);
  }

  function valueAt(xMm: number, yMm: number, zMm: number): number {
    const radius = typeof radiusMm === 'number' ? radiusMm : radiusMm.at(xMm, yMm, zMm);
    const value = cellMm * values.value((xMm - ox) * perMm, (yMm - oy) * perMm, (zMm - oz) * perMm, radius * perMm);
    return varying ? value - radius : value;
  }

  return {
    band: { from: null, to: typeof radiusMm === 'number' ? radiusMm : 0 },
    distanceAt,
    valueAt,
    plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField {
      const { x0Mm, y0Mm, stepMm, nx } = grid;
      const repeat = varying ? 0 : nodesAPeriod(grid, graph.periodCells * cellMm);
      if (shared.length < repeat * repeat) shared = new Float64Array(repeat * repeat);
      shared.fill(Number.NaN, 0, repeat * repeat);

      function nodeAt(i: number, j: number): number {
        if (repeat === 0) return valueAt(x0Mm + i * stepMm, y0Mm + j * stepMm, zMm);
        const p = i % repeat;
        const q = j % repeat;
        const known = shared[q * repeat + p]!;
        if (!Number.isNaN(known)) return known;
        const value = valueAt(x0Mm + p * stepMm, y0Mm + q * stepMm, zMm);
        shared[q * repeat + p] = value;
        return value;
      }

      return {
        row(j, out) {
          for (let i = 0; i < nx; i++) if (mask === null || mask[j * nx + i] === 1) out[i] = nodeAt(i, j);
        },
        nodeAt,
        valueAt: (xMm, yMm) => valueAt(xMm, yMm, zMm),
      };
    },
  };
}

/** Nodes along a period where a grid repeats with it and is longer; else 0. */
function nodesAPeriod({ stepMm, nx, ny }: PlaneGrid, periodMm: number): number {
  const count = Math.round(periodMm / stepMm);
  const most = Math.max(nx, ny);
  if (count < 1 || count >= most) return 0;
  return Math.abs(count * stepMm - periodMm) * (most / count) <= SAME_PLACE_MM ? count : 0;
}
