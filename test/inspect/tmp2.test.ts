import { test } from 'vitest';
import { contourBand } from '../../src/geometry/marching-squares.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { segmentGrid } from '../../src/inspect/segment-grid.ts';
import { edgeCrossings } from '../../src/inspect/edge-crossings.ts';
import { contourCrossings } from '../../src/inspect/contour-crossings.ts';
test('x', () => {
  const field = tpmsField(UNIT_CELLS.gyroid!, 2, [0, 0, 0]);
  const grid = { x0Mm: -0.05, y0Mm: -0.05, stepMm: 0.1, nx: 402, ny: 302 };
  const f0 = field.plane(21.5 * 0.03, grid);
  const loops = contourBand(f0, grid, { from: -0.4647, to: 0.4647 }, null);
  loops.forEach((l, k) => {
    for (let i = 0; i < l.xy.length; i += 2) if (l.xy[i + 1]! < 0.12 && Math.abs(l.xy[i]! - 1.65) < 0.45) console.log(`P ${k} ${i / 2} ${l.xy[i]!} ${l.xy[i + 1]!}`);
  });
  const g = segmentGrid(loops.map((l) => l.xy));
  for (const c of edgeCrossings(g).filter((c) => c.y < 0 && c.x < 25000)) console.log(`C ${JSON.stringify(c)} ${g.loopOf[c.s]} ${g.loopOf[c.t]}`);
  for (const c of contourCrossings(g, 0.001)) console.log(`X ${JSON.stringify(c)}`);
});
