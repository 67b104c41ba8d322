import { test } from 'vitest';
import { snapMm } from '../../src/core/units.ts';
import { contourBand } from '../../src/geometry/marching-squares.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import * as cells from '../../src/lattice/unit-cell.ts';
import { findingLog } from '../../src/inspect/finding-log.ts';
import { edgeCrossings } from '../../src/inspect/edge-crossings.ts';
import { segmentGrid } from '../../src/inspect/segment-grid.ts';
import { checkSelfIntersection } from '../../src/inspect/rules/contour-self-intersection.ts';
import { checkHatchOutside } from '../../src/inspect/rules/hatch-outside.ts';
import { trackComponents } from '../../src/volume/run-components.ts';
import { addCoverage } from '../../src/volume/cell-coverage.ts';
import { createInspector } from '../../src/inspect/inspector.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../src/inspect/settings.ts';

test('bench', () => {
  const cell = (cells as any).UNIT_CELLS?.gyroid ?? (cells as any).gyroid ?? Object.values(cells).find((v: any) => v?.gyroid || v?.row);
  const c = cell.row ? cell : cell.gyroid;
  const field = tpmsField(c, 2, [0, 0, 0]);
  const grid = { x0Mm: -0.05, y0Mm: -0.05, stepMm: 0.1, nx: 402, ny: 302 };
  const layers: Float64Array[][] = [];
  const n = 134;
  const mask = null;
  for (let k = 0; k < n; k++) {
    const f0 = field.plane((k + 0.5) * 0.03, grid);
    const boxed = {
      row(j: number, out: Float64Array) { f0.row(j, out); if (j === 0 || j === 301) out.fill(9); out[0] = 9; out[401] = 9; },
      valueAt: (x: number, y: number) => (x > 0 && y > 0 && x < 40 && y < 30 ? f0.valueAt(x, y) : 9),
    };
    const loops = contourBand(boxed, grid, { from: -0.4647, to: 0.4647 }, mask);
    layers.push(loops.map((l: any) => Float64Array.from(l.xy, (v: number) => snapMm(v))));
  }
  const points = layers[3]!.reduce((a, b) => a + b.length / 2, 0);
  console.log('points', points, 'loops', layers[3]!.length);
  const time = (name: string, f: (l: Float64Array[], k: number) => void) => {
    for (let k = 0; k < 20; k++) f(layers[k]!, k);
    const t = performance.now();
    for (let k = 20; k < n; k++) f(layers[k]!, k);
    console.log(name, ((performance.now() - t) / (n - 20)).toFixed(2), 'ms/layer');
  };
  const log = findingLog('p');
  const cov = new Float64Array(300);
  time('coverage', (l) => addCoverage(l, { x0Mm: 0, y0Mm: 0, edgeMm: 2, nx: 20, ny: 15 }, cov));
  time('segment grid', (l) => { segmentGrid(l); });
  const grids = layers.map((l) => segmentGrid(l));
  time('edge crossings', (_l, k) => { edgeCrossings(grids[k]!); });
  time('self', (_l, k) => { checkSelfIntersection(grids[k]!, k, 0.001, log); });
  // hatches: short lines inside walls: take midpoints inward of loops edges
  const hatches = layers.map((_ls, k) => {
    const out: number[] = [];
    const f0 = field.plane((k + 0.5) * 0.03, grid);
    const mids = contourBand(f0, grid, { from: null, to: 0 }, mask);
    for (const { xy } of mids) for (let i = 0; i + 3 < xy.length; i += 2) {
      if ([0, 1, 2, 3].every((d) => xy[i + d]! > 0.3 && xy[i + d]! < (d % 2 ? 29.7 : 39.7))) out.push(xy[i]!, xy[i + 1]!, xy[i + 2]!, xy[i + 3]!);
    }
    return { index: k, zMm: 0, polylines: [], hatches: [{ id: 1, xyxy: Float64Array.from(out) }] };
  });
  console.log('vectors', hatches[3]!.hatches[0]!.xyxy.length / 4);
  time('hatch outside', (_l, k) => { checkHatchOutside(hatches[k]!, grids[k]!, 0.001, log); });
  const tr = trackComponents({ rowSpacingMm: 0.1, minOverlapMm: 0.001 });
  let isl = 0;
  const t0 = performance.now();
  for (let k = 0; k < n; k++) isl += tr.layer(k, layers[k]!, 0.03).islands;
  console.log('components', ((performance.now() - t0) / n).toFixed(2), 'islands', isl);
  console.log(JSON.stringify(tr.finish()));
  const ins = createInspector({
    tool: { name: 't', version: '0' }, partId: 'g', expected: { layerCount: n, thicknessMm: 0.03, zeroLayer: false, firstTopMm: 0.03 },
    claims: null, written: { boundary: true, hatches: true }, partial: false, buildBoxMm: null, nominalVolumeMm3: null, envelopeVolumeMm3: 40 * 30 * n * 0.03,
    lattice: { targetRelativeDensity: 0.3, cellMm: 2, originMm: [0, 0, 0], wholeCells: { nx: 18, ny: 13, nz: 2, i0: 1, j0: 1, k0: 0, mask: new Uint8Array(18 * 13 * 2).fill(1) } },
    limits: DEFAULT_INSPECT_LIMITS, rowSpacingMm: 0.1, planned: null, densityGPerCm3: null, trappedLimitMm3: 1,
  });
  const input = layers.map((ls, k) => ({ index: k, zMm: Math.round((k + 1) * 300) / 1e4, polylines: ls.map((xy, id) => {
    const closed = new Float64Array(xy.length + 2); closed.set(xy); closed[xy.length] = xy[0]!; closed[xy.length + 1] = xy[1]!;
    let a = 0; for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) a += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
    return { direction: a > 0 ? 'outer' as const : 'hole' as const, xy: closed, id };
  }), hatches: hatches[k]!.hatches }));
  const t1 = performance.now();
  for (const l of input) ins.layer(l);
  const rep = ins.finish();
  console.log('inspector', ((performance.now() - t1) / n).toFixed(2), 'ms/layer');
  console.log(JSON.stringify(rep.findings, null, 1), rep.lattice, rep.totals);
  console.log(JSON.stringify(log.list([{ id: 'hatch-outside' } as any])));
});
