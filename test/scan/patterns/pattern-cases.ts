/** Areas, settings and measures for the tests of hatch patterns. */
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import type { ToolpathLayer } from '../../../src/core/toolpath.ts';
import { intersectSets } from '../../../src/geometry/combine-sets.ts';
import { loadKernels } from '../../../src/geometry/contour/kernel.ts';
import { contourBand } from '../../../src/geometry/marching-squares.ts';
import { gridAround, nodeMask } from '../../../src/geometry/node-mask.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { hatchArea, planContours } from '../../../src/scan/contours.ts';
import type { HatchCell, PatternHatch } from '../../../src/scan/patterns/pattern-hatch.ts';
import type { HatchSettings } from '../../../src/scan/patterns/settings.ts';
import { cageBlock, rectangle, scanSettings } from '../shapes.ts';

const LINES = {
  spacingMm: 0.08,
  minLengthMm: 0,
  angleDeg: 0,
  angleStepDeg: 67,
  gasFlowDeg: null,
  coneDeg: 0,
  overlapMm: 0.1,
  shiftMm: 0.7,
  order: 'rows',
} as const;

const RINGS = { spacingMm: 0.08, minLengthMm: 0, gasFlowDeg: null, order: 'rows' } as const;

/** One set of settings for each pattern; no cell is a whole number of spacings wide, for then all cells have the same share of a line too many. */
export const CASES = {
  meander: { ...LINES, pattern: 'meander' },
  stripes: { ...LINES, pattern: 'stripes', widthMm: 5.037 },
  islands: { ...LINES, pattern: 'islands', sizeMm: 4.037 },
  hexagon: { ...LINES, pattern: 'hexagon', sizeMm: 4.037 },
  concentric: { ...RINGS, pattern: 'concentric' },
  'contour-parallel': { ...RINGS, pattern: 'contour-parallel' },
} as const satisfies Record<HatchSettings['pattern'], HatchSettings>;

/** The names of the patterns that consist of straight lines. */
export const LINE_PATTERNS = ['meander', 'stripes', 'islands', 'hexagon'] as const;
/** The names of the patterns that consist of cells. */
export const CELL_PATTERNS = ['stripes', 'islands', 'hexagon'] as const;

/** The hatched area of the block with 48 holes. */
export function blockArea(): Loops {
  const { outline, holes } = cageBlock();
  return hatchArea(planContours([outline, ...holes], scanSettings().contour), 0.08);
}

/** A layer of a sheet gyroid with cells of 6 mm, 20 x 15 mm: its walls are about 1 mm wide. */
export async function gyroidArea(): Promise<Loops> {
  await loadKernels();
  const outline = [rectangle(0, 0, 20, 15)];
  const grid = gridAround(outline, 0.1, 0, 0);
  const mask = nodeMask(outline, grid);
  const plane = tpmsField(UNIT_CELLS.gyroid!, 6, [0, 0, 0]).plane(2.5, grid, mask);
  return intersectSets(contourBand(plane, grid, { from: -0.5, to: 0.5 }, mask), outline);
}

/** A vector as numbers. */
export type Vector = readonly [number, number, number, number];

/** The vectors of a hatch, and of its rings. */
export function vectorsOf({ lines, rings }: Pick<PatternHatch, 'lines' | 'rings'>): Vector[] {
  const out: Vector[] = [];
  for (let i = 0; i < lines.xyxy.length; i += 4) out.push([...lines.xyxy.subarray(i, i + 4)] as unknown as Vector);
  for (const { xy, closed } of rings) {
    for (let i = closed ? 0 : 2, j = closed ? xy.length - 2 : 0; i < xy.length; j = i, i += 2) {
      out.push([xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!]);
    }
  }
  return out;
}

/** Sum of lengths in mm. */
export function lengthOf(vectors: readonly Vector[]): number {
  return vectors.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);
}

/** The vectors of one cell. */
export function vectorsIn(hatch: PatternHatch, { first, count }: HatchCell): Vector[] {
  return vectorsOf({ lines: { xyxy: hatch.lines.xyxy.subarray(4 * first, 4 * (first + count)) }, rings: [] });
}

/** A hatch as toolpaths of a layer. */
export function layerOfHatch({ lines, rings }: PatternHatch, index: number): ToolpathLayer {
  const base = { params: 'hatch-core', partId: 'a', regionId: null, area: 'core' } as const;
  return {
    index,
    zMm: 0.03 * (index + 1),
    thicknessMm: 0.03,
    toolpaths: [
      { ...base, kind: 'hatch', lines },
      ...rings.map((path) => ({ ...base, kind: 'contour', path }) as const),
    ],
  };
}

/** The outline of a cell with its share of the overlap, by the formulas of docs and settings and not by those of the plan. */
export function outlineOf(settings: HatchSettings, cell: Pick<HatchCell, 'column' | 'row'>, layer: number): Polyline {
  if (settings.pattern !== 'stripes' && settings.pattern !== 'islands' && settings.pattern !== 'hexagon') {
    throw new Error('no cells');
  }
  const half = settings.overlapMm / 2;
  const { column: i, row: j } = cell;
  const shift = settings.shiftMm * layer;
  let uv: [number, number][];
  if (settings.pattern === 'hexagon') {
    const side = settings.sizeMm / Math.sqrt(3);
    const period = shift % (3 * side);
    const radius = (2 * (settings.sizeMm / 2 + half)) / Math.sqrt(3);
    const [u, v] = [period + 1.5 * side * i, settings.sizeMm * (j + i / 2)];
    uv = [0, 1, 2, 3, 4, 5].map((k) => [
      u + radius * Math.cos((k * Math.PI) / 3),
      v + radius * Math.sin((k * Math.PI) / 3),
    ]);
  } else {
    const size = settings.pattern === 'stripes' ? settings.widthMm : settings.sizeMm;
    const from = (k: number) => (shift % size) + k * size - half;
    const [u0, u1] = [from(i), from(i + 1) + 2 * half];
    const [v0, v1] = settings.pattern === 'stripes' ? [-1000, 1000] : [from(j), from(j + 1) + 2 * half];
    uv = [
      [u0, v0],
      [u1, v0],
      [u1, v1],
      [u0, v1],
    ];
  }
  const angle = (((settings.angleDeg + settings.angleStepDeg * layer) % 360) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { xy: Float64Array.from(uv.flatMap(([u, v]) => [u * cos - v * sin, u * sin + v * cos])), closed: true };
}
