import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { inspect } from '../../src/index.ts';
import { sharedData } from '../support/shared-data.ts';

const folder = sharedData('slice-files');

/**
 * Layers, length of contours and lines, and length of vectors in mm, as a reader counts them that was written in Python from the
 * specifications for this table; it checks that each binary file and each section of an archive ends with its last command.
 */
const READ: Readonly<Record<string, readonly [layers: number, linesMm: number, vectorsMm: number]>> = {
  '20180316_ShiftPaddles_Gitter_700um.cli': [1403, 117043.43070438, 0],
  'Box_support_solid_ascii_with_params.cli': [1012, 63066.86700002503, 0],
  'Lanze_bottomdown_20mm_onlyblocksupport_p_s.cli': [82, 1314.763664074896, 0],
  'Mirrored_s_Union_result-003_s_ex.cli': [119, 77664.98266220192, 0],
  'SupportPart.ovf': [500, 71888.95832758052, 420605.67423778796],
  'Vignale_sup_2.cli': [596, 54216.56578439998, 0],
  'Zusammenbau_DAP_scaled_0.74698.cli': [92, 24587.60798379278, 0],
  'abfab3d_gyroplane.cli': [95, 1764.8001678304208, 0],
  'abfab3d_gyroplane_binary.cli': [95, 1764.8001765132178, 0],
  'abfab3d_gyroplane_hatches.cli': [7, 39.82681537823575, 12.355131999999998],
  'abfab3d_simple.cli': [2, 88, 0],
  'bunny.ovf': [83, 12770.148860939176, 819208.4840828056],
  'bunny_(solidsupport).ovf': [68, 74.3563000518589, 0],
  'frustrum_ASCII.cli': [100, 4997.216410835141, 40300.73600476751],
  's_Cylinder_ex.cli': [8, 503.1407500950456, 0],
  's_Henry_sup_2_ex.cli': [137, 76845.77293481593, 0],
  's_MiniCooper_ex.cli': [27, 10739.588668501008, 0],
};

/** Of these the contours are vectors too, or vectors that join are read as lines: layers and the length of both. */
const JOINED: Readonly<Record<string, readonly [layers: number, mm: number]>> = {
  'BoxPartConbtour_PyramidPartVolume_support.ilt': [2524, 1355822.9840089106],
  'Box_blocksupport.ilt': [2524, 595628.8606645181],
  'magics_Zylinder_Pyramid_TensileBar_with_supports.ilt': [226, 51042.95114943694],
  'oasis_scan_01.xml': [1, 93.92041483816935],
  'testcubeEasy.ilt': [10, 2261.9750023347137],
};

/** What is refused, and why. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  // Commands of a scan head: the tool that wrote it leaves out the height of work planes.
  'ASP_Simple_Test.asp': /ASP_Simple_Test\.asp: holds commands of a scan head .* says no layers, heights or unit/,
  // Outlines with a thickness and no height: input of the baseline code, not its output.
  'oasis_layer_01.xml': /byte \d+: is a layer file of the OASIS baseline code, not a scan file/,
};

async function totalsOf(name: string) {
  const [inspected] = await inspect({ paths: [`${folder}/${name}`], printer: null, profile: null });
  if (inspected === undefined) throw new Error('nothing was inspected');
  return inspected.inspection.totals;
}

/** Archives hold 32-bit floats, steps of 8 um around 100 mm; they are read as the decimals that they stand for, which moves short vectors most. */
const RELATIVE = 1e-6;
const isNear = (value: number | null, expected: number) => Math.abs((value ?? 0) - expected) <= RELATIVE * expected;

describe.skipIf(!existsSync(folder))('every slice file of other makers (needs shared/data)', () => {
  test('is in one of the tables', () => {
    const names = readdirSync(folder).filter((name) => name !== 'index.tsv');
    const told = [READ, JOINED, REFUSED].flatMap((table) => Object.keys(table));
    expect(names.toSorted()).toEqual(told.toSorted());
  });

  test.each(Object.entries(READ))('%s: inspect counts what an independent reader counts', async (name, expected) => {
    const [layers, linesMm, vectorsMm] = expected;
    const totals = await totalsOf(name);
    expect(totals.layers).toBe(layers);
    expect(isNear(totals.contourLengthMm, linesMm), `${totals.contourLengthMm} mm of lines`).toBe(true);
    expect(isNear(totals.hatchLengthMm, vectorsMm), `${totals.hatchLengthMm} mm of vectors`).toBe(true);
  });

  test.each(Object.entries(JOINED))('%s: inspect counts what an independent reader counts', async (name, expected) => {
    const [layers, mm] = expected;
    const totals = await totalsOf(name);
    const found = (totals.contourLengthMm ?? 0) + (totals.hatchLengthMm ?? 0);
    expect([totals.layers, isNear(found, mm), found]).toEqual([layers, true, found]);
  });

  test.each(Object.entries(REFUSED))('%s is refused with a reason that is right', async (name, reason) => {
    const refusal = await totalsOf(name).catch((cause: unknown) => cause);
    expect(refusal).toBeInstanceOf(PrepError);
    expect((refusal as PrepError).message).toMatch(reason);
  });
});
