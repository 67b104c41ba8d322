/** Pictures of chosen layers for the report, planned once more: the same job gives the same layers. */
import { adhesionReachOf, adhesionSettingsOf } from '../../config/adhesion-settings.ts';
import type { LayerPictureOptions } from '../../draw/layer-picture.ts';
import type { Inspection } from '../../inspect/inspection.ts';
import type { ReportPicture } from '../../inspect/report/report-data.ts';
import type { Crew } from '../../stream/crew.ts';
import { type DrawnLayer, layerDrawer } from '../layers/drawn-layers.ts';
import type { JobSpec } from '../layers/job-spec.ts';
import { beginWork } from '../layers/layer-threads.ts';
import { madeBox } from '../layers/made-shape.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** Layers shown at even distances, and most layers shown for a finding beside them. */
const EVEN_PICTURES = 4;
const FINDING_PICTURES = 2;
const LONGER_SIDE_PX = 900;
const MAX_PIXELS_PER_MM = 60;
const MARGIN_MM = 0.5;
/** Beads fill their strips; drawn a little narrower they can be told apart. */
const BEAD_SHARE = 0.8;

/** Draws the first, the last and some layers between, and those with the gravest findings; in threads where there are some. */
export async function reportPictures(
  { job, request }: BuildInHand,
  inspection: Inspection,
  threads: Crew | null,
): Promise<ReportPicture[]> {
  const { spec } = job;
  const chosen = [...chosenLayers(spec.layers.from, spec.layers.to, inspection)];
  const [x0, y0, , x1, y1] = madeBox(spec);
  const marginMm = MARGIN_MM + besideMm(request);
  const longerMm = Math.max(x1 - x0, y1 - y0) + 2 * marginMm;
  const pixelsPerMm = Math.min(MAX_PIXELS_PER_MM, LONGER_SIDE_PX / longerMm);
  const options: LayerPictureOptions = {
    boxMm: [x0 - marginMm, y0 - marginMm, x1 + marginMm, y1 + marginMm],
    pixelsPerMm,
    beadShare: BEAD_SHARE,
  };
  const indices = chosen.map(([index]) => index);
  const drawn =
    threads === null ? await drawHere(spec, options, indices) : await drawIn(threads, spec, options, indices);
  return chosen.map(([index, why], n) => {
    const { zMm, png, widthPx, heightPx } = drawn[n] as DrawnLayer;
    const caption = `Layer ${index}, z ${zMm.toFixed(3)} mm${why === null ? '' : `: ${why}`}`;
    const paths = spec.paths?.kind === 'beads' ? 'beads' : 'contours and hatch';
    const alt = `Solid area with ${paths} of layer ${index} at z ${zMm.toFixed(3)} mm`;
    return { png, widthPx, heightPx, caption, alt };
  });
}

/** How far brim, shield and raft reach beyond a part, so that they are in the picture; a skirt alone is left out. */
function besideMm({ pairing }: BuildInHand['request']): number {
  if (pairing.process !== 'fff' || adhesionSettingsOf(pairing.profile).adhesion === undefined) return 0;
  return adhesionReachOf(pairing.profile)?.reachMm ?? 0;
}

async function drawHere(spec: JobSpec, options: LayerPictureOptions, indices: readonly number[]) {
  const draw = await layerDrawer(spec, options);
  return indices.map((index) => draw(index));
}

async function drawIn(threads: Crew, spec: JobSpec, options: LayerPictureOptions, indices: readonly number[]) {
  const { runners, end } = beginWork(threads, { kind: 'pictures', spec, options }, threads.size, false);
  try {
    return await Promise.all(
      indices.map((index, n) => (runners[n % runners.length] as (typeof runners)[number]).run(index)),
    );
  } finally {
    end();
  }
}

/** Layer numbers from the bottom up, each with the rule that made it worth a look. */
function chosenLayers(from: number, to: number, { findings }: Inspection): Map<number, string | null> {
  const chosen = new Map<number, string | null>();
  const last = to - 1;
  for (let k = 0; k <= EVEN_PICTURES; k++) {
    chosen.set(from + Math.round(((last - from) * k) / EVEN_PICTURES), null);
  }
  const order = ['error', 'warning'] as const;
  const grave = order.flatMap((severity) => findings.filter((found) => found.severity === severity));
  let shown = 0;
  for (const { layer, rule } of grave) {
    if (layer === null || layer < from || layer > last || shown >= FINDING_PICTURES) continue;
    if (chosen.get(layer) === undefined) shown++;
    const known = chosen.get(layer) ?? null;
    chosen.set(layer, known === null ? rule : known.includes(rule) ? known : `${known}, ${rule}`);
  }
  return new Map([...chosen].sort(([a], [b]) => a - b));
}
