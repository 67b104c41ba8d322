/** Every real mesh ends in a mesh that an independent index agrees with, or in one line that is right about it. */
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { checkFile } from '../../src/pipeline/check-file.ts';
import { readTable } from '../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';

/** Files that are refused, and the words that say why; each was looked at by hand. */
const REFUSED: Readonly<Record<string, string>> = {
  'edge_stl_empty_ascii.stl': 'has no triangle',
  'edge_stl_empty_bin.stl': 'has no triangle',
  'edge_empty.stl': 'has no triangle',
  'edge_empty2.stl': 'has no triangle',
  'edge_empty_2.stl': 'is empty: 0 bytes',
  'edge_invalidvertex.stl': 'coordinate must be a finite decimal number',
  'edge_unparseable.stl': 'coordinate must be a finite decimal number',
  'edge_toomanyvertices.stl': 'endloop must stand here, got "vertex"',
  'edge_notenoughindices.obj': 'a face must have at least three corners',
  'edge_empty.obj': 'has no triangle',
  'edge_ply_empty_header.ply': 'has no triangle',
  'evil_malformed.obj': 'a corner is 0',
  'evil_number_formats.obj': 'coordinate must be a finite decimal number',
  'evil_OutOfMemory.off': 'truncated: header says',
  'evil_invalid.off': 'must have three whole numbers',
};

/**
 * What the index says otherwise. Of the OBJ it does not join lines at a backslash; see the test of the reader. Of 3MF it counts each
 * mesh object once, in the numbers of its file, where the build places it several times, in mm, and without supports.
 */
const CORRECTED: Readonly<Record<string, { readonly triangles: number; readonly volumeMm3?: number }>> = {
  'dirty_wallhole.obj': { triangles: 66, volumeMm3: 1000 - 100 + 500 / 3 },
  '3mf_multiple_cylinders.3mf': { triangles: 6 * 88 },
  'MUSTPASS_Chapter2.1_PartsRelationships.3mf': { triangles: 12, volumeMm3: 8 * 10 ** 3 },
  'MUSTPASS_Chapter3.2c_MultipleItemsTransform.3mf': { triangles: 2 * 30 },
  'MUSTPASS_Chapter4.1_ExplicitSupport.3mf': { triangles: 404 },
};

interface Row {
  readonly file: string;
  readonly triangles: string;
  readonly watertight: string;
  readonly signed_volume: string;
  readonly bbox_size: string;
}

const rows = hasSharedData ? (readTable(sharedData('meshes/index.tsv')) as unknown as Row[]) : [];

describe.skipIf(!hasSharedData)('real meshes (needs the shared data)', () => {
  test.each(rows.map((row) => [row.file, row] as const))('%s', { timeout: 60_000 }, async (file, row) => {
    const checked = await outcomeOf(sharedData(`meshes/${file}`));
    if (checked instanceof PrepError) {
      expect(checked.exitCode).toBe(3);
      expect(checked.message).not.toContain('\n');
      expect(checked.message).toContain(file);
      const known = REFUSED[file] ?? (isThreeMf(file) ? '' : 'no reason known');
      expect(checked.message).toContain(known);
      return;
    }
    expect(REFUSED[file]).toBeUndefined();
    const { mesh } = checked;
    expect(mesh).not.toBeNull();
    if (mesh === null || row.signed_volume === '') return;
    const [x0, y0, z0, x1, y1, z1] = mesh.bboxMm;
    const wanted = CORRECTED[file];
    if (wanted !== undefined) {
      expect(mesh.triangles).toBe(wanted.triangles);
      if (wanted.volumeMm3 !== undefined) expect(mesh.volumeMm3).toBeCloseTo(wanted.volumeMm3, 6);
      return;
    }
    if (mesh.beams > 0) return;
    expect(mesh.triangles).toBe(Number(row.triangles));
    const sizes = row.bbox_size.split('x').map(Number);
    [x1 - x0, y1 - y0, z1 - z0].forEach((size, axis) => {
      expect(Math.abs(size - (sizes[axis] as number))).toBeLessThanOrEqual(1e-3 * Math.max(...sizes));
    });
    if (row.watertight === 'yes' && mesh.watertight) {
      const volume = Number(row.signed_volume);
      expect(Math.abs(mesh.volumeMm3 - volume)).toBeLessThanOrEqual(2e-5 * Math.abs(volume));
    }
    // Closed for the index: no edge of one triangle. Here every edge is also run as often one way as the other.
    if (row.watertight === 'no') expect(mesh.watertight).toBe(false);
    if (row.watertight === 'yes') expect(mesh.openEdges).toBe(0);
  });

  test('every file of the folder has a row', () => {
    expect(rows.length).toBeGreaterThan(130);
  });
});

async function outcomeOf(path: string): Promise<Awaited<ReturnType<typeof checkFile>> | PrepError> {
  try {
    return await checkFile(path);
  } catch (error) {
    if (error instanceof PrepError) return error;
    throw error;
  }
}

function isThreeMf(file: string): boolean {
  return file.endsWith('.3mf');
}
