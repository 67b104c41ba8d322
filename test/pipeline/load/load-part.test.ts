import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { checkFile } from '../../../src/pipeline/check-file.ts';
import { loadPart, partIdOf } from '../../../src/pipeline/load/load-part.ts';
import { packageOf } from '../../formats/threemf/package-of.ts';
import { boxMesh, insideOut, joined } from '../../geometry/solids.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { boxFile, stlFile, withoutTriangle } from '../../support/test-meshes.ts';

const PLAIN = { units: null, repair: false } as const;
const load = (mesh: TriangleMesh) => loadPart(stlFile(tempFolder(), 'part', mesh), PLAIN);
const rulesOf = async (mesh: TriangleMesh) =>
  (await load(mesh)).findings.map(({ rule, severity }) => `${severity} ${rule}`);

/** A 3MF with one box of 1 x 2 x 3 of its unit. */
function boxPackage(unit: string, more = ''): Uint8Array {
  const { positions, triangles } = boxMesh(0, 0, 0, 1, 2, 3);
  const rows = (values: ArrayLike<number>, row: (a: number, b: number, c: number) => string) =>
    Array.from({ length: values.length / 3 }, (_, i) =>
      row(values[3 * i]!, values[3 * i + 1]!, values[3 * i + 2]!),
    ).join('');
  const vertices = rows(positions, (x, y, z) => `<vertex x="${x}" y="${y}" z="${z}"/>`);
  const faces = rows(triangles, (a, b, c) => `<triangle v1="${a}" v2="${b}" v3="${c}"/>`);
  return packageOf(
    `<?xml version="1.0" encoding="UTF-8"?><model unit="${unit}" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><resources>${more}<object id="7" type="model"><mesh><vertices>${vertices}</vertices><triangles>${faces}</triangles></mesh></object></resources><build><item objectid="7"/></build></model>`,
  );
}

