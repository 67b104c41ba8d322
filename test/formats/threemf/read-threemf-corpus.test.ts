import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readThreeMf } from '../../../src/formats/threemf/read-threemf.ts';
import type { ThreeMfModel } from '../../../src/formats/threemf/threemf-model.ts';
import { meshVolume } from './mesh-volume.ts';

const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const ABSENT = !existsSync(`${DATA}threemf/index.tsv`) || !existsSync(`${DATA}meshes/index.tsv`);

/** A file that the index calls valid and that the beam lattice extension does not: it does not require it, and has r2 without r1. */
const NOT_STRICT: readonly string[] = ['lib3mf__Box_Simple.3mf'];
/** Valid files that require an extension that this reader does not know, which the specification says to refuse. */
const UNKNOWN_EXTENSION: readonly string[] = ['lib3mf__BeamSet_Unique.3mf', 'lib3mf__SphereInACage.3mf'];

const rowsOf = (folder: string) =>
  readFileSync(`${DATA}${folder}/index.tsv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

/** Reads a file within ten seconds; a refusal is the error, anything else is a failure of the test. */
function outcome(folder: string, file: string, meshOnly = false): ThreeMfModel | PrepError {
  const bytes = readFileSync(`${DATA}${folder}/${file}`);
  const started = performance.now();
  try {
    return readThreeMf(bytes, file, { meshOnly });
  } catch (error) {
    if (!(error instanceof PrepError) || error.code !== 'threemf-invalid') throw error;
    expect(error.place[0]).toBe(file);
    return error;
  } finally {
    expect(performance.now() - started, file).toBeLessThan(10_000);
  }
}

describe('3MF files of other programs', () => {
  test.skipIf(ABSENT)('every file that the index calls valid is read, or told why not (needs shared/data)', () => {
    const valid = rowsOf('threemf').filter(([, , expected]) => expected === 'valid');
    expect(valid.length).toBeGreaterThan(30);
    for (const [file = ''] of valid) {
      const result = outcome('threemf', file);
      if (NOT_STRICT.includes(file)) {
        expect(String(result), file).toContain('does not name its extension in requiredextensions');
      } else if (UNKNOWN_EXTENSION.includes(file)) {
        expect(String(result), file).toContain('requires the extension');
      } else {
        expect(result, `${file}: ${result}`).not.toBeInstanceOf(PrepError);
      }
    }
  });

  test.skipIf(ABSENT)('every file that the index calls invalid is refused (needs shared/data)', () => {
    const invalid = rowsOf('threemf').filter(([, , expected]) => expected?.startsWith('invalid'));
    expect(invalid.length).toBeGreaterThan(20);
    for (const [file = ''] of invalid) {
      expect(outcome('threemf', file), file).toBeInstanceOf(PrepError);
      expect(outcome('threemf', file, true), file).toBeInstanceOf(PrepError);
    }
  });

  test.skipIf(ABSENT)('hostile and disputed files end well and soon (needs shared/data)', () => {
    const rest = rowsOf('threemf').filter(
      ([, , expected = '']) => expected !== 'valid' && !expected.startsWith('invalid'),
    );
    expect(rest.length).toBeGreaterThan(15);
    for (const [file = ''] of rest) outcome('threemf', file, true);
    for (const file of ['upb__XML-EGE-I-R.3mf', 'upb__XML-EGE-IL-R.3mf'])
      expect(String(outcome('threemf', file))).toContain('DOCTYPE');
    for (const file of ['upb__ZIP-CBR_capitalization-both-referenced.3mf', 'upb__ZIP-SL-C_symbolic-link-circle.3mf']) {
      expect(outcome('threemf', file)).toBeInstanceOf(PrepError);
    }
  });

  test.skipIf(ABSENT)('triangles and signed volume of the objects are those of the index (needs shared/data)', () => {
    let read = 0;
    for (const row of rowsOf('meshes')) {
      const [file = '', , notes = '', triangles = ''] = row;
      if (!file.endsWith('.3mf') || !/[1-9]\d*-mesh-objects/.test(notes)) continue;
      const model = outcome('meshes', file, true);
      if (model instanceof PrepError) {
        expect(file).toMatch(/^MUSTFAIL|^evil_malformed/);
        continue;
      }
      const meshes = model.objects.flatMap(({ mesh }) => (mesh === null ? [] : [mesh]));
      expect(
        meshes.reduce((sum, mesh) => sum + mesh.triangles.length / 3, 0),
        file,
      ).toBe(Number(triangles));
      const volume = meshes.reduce((sum, mesh) => sum + meshVolume(mesh), 0);
      const wanted = Number(row[13]);
      expect(Math.abs(volume - wanted), `${file}: ${volume} against ${wanted}`).toBeLessThan(
        1e-4 * Math.abs(wanted) + 1e-9,
      );
      read++;
    }
    expect(read).toBeGreaterThan(12);
  });

  test.skipIf(ABSENT)('a sliced box of another program has the volume of its mesh (needs shared/data)', () => {
    const model = outcome('threemf', 'samples__box_sliced.3mf');
    if (model instanceof PrepError) throw model;
    const stack = model.objects[0]?.sliceStack;
    expect(stack?.slices.length).toBe(379);
    let below = stack?.zBottomMm ?? 0;
    let volume = 0;
    for (const { zTopMm, loops } of stack?.slices ?? []) {
      for (const { xy } of loops) {
        let twice = 0;
        for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
          twice += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
        volume += (twice / 2) * (zTopMm - below);
      }
      below = zTopMm;
    }
    const mesh = model.objects[0]?.mesh;
    expect(volume / (mesh === undefined || mesh === null ? Number.NaN : meshVolume(mesh))).toBeCloseTo(1, 1);
  });

  test.skipIf(ABSENT)(
    'beam lattices have the beams of their text, and the clip that it names (needs shared/data)',
    () => {
      const found = (folder: string, file: string) => {
        const model = outcome(folder, file);
        if (model instanceof PrepError) throw model;
        const [set] = model.beams;
        return [set!.beams.length / 8, set!.clip?.keeps ?? 'whole', model.placed.length, model.leftOut.length];
      };
      expect(found('meshes', 'implant_spinal_implant.3mf')).toEqual([11_821, 'whole', 2, 0]);
      expect(found('meshes', '3mf_pyramid.3mf')).toEqual([391, 'whole', 1, 0]);
      expect(found('threemf', 'samples__pyramid.3mf')).toEqual([391, 'whole', 1, 0]);
      expect(found('threemf', 'samples__variable_voronoi.3mf')).toEqual([1291, 'inside', 1, 0]);
    },
  );

  test.skipIf(ABSENT)(
    'balls in the way of lib3mf are read once the file asks for nothing else (needs shared/data)',
    () => {
      const parts = unzipSync(readFileSync(`${DATA}threemf/lib3mf__BeamSet_Unique.3mf`));
      const name = '3D/3dmodel.model';
      // The file requires secure content, of which it has none, and places nothing.
      const text = strFromU8(parts[name]!)
        .replace('requiredextensions="b sc"', 'requiredextensions="b"')
        .replace(/<build[^>]*>/, '<build><item objectid="1"/>');
      const model = readThreeMf(zipSync({ ...parts, [name]: strToU8(text) }), 'BeamSet_Unique.3mf');
      const [set] = model.beams;
      expect([...set!.beams.slice(0, 8)]).toEqual([0, 0, 0, 0, 1, 0, 1.5, 1.2]);
      expect([...set!.beams.slice(-8)]).toEqual([0, 1, 1, 0, 1, 1, 1.8, 1.8]);
      expect([...set!.caps]).toEqual([2, 0, 2, 0, 2, 0, 1, 1, 1, 1, 1, 1]);
    },
  );
});
