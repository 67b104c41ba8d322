/** Writes a mesh that comes slab by slab as 3MF, with memory for one slab. */
import type { ByteSink } from '../../core/ports.ts';
import type { SlabStream } from '../../geometry/iso/mesh-slab.ts';
import { metadataXml, xmlText } from './model-metadata.ts';
import { modelPackage } from './model-package.ts';
import { CORE } from './namespaces.ts';
import { putTriangle, putVertex } from './put-mesh.ts';
import { putNanometres } from './put-nanometres.ts';
import { putAscii, putText } from './text-buffer.ts';

/** What stands in the file beside its shape. */
export interface MeshWriteOptions {
  /** Version of Trabecula, for the metadata Application. */
  readonly version: string;
  readonly objectName: string;
  /** More metadata. Names of the core specification stand as they are, others get the prefix `trabecula:`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes one object. 3MF has all vertices before the first triangle, so the mesh is run through twice, which costs its time
 * again and no memory. Coordinates are whole nanometres.
 */
export async function writeThreeMfSlabs(sink: ByteSink, mesh: SlabStream, options: MeshWriteOptions): Promise<void> {
  const model = modelPackage(sink);
  const { out } = model;
  const { namespace, lines } = metadataXml(options.version, options.metadata);
  await model.open();
  putText(
    out,
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}"${namespace}>\n` +
      `${lines}<resources>\n<object id="1" type="model" name="${xmlText(options.objectName, 'name of the object')}">\n`,
  );
  putAscii(out, '<mesh>\n<vertices>\n');
  for await (const { positions } of mesh.slabs()) {
    for (let i = 0; i < positions.length; i += 3) {
      putVertex(out, putNanometres, positions[i]!, positions[i + 1]!, positions[i + 2]!);
      if (out.length > 1 << 16) await model.flush();
    }
  }
  putAscii(out, '</vertices>\n<triangles>\n');
  for await (const { triangles } of mesh.slabs()) {
    for (let i = 0; i < triangles.length; i += 3) {
      putTriangle(out, triangles[i]!, triangles[i + 1]!, triangles[i + 2]!);
      if (out.length > 1 << 16) await model.flush();
    }
  }
  putAscii(out, '</triangles>\n</mesh>\n</object>\n</resources>\n<build>\n<item objectid="1"/>\n</build>\n</model>\n');
  await model.close();
}
