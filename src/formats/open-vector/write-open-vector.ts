/** Writes the Open Vector Format file of a part (extension .ovf) as layers come. */
import { BinaryWriter } from '@bufbuild/protobuf/wire';
import type { LaserJob } from '../../core/laser-file.ts';
import type { ByteSink, LayerSink, PlannedLayer } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import { exposureKey, type Toolpath } from '../../core/toolpath.ts';
import { toGrid } from '../../core/units.ts';
import { jobShell } from './encode-job.ts';
import { type BlockKey, encodePlane, placeTable } from './encode-plane.ts';
import { emptyBox, extendBox } from './grid-box.ts';
import { HEADER_BYTES, JOB_TABLE, JOB_TABLE_OFFSET, MAGIC, PLACE_BYTES } from './open-vector-file.ts';
import { flushPieces, type PieceOutput, pieceOutput, putPiece } from './piece-output.ts';

/** What an Open Vector Format file is told beside the layers. */
export interface OpenVectorOptions {
  readonly job: LaserJob;
}

/**
 * Returns a sink that writes what the laser runs, one vector block for each path in execution order: contours as line
 * sequences, whose closed ones repeat their first point, and hatches. Keys of marking parameters count from 1 in the order of
 * `job.keys`; what is null is left out.
 *
 * The nominal boundary is not written: all geometry of the format is exposed, and its list of contours only points at exposed
 * blocks. Spot, point distance and the ways of skywriting have no field; they stand in words in the description of the job.
 * Coordinates are floats of mm that lead back to the 0.1 um grid up to 1024 mm.
 *
 * As in the Common Layer file, layers below the first one that holds anything are not written, and when that one does not
 * start at z = 0, an empty work plane at its base comes first. Memory is that of one layer, and a place for each.
 */
export function openVectorSink(sink: ByteSink, { job }: OpenVectorOptions): LayerSink {
  const keyOf = blockKeys(job);
  const out = pieceOutput(sink);
  const box = emptyBox();
  const places: number[] = [];
  let lastZ = 0;

  const plane = async (zMm: number, toolpaths: readonly Toolpath[], place: readonly string[]) => {
    places.push(out.offset);
    const content = { number: places.length - 1, zMm, toolpaths, place };
    const encoded = encodePlane(content, out.offset, keyOf);
    extendBox(box, encoded.box);
    lastZ = toGrid(zMm);
    for (const piece of encoded.pieces) await putPiece(out, piece);
  };

  return {
    async open() {
      const head = new Uint8Array(HEADER_BYTES);
      head.set(MAGIC);
      await putPiece(out, head);
    },
    async layer(planned) {
      const { index, zMm, thicknessMm } = planned.layer;
      const place = [job.partLabel, `layer ${index}`];
      if (places.length === 0) {
        if (isEmpty(planned)) return;
        const baseMm = zMm - thicknessMm;
        if (toGrid(baseMm) !== 0) await plane(baseMm, [], place);
        assert(toGrid(zMm) > toGrid(baseMm), 'a layer is above its base');
      } else {
        assert(toGrid(zMm) > lastZ, 'layers come in ascending order');
      }
      await plane(zMm, planned.toolpaths.toolpaths, place);
    },
    async close() {
      await finish(out, places, jobShell(job, places.length, box));
    },
    async abort() {},
  };
}

/** Returns how the paths of each key are written. */
function blockKeys({ keys }: LaserJob): (toolpath: Toolpath) => BlockKey {
  const known = new Map<string, BlockKey>();
  for (const [index, { key, exposure }] of keys.entries()) {
    assert(!known.has(key), `the key ${key} comes once`);
    known.set(key, { markingParamsKey: index + 1, laser: exposure.laser });
  }
  return (toolpath) => {
    const key = known.get(exposureKey(toolpath));
    assert(key !== undefined, `the key ${exposureKey(toolpath)} has an exposure`);
    return key;
  };
}

function isEmpty({ layer, toolpaths }: PlannedLayer): boolean {
  return layer.regions.length === 0 && toolpaths.toolpaths.length === 0;
}

async function finish(out: PieceOutput, places: readonly number[], shell: Uint8Array): Promise<void> {
  const shellAt = out.offset;
  await putPiece(out, shell);
  const tableAt = new Uint8Array(PLACE_BYTES);
  new DataView(tableAt.buffer).setBigInt64(0, BigInt(out.offset), true);
  await putPiece(out, placeTable(new BinaryWriter(), JOB_TABLE.jobShell, shellAt, JOB_TABLE.workPlanes, places));
  await flushPieces(out);
  await out.sink.patch(JOB_TABLE_OFFSET, tableAt);
}
