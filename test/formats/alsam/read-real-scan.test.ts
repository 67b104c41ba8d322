import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { sharedData } from '../../support/shared-data.ts';
import { readAll, refusal, secondReader } from './job.ts';

const folder = sharedData('slice-files');

describe.skipIf(!existsSync(folder))('files of the OASIS baseline code (needs shared/data)', () => {
  const bytes = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`));

  test('oasis_scan_01.xml: the same points as the second reader, marks and jumps apart', async () => {
    const text = Buffer.from(bytes('oasis_scan_01.xml')).toString('utf8');
    const { read, exposures, parts, about, tolerated } = await readAll(bytes('oasis_scan_01.xml'), 'oasis_scan_01.xml');
    const marks: string[] = [];
    for (const { segments } of secondReader(text)) {
      let [, x0, y0] = (segments[0] ?? '').split(' ');
      for (const segment of segments.slice(1)) {
        const [name, x1, y1] = segment.split(' ');
        if (!name?.startsWith('Auto')) marks.push(`${name} ${Number(x0)} ${Number(y0)} ${Number(x1)} ${Number(y1)}`);
        [x0, y0] = [x1, y1];
      }
    }
    const ours = read.flatMap(({ paths }) =>
      paths.flatMap((path) => {
        if (path.kind === 'boundary') return [];
        const points =
          path.kind === 'line' ? [...path.xy, ...(path.closed ? path.xy.subarray(0, 2) : [])] : [...path.xyxy];
        const step = path.kind === 'line' ? 2 : 4;
        const lines: string[] = [];
        for (let k = 0; k + 4 <= points.length; k += step) {
          lines.push(`${exposures[path.exposure ?? -1]?.name} ${points.slice(k, k + 4).join(' ')}`);
        }
        return lines;
      }),
    );
    expect(ours).toEqual(marks);
    expect(marks.length).toBeGreaterThan(200);
    expect(read.map(({ zMm, thicknessMm }) => [zMm, thicknessMm])).toEqual([[0.05, 0.05]]);
    expect(parts).toHaveLength(5);
    expect(about.get('DosingFactor')).toBe('1.75');
    expect(exposures.find(({ name }) => name === 'cocr_contour_laser2')?.exposure).toEqual({
      ...UNKNOWN_EXPOSURE,
      powerW: 195,
      speedMmPerS: 850,
      spotMm: 0.05,
      jumpSpeedMmPerS: 4000,
      laserOnDelayUs: 300,
      laserOffDelayUs: 0,
      jumpDelayUs: 300,
      markDelayUs: 300,
      polygonDelayUs: 0,
      laser: 1,
    });
    expect(tolerated).toHaveLength(3);
  });

  test('oasis_layer_01.xml is refused: it holds the outlines from which the baseline code plans its paths', async () => {
    const { code, message } = await refusal(bytes('oasis_layer_01.xml'));
    expect(code).toBe('laser-file-invalid');
    expect(message).toMatch(/byte \d+: is a layer file of the OASIS baseline code, not a scan file/);
  });
});
