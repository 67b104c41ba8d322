import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { type PowderMeasures, powderMeter } from '../../../src/plan/powder/powder-meter.ts';
import { type PowderSettings, powderSettings } from '../../../src/plan/powder/settings.ts';
import type { VoidLayer } from '../../../src/volume/void-grid.ts';
import type { BoxMm } from '../../../src/volume/voxel-size.ts';
import { circle, hollowBall, layersOf, rectangle } from './bodies.ts';

const BALL: BoxMm = { min: [-3, -3, 0], max: [3, 3, 6] };

function measured(box: BoxMm, layers: readonly VoidLayer[], known: Partial<PowderSettings> = {}): PowderMeasures {
  const meter = powderMeter(box, { ...powderSettings(0.053, 1), ...known });
  for (const layer of layers) meter.layer(layer);
  const look = meter.finish();
  if (look.wantedMm !== null) for (const layer of layers) look.layer(layer);
  return look.finish();
}

beforeAll(async () => {
  await loadClipping();
});

describe('powder in a hollow ball', () => {
  const inside = (4 / 3) * Math.PI * 8;

  for (const hole of [0.1,0.15,0.18, 0.2, 0.25] as const) for (const along of ['x','z'] as const) for (const shift of [0,0.03,0.05])
  test(`x ${hole} ${along} ${shift}`, () => {
    const f = measured(BALL, hollowBall(hole, along, shift, 0.03));
    console.log(hole, along, shift, f.held.map((h)=>[h.throatMm,h.throatAtMm,h.known].join(' ')), inside>0?'':0);
  });
});
describe('canals', () => {
  test('canal', () => {
    for (const [len, d] of [[30,0.5],[30,2],[10,0.5],[60,1]] as const) {
    const box: BoxMm = { min: [0, 0, 0], max: [len, 2+d, 2+d] };
    const layers = layersOf(2+d, 0.05, (z) => {
      const half = Math.sqrt(Math.max(0, (d/2) ** 2 - (z - (2+d)/2) ** 2));
      return { solid: [rectangle(0, 0, len, 2+d)], voids: half > 1e-3 ? [rectangle(-1, 1+d/2 - half, len+1, 1+d/2 + half)] : [] };
    });
    console.log(len,d,JSON.stringify(measured(box, layers,{wayRatio:3})));
    }
  });
});
