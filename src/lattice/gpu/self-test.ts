/** A small job with a known end, by which a device is tried before it is given a part. */
import type { PlaneGrid, SolidBand } from '../../core/field.ts';
import { PATCH_COEFFICIENTS, type PlaneRecipe } from '../plane-recipe.ts';
import { recipePlane } from '../recipe-plane.ts';
import { UNIT_CELLS } from '../unit-cell.ts';
import type { MarkPlane, PlaneMarker } from './plane-marker.ts';
import { referenceMarks } from './reference-marks.ts';

/** Ten patches by eight, over four of whose nodes each cell of the grid spans; a width that is no multiple of a word. */
const GRID: PlaneGrid = { x0Mm: 0.013, y0Mm: 0.017, stepMm: 0.05, nx: 197, ny: 157 };
const EDGE_MM = 1;
const NX = 10;
const NY = 8;

/** Share of the nodes that may be in doubt: a device that decides nothing is of no use. */
const MOST_DOUBT = 0.05;

/** Returns null when the marker gives the marks of the reference, or what is wrong with it. */
export async function selfTest(marker: PlaneMarker, signal?: AbortSignal): Promise<string | null> {
  const planes = testPlanes();
  const { nodes, uncertain } = marker.statistics;
  const marks = await marker.mark(planes, signal);
  for (const [n, plane] of planes.entries()) {
    const expected = referenceMarks(plane);
    for (const face of ['to', 'from'] as const) {
      if (!same(marks[n]![face], expected[face])) return `self-test: plane ${n} has other edges than the reference`;
    }
  }
  const asked = marker.statistics.nodes - nodes;
  if (asked === 0) return 'self-test: the device computed nothing';
  if (marker.statistics.uncertain - uncertain > MOST_DOUBT * asked)
    return 'self-test: the device leaves too much in doubt';
  return null;
}

/** One plane of each form: a sheet, a network, an even wall, a blend of two. */
function testPlanes(): MarkPlane[] {
  const patches = {
    x0Mm: 0,
    y0Mm: 0,
    edgeMm: EDGE_MM,
    nx: NX,
    ny: NY,
    channels: [phase(0.11, 0.53, 0.02, 0.01), phase(0.37, -0.03, 0.47, 0.02), phase(0.71, 0.11, -0.07, 0.03), weight()],
  };
  const gyroid = UNIT_CELLS.gyroid!;
  const lidinoid = UNIT_CELLS.lidinoid!;
  const phases = [0, 1, 2] as const;
  const turned = [2, 0, 1] as const;
  const none = { constant: 0 };
  const level = { constant: 0.4 };
  const recipes: readonly [PlaneRecipe, SolidBand][] = [
    [
      { patches, parts: [{ cell: gyroid, phases, form: 'ratio', level, slope: null }], weight: none },
      { from: -1, to: 1 },
    ],
    [
      { patches, parts: [{ cell: lidinoid, phases, form: 'excess', level, slope: null }], weight: none },
      { from: null, to: 0 },
    ],
    [
      { patches, parts: [{ cell: gyroid, phases, form: 'ratio', level, slope: [1, 0.8, 1.3] }], weight: none },
      { from: -1, to: 1 },
    ],
    [
      {
        patches,
        parts: [
          { cell: gyroid, phases, form: 'wall', level, slope: null },
          { cell: lidinoid, phases: turned, form: 'excess', level, slope: null },
        ],
        weight: { channel: 3 },
      },
      { from: null, to: 0 },
    ],
  ];
  return recipes.map(([recipe, band]) => ({
    recipe,
    grid: GRID,
    mask: null,
    band,
    reference: recipePlane(recipe, GRID),
  }));
}

/** A phase a + b x + c y + d x^2 patch by patch, without whole cycles. */
function phase(a: number, b: number, c: number, d: number): Float64Array {
  return fill((x, y, out, at) => {
    const corner = a + b * x + c * y + d * x * x;
    out[at] = corner - Math.floor(corner);
    out[at + 1] = (b + 2 * d * x) * EDGE_MM;
    out[at + 2] = d * EDGE_MM * EDGE_MM;
    out[at + 3] = c * EDGE_MM;
  });
}

/** A weight that grows from below 0 to above 1 along x. */
function weight(): Float64Array {
  return fill((x, _y, out, at) => {
    out[at] = 0.2 * x - 0.5;
    out[at + 1] = 0.2 * EDGE_MM;
  });
}

function fill(write: (x: number, y: number, out: Float64Array, at: number) => void): Float64Array {
  const out = new Float64Array(PATCH_COEFFICIENTS * NX * NY);
  for (let q = 0, at = 0; q < NY; q++) {
    for (let p = 0; p < NX; p++, at += PATCH_COEFFICIENTS) write(p * EDGE_MM, q * EDGE_MM, out, at);
  }
  return out;
}

function same(a: Uint32Array | null, b: Uint32Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((key, n) => key === b[n]);
}
