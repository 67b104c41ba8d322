/**
 * Writes a lattice as a formula: 3MF with the volumetric (0.8.0, pre-release) and implicit extensions, a few kilobytes whatever
 * the part. Few readers know them yet, so it stands beside a mesh, never alone.
 */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { ByteSink } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import {
  COORDINATES,
  checkGraph,
  type ImplicitGraph,
  type ImplicitNode,
  type ImplicitRef,
  refsOf,
} from './implicit-graph.ts';
import { metadataXml, xmlText } from './model-metadata.ts';
import { modelPackage } from './model-package.ts';
import { CORE } from './namespaces.ts';
import { putMesh } from './put-mesh.ts';
import { putAscii, putShortest, putText, type TextBuffer } from './text-buffer.ts';
import type { MeshWriteOptions } from './write-mesh-slabs.ts';

/** Namespace of level sets. */
export const VOLUMETRIC = 'http://schemas.3mf.io/3dmanufacturing/volumetric/2022/01';
/** Namespace of function graphs. */
export const IMPLICIT = 'http://schemas.3mf.io/3dmanufacturing/implicit/2023/12';

/** What the level set is. */
export interface ImplicitWriteOptions extends MeshWriteOptions {
  /** Smallest feature in mm, a hint for the resolution of a reader. */
  readonly minFeatureMm: number;
}

const MESH_ID = 1;
const FUNCTION_ID = 2;
const OBJECT_ID = 3;

/** Writes the part of `enclosure` where the last node of `graph` is below 0. */
export async function writeImplicit(
  sink: ByteSink,
  enclosure: TriangleMesh,
  graph: ImplicitGraph,
  options: ImplicitWriteOptions,
): Promise<void> {
  checkGraph(graph);
  if (!(options.minFeatureMm >= 0 && Number.isFinite(options.minFeatureMm))) {
    throw new PrepError('value-out-of-range', `must be at least 0 mm, got ${options.minFeatureMm}`, ['minfeaturesize']);
  }
  const model = modelPackage(sink);
  const { out } = model;
  const { namespace, lines } = metadataXml(options.version, options.metadata);
  const name = xmlText(options.objectName, 'name of the object');
  await model.open();
  putText(
    out,
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}" xmlns:v="${VOLUMETRIC}" ` +
      `xmlns:i="${IMPLICIT}"${namespace} requiredextensions="v i">\n${lines}<resources>\n` +
      `<object id="${MESH_ID}" type="model" name="enclosure">\n`,
  );
  await putMesh(model, enclosure);
  putAscii(out, `</object>\n<i:implicitfunction id="${FUNCTION_ID}" displayname="shape">\n`);
  putAscii(out, '<i:in><i:vector identifier="pos" displayname="pos"/></i:in>\n');
  putAscii(out, `${open('decomposevector', 'point', '')}<i:in>${ref('vector', 'A', 'inputs.pos')}</i:in>`);
  putAscii(out, `<i:out>${COORDINATES.map((axis) => output('scalar', axis)).join('')}</i:out></i:decomposevector>\n`);
  if (graph.some(({ kind }) => kind === 'distance')) {
    putAscii(
      out,
      `${open('constresourceid', 'enclosure', ` value="${MESH_ID}"`)}<i:out>${output('resourceid', 'value')}</i:out>`,
    );
    putAscii(out, '</i:constresourceid>\n');
  }
  for (const node of graph) {
    putNode(out, node, graph);
    await model.room();
  }
  const last = graph[graph.length - 1]!;
  putAscii(out, `<i:out>${ref('scalar', 'shape', place(last.id, graph))}</i:out>\n</i:implicitfunction>\n`);
  putText(out, `<object id="${OBJECT_ID}" type="model" name="${name}">\n`);
  putAscii(
    out,
    `<v:levelset functionid="${FUNCTION_ID}" channel="shape" meshid="${MESH_ID}" meshbboxonly="false" minfeaturesize="`,
  );
  putShortest(out, options.minFeatureMm);
  putAscii(
    out,
    `" fallbackvalue="0"/>\n</object>\n</resources>\n<build>\n<item objectid="${OBJECT_ID}"/>\n</build>\n</model>\n`,
  );
  await model.close();
}

function putNode(out: TextBuffer, node: ImplicitNode, graph: ImplicitGraph): void {
  if (node.kind === 'constant') {
    putAscii(out, `<i:constant identifier="${node.id}" displayname="${node.id}" tag="" value="`);
    putShortest(out, node.value);
    putAscii(out, `"><i:out>${output('scalar', 'value')}</i:out></i:constant>\n`);
    return;
  }
  if (node.kind === 'distance') {
    const inputs = ref('vector', 'pos', 'inputs.pos') + ref('resource', 'mesh', 'enclosure.value');
    putAscii(
      out,
      `${open('mesh', node.id, '')}<i:in>${inputs}</i:in><i:out>${output('scalar', 'distance')}</i:out></i:mesh>\n`,
    );
    return;
  }
  const inputs = refsOf(node).map((from, i) => ref('scalar', i === 0 ? 'A' : 'B', place(from, graph)));
  putAscii(out, `${open(node.kind, node.id, '')}<i:in>${inputs.join('')}</i:in>`);
  putAscii(out, `<i:out>${output('scalar', 'result')}</i:out></i:${node.kind}>\n`);
}

/** Where the value of a node stands: each kind names its output in its own way. */
function place(from: ImplicitRef, graph: ImplicitGraph): string {
  if (COORDINATES.includes(from)) return `point.${from}`;
  const kind = graph.find(({ id }) => id === from)?.kind;
  return `${from}.${kind === 'constant' ? 'value' : kind === 'distance' ? 'distance' : 'result'}`;
}

function open(element: string, id: string, attributes: string): string {
  return `<i:${element} identifier="${id}" displayname="${id}" tag=""${attributes}>`;
}

function ref(type: 'scalar' | 'vector' | 'resource', name: string, from: string): string {
  return `<i:${type}ref identifier="${name}" displayname="${name}" ref="${from}"/>`;
}

function output(type: 'scalar' | 'resourceid', name: string): string {
  return `<i:${type} identifier="${name}" displayname="${name}"/>`;
}
