import { expect, test } from 'vitest';
import { gcodeSink } from '../../../src/formats/gcode/write-gcode.ts';
import { hasher } from '../../../src/store/hash.ts';
import { byteMemory } from '../threemf/byte-memory.ts';
import { bead, SETTINGS } from './print-job.ts';

test('the nozzle goes up before its way to the next part, stays up, and comes down over it', async () => {
  const memory = byteMemory();
  const sink = gcodeSink(memory, {
    tool: { name: 't', version: '0' },
    partId: 'p',
    settings: SETTINGS,
    hash: hasher(),
  });
  await sink.open({ partId: 'p', layerCount: 2, thicknessMm: 0.1, boxMm: [0, 0, 0, 100, 100, 8] });
  const layer = { index: 0, zMm: 0.1, thicknessMm: 0.1, regions: [], midlines: [] };
  const toolpaths = (xy: number[]) => ({ index: 0, zMm: 0.1, thicknessMm: 0.1, toolpaths: [bead(xy)] });
  await sink.layer({ layer, toolpaths: toolpaths([10, 10, 20, 10]) });
  sink.rise(13);
  await sink.layer({ layer, toolpaths: toolpaths([80, 80, 90, 80]) });
  await sink.close();
  const lines = Buffer.from(memory.bytes()).toString('latin1').split('\n');
  const from = lines.indexOf(';TYPE:Custom', lines.indexOf(';LAYER_CHANGE'));
  expect(lines.slice(from - 1, from + 12)).toEqual([
    'G1 E-1 F1800',
    ';TYPE:Custom',
    'G1 Z13 F600',
    ';LAYER_CHANGE',
    ';Z:0.1',
    ';HEIGHT:0.1',
    ';TYPE:Perimeter',
    'G1 X80 Y80 F6000',
    'G1 Z0.1 F600',
    'G1 E1 F1800',
    ';WIDTH:0.421',
    'G1 F900',
    expect.stringMatching(/^G1 X90 Y80 E/),
  ]);
});
