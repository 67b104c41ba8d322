/** Planned beads of a part, set aside while it is built, for the file of the whole plate. */
import type { PlannedLayer, Spool } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import type { BeadToolpath } from '../../core/toolpath.ts';
import type { BeadSpool } from '../sinks/plate-part.ts';

/** A bead without its points. */
type BeadHead = Omit<BeadToolpath, 'path' | 'widthMm'> & { readonly closed: boolean; readonly points: number };

interface Kept {
  readonly layer: PlannedLayer['layer'];
  readonly heads: readonly BeadHead[];
  readonly offset: number;
  readonly numbers: number;
}

/** x, y and width of a point. */
const PER_POINT = 3;

/** Returns a place for the layers of a part. */
export function beadSpool(spool: Spool): BeadSpool {
  const kept: Kept[] = [];
  const zMm: number[] = [];
  let end = 0;
  async function put({ layer, toolpaths }: PlannedLayer): Promise<void> {
    const beads = toolpaths.toolpaths.map((path) => {
      assert(path.kind === 'bead', 'a print is made of beads');
      return path;
    });
    const numbers = beads.reduce((sum, { widthMm }) => sum + PER_POINT * widthMm.length, 0);
    const values = new Float64Array(numbers);
    let at = 0;
    const heads = beads.map(({ path, widthMm, ...rest }) => {
      values.set(path.xy, at);
      values.set(widthMm, at + path.xy.length);
      at += path.xy.length + widthMm.length;
      return { ...rest, closed: path.closed, points: widthMm.length };
    });
    kept.push({ layer: { ...layer, regions: [], midlines: [] }, heads, offset: end, numbers });
    zMm.push(layer.zMm);
    end += values.byteLength;
    if (numbers > 0) await spool.write(new Uint8Array(values.buffer));
  }
  return {
    zMm,
    sink: {
      async open() {},
      layer: put,
      async close() {},
      async abort() {},
    },
    async layer(n) {
      const { layer, heads, offset, numbers } = kept[n] as Kept;
      const bytes =
        numbers > 0 ? await spool.read(offset, numbers * Float64Array.BYTES_PER_ELEMENT) : new Uint8Array(0);
      // A copy of its own, so that the numbers lie on their boundary.
      const values = new Float64Array(bytes.slice().buffer);
      let at = 0;
      const toolpaths = heads.map(({ closed, points, ...rest }): BeadToolpath => {
        const xy = values.subarray(at, at + 2 * points);
        const widthMm = values.subarray(at + 2 * points, at + PER_POINT * points);
        at += PER_POINT * points;
        return { ...rest, path: { xy, closed }, widthMm };
      });
      const { index, zMm: z, thicknessMm } = layer;
      return { layer, toolpaths: { index, zMm: z, thicknessMm, toolpaths } };
    },
    drop: () => spool.drop(),
  };
}
