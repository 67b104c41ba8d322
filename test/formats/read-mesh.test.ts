import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readObj } from '../../src/formats/obj/read-obj.ts';
import { readOff } from '../../src/formats/off/read-off.ts';
import { readPly } from '../../src/formats/ply/read-ply.ts';
import { meshBox } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { readTable } from '../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { refusalOf } from './refusal.ts';
import { meshVolume } from './threemf/mesh-volume.ts';

const READERS = { obj: readObj, ply: readPly, off: readOff } as const;

/** Files that must be refused, and how. */
const REFUSED: Readonly<Record<string, string>> = {
  // A face of two corners: the index, which counts the other face, leaves it away.
  'edge_notenoughindices.obj': 'line 9: a face must have at least three corners, got 2',
  'edge_empty.obj': 'has no triangle',
  'edge_ply_empty_header.ply': 'has no triangle: its header has no element "face"',
  // Corners 12 of 8 and 0, of which the index leaves away the faces.
  'evil_malformed.obj': 'line 28: a corner is 0, but vertices count from 1',
  'evil_OutOfMemory.off': 'line 2: truncated: header says 353535235358 vertices and 6 faces',
  'evil_invalid.off': 'line 2: must have three whole numbers here (vertices, faces, edges), got 2',
  // "3.1+e2" is no number; the index leaves away the vertex, which shifts all after it.
  'evil_number_formats.obj': 'line 11: coordinate must be a finite decimal number, got "3.1+e2"',
};

/**
 * What the index says otherwise: it does not join lines at a backslash, and so has 42 triangles of 13 faces with 92 corners, an
 * open mesh. They are 92 - 2 * 13, around a cube of 10 with a channel of 10 x 5 x 2 and a pyramid 5 high on a side.
 */
const CORRECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'dirty_wallhole.obj': { triangles: '66', open_edges: '0', signed_volume: String(1000 - 100 + 500 / 3) },
};

const ROWS = hasSharedData
  ? readTable(sharedData('meshes/index.tsv')).filter(({ file = '' }) => /\.(obj|ply|off)$/.test(file))
  : [];

describe('OBJ, PLY and OFF files of other programs', () => {
  test.skipIf(!hasSharedData)('count, measure and close as the index says (needs shared/data)', () => {
    const differences: string[] = [];
    let read = 0;
    for (const row of ROWS) {
      const { file = '' } = row;
      if (file in REFUSED) continue;
      const wanted = { ...row, ...CORRECTED[file] };
      const { mesh, leftOut } = readerOf(file)(readFileSync(sharedData(`meshes/${file}`)), file);
      const differs = (what: string, found: unknown, index: unknown) =>
        differences.push(`${file}: ${what} ${found}, index ${index}`);
      const box = meshBox(mesh);
      const size = [box[3] - box[0], box[4] - box[1], box[5] - box[2]];
      const given = (wanted.bbox_size ?? '').split('x').map(Number);
      // The index prints four digits.
      for (const [axis, length] of size.entries()) {
        if (!(Math.abs(length - given[axis]!) <= 6e-4 * Math.abs(given[axis]!))) differs('box', size, given);
      }
      const count = mesh.triangles.length / 3;
      if (count !== Number(wanted.triangles)) differs('triangles', count, wanted.triangles);
      // Taken from the origin of the file, as the index does: it matters where a mesh is open.
      const volume = meshVolume(mesh);
      const whole = size.reduce((product, length) => product * length, 1);
      if (!(Math.abs(volume - Number(wanted.signed_volume)) <= 1e-4 * Math.max(Math.abs(volume), whole))) {
        differs('volume', volume, wanted.signed_volume);
      }
      const { openEdges } = meshTopology(mesh);
      if (openEdges.count !== Number(wanted.open_edges)) differs('open edges', openEdges.count, wanted.open_edges);
      if (leftOut.length > 0) differs('left out', leftOut, 'nothing');
      read++;
    }
    expect(differences).toEqual([]);
    expect(read).toBeGreaterThanOrEqual(32);
  });

  test.skipIf(!hasSharedData)('that are hostile or broken are refused with the right words (needs shared/data)', () => {
    for (const [file, words] of Object.entries(REFUSED)) {
      const error = refusalOf(() => readerOf(file)(readFileSync(sharedData(`meshes/${file}`)), file));
      expect(error.message).toContain(words);
      expect(error.code).toBe(`${file.slice(-3)}-invalid`);
    }
  });
});

function readerOf(file: string) {
  return READERS[file.slice(-3) as keyof typeof READERS];
}
