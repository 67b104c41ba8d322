/** Pictures of chosen layers for the report. */
import type { LayerPictureOptions } from '../../draw/layer-picture.ts';
import type { Inspection } from '../../inspect/inspection.ts';
import type { ReportPicture } from '../../inspect/report/report-data.ts';
import type { Crew } from '../../stream/crew.ts';
import type { BuiltPart } from '../build/build-part.ts';
import { evenLayers, pictureOptions } from '../build/layer-pictures.ts';
import { type DrawnLayer, layerDrawer } from '../layers/drawn-layers.ts';
import type { JobSpec } from '../layers/job-spec.ts';
import { beginWork } from '../layers/layer-threads.ts';

/** Most layers shown for a finding beside those at even distances. */
const FINDING_PICTURES = 2;

/** Shows the first, the last and some layers between, and those with the gravest findings, which are planned once more; in threads where there are some. */
export async function reportPictures(
  { build, inspection, pictures }: BuiltPart,
  threads: Crew | null,
): Promise<ReportPicture[]> {
  const { spec } = build.job;
  const chosen = [...chosenLayers(spec.layers.from, spec.layers.to, inspection)];
  const options = pictureOptions(build);
  const missing = chosen.flatMap(([index]) => (pictures.has(index) ? [] : [index]));
  const drawn =
    threads === null ? await drawHere(spec, options, missing) : await drawIn(threads, spec, options, missing);
  return chosen.map(([index, why]) => {
    const { zMm, png, widthPx, heightPx } = pictures.get(index) ?? (drawn[missing.indexOf(index)] as DrawnLayer);
    const caption = `Layer ${index}, z ${zMm.toFixed(3)} mm${why === null ? '' : `: ${why}`}`;
    const paths = spec.paths?.kind === 'beads' ? 'beads' : 'contours and hatch';
    const alt = `Solid area with ${paths} of layer ${index} at z ${zMm.toFixed(3)} mm`;
    return { png, widthPx, heightPx, caption, alt };
  });
}

async function drawHere(spec: JobSpec, options: LayerPictureOptions, indices: readonly number[]) {
  if (indices.length === 0) return [];
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
  for (const index of evenLayers(from, to)) chosen.set(index, null);
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
