import { describe, expect, test } from 'vitest';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { contour, hatch, planned } from '../common-layer/job.ts';
import { CONTOUR, HATCH, JOB, jobOf, readAll, refusal, written } from './job.ts';

describe('what was written is read back', () => {
  test('random layers come back to the last digit, with their exposures', async () => {
    const random = randomFrom(61);
    const coordinate = () => Math.round((random() - 0.4) * 2_000_000) / 10_000;
    const points = (count: number) => Array.from({ length: 2 * count }, coordinate);
    const layers = Array.from({ length: 12 }, (_, index) => {
      const toolpaths: Toolpath[] = [];
      for (let k = Math.floor(random() * 8); k > 0; k--) {
        if (random() < 0.5) toolpaths.push(hatch('hatch-core', points(2 * Math.ceil(random() * 20))));
        else toolpaths.push(contour('contour-outer', points(3 + Math.floor(random() * 20)), random() < 0.5));
      }
      return planned(index, Math.round(300 * (index + 1)) / 10_000, 0.03, [], toolpaths);
    });
    const { read, exposures, parts, about, tolerated } = await readAll(await written(layers));
    const numberOf = new Map(exposures.map(({ name }, number) => [name, number]));
    expect(read.map(({ zMm, thicknessMm }) => [zMm, thicknessMm])).toEqual(
      layers.map(({ layer }) => [layer.zMm, layer.thicknessMm]),
    );
    for (const [n, { toolpaths }] of layers.entries()) {
      const paths = read[n]?.paths ?? [];
      // Hatches that follow each other share a path and come back as one set.
      const sets: { kind: string; exposure: unknown; closed?: boolean; values: number[] }[] = [];
      for (const path of toolpaths.toolpaths) {
        if (path.kind === 'bead') continue;
        const exposure = numberOf.get(path.params);
        const last = sets[sets.length - 1];
        if (path.kind === 'contour')
          sets.push({ kind: 'line', exposure, closed: path.path.closed, values: [...path.path.xy] });
        else if (last?.kind === 'hatch') last.values.push(...path.lines.xyxy);
        else sets.push({ kind: 'hatch', exposure, values: [...path.lines.xyxy] });
      }
      expect(
        paths.map((path) => {
          if (path.kind === 'line')
            return { kind: 'line', exposure: path.exposure, closed: path.closed, values: [...path.xy] };
          return path.kind === 'hatch' && { kind: 'hatch', exposure: path.exposure, values: [...path.xyxy] };
        }),
      ).toEqual(sets);
    }
    expect(Object.fromEntries(exposures.map(({ name, exposure }) => [name, exposure]))).toEqual({
      'contour-outer': CONTOUR,
      'hatch-core': HATCH,
    });
    expect(parts).toEqual(['cage L4']);
    expect(about.get('BuildDescription')).toBe('trabecula 1.2.3; part cage L4; profile ti (Titanium); case K-17');
    expect(tolerated).toEqual([]);
  });

  test('a layer of many thousand lines, longer than any chunk', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => [i / 10_000, 0, -i / 10_000, 1.5]).flat();
    const { read } = await readAll(await written([planned(0, 0.03, 0.03, [], [hatch('hatch-core', lines)])]));
    expect(read[0]?.paths).toEqual([
      { kind: 'hatch', part: 0, exposure: 0, xyxy: Float64Array.from(lines, (v) => v + 0) },
    ]);
  });

  test('names with characters of XML', async () => {
    const job = jobOf({ 'a&b <c>': CONTOUR }, { partLabel: 'x > "y" & \u00b5' });
    const toolpath = { ...contour('a&b', [0, 0, 1, 0, 1, 1]), regionId: '<c>' };
    const { exposures, parts } = await readAll(await written([planned(0, 0.03, 0.03, [], [toolpath])], job));
    expect(exposures.map(({ name }) => name)).toEqual(['a&b <c>']);
    expect(parts).toEqual([job.partLabel]);
  });

  test('a file without layers is written, and refused when it is read', async () => {
    expect((await refusal(await written([], JOB))).reason).toBe('has no .xml document in it');
  });
});
