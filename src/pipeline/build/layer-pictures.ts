/** Pictures of layers at even distances, drawn while the part is planned: what is planned already need not be planned once more. */
import { adhesionReachOf, adhesionSettingsOf } from '../../config/adhesion-settings.ts';
import type { LayerPictureOptions } from '../../draw/layer-picture.ts';
import type { Crew } from '../../stream/crew.ts';
import { type DrawnLayer, drawnLayer } from '../layers/drawn-layers.ts';
import type { LayerResult } from '../layers/layer-result.ts';
import { beginWork } from '../layers/layer-threads.ts';
import { madeBox } from '../layers/made-shape.ts';
import { packedLayer } from '../layers/packed-layer.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** Steps between the layers shown at even distances. */
const EVEN_STEPS = 4;
const LONGER_SIDE_PX = 900;
const MAX_PIXELS_PER_MM = 60;
const MARGIN_MM = 0.5;
/** Beads fill their strips; drawn a little narrower they can be told apart. */
const BEAD_SHARE = 0.8;

/** Draws some of the layers that it is shown. */
export interface LayerPictures {
  layer(result: LayerResult): void;
  /** Ends the drawing and returns the pictures by the number of their layer. */
  finish(): Promise<ReadonlyMap<number, DrawnLayer>>;
  /** Leaves off. */
  abort(): void;
}

/** Returns the drawer of the layers at even distances, in threads where there are some. */
export function layerPictures(build: BuildInHand, threads: Crew | null): LayerPictures {
  const { from, to } = build.job.spec.layers;
  const wanted = new Set(evenLayers(from, to));
  const options = pictureOptions(build);
  const work = threads === null ? null : beginWork(threads, { kind: 'drawing', options }, threads.size, true);
  const drawn = new Map<number, Promise<DrawnLayer>>();
  return {
    layer(result) {
      const { index } = result.layer;
      if (!wanted.has(index)) return;
      if (work === null) {
        drawn.set(index, Promise.resolve(drawnLayer(result, options)));
        return;
      }
      const packed = packedLayer({ ...result, pieces: null, porous: null });
      const runner = work.runners[drawn.size % work.runners.length] as (typeof work.runners)[number];
      const picture = runner.run(index, packed, [packed.values.buffer as ArrayBuffer]);
      // Told by `finish`.
      picture.catch(() => undefined);
      drawn.set(index, picture);
    },
    async finish() {
      const pictures = new Map<number, DrawnLayer>();
      for (const [index, picture] of drawn) pictures.set(index, await picture);
      work?.end();
      return pictures;
    },
    abort: () => work?.end(),
  };
}

/** Returns the layers at even distances, the first and the last among them; a thin part may name one more than once. */
export function evenLayers(from: number, to: number): number[] {
  const last = to - 1;
  return Array.from({ length: EVEN_STEPS + 1 }, (_, k) => from + Math.round(((last - from) * k) / EVEN_STEPS));
}

/** Returns how the layers of a part are drawn: what is made, with what lies beside it. */
export function pictureOptions({ job, request }: BuildInHand): LayerPictureOptions {
  const [x0, y0, , x1, y1] = madeBox(job.spec);
  const marginMm = MARGIN_MM + besideMm(request);
  const longerMm = Math.max(x1 - x0, y1 - y0) + 2 * marginMm;
  return {
    boxMm: [x0 - marginMm, y0 - marginMm, x1 + marginMm, y1 + marginMm],
    pixelsPerMm: Math.min(MAX_PIXELS_PER_MM, LONGER_SIDE_PX / longerMm),
    beadShare: BEAD_SHARE,
  };
}

/** How far brim, shield and raft reach beyond a part, so that they are in the picture; a skirt alone is left out. */
function besideMm({ pairing }: BuildInHand['request']): number {
  if (pairing.process !== 'fff' || adhesionSettingsOf(pairing.profile).adhesion === undefined) return 0;
  return adhesionReachOf(pairing.profile)?.reachMm ?? 0;
}
