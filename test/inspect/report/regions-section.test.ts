import { describe, expect, test } from 'vitest';
import type { InspectionRegion } from '../../../src/inspect/inspection.ts';
import { regionsSection } from '../../../src/inspect/report/regions-section.ts';
import { exampleInspection, exampleReport, HOSTILE } from './report-example.ts';

function row(regionId: string, changed: Partial<InspectionRegion> = {}): InspectionRegion {
  return {
    partId: 'cage',
    regionId,
    kind: 'porous',
    fill: 'lattice',
    volumeMm3: 12_345.5,
    designVolumeMm3: null,
    solidMm3: null,
    relativeDensity: null,
    targetRelativeDensity: null,
    wallMm: null,
    poreMm: null,
    throatMm: null,
    supportBan: false,
    toleranceMm: null,
    machiningStockMm: 0,
    etchAllowanceMm: 0,
    blastAllowanceMm: 0,
    checks: [],
    rule: null,
    measured: null,
    limit: null,
    unit: null,
    verdict: null,
    ...changed,
  };
}

const DENSITY = {
  rule: 'density-off',
  measured: 0.301,
  limit: 0.3,
  unit: 'relative density',
  verdict: 'pass',
} as const;
const VOLUME = { rule: 'region-volume-off', measured: 250.5, limit: 200, unit: 'mm3', verdict: 'fail' } as const;
const WALL = { rule: 'region-wall-thin', measured: null, limit: 0.2, unit: 'mm', verdict: null } as const;

const bodyOf = (...regions: readonly InspectionRegion[]) =>
  regionsSection(exampleReport({ inspection: { ...exampleInspection(), regions } }))?.body ?? '';

/** Text of the cells of each row, without marks. */
function cellsOf(body: string): string[][] {
  const rows = [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row).filter((row) => row.includes('<td'));
  return rows.map((cells) =>
    [...cells.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) =>
      cell
        .replaceAll('<br>', ' | ')
        .replace(/<svg.*?<\/svg>/gs, '')
        .replace(/<[^>]+>/g, ''),
    ),
  );
}

test('a build without regions has no such section; with them it has one by its name', () => {
  expect(regionsSection(exampleReport())).toBeNull();
  const section = regionsSection(exampleReport({ inspection: { ...exampleInspection(), regions: [row('core')] } }));
  expect(section).toMatchObject({ id: 'regions', title: 'Regions' });
});

describe('a region', () => {
  test('has a row for each check with measured value, limit and verdict', () => {
    expect(cellsOf(bodyOf(row('core', { checks: [DENSITY, VOLUME, WALL] })))).toEqual([
      ['passed', 'core | porous, lattice', '12\u202f345.5 mm\u00b3', 'density-off', '0.301', '0.3', 'relative density'],
      ['error', 'core', '', 'region-volume-off', '250.5', '200', 'mm\u00b3'],
      ['not run', 'core', '', 'region-wall-thin', 'not measured', '0.2', 'mm'],
    ]);
    const warned = row('core', { checks: [{ ...DENSITY, verdict: 'warn' }] });
    expect(cellsOf(bodyOf(warned))[0]?.[0]).toBe('warning');
  });

  test('without any check has a row all the same, which says that nothing was run', () => {
    expect(cellsOf(bodyOf(row('face', { kind: 'contact', fill: 'beneath', volumeMm3: null })))).toEqual([
      ['not run', 'face | contact, as the region beneath', '', '\u2013', 'not measured', '\u2013', '\u2013'],
    ]);
  });

  test('tells what it is held to beside the checks, and says a word once', () => {
    const limits = {
      supportBan: true,
      toleranceMm: 0.1,
      machiningStockMm: 0.5,
      etchAllowanceMm: 0.02,
      blastAllowanceMm: 0.01,
    };
    expect(cellsOf(bodyOf(row('seat', { kind: 'docking', fill: 'solid', ...limits })))[0]?.[1]).toBe(
      'seat | docking, solid, no supports, tolerance 0.1 mm, machining stock 0.5 mm, etch allowance 0.02 mm, blast allowance 0.01 mm',
    );
    expect(cellsOf(bodyOf(row('frame', { kind: 'solid', fill: 'solid', toleranceMm: 0 })))[0]?.[1]).toBe(
      'frame | solid, tolerance 0 mm',
    );
  });
});

test('regions of several parts stand under the names of their parts, in their order; of one part without', () => {
  const body = bodyOf(row('core'), row('core', { partId: 'cap' }), row('rim'));
  expect([...body.matchAll(/scope="rowgroup"[^>]*>([^<]*)</g)].map(([, name]) => name)).toEqual(['cage', 'cap']);
  expect(cellsOf(body).map(([, name]) => name)).toEqual([
    'core | porous, lattice',
    'rim | porous, lattice',
    'core | porous, lattice',
  ]);
  expect(bodyOf(row('core'), row('rim'))).not.toContain('rowgroup');
});

test('names, kinds, rules and units cannot leave their cells', () => {
  const check = { rule: HOSTILE, measured: 1, limit: 2, unit: HOSTILE, verdict: 'fail' } as const;
  const hostile = (partId: string) =>
    row(HOSTILE, { partId, kind: HOSTILE, fill: `${HOSTILE}2`, checks: [check, check] });
  const body = bodyOf(hostile(HOSTILE), hostile('other'));
  for (const sign of ['<script', '<img', 'onerror="', '</style>', ']]>', '\u202e']) expect(body).not.toContain(sign);
  // The title of one part; in four rows name, rule and unit; kind and fill of two regions.
  expect(body.match(/&#60;script/g)).toHaveLength(1 + 4 * 3 + 2 * 2);
  const tags = new Set([...body.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
  expect([...tags].sort()).toEqual([
    'b',
    'br',
    'code',
    'span',
    'svg',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'use',
  ]);
});
