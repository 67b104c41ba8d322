import { beforeAll, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { LABEL_DEFAULTS, labelTag, labelText, textArea } from '../../../src/plan/nest/label.ts';

beforeAll(() => loadClipping());

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.,:/()=%+_';

test('an I is one stroke with round ends: its area is known', () => {
  const { loops } = textArea('I', { capitalMm: 6, strokeMm: 1 });
  // Sixteen sides of a circle of radius 0.5, and a bar of 6 mm by 1.
  expect(loopsAreaMm2(loops)).toBeCloseTo(6 + 8 * 0.25 * Math.sin(Math.PI / 8), 3);
});

test('a tag is one closed body with the volume of its plate and its text, raised or sunk', () => {
  for (const raisedMm of [0.4, -0.4]) {
    const { mesh, sizeMm, missing } = labelTag('P8/v2', { ...LABEL_DEFAULTS, raisedMm });
    expect(missing).toEqual([]);
    expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1, misorientedEdges: { count: 0 } });
    const text = loopsAreaMm2(textArea('P8/v2', LABEL_DEFAULTS).loops);
    expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(sizeMm[0] * sizeMm[1] * 1.5 + raisedMm * text, 1);
    expect(sizeMm[2]).toBe(raisedMm > 0 ? 1.9 : 1.5);
  }
});

test('every sign of the font makes a closed tag', () => {
  for (const sign of SIGNS) {
    expect([sign, meshTopology(labelTag(sign).mesh).watertight, labelTag(sign).missing]).toEqual([sign, true, []]);
  }
});

test('a line of all signs is one closed tag without flat triangles', () => {
  for (const raisedMm of [0.4, -0.4]) {
    const { mesh } = labelTag(`${SIGNS} IIII HHEEFF`, { ...LABEL_DEFAULTS, raisedMm });
    expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1, degenerateTriangles: { count: 0 } });
  }
});

test('a sign that the font lacks is told', () => {
  expect(labelTag('a#ä#').missing).toEqual(['#', 'ä']);
});

test('a label says part, variant and pseudonym', () => {
  expect(labelText('cage', 'L', 'C-17')).toBe('cage/L/C-17');
  expect(labelText('cage', null, null)).toBe('cage');
});
