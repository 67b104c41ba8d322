/**
 * Writes 3MF as the layers come: slice stack first, then the mesh, in one pass and with memory for one layer. The same
 * input gives the same bytes: fixed times, fixed order, no date.
 */
import type { Layer, Region } from '../../core/layer.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Polyline } from '../../core/polyline.ts';
import type { ByteSink, JobHeader, LayerSink } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { snapMm } from '../../core/units.ts';
import { escapeXml } from '../xml/xml-text.ts';
import { zipWriter } from '../zip/write-zip.ts';
import { CORE, SLICE } from './namespaces.ts';
import { putAscii, putGridMm, putIndex, putShortest, putText, textBuffer } from './text-buffer.ts';

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

const CONTENT_TYPES =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>\n';
const RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="rel0" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>' +
  '</Relationships>\n';
/** Namespace of our own metadata names. */
const OWN_METADATA = 'urn:trabecula:metadata:1';
const CORE_METADATA: readonly string[] = ['Title', 'Designer', 'Description', 'Copyright', 'LicenseTerms', 'Rating'];
const STACK_ID = 1;
const OBJECT_ID = 2;
/** Text that is packed in one go. */
const STEP_BYTES = 1 << 16;

/**
 * Returns a sink that writes one object with `mesh` and, when asked for, the regions of each layer as its slices. Mesh and
 * layers share their coordinates. Regions of area `support` are no part of the object and are left to the support file.
 */
export function threeMfSink(sink: ByteSink, mesh: TriangleMesh, options: ThreeMfWriteOptions): LayerSink {
  assert(options.slices || !options.lowres, 'a low resolution mesh stands in for slices');
  const zip = zipWriter(sink);
  const out = textBuffer();
  let partId = '';
  let lastTopMm: number | null = null;

  async function flush(): Promise<void> {
    for (let at = 0; at < out.length; at += STEP_BYTES) {
      await zip.write(out.bytes.subarray(at, Math.min(at + STEP_BYTES, out.length)));
    }
    out.length = 0;
  }

  async function part(name: string, text: string): Promise<void> {
    await zip.begin(name);
    putText(out, text);
    await flush();
    await zip.end();
  }

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

  async function putMesh(): Promise<void> {
    const stacked = lastTopMm !== null;
    if (stacked) putAscii(out, '</s:slicestack>\n');
    putAscii(out, `<object id="${OBJECT_ID}" type="model"`);
    putText(out, ` name="${xml(options.objectName, 'name of the object')}"`);
    if (stacked) putAscii(out, ` s:slicestackid="${STACK_ID}"`);
    if (stacked && options.lowres) putAscii(out, ' s:meshresolution="lowres"');
    putAscii(out, '>\n<mesh>\n<vertices>\n');
    const { positions, triangles } = mesh;
    for (let i = 0; i < positions.length; i += 3) {
      putAscii(out, '<vertex x="');
      putShortest(out, positions[i]!);
      putAscii(out, '" y="');
      putShortest(out, positions[i + 1]!);
      putAscii(out, '" z="');
      putShortest(out, positions[i + 2]!);
      putAscii(out, '"/>\n');
      if (out.length > STEP_BYTES) await flush();
    }
    putAscii(out, '</vertices>\n<triangles>\n');
    for (let i = 0; i < triangles.length; i += 3) {
      putAscii(out, '<triangle v1="');
      putIndex(out, triangles[i]!);
      putAscii(out, '" v2="');
      putIndex(out, triangles[i + 1]!);
      putAscii(out, '" v3="');
      putIndex(out, triangles[i + 2]!);
      putAscii(out, '"/>\n');
      if (out.length > STEP_BYTES) await flush();
    }
    putAscii(out, '</triangles>\n</mesh>\n</object>\n');
  }

  return {
    async open(header: JobHeader) {
      partId = header.partId;
      await part('[Content_Types].xml', CONTENT_TYPES);
      await part('_rels/.rels', RELATIONSHIPS);
      await zip.begin('3D/3dmodel.model');
      putText(out, modelHead(options));
      await flush();
    },
    async layer({ layer }) {
      if (!options.slices) return;
      putSlice(layer);
      await flush();
    },
    async close() {
      await putMesh();
      putAscii(out, `</resources>\n<build>\n<item objectid="${OBJECT_ID}"/>\n</build>\n</model>\n`);
      await flush();
      await zip.end();
      await zip.close();
    },
    async abort() {
      out.length = 0;
    },
  };
}

function modelHead(options: ThreeMfWriteOptions): string {
  const lines: string[] = [];
  const own: string[] = [];
  for (const [name, value] of Object.entries(options.metadata)) {
    if (CORE_METADATA.includes(name)) {
      lines.push(`<metadata name="${name}">${xml(value, `metadata ${name}`)}</metadata>\n`);
      continue;
    }
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
      throw new PrepError('value-out-of-range', 'is no name that metadata of 3MF can have', ['metadata', name]);
    }
    own.push(`<metadata name="trabecula:${name}">${xml(value, `metadata ${name}`)}</metadata>\n`);
  }
  const slices = options.slices ? ` xmlns:s="${SLICE}"` : '';
  const metadata = own.length > 0 ? ` xmlns:trabecula="${OWN_METADATA}"` : '';
  const required = options.lowres ? ' requiredextensions="s"' : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}"${slices}${metadata}${required}>\n` +
    `<metadata name="Application">${xml(`Trabecula ${options.version}`, 'version')}</metadata>\n${lines.join('')}${own.join('')}<resources>\n`
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

function xml(text: string, what: string): string {
  const escaped = escapeXml(text);
  if (escaped === null) throw new PrepError('value-out-of-range', 'has a character that XML cannot carry', [what]);
  return escaped;
}
