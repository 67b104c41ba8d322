/** What a rule that found nothing had measured, as far as the inspection holds it. */
import type { Inspection, InspectionLayer } from '../inspection.ts';

/** The measured value of a rule; null is unknown. */
export interface RuleMeasure {
  readonly measured: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly layer: number | null;
}

const UNKNOWN: RuleMeasure = { measured: null, limit: null, unit: null, layer: null };

const MEASURES: Readonly<Record<string, (inspection: Inspection) => RuleMeasure>> = {
  'contour-open': ({ layers }) => largest(layers, ({ openContours }) => openContours, 'contours'),
  'wall-unexposed': ({ layers }) => largest(layers, ({ unexposedMm2 }) => unexposedMm2, 'mm2'),
  'volume-off': ({ totals }) => whole(totals.volumeMm3, 'mm3'),
  'extruded-volume-off': ({ totals }) => whole(totals.extrudedVolumeMm3, 'mm3'),
  'density-off': ({ lattice }) => ({
    ...whole(lattice.relativeDensity, 'relative density'),
    limit: lattice.targetRelativeDensity,
  }),
  'powder-trapped': ({ lattice }) => whole(lattice.closedVoidMm3, 'mm3'),
  'solid-loose': ({ lattice }) => whole(lattice.looseSolidMm3, 'mm3'),
  'flow-high': ({ extrusion }) => {
    const flows = (extrusion?.features ?? []).flatMap(({ maxFlowMm3PerS: flow }) => (flow === null ? [] : [flow]));
    return flows.length === 0 ? UNKNOWN : whole(Math.max(...flows), 'mm3/s');
  },
};

/** Returns what the inspection holds of a rule's measure. */
export function ruleMeasure(rule: string, inspection: Inspection): RuleMeasure {
  return Object.hasOwn(MEASURES, rule) ? MEASURES[rule]!(inspection) : UNKNOWN;
}

function whole(measured: number | null, unit: string): RuleMeasure {
  return measured === null ? UNKNOWN : { measured, limit: null, unit, layer: null };
}

/** The worst layer; none is named where all are zero. */
function largest(
  layers: readonly InspectionLayer[],
  measureOf: (layer: InspectionLayer) => number | null,
  unit: string,
): RuleMeasure {
  let worst = UNKNOWN;
  for (const layer of layers) {
    const measured = measureOf(layer);
    if (measured === null || (worst.measured !== null && measured <= worst.measured)) continue;
    worst = { measured, limit: null, unit, layer: measured > 0 ? layer.index : null };
  }
  return worst;
}
