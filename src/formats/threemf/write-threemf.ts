/**
 * Writes 3MF as the layers come: slice stack first, then the mesh, in one pass and with memory for one layer. The same
 * input gives the same bytes: fixed times, fixed order, no date.
 */
import type { Layer, Region } from '../../core/layer.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Polyline } from '../../core/polyline.ts';
import type { ByteSink, JobHeader, LayerSink } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import { snapMm } from '../../core/units.ts';
import { metadataXml, xmlText } from './model-metadata.ts';
import { modelPackage } from './model-package.ts';
import { CORE, SLICE } from './namespaces.ts';
import { putMesh } from './put-mesh.ts';
import { putAscii, putGridMm, putIndex, putText } from './text-buffer.ts';

/** What stands in the file beside its shape. */
export interface ThreeMfWriteOptions {
  /** Version of Trabecula, for the metadata Application. */
  readonly version: string;
  readonly objectName: string;
  /** More metadata. Names of the core specification stand as they are, others get the prefix `trabecula:`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Writes the slice stack. */
  readonly slices: boolean;
  /** Says that the mesh only stands in for the slices; a reader must then understand slices. */
  readonly lowres: boolean;
}

const STACK_ID = 1;
const OBJECT_ID = 2;

/**
 * Returns a sink that writes one object with `mesh` and, when asked for, the regions of each layer as its slices. Mesh and
 * layers share their coordinates. Regions of area `support` are no part of the object and are left to the support file.
 */
export function threeMfSink(sink: ByteSink, mesh: TriangleMesh, options: ThreeMfWriteOptions): LayerSink {
  assert(options.slices || !options.lowres, 'a low resolution mesh stands in for slices');
  const model = modelPackage(sink);
  const { out } = model;
  let partId = '';
  let lastTopMm: number | null = null;

  function putSlice(layer: Layer): void {
    const bottomMm = snapMm(layer.zMm - layer.thicknessMm);
    if (lastTopMm === null) {
      putAscii(out, `<s:slicestack id="${STACK_ID}" zbottom="`);
      putGridMm(out, bottomMm);
      putAscii(out, '">\n');
    }
    assert(layer.zMm > (lastTopMm ?? bottomMm), `layer ${layer.index} lies above the one before`);
    lastTopMm = layer.zMm;
    putAscii(out, '<s:slice ztop="');
    putGridMm(out, layer.zMm);
    const loops = layer.regions.flatMap((region) => loopsOf(region, partId));
    if (loops.length === 0) {
      putAscii(out, '"/>\n');
      return;
    }
    putAscii(out, '"><s:vertices>\n');
    for (const { xy } of loops) {
      for (let i = 0; i < xy.length; i += 2) {
        putAscii(out, '<s:vertex x="');
        putGridMm(out, xy[i]!);
        putAscii(out, '" y="');
        putGridMm(out, xy[i + 1]!);
        putAscii(out, '"/>\n');
      }
    }
    putAscii(out, '</s:vertices>\n');
    let first = 0;
    for (const { xy } of loops) {
      const corners = xy.length / 2;
      putAscii(out, '<s:polygon startv="');
      putIndex(out, first);
      putAscii(out, '">');
      for (let i = 1; i <= corners; i++) {
        putAscii(out, '<s:segment v2="');
        putIndex(out, first + (i % corners));
        putAscii(out, '"/>');
      }
      putAscii(out, '</s:polygon>\n');
      first += corners;
    }
    putAscii(out, '</s:slice>\n');
  }

  async function putObject(): Promise<void> {
    const stacked = lastTopMm !== null;
    if (stacked) putAscii(out, '</s:slicestack>\n');
    putAscii(out, `<object id="${OBJECT_ID}" type="model"`);
    putText(out, ` name="${xmlText(options.objectName, 'name of the object')}"`);
    if (stacked) putAscii(out, ` s:slicestackid="${STACK_ID}"`);
    if (stacked && options.lowres) putAscii(out, ' s:meshresolution="lowres"');
    putAscii(out, '>\n');
    await putMesh(model, mesh);
    putAscii(out, '</object>\n');
  }

  return {
    async open(header: JobHeader) {
      partId = header.partId;
      await model.open();
      putText(out, modelHead(options));
      await model.flush();
    },
    async layer({ layer }) {
      if (!options.slices) return;
      putSlice(layer);
      await model.flush();
    },
    async close() {
      await putObject();
      putAscii(out, `</resources>\n<build>\n<item objectid="${OBJECT_ID}"/>\n</build>\n</model>\n`);
      await model.close();
    },
    async abort() {
      out.length = 0;
    },
  };
}

function modelHead(options: ThreeMfWriteOptions): string {
  const { namespace, lines } = metadataXml(options.version, options.metadata);
  const slices = options.slices ? ` xmlns:s="${SLICE}"` : '';
  const required = options.lowres ? ' requiredextensions="s"' : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}"${slices}${namespace}${required}>\n` +
    `${lines}<resources>\n`
  );
}

/** Outline and holes of a region of the part; supports have a file of their own. */
function loopsOf(region: Region, partId: string): readonly Polyline[] {
  if (region.area === 'support') return [];
  assert(region.partId === partId, `region of part ${region.partId} in the file of part ${partId}`);
  const loops = [region.outline, ...region.holes];
  for (const loop of loops)
    assert(loop.closed && loop.xy.length >= 6, 'a loop of a region is closed and has three corners');
  return loops;
}
