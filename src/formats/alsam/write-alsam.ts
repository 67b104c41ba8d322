/**
 * Writes the scan file of America Makes (extension .scn) as layers come: a ZIP with one document a layer, `scan_00001.xml`
 * and so on, in the schema of 2020-03-23 (`scan-layer.ts`).
 */
import type { LaserJob } from '../../core/laser-file.ts';
import type { ByteSink, LayerSink } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { toGrid } from '../../core/units.ts';
import { zipWriter } from '../zip/write-zip.ts';
import { gridText, pathsXml } from './paths-xml.ts';
import { documentHead, styleLists, xmlText } from './style-lists.ts';

/** Digits of a layer in the name of its document: names sort as layers do. */
const LAYER_DIGITS = 5;
const MAX_LAYERS = 10 ** LAYER_DIGITS - 1;

/** What a scan file is told beside the layers. */
export interface AlsamOptions {
  readonly job: LaserJob;
}

/**
 * Returns a sink that writes one part to `sink`; a job whose exposures leave open what the schema asks for is refused at
 * once. Each layer has a document, an empty one a document without trajectories, for the machine lays a layer of powder for
 * each. Its paths stand in one sequential trajectory in execution order; moves between them within a path are segments of
 * their own. The schema has no place for the nominal boundary, for areas and for the lengths of skywriting and focus; the
 * last two are said in `BuildDescription`.
 */
export function alsamSink(sink: ByteSink, { job }: AlsamOptions): LayerSink {
  const lists = styleLists(job);
  const tag = xmlText(job.partLabel, job);
  const zip = zipWriter(sink);
  const encoder = new TextEncoder();
  let lastNumber = 0;
  let lastZ = 0;

  return {
    async open() {},
    async layer({ toolpaths }) {
      const { index, zMm, thicknessMm, toolpaths: paths } = toolpaths;
      const place = [job.partLabel, `layer ${index}`];
      const number = index + 1;
      const z = toGrid(zMm);
      const thickness = toGrid(thicknessMm);
      if (number > MAX_LAYERS) {
        throw new PrepError('value-out-of-range', `an ALSAM file of ours holds at most ${MAX_LAYERS} layers`, place);
      }
      if (!(z > 0 && thickness > 0 && z <= Number.MAX_SAFE_INTEGER)) {
        throw new PrepError(
          'value-out-of-range',
          `height ${zMm} and thickness ${thicknessMm} mm must be above 0`,
          place,
        );
      }
      assert(number > lastNumber && z > lastZ, 'layers come in ascending order');
      lastNumber = number;
      lastZ = z;
      await zip.begin(`scan_${String(number).padStart(LAYER_DIGITS, '0')}.xml`);
      await zip.write(encoder.encode(documentHead(lists, number, gridText(thickness), gridText(z))));
      for (const text of pathsXml(paths, { stylesOf: lists.stylesOf, tag, place }))
        await zip.write(encoder.encode(text));
      await zip.write(encoder.encode('</Layer>\n'));
      await zip.end();
    },
    async close() {
      await zip.close();
    },
    async abort() {},
  };
}
