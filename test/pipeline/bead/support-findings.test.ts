import { expect, test } from 'vitest';
import { supportWatch } from '../../../src/pipeline/bead/support-findings.ts';
import type { LayerFigures } from '../../../src/pipeline/layers/layer-result.ts';

const figures = (more: Partial<LayerFigures>) => more as LayerFigures;

test('places too narrow and pieces too short are told by themselves, each with its layers', () => {
  const watch = supportWatch('cage');
  watch.add(0, figures({}));
  expect(watch.findings()).toEqual([]);
  watch.add(3, figures({ shortSupport: { count: 4, lengthMm: 0.8 } }));
  watch.add(4, figures({ shortSupport: { count: 2, lengthMm: 0.2 } }));
  const [short, ...others] = watch.findings();
  expect(others).toEqual([]);
  expect(short).toMatchObject({ rule: 'support-piece-short', severity: 'note', layer: 3, measured: 6, limit: 0 });
  expect(short?.message).toContain('6 pieces of support in 2 layers, 1.00 mm in all');
  watch.add(5, figures({ unsupported: { areaMm2: 0.5, xMm: 1, yMm: 2 } }));
  expect(watch.findings().map(({ rule }) => rule)).toEqual(['support-too-thin', 'support-piece-short']);
});
