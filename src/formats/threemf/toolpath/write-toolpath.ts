/**
 * Writes the laser paths of a job as 3MF with the toolpath extension (1.0, release candidate), as the layers come: each
 * layer is a part of its own, the model part with mesh, profiles and the list of layers comes last. Coordinates are whole
 * units of our grid, so they read back to the last digit. The same input gives the same bytes.
 */
import type { LaserJob } from '../../../core/laser-file.ts';
import type { TriangleMesh } from '../../../core/mesh.ts';
import type { ByteSink, LayerSink, PlannedLayer } from '../../../core/ports.ts';
import { assert, PrepError } from '../../../core/prep-error.ts';
import { metadataXml, xmlText } from '../model-metadata.ts';
import { CORE, PRODUCTION } from '../namespaces.ts';
import { putMesh } from '../put-mesh.ts';
import { putAscii, putText } from '../text-buffer.ts';
import { putLayer, type Reference, toDevice } from './put-layer.ts';
import {
  LASER_PREFIX,
  layerPath,
  needsOwnAttributes,
  profileAttributes,
  putResource,
  type WrittenProfile,
} from './put-resource.ts';
import { LASER, LAYER_RELATION, TOOLPATH } from './toolpath-names.ts';
import { toolpathPackage } from './toolpath-package.ts';
import { hexOf, type Sha1, UUID_OF_URLS, uuidOf } from './uuid.ts';

/** One part on the plate. Its mesh stands where its paths run; a build needs one for the paths to refer to. */
export interface ToolpathPart {
  readonly partId: string;
  /** Name of the object, for people; it says so where the mesh is an envelope and not the shape. */
  readonly name: string;
  readonly mesh: TriangleMesh;
}

/** What stands in the file beside its layers. */
export interface ThreeMfToolpathOptions {
  readonly job: LaserJob;
  readonly parts: readonly ToolpathPart[];
  /** Gives the UUIDs that the format asks for: equal content has equal ones. */
  readonly sha1: Sha1;
}

const RESOURCE_ID = 1;
const FIRST_OBJECT_ID = 2;
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/**
 * Returns a sink that writes every layer, empty ones too. Every exposure key of the job becomes a profile; what the
 * extension has no attribute for (delays, point distance, skywriting) stands in attributes of a namespace of ours, which
 * the file recommends. The nominal boundary is not written: every segment of the format is exposed. Heights are from 0 up.
 */
