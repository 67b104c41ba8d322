/** Offsets of whole layers against the library: lattices of several kinds and outlines of real prints. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Field, SolidBand } from '../../src/core/field.ts';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { loadClipping, offsetLoops } from '../../src/geometry/clipping.ts';
import { intersectSets } from '../../src/geometry/combine-sets.ts';
import { loadKernels } from '../../src/geometry/contour/kernel.ts';
import { offsetByWalk } from '../../src/geometry/inset-loops.ts';
import { contourBand } from '../../src/geometry/marching-squares.ts';
import { gridAround, nodeMask } from '../../src/geometry/node-mask.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { STRUT_CELLS } from '../../src/lattice/struts/strut-cells.ts';
import { radiusOfDensity } from '../../src/lattice/struts/strut-density.ts';
import { strutField } from '../../src/lattice/struts/strut-field.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { rectangle } from '../scan/shapes.ts';
import { HAS_POLYGONS, realPolygons } from '../support/real-polygons.ts';
import { differenceMm2, finelyUnited, loopCount, pointsOf, unitedCurves } from './inset-areas.ts';

beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const CELL_MM = 2;
/** A crossing is rounded by half a grid unit each way; the library cuts off up to a whole one. */
const HALF_GRID_MM = 0.000071;
const LIBRARY_MM = 0.000142 + HALF_GRID_MM;
const OUTLINE = [rectangle(0, 0, 13, 9)];

/** A layer of a block, trimmed by its outline. */
function layerOf(field: Field, band: SolidBand, zMm: number): Loops {
  const grid = gridAround(OUTLINE, 0.1, 0, 0);
  const mask = nodeMask(OUTLINE, grid);
  return intersectSets(contourBand(field.plane(zMm, grid, mask), grid, band, mask), OUTLINE);
}

function sheetLayer(id: string, zMm: number): Loops {
  const level = levelOfDensity(UNIT_CELLS[id]!, 'sheet', 0.3);
  return layerOf(tpmsField(UNIT_CELLS[id]!, CELL_MM, [0, 0, 0]), { from: -level, to: level }, zMm);
}

function strutLayer(id: string, zMm: number): Loops {
  const radiusMm = CELL_MM * radiusOfDensity(STRUT_CELLS[id]!, 0.2, 0);
  const field = strutField(STRUT_CELLS[id]!, CELL_MM, [0, 0, 0], { radiusMm, filletMm: 0 });
  return layerOf(field, field.band, zMm);
}

/** Area between two unions of the same curves whose crossings lie apart by at most so much: what the edges sweep that they do not share. */
function sweptMm2(found: Loops, theirs: Loops, apartMm: number): number {
  const shared = new Set(theirs.flatMap(edgesOf).map(String));
  let lengthMm = 0;
  for (const edge of found.flatMap(edgesOf)) {
    if (!shared.has(String(edge))) lengthMm += Math.hypot(edge[2]! - edge[0]!, edge[3]! - edge[1]!);
  }
  return lengthMm * apartMm + 1e-6;
}

function edgesOf({ xy }: Polyline): number[][] {
  const points = pointsOf(xy);
  return points.map((to, i) => [...points.at(i - 1)!, ...to]);
}

describe.each<[string, (zMm: number) => Loops]>([
  ['sheet gyroid', (zMm) => sheetLayer('gyroid', zMm)],
  ['sheet diamond', (zMm) => sheetLayer('diamond', zMm)],
  ['body-centred struts', (zMm) => strutLayer('bcc', zMm)],
  ['octet truss', (zMm) => strutLayer('octet', zMm)],
])('a layer of a %s', (_, layer) => {
  test.each([0.015, 0.5, 1.3, 5.015])('at %d mm keeps area and loops of the library, and is not left to it', (zMm) => {
    const loops = layer(zMm);
    expect(loops.length).toBeGreaterThan(0);
    for (const deltaMm of [-0.2, -0.11, -0.06, -0.02, 0.05, 0.2]) {
      const found = offsetByWalk(loops, deltaMm, 'round');
      expect(found).not.toBeNull();
      const about = `by ${deltaMm} mm`;
      const fine = finelyUnited(loops, deltaMm, 'round');
      const fineDifference = Math.abs(loopsAreaMm2(found!) - loopsAreaMm2(fine));
      expect(fineDifference, about).toBeLessThan(sweptMm2(found!, fine, HALF_GRID_MM));
      expect(loopCount(found!), about).toBe(loopCount(fine));
      const theirs = offsetLoops(loops, deltaMm);
      expect(differenceMm2(found!, theirs), about).toBeLessThan(sweptMm2(found!, theirs, LIBRARY_MM));
      expect(loopCount(found!), about).toBe(loopCount(theirs));
    }
  });
});

describe('outlines that once broke wall generation', () => {
  const deltas = [-1, 0.05, -0.4, 0.2, -0.2, 0.7, -0.06, -0.02];

  test.skipIf(!HAS_POLYGONS)('keep area and loops of the library (needs shared/data)', () => {
    let offsets = 0;
    let otherCounts = 0;
    for (const [n, { name, loops }] of realPolygons().entries()) {
      for (const deltaMm of [deltas[(2 * n) % 8]!, deltas[(2 * n + 1) % 8]!]) {
        const found = offsetByWalk(loops, deltaMm, 'round');
        const about = `${name} by ${deltaMm} mm`;
        expect(found, about).not.toBeNull();
        const theirs = unitedCurves(loops, deltaMm, 'round');
        expect(differenceMm2(found!, theirs), about).toBeLessThan(sweptMm2(found!, theirs, LIBRARY_MM));
        const apart = Math.abs(loopCount(found!) - loopCount(theirs));
        expect(apart, about).toBeLessThanOrEqual(1);
        otherCounts += apart;
        offsets++;
      }
    }
    expect(offsets).toBeGreaterThan(100);
    // Where a neck is narrower than the grid, rounding decides in either program.
    expect(otherCounts).toBeLessThanOrEqual(0.02 * offsets);
  });
});
