import { describe, expect, test } from 'vitest';
import { finding } from '../../../src/core/finding.ts';
import { ruleResults } from '../../../src/inspect/report/rule-results.ts';
import { exampleInspection, exampleReport } from './report-example.ts';

describe('the results of the rules', () => {
  test('a rule with several findings has the gravest, and the places of all in the list of findings', () => {
    const findings = [
      finding('contour-open', 'note', 'a', { measured: 1 }),
      finding('contour-open', 'error', 'b', { measured: 2, limit: 0, unit: 'contours', layer: 7 }),
      finding('density-off', 'warning', 'c'),
    ];
    const [open] = ruleResults(exampleReport({ inspection: exampleInspection(findings) }));
    expect(open).toMatchObject({ outcome: 'error', measured: 2, limit: 0, unit: 'contours', layer: 7 });
    expect(open!.findings).toEqual([0, 2]);
  });

  test('a rule that is known from a finding alone is listed after the others', () => {
    const inspection = exampleInspection([finding('mesh-flipped', 'warning', 'the mesh was turned')]);
    const results = ruleResults(exampleReport({ inspection }));
    expect(results.map(({ rule }) => rule).slice(-2)).toEqual(['mesh-flipped', 'overhang']);
    expect(results.at(-2)).toMatchObject({ outcome: 'warning', meaning: null });
  });

  test('a rule that was not run on the file but broken elsewhere keeps its finding and the reason', () => {
    const inspection = {
      ...exampleInspection([finding('contour-open', 'error', 'the mesh is open')]),
      checksNotRun: [
        { rule: 'contour-open', why: 'no boundary' },
        { rule: 'contour-open', why: 'no boundary' },
        { rule: 'density-off', why: 'no lattice' },
        { rule: 'density-off', why: 'no thickness' },
      ],
    };
    const results = ruleResults(exampleReport({ inspection }));
    expect(results[0]).toMatchObject({ outcome: 'error', why: 'no boundary' });
    expect(results.find(({ rule }) => rule === 'density-off')).toMatchObject({
      outcome: 'not-run',
      measured: null,
      why: 'no lattice; no thickness',
    });
  });

  test('a rule that passed shows the worst layer of what it measured', () => {
    const results = ruleResults(exampleReport({ inspection: exampleInspection([]) }));
    expect(results.find(({ rule }) => rule === 'wall-unexposed')).toMatchObject({
      outcome: 'passed',
      measured: 0.02,
      layer: 1,
    });
  });
});
