/** Painting many shapes in one colour without holding all their edges at once. */
import { type GrowableFloats, growableFloats } from '../geometry/growable.ts';
import type { PixelWindow } from './coverage.ts';
import { fillEdges, type Raster, type Rgba } from './raster.ts';

/** Collects edges of one colour. Shapes that share pixels should follow each other, for they are painted in batches. */
export interface Brush {
  /** Where the edges of the next shape go. */
  readonly edges: GrowableFloats;
  /** Ends a shape, so all its loops; paints what has gathered when that is much. */
  endShape(): void;
  /** Paints the rest. */
  finish(): void;
}

/** Edges that are painted together: 16 MiB of them. */
const BATCH_EDGES = 2 ** 19;

/** Returns a brush of a colour on a window of a raster. */
export function createBrush(raster: Raster, colour: Rgba, window: PixelWindow): Brush {
  const edges = growableFloats(1024);
  const finish = () => {
    fillEdges(raster, edges, colour, 'nonzero', window);
    edges.length = 0;
  };
  return {
    edges,
    endShape() {
      if (edges.length > 4 * BATCH_EDGES) finish();
    },
    finish,
  };
}