describe('a clean box', () => {
  test('is loaded with its volume, box, hash and no finding', async () => {
    const part = await load(boxMesh(-1, 0, 0, 1, 2, 6));
    expect(part).toMatchObject({ partId: 'part', volumeMm3: 24, box: [-1, 0, 0, 1, 2, 6], findings: [], repairs: [] });
    expect(part.topology.watertight).toBe(true);
    expect(part.unit).toEqual({ name: 'mm', decidedBy: 'default' });
    expect(part.input?.bytes).toBe(684);
    expect(part.input?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('inside out is refused, and turned with repair: one finding, one repair', async () => {
    const path = stlFile(tempFolder(), 'part', insideOut(boxMesh(0, 0, 0, 1, 2, 6)));
    await expect(loadPart(path, PLAIN)).rejects.toMatchObject({ code: 'mesh-invalid', place: [path] });
    const part = await loadPart(path, { units: null, repair: true });
    expect(part.volumeMm3).toBeCloseTo(12, 9);
    expect(part.findings.map(({ rule }) => rule)).toEqual(['mesh-repaired']);
    expect(part.repairs).toEqual([expect.stringContaining('12 triangles turned')]);
  });
});

describe('findings of a mesh', () => {
  const box = boxMesh(0, 0, 0, 4, 4, 4);

  test('an open mesh: error', async () => {
    expect(await rulesOf(withoutTriangle(box, 4))).toEqual(['error mesh-not-watertight']);
  });

  test('one triangle turned: error', async () => {
    const triangles = box.triangles.slice();
    [triangles[13], triangles[14]] = [box.triangles[14]!, box.triangles[13]!];
    expect(await rulesOf({ positions: box.positions, triangles })).toContain('error mesh-orientation');
  });

  test('a triangle that stands twice: warning', async () => {
    const triangles = Uint32Array.from([...box.triangles, ...box.triangles.slice(0, 3)]);
    expect(await rulesOf({ positions: box.positions, triangles })).toContain('warning mesh-duplicate-triangles');
  });

  test('two boxes that share an edge: warning', async () => {
    expect(await rulesOf(joined(box, boxMesh(4, 4, 0, 8, 8, 4)))).toContain('warning mesh-non-manifold');
  });

  test('a triangle without area: note', async () => {
    const triangles = Uint32Array.from([...box.triangles, 0, 0, 1]);
    expect(await rulesOf({ positions: box.positions, triangles })).toContain('note mesh-degenerate-triangles');
  });
});

describe('units', () => {
  test('of an STL are mm unless an option says otherwise', async () => {
    const path = boxFile(tempFolder(), 'part', 1, 2, 3);
    for (const [units, factor] of [
      ['cm', 10],
      ['inch', 25.4],
      ['micron', 0.001],
      ['m', 1000],
    ] as const) {
      const part = await loadPart(path, { units, repair: false });
      expect(part.box[5] / (3 * factor)).toBeCloseTo(1, 6);
      expect(part.unit).toEqual({ name: units, decidedBy: 'option' });
    }
  });

  test('of a 3MF are its own, and an option overrules them', async () => {
    const path = join(tempFolder(), 'part.3mf');
    for (const [unit, perUnit] of [
      ['millimeter', 1],
      ['centimeter', 10],
      ['inch', 25.4],
      ['micron', 0.001],
      ['meter', 1000],
      ['foot', 304.8],
    ] as const) {
      writeFileSync(path, boxPackage(unit));
      const part = await loadPart(path, PLAIN);
      expect(part.box[5] / (3 * perUnit)).toBeCloseTo(1, 9);
      expect(part.unit).toEqual({ name: unit, decidedBy: 'file' });
      const asMm = await loadPart(path, { units: 'mm', repair: false });
      expect(asMm.box[5]).toBeCloseTo(3, 9);
    }
  });

  test('of a 3MF must be those of its case, where a case says which', async () => {
    const path = join(tempFolder(), 'part.3mf');
    writeFileSync(path, boxPackage('inch'));
    const asCase = (units: 'mm' | 'inch') => loadPart(path, { units, repair: false, sameUnit: true });
    await expect(asCase('mm')).rejects.toMatchObject({ code: 'units-doubtful', place: [path] });
    await expect(asCase('mm')).rejects.toThrow('declares the unit inch, its case says mm');
    expect((await asCase('inch')).box[5]).toBeCloseTo(3 * 25.4, 9);
  });

  test('of a 3MF are the ones that check measures by', async () => {
    const path = join(tempFolder(), 'part.3mf');
    writeFileSync(path, boxPackage('inch'));
    const { mesh, findings } = await checkFile(path);
    expect(mesh?.bboxMm[5]).toBeCloseTo(3 * 25.4, 9);
    expect(mesh?.suspectedUnit).toBeNull();
    expect(findings).toEqual([]);
  });

  test('of an STL that are unlikely are taken with a warning that names the option, and in silence where it is given', async () => {
    const path = boxFile(tempFolder(), 'small', 2, 2, 3);
    const { findings } = await loadPart(path, PLAIN);
    expect(findings).toEqual([expect.objectContaining({ rule: 'units-doubtful', severity: 'warning' })]);
    expect(findings[0]?.message).toContain('pass --units inch, or --units mm to say so');
    expect((await loadPart(path, { units: 'mm', repair: false })).findings).toEqual([]);
  });

  test('of an STL that are not credible are refused with the option that would mend them', async () => {
    const dir = tempFolder();
    const metres = boxFile(dir, 'metres', 0.06, 0.04, 0.05);
    await expect(loadPart(metres, PLAIN)).rejects.toMatchObject({ code: 'units-doubtful', place: [metres] });
    await expect(loadPart(metres, PLAIN)).rejects.toThrow('--units m,');
    await expect(loadPart(boxFile(dir, 'big', 60000, 1, 1), PLAIN)).rejects.toThrow('--units micron');
    expect((await loadPart(metres, { units: 'mm', repair: false })).box[3]).toBeCloseTo(0.06, 6);
  });
});

test('what a 3MF holds beside the mesh is left out with a warning', async () => {
  const path = join(tempFolder(), 'part.3mf');
  const material = '<basematerials id="1"><base name="Ti" displaycolor="#FFFFFF"/></basematerials>';
  writeFileSync(path, boxPackage('millimeter', material));
  const { findings } = await loadPart(path, PLAIN);
  for (const { rule, severity } of findings) expect([rule, severity]).toEqual(['file-content-left-out', 'warning']);
});

test('another extension is not read', async () => {
  const path = join(tempFolder(), 'part.step');
  writeFileSync(path, 'ISO-10303-21;');
  await expect(loadPart(path, PLAIN)).rejects.toMatchObject({ code: 'format-unknown' });
});

test('a part id is the name of the file without what cannot stand in a file name', () => {
  expect(partIdOf('cage.stl')).toBe('cage');
  expect(partIdOf('my cage (2).stl')).toBe('my cage (2)');
  expect(partIdOf('a\nb.stl')).toBe('a_b');
  expect(partIdOf('Käfig-3.x.STL')).toBe('Käfig-3.x');
  expect(partIdOf('..stl')).not.toMatch(/^\./);
  expect(partIdOf('.stl').length).toBeGreaterThan(0);
});
