/** What several prints of one build extrude, as one: sums, and what is around all of them. */
import type { Box3 } from '../../core/mesh.ts';
import type { InspectionExtrusion } from '../../inspect/inspection.ts';

type Feature = InspectionExtrusion['features'][number];
type Window = NonNullable<InspectionExtrusion['temperatures']['nozzleC']>;

/** Returns the measures of all prints together; null for none. */
export function joinExtrusions(prints: readonly InspectionExtrusion[]): InspectionExtrusion | null {
  const [first, ...others] = prints;
  if (first === undefined || others.length === 0) return first ?? null;
  const sum = (of: (one: InspectionExtrusion) => number) => rounded(prints.reduce((all, one) => all + of(one), 0));
  const around = (key: 'extrusionBoxMm' | 'primeBoxMm' | 'travelBoxMm') =>
    prints.map((one) => one[key]).reduce((a, b) => joined(a, b, boxAround));
  const window = (key: keyof InspectionExtrusion['temperatures']) =>
    prints.map(({ temperatures }) => temperatures[key]).reduce((a, b) => joined(a, b, windowAround));
  return {
    features: joinFeatures(prints.flatMap(({ features }) => features)),
    extrusionBoxMm: around('extrusionBoxMm'),
    primeBoxMm: around('primeBoxMm'),
    travelBoxMm: around('travelBoxMm'),
    filamentMm: sum(({ filamentMm }) => filamentMm),
    allExtrudedMm3: sum(({ allExtrudedMm3 }) => allExtrudedMm3),
    retractions: sum(({ retractions }) => retractions),
    retractedMm: sum(({ retractedMm }) => retractedMm),
    temperatures: { nozzleC: window('nozzleC'), bedC: window('bedC'), chamberC: window('chamberC') },
  };
}

/** Rows of one feature as one, in the order in which the features come up. */
function joinFeatures(rows: readonly Feature[]): Feature[] {
  const byName = new Map<string, Feature>();
  for (const row of rows) {
    const known = byName.get(row.feature);
    if (known === undefined) {
      byName.set(row.feature, row);
      continue;
    }
    byName.set(row.feature, {
      feature: row.feature,
      volumeMm3: rounded(known.volumeMm3 + row.volumeMm3),
      lengthMm: rounded(known.lengthMm + row.lengthMm),
      timeS: rounded(known.timeS + row.timeS),
      maxFlowMm3PerS: joined(known.maxFlowMm3PerS, row.maxFlowMm3PerS, Math.max),
    });
  }
  return [...byName.values()];
}

function joined<T>(a: T | null, b: T | null, join: (a: T, b: T) => T): T | null {
  return a === null ? b : b === null ? a : join(a, b);
}

function windowAround(a: Window, b: Window): Window {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

function boxAround(a: Box3, b: Box3): Box3 {
  return [
    Math.min(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.max(a[3], b[3]),
    Math.max(a[4], b[4]),
    Math.max(a[5], b[5]),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
