/** What is drawn over the height in the report of a build. */
import type { Inspection, InspectionLayer } from '../../inspect/inspection.ts';
import type { HeatSettings } from '../../inspect/print/heat/settings.ts';
import type { ReportChart } from '../../inspect/report/report-data.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';

/** Solid area of each layer: as read back, or, where the file holds no contours, as planned. */
export function areaChart(inspection: Inspection): ReportChart {
  const chart = chartOf('Solid area', 'mm2', 'solid', inspection, ({ areaMm2 }) => areaMm2);
  return inspection.extrusion === undefined ? chart : { ...chart, note: 'of the planned contours: G-code holds none' };
}

/** Time of each layer, beside the longest that the profile lets one take. */
export function timeChart(inspection: Inspection, maxLayerTimeS?: number): ReportChart {
  const chart = chartOf('Layer time', 's', 'time', inspection, ({ timeS }) => timeS);
  return maxLayerTimeS === undefined ? chart : { ...chart, limit: { value: maxLayerTimeS, label: 'longest' } };
}

/** How warm each layer is laid on the one below, beside what the profile wants; none where it was not estimated. */
export function interlayerChart(inspection: Inspection, heat: HeatSettings | null): ReportChart[] {
  if (inspection.layers.every(({ interlayerC }) => interlayerC == null)) return [];
  const chart = chartOf(
    'Temperature of the layer below',
    'C',
    'estimate',
    inspection,
    ({ interlayerC }) => interlayerC ?? null,
  );
  const note =
    'an estimate, not measured: conduction along the height, loss to the chamber, each layer laid all at once and waiting for its own time';
  const limit =
    heat?.leastInterlayerC != null
      ? { value: heat.leastInterlayerC, label: 'least' }
      : heat?.glassTransitionC != null
        ? { value: heat.glassTransitionC, label: 'glass transition' }
        : null;
  return [{ ...chart, note, ...(limit === null ? {} : { limit }) }];
}

/** Length of the hatch of each layer, where the file holds hatches. */
export function hatchChart(inspection: Inspection): ReportChart[] {
  if (inspection.totals.hatchLengthMm === null) return [];
  return [chartOf('Hatch length', 'mm', 'hatch', inspection, ({ hatchLengthMm }) => hatchLengthMm)];
}

/** Volume that each layer extrudes for the part beside that of its design, and all that it extrudes by feature. */
export function extrusionChart(inspection: Inspection): ReportChart[] {
  if (inspection.extrusion === undefined) return [];
  const layers = placedLayers(inspection);
  const x = layers.map(({ zMm }) => zMm);
  const designed = layers.map(({ designMm3 }) => drawn(designMm3 ?? null));
  const extruded = layers.map(({ extrudedMm3 }) => drawn(extrudedMm3 ?? null));
  const features = inspection.extrusion.features.map(({ feature }) => feature);
  const series = [
    { name: 'part', x, y: extruded },
    { name: 'part as designed', x, y: designed },
  ];
  const own = features.map((name) => ({
    name,
    x,
    y: layers.map(({ byFeatureMm3 }) => (byFeatureMm3 === undefined ? null : drawn(byFeatureMm3[name] ?? 0))),
  }));
  const byFeature = own.filter(({ y }) => y.some((mm3) => mm3 !== null && mm3 > 0));
  return [
    { title: 'Extruded volume', unit: 'mm3', series },
    ...(byFeature.length < 2 ? [] : [{ title: 'Extruded volume by feature', unit: 'mm3', series: byFeature }]),
  ];
}

/** Share of solid in the porous region of each layer, as planned. */
export function densityChart({ perLayer }: LayerTotals): ReportChart[] {
  if (perLayer.every(({ porousMm2 }) => porousMm2 === 0)) return [];
  const y = perLayer.map(({ solidMm2, envelopeMm2, porousMm2 }) =>
    porousMm2 > 0 ? Math.max(0, solidMm2 - (envelopeMm2 - porousMm2)) / porousMm2 : null,
  );
  const note =
    'solid over envelope area of the porous region, skin included; a single layer of a cell differs from its mean';
  const x = perLayer.map(({ zMm }) => zMm);
  return [{ title: 'Relative density', unit: '1', note, series: [{ name: 'porous region', x, y }] }];
}

/** What is less than this is rounding in the file, and no line of a chart. */
const PER_MM3 = 1e4;

function drawn(mm3: number | null): number | null {
  return mm3 === null ? null : Math.round(mm3 * PER_MM3) / PER_MM3;
}

function chartOf(
  title: string,
  unit: string,
  name: string,
  inspection: Inspection,
  measureOf: (layer: InspectionLayer) => number | null,
): ReportChart {
  const layers = placedLayers(inspection);
  return { title, unit, series: [{ name, x: layers.map(({ zMm }) => zMm), y: layers.map(measureOf) }] };
}

/** The layers whose height is known. */
function placedLayers({ layers }: Inspection): (InspectionLayer & { readonly zMm: number })[] {
  return layers.flatMap((layer) => (layer.zMm === null ? [] : [{ ...layer, zMm: layer.zMm }]));
}
