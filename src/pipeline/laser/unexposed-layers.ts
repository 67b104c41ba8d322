/** Layers that hold solid of which nothing is exposed: the profile's contours, walls and shortest vectors leave no path in them. */
import { type Finding, finding } from '../../core/finding.ts';
import type { LayerResult } from '../layers/layer-result.ts';
import type { PartJob } from '../parts/part-job.ts';

/** The rules of this file, for the report. */
export const UNEXPOSED_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'layer-unexposed', meaning: 'Every layer with solid has a path.' },
];

/** What was seen of layers without a path. */
export interface UnexposedLayers {
  add(result: LayerResult): void;
  /** An error where layers above are exposed again, else a warning; of a band of layers only the former is known. */
  findings(job: Pick<PartJob, 'spec' | 'layerCount'>): Finding[];
}

interface Run {
  readonly first: number;
  readonly count: number;
  readonly mostMm2: number;
}

/** Starts with nothing seen. */
export function unexposedLayers(): UnexposedLayers {
  const runs: { where: 'below' | 'inside'; readonly run: Run }[] = [];
  let open: Run | null = null;
  let seen = false;
  return {
    add({ figures: { solidMm2 }, toolpaths: { index, toolpaths } }) {
      const exposed = toolpaths.some((path) => path.kind !== 'hatch' || path.lines.xyxy.length > 0);
      if (!exposed && solidMm2 > 0) {
        const mostMm2 = Math.max(open?.mostMm2 ?? 0, solidMm2);
        open = { first: open?.first ?? index, count: (open?.count ?? 0) + 1, mostMm2 };
      }
      if (!exposed) return;
      if (open !== null) runs.push({ where: seen ? 'inside' : 'below', run: open });
      open = null;
      seen = true;
    },
    findings({ spec: { partId, layers }, layerCount }) {
      const partial = layers.to - layers.from < layerCount;
      const inside = runs.flatMap(({ where, run }) => (where === 'inside' ? [run] : []));
      const below = partial ? [] : runs.flatMap(({ where, run }) => (where === 'below' ? [run] : []));
      const above = partial || open === null ? [] : [open];
      return [
        ...told(inside, 'error', 'between layers that are', partId),
        ...told(below, 'warning', 'below the first that is', partId),
        ...told(above, 'warning', 'above the last that is', partId),
      ];
    },
  };
}

function told(runs: readonly Run[], severity: Finding['severity'], where: string, partId: string): Finding[] {
  const [first] = runs;
  if (first === undefined) return [];
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  const mostMm2 = Math.max(...runs.map((run) => run.mostMm2));
  const layers = count === 1 ? 'one layer with solid is' : `${count} layers with solid are`;
  const message = `${layers} not exposed, ${where}: no path fits into at most ${Number(mostMm2.toPrecision(3))} mm2 of solid`;
  return [
    finding('layer-unexposed', severity, message, {
      partId,
      layer: first.first,
      measured: count,
      limit: 0,
      unit: 'layers',
    }),
  ];
}