export function threeMfToolpathSink(sink: ByteSink, { job, parts, sha1 }: ThreeMfToolpathOptions): LayerSink {
  assert(parts.length > 0, 'a toolpath has a part');
  const uuid = (name: string) => uuidOf(sha1, UUID_OF_URLS, `urn:trabecula:${name}`);
  const identity = hexOf(sha1(new TextEncoder().encode(identityText(job, parts, sha1))));
  const profiles: WrittenProfile[] = job.keys.map((key) => {
    const attributes = profileAttributes(key);
    return { uuid: uuid(`profile:${job.profile.id}:${attributes}`), attributes, laser: key.exposure.laser };
  });
  const references = {
    parts: numbered(
      parts.map(({ partId }) => partId),
      (i) => uuid(`item:${identity}:${i}`),
    ),
    profiles: numbered(
      job.keys.map(({ key }) => key),
      (i) => profiles[i]!.uuid,
    ),
  };
  const head = modelHead(job);
  let content = sha1(new Uint8Array(0));
  const pack = toolpathPackage(sink, (text) => {
    content = sha1(joined(content, sha1(text)));
  });
  const { out } = pack;
  const tops: number[] = [];
  let bottom = 0;

  async function putModel(): Promise<void> {
    const toolpath = `${identity}:${hexOf(content)}`;
    putText(out, head);
    await putResource(pack, RESOURCE_ID, uuid(`toolpath:${toolpath}`), profiles, bottom, tops);
    for (const [i, { name, mesh }] of parts.entries()) {
      putAscii(out, `<object id="${FIRST_OBJECT_ID + i}" p:UUID="${uuid(`object:${identity}:${i}`)}" type="model"`);
      putText(out, ` name="${xmlText(name, 'name of the object')}">\n`);
      await putMesh(pack, mesh);
      putAscii(out, '</object>\n');
    }
    putAscii(out, `</resources>\n<build p:UUID="${uuid(`build:${toolpath}`)}" tp:toolpathid="${RESOURCE_ID}">\n`);
    for (const [i, { partId }] of parts.entries()) {
      const item = references.parts.get(partId);
      putText(out, `<item objectid="${FIRST_OBJECT_ID + i}" p:UUID="${item?.uuid}"`);
      putText(out, ` partnumber="${xmlText(partId, 'part id')}"/>\n`);
    }
    putAscii(out, '</build>\n</model>\n');
  }

  async function putRelationships(): Promise<void> {
    putAscii(out, `<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="${RELATIONSHIPS}">\n`);
    for (let i = 0; i < tops.length; i++) {
      putAscii(out, `<Relationship Id="rel${i + 1}" Target="${layerPath(i)}" Type="${LAYER_RELATION}"/>\n`);
      await pack.room();
    }
    putAscii(out, '</Relationships>\n');
  }

  return {
    open: () => pack.open(),
    async layer({ layer, toolpaths }: PlannedLayer) {
      const place = [job.partId, `layer ${layer.index}`];
      const base = toDevice(layer.zMm - layer.thicknessMm, 'a layer at', place);
      const top = toDevice(layer.zMm, 'a layer at', place);
      if (base < 0) throw new PrepError('value-out-of-range', 'a layer of a 3MF toolpath must not lie below 0', place);
      if (tops.length === 0) bottom = base;
      assert(base === (tops.at(-1) ?? base) && top > base, 'each layer lies on the one before');
      await pack.begin(layerPath(tops.length).slice(1));
      tops.push(top);
      await putLayer(pack, toolpaths.toolpaths, references, place);
      await pack.end();
    },
    async close() {
      await pack.begin('3D/_rels/3dmodel.model.rels');
      await putRelationships();
      await pack.end();
      await pack.begin('3D/3dmodel.model');
      await putModel();
      await pack.end();
      await pack.close();
    },
    async abort() {
      out.length = 0;
    },
  };
}

/** What tells one job from another before its layers are known. */
function identityText(
  { partId, partLabel, about, profile }: LaserJob,
  parts: readonly ToolpathPart[],
  sha1: Sha1,
): string {
  const meshes = parts.map(({ partId, name, mesh }) => [
    partId,
    name,
    digestOf(mesh.positions),
    digestOf(mesh.triangles),
  ]);
  return JSON.stringify([partId, partLabel, profile.id, profile.name, Object.entries(about), meshes]);

  function digestOf(values: Float64Array | Uint32Array): string {
    return hexOf(sha1(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
  }
}

function numbered(names: readonly string[], uuidAt: (i: number) => string): ReadonlyMap<string, Reference> {
  const references = new Map(names.map((name, i) => [name, { id: i + 1, uuid: uuidAt(i) }]));
  assert(references.size === names.length, 'names of parts and exposure keys differ from each other');
  return references;
}

/** The model part up to its resources. Ours is only recommended: without it a reader lacks the delays, and is warned. */
function modelHead({ tool, partLabel, about, profile, keys }: LaserJob): string {
  const { namespace, lines } = metadataXml(tool.version, {
    Title: partLabel,
    materialProfile: profile.id,
    materialProfileName: profile.name,
    ...about,
  });
  const own = keys.some(({ exposure }) => needsOwnAttributes(exposure));
  const declared = own ? ` xmlns:${LASER_PREFIX}="${LASER}"` : '';
  const recommended = own ? ` recommendedextensions="${LASER_PREFIX}"` : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}" xmlns:p="${PRODUCTION}" ` +
    `xmlns:tp="${TOOLPATH}"${declared}${namespace} requiredextensions="p tp"${recommended}>\n${lines}<resources>\n`
  );
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
