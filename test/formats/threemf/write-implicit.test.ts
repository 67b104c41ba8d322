import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ImplicitGraph } from '../../../src/formats/threemf/implicit-graph.ts';
import { latticeGraph } from '../../../src/formats/threemf/lattice-graph.ts';
import { writeImplicit } from '../../../src/formats/threemf/write-implicit.ts';
import { expressionCell } from '../../../src/lattice/expression/expression-cell.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { FORMULA } from '../../lattice/formulas.ts';
import { byteMemory } from './byte-memory.ts';
import { evaluateFunction } from './evaluate-graph.ts';
import { lib3mfParts } from './lib3mf-parts.ts';

const OPTIONS = { version: '0.1.0', objectName: 'lattice', metadata: {}, minFeatureMm: 0.2 };

async function written(graph: ImplicitGraph): Promise<Uint8Array> {
  const sink = byteMemory();
  await writeImplicit(sink, boxMesh(0, 0, 0, 10, 8, 6), graph, OPTIONS);
  return sink.bytes();
}

function termsOf(id: string) {
  return expressionCell(UNIT_CELLS[id]!.formula, []).harmonicForm!.terms;
}

const modelText = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['3D/3dmodel.model']!);

/** The model as lib3mf writes it after it has read ours, strictly and without a warning. */
function asLib3mf(bytes: Uint8Array): string {
  const { error, warnings, functions, levelSets, rewritten } = lib3mfParts(bytes);
  expect([error, warnings, functions, levelSets]).toEqual([null, 0, ['shape'], 1]);
  return modelText(Buffer.from(rewritten, 'base64'));
}

describe('a lattice as a formula in 3MF', () => {
  test.each(Object.keys(UNIT_CELLS))(
    '%s: the function in the file has the value of the formula, also as lib3mf understood it',
    async (id) => {
      const graph = latticeGraph({
        terms: termsOf(id),
        cellMm: 2,
        originMm: [0.1, -0.2, 0.3],
        band: { from: -0.4, to: 0.4 },
        skinMm: 0,
      });
      const bytes = await written(graph);
      const ours = modelText(bytes);
      const theirs = asLib3mf(bytes);
      for (let n = 0; n < 30; n++) {
        const [x, y, z] = [(n * 0.37) % 5, (n * 0.71) % 4, (n * 0.13) % 3] as const;
        const f = FORMULA[id]!(Math.PI * (x - 0.1), Math.PI * (y + 0.2), Math.PI * (z - 0.3));
        expect(evaluateFunction(ours, x, y, z, -1)).toBeCloseTo(Math.abs(f) - 0.4, 7);
        // lib3mf writes constants with six digits.
        expect(Math.abs(evaluateFunction(theirs, x, y, z, -1) - (Math.abs(f) - 0.4))).toBeLessThan(1e-3);
      }
    },
  );

  test('a network has one limit; a skin is solid down to its depth under the surface', async () => {
    const formula = { terms: termsOf('gyroid'), cellMm: 2, originMm: [0, 0, 0], skinMm: 0.5 } as const;
    const bytes = await written(latticeGraph({ ...formula, band: { from: null, to: -0.6 } }));
    for (const text of [modelText(bytes), asLib3mf(bytes)]) {
      // At the origin f is 0, above the level by 0.6: void, unless the skin reaches there.
      expect(evaluateFunction(text, 0, 0, 0, -0.6)).toBeCloseTo(0.1, 12);
      expect(evaluateFunction(text, 0, 0, 0, -0.4)).toBeCloseTo(-0.1, 12);
      expect(evaluateFunction(text, 0, 0, 0, -9)).toBeCloseTo(0.6, 12);
    }
    const between = await written(latticeGraph({ ...formula, skinMm: 0, band: { from: 0.1, to: 0.6 } }));
    expect(evaluateFunction(modelText(between), 0, 0, 0, -9)).toBeCloseTo(0.1, 12);
    const above = await written(latticeGraph({ ...formula, skinMm: 0, band: { from: 0.1, to: null } }));
    expect(evaluateFunction(asLib3mf(above), 0, 0, 0, -9)).toBeCloseTo(0.1, 12);
  });

  test('the level set is the function within the enclosing mesh, and both extensions are required', async () => {
    const graph = latticeGraph({
      terms: termsOf('gyroid'),
      cellMm: 2,
      originMm: [0, 0, 0],
      band: { from: -1, to: 1 },
      skinMm: 1,
    });
    const text = modelText(await written(graph));
    expect(text).toContain('requiredextensions="v i"');
    expect(text).toContain(
      '<v:levelset functionid="2" channel="shape" meshid="1" meshbboxonly="false" minfeaturesize="0.2" fallbackvalue="0"/>',
    );
    expect(text).toContain('ref="with_skin.result"');
    expect(text).toContain('<i:resourceref identifier="mesh" displayname="mesh" ref="enclosure.value"/>');
  });

  test('graphs that no reader could follow are refused', async () => {
    await expect(written([])).rejects.toThrow(/implicit function: has no node/);
    await expect(written([{ id: 'a', kind: 'sin', a: 'b' }])).rejects.toThrow(/> a: refers to b, which does not stand/);
    await expect(written([{ id: 'x', kind: 'distance' }])).rejects.toThrow(/no name that a node can have/);
    await expect(written([{ id: 'a', kind: 'constant', value: Number.NaN }])).rejects.toThrow(/must be finite/);
    const twice: ImplicitGraph = [
      { id: 'a', kind: 'distance' },
      { id: 'a', kind: 'distance' },
    ];
    await expect(written(twice)).rejects.toThrow(/the name of two nodes/);
  });
});
