/** Writes struts as a 3MF beam lattice (extension 1.2.0, namespace of 2017/02): exact beams instead of triangles. */
import { NUMBERS_PER_BEAM } from '../../core/beams.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import type { ByteSink } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { metadataXml, xmlText } from './model-metadata.ts';
import { modelPackage } from './model-package.ts';
import { BEAMS, CORE } from './namespaces.ts';
import { putMesh, putVertex } from './put-mesh.ts';
import { putAscii, putIndex, putShortest, putText } from './text-buffer.ts';
import type { MeshWriteOptions } from './write-mesh-slabs.ts';

/** How a reader takes the beams. */
export interface BeamLatticeOptions extends MeshWriteOptions {
  /** Beams are cut off at the surface of this mesh; null leaves them whole. */
  readonly clippingMesh: TriangleMesh | null;
  /** Stands in for the beams where a reader only shows them; null for none. */
  readonly representationMesh: TriangleMesh | null;
}

/** Beams shorter than this are ignored by readers, as the extension demands a limit; ours are all longer. */
const MIN_LENGTH_MM = 1e-4;

/**
 * Writes one object of beams (`NUMBERS_PER_BEAM` numbers each) with round caps. Ends at equal places become one vertex, in the order
 * of their first use. Beams without length or with a radius that is not above 0 are refused.
 */
export async function writeBeamLattice(
  sink: ByteSink,
  beams: Float64Array,
  options: BeamLatticeOptions,
): Promise<void> {
  const count = beams.length / NUMBERS_PER_BEAM;
  if (count === 0) throw new PrepError('value-out-of-range', 'has no beam', ['beam lattice']);
  const { nodes, ends } = joinEnds(beams, count);
  const model = modelPackage(sink);
  const { out } = model;
  const { clippingMesh, representationMesh } = options;
  const { namespace, lines } = metadataXml(options.version, options.metadata);
  await model.open();
  putText(
    out,
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}" xmlns:b="${BEAMS}"${namespace} ` +
      `requiredextensions="b">\n${lines}<resources>\n`,
  );
  let id = 0;
  let attributes = '';
  if (clippingMesh !== null) {
    putAscii(out, `<object id="${++id}" type="model" name="clipping mesh">\n`);
    await putMesh(model, clippingMesh);
    putAscii(out, '</object>\n');
    attributes += ` clippingmode="inside" clippingmesh="${id}"`;
  }
  if (representationMesh !== null) {
    putAscii(out, `<object id="${++id}" type="model" name="representation mesh">\n`);
    await putMesh(model, representationMesh);
    putAscii(out, '</object>\n');
    attributes += ` representationmesh="${id}"`;
  }
  putText(out, `<object id="${++id}" type="model" name="${xmlText(options.objectName, 'name of the object')}">\n`);
  putAscii(out, '<mesh>\n<vertices>\n');
  for (let n = 0; n < nodes.length; n += 3) {
    putVertex(out, putShortest, nodes[n]!, nodes[n + 1]!, nodes[n + 2]!);
    await model.room();
  }
  putAscii(out, '</vertices>\n<triangles/>\n<b:beamlattice radius="');
  putShortest(out, beams[6]!);
  putAscii(out, '" minlength="');
  putShortest(out, MIN_LENGTH_MM);
  putAscii(out, `" cap="sphere"${attributes}>\n<b:beams>\n`);
  for (let i = 0; i < count; i++) {
    putAscii(out, '<b:beam v1="');
    putIndex(out, ends[2 * i]!);
    putAscii(out, '" v2="');
    putIndex(out, ends[2 * i + 1]!);
    putAscii(out, '" r1="');
    putShortest(out, beams[NUMBERS_PER_BEAM * i + 6]!);
    putAscii(out, '" r2="');
    putShortest(out, beams[NUMBERS_PER_BEAM * i + 7]!);
    putAscii(out, '"/>\n');
    await model.room();
  }
  putAscii(
    out,
    `</b:beams>\n</b:beamlattice>\n</mesh>\n</object>\n</resources>\n<build>\n<item objectid="${id}"/>\n</build>\n</model>\n`,
  );
  await model.close();
}

/** Gives equal ends one number, and refuses beams that no reader takes. */
function joinEnds(beams: Float64Array, count: number): { nodes: number[]; ends: Uint32Array } {
  const nodes: number[] = [];
  const known = new Map<string, number>();
  const ends = new Uint32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const at = NUMBERS_PER_BEAM * i;
    for (let k = 0; k < NUMBERS_PER_BEAM; k++) {
      if (!Number.isFinite(beams[at + k]!)) refuse(i, `must be finite, got ${beams[at + k]}`);
    }
    for (let end = 0; end < 2; end++) {
      if (!(beams[at + 6 + end]! > 0)) refuse(i, `must have radii above 0 mm, got ${beams[at + 6 + end]}`);
      const p = at + 3 * end;
      const [x, y, z] = [beams[p]! + 0, beams[p + 1]! + 0, beams[p + 2]! + 0];
      const key = `${x} ${y} ${z}`;
      let node = known.get(key);
      if (node === undefined) {
        node = nodes.length / 3;
        known.set(key, node);
        nodes.push(x, y, z);
      }
      ends[2 * i + end] = node;
    }
    const square =
      (beams[at]! - beams[at + 3]!) ** 2 +
      (beams[at + 1]! - beams[at + 4]!) ** 2 +
      (beams[at + 2]! - beams[at + 5]!) ** 2;
    if (square < MIN_LENGTH_MM ** 2) refuse(i, `must be at least ${MIN_LENGTH_MM} mm long, got ${Math.sqrt(square)}`);
  }
  return { nodes, ends };
}

function refuse(beam: number, reason: string): never {
  throw new PrepError('value-out-of-range', reason, ['beam lattice', beam]);
}
