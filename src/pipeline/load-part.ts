/** Reads a part from a mesh file, checks it, and says what was found. Nothing is repaired unless asked for. */
import { basename, extname } from 'node:path';
import { type Finding, finding } from '../core/finding.ts';
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { readStl } from '../formats/stl/read-stl.ts';
import { readThreeMf } from '../formats/threemf/read-threemf.ts';
import { meshMeasures } from '../geometry/mesh-measures.ts';
import { type MeshFault, type MeshTopology, meshTopology } from '../geometry/mesh-topology.ts';
import { bytesOf } from '../store/file-source.ts';
import { sha256Of } from '../store/hash.ts';
import { type LengthUnit, MM_PER_UNIT, sizeText, suspectedUnit } from './length-unit.ts';

/** A part as its file gives it, in mm and in the file's coordinates. */
export interface LoadedPart {
  readonly partId: string;
  readonly mesh: TriangleMesh;
  readonly topology: MeshTopology;
  readonly volumeMm3: number;
  readonly box: Box3;
  readonly findings: readonly Finding[];
  readonly input: { readonly path: string; readonly bytes: number; readonly sha256: string };
  /** Which unit was taken, and why. */
  readonly unit: { readonly name: string; readonly decidedBy: 'option' | 'file' | 'default' };
  readonly repairs: readonly string[];
}

/** How a mesh file is read. */
export interface LoadOptions {
  readonly units: LengthUnit | null;
  readonly repair: boolean;
  /** Refuses a file that declares another unit than `units`, which else overrules it. */
  readonly sameUnit?: boolean;
  /** Reads a mesh whose size is not credible in its unit as well; the caller says so. */
  readonly anyUnit?: boolean;
}

/** Reads and checks a mesh file; throws where it cannot be used as it is. `id` null: the part bears the file's name. */
export async function loadPart(path: string, options: LoadOptions, id: string | null = null): Promise<LoadedPart> {
  const bytes = await bytesOf(path);
  const file = basename(path);
  const partId = id ?? partIdOf(file);
  const raw = readMesh(bytes, file, path);
  refuseOtherUnit(raw.unit, options, path);
  const scale = raw.unit === null ? MM_PER_UNIT[options.units ?? 'mm'] : unitFactor(raw.unit, options.units);
  let mesh = scale === 1 ? raw.mesh : scaled(raw.mesh, scale);
  let measures = meshMeasures(mesh);
  refuseDoubtfulUnit(measures.box, path, options.anyUnit === true || options.units !== null || raw.unit !== null);

  const repairs: string[] = [];
  const findings = raw.leftOut.map((sentence) => finding('file-content-left-out', 'warning', sentence, { partId }));
  if (measures.volumeMm3 < 0) {
    const inverted = `the mesh is inside out (volume ${measures.volumeMm3.toFixed(3)} mm3)`;
    if (!options.repair) throw new PrepError('mesh-invalid', `${inverted}; pass --repair to turn it`, [path]);
    mesh = { positions: mesh.positions, triangles: turned(mesh.triangles) };
    measures = meshMeasures(mesh);
    repairs.push(`${inverted}: all ${mesh.triangles.length / 3} triangles turned`);
    findings.push(finding('mesh-repaired', 'warning', repairs[0] as string, { partId }));
  }
  const topology = meshTopology(mesh);
  findings.push(...topologyFindings(topology, partId));
  return {
    partId,
    mesh,
    topology,
    volumeMm3: measures.volumeMm3,
    box: measures.box,
    findings,
    input: { path, bytes: bytes.length, sha256: sha256Of(bytes) },
    unit: {
      name: options.units ?? raw.unit ?? 'mm',
      decidedBy: options.units !== null ? 'option' : raw.unit !== null ? 'file' : 'default',
    },
    repairs,
  };
}

/** Part id of a file name: the name without extension; slashes, control characters and a leading dot become underscores. */
export function partIdOf(file: string): string {
  const name = file.slice(0, file.length - extname(file).length);
  const safe = name.replace(/[/\\\p{Cc}]/gu, '_').replace(/^\./, '_');
  return safe === '' ? 'part' : safe;
}

interface RawMesh {
  readonly mesh: TriangleMesh;
  /** Unit that the file declares, null where the format has none. */
  readonly unit: string | null;
  /** What the file holds beside the mesh, in sentences. */
  readonly leftOut: readonly string[];
}

function readMesh(bytes: Uint8Array, file: string, path: string): RawMesh {
  const extension = extname(file).toLowerCase();
  if (extension === '.stl') return { mesh: readStl(bytes, path), unit: null, leftOut: [] };
  if (extension === '.3mf') {
    const { mesh, unit, leftOut } = readThreeMf(bytes, path);
    return { mesh, unit, leftOut };
  }
  throw new PrepError('format-unknown', `cannot read '${extension}' files; .stl and .3mf can be read`, [path]);
}

/** A 3MF is already in mm by its own unit; an explicit unit says that the file's claim is wrong. */
function unitFactor(declared: string, given: LengthUnit | null): number {
  if (given === null) return 1;
  const perDeclared: Readonly<Record<string, number>> = {
    micron: 0.001,
    millimeter: 1,
    centimeter: 10,
    inch: 25.4,
    foot: 304.8,
    meter: 1000,
  };
  return MM_PER_UNIT[given] / (perDeclared[declared] ?? 1);
}

const DECLARED_AS: Readonly<Record<LengthUnit, string>> = {
  mm: 'millimeter',
  cm: 'centimeter',
  m: 'meter',
  inch: 'inch',
  micron: 'micron',
};

function refuseOtherUnit(declared: string | null, { units, sameUnit }: LoadOptions, path: string): void {
  if (sameUnit !== true || units === null || declared === null || declared === DECLARED_AS[units]) return;
  throw new PrepError('units-doubtful', `declares the unit ${declared}, its case says ${units}`, [path]);
}

function refuseDoubtfulUnit(box: Box3, path: string, unitIsKnown: boolean): void {
  const suspected = suspectedUnit(box);
  if (suspected === null || unitIsKnown) return;
  const option = suspected === 'metre' ? 'm' : 'micron';
  throw new PrepError(
    'units-doubtful',
    `the part measures ${sizeText(box)} mm: it seems to be in ${suspected}s; pass --units ${option}, or --units mm if that is right`,
    [path],
  );
}

function scaled(mesh: TriangleMesh, factor: number): TriangleMesh {
  return { positions: mesh.positions.map((value) => value * factor), triangles: mesh.triangles };
}

function turned(triangles: Uint32Array): Uint32Array {
  const out = triangles.slice();
  for (let t = 0; t < out.length; t += 3) {
    out[t + 1] = triangles[t + 2]!;
    out[t + 2] = triangles[t + 1]!;
  }
  return out;
}

/** What each fault of a mesh is called, how grave it is, and what is said of it. */
const MESH_RULES = [
  ['openEdges', 'mesh-not-watertight', 'error', 'edges', 'the mesh is open: edges with one triangle'],
  [
    'misorientedEdges',
    'mesh-orientation',
    'error',
    'edges',
    'neighbouring triangles face opposite ways: edges run twice the same way',
  ],
  ['nonManifoldEdges', 'mesh-non-manifold', 'warning', 'edges', 'edges with more than two triangles'],
  ['duplicateTriangles', 'mesh-duplicate-triangles', 'warning', 'triangles', 'triangles that stand twice'],
  ['degenerateTriangles', 'mesh-degenerate-triangles', 'note', 'triangles', 'triangles without area'],
] as const;

function topologyFindings(topology: MeshTopology, partId: string): Finding[] {
  const findings: Finding[] = [];
  for (const [fault, rule, severity, unit, words] of MESH_RULES) {
    const { count, atMm }: MeshFault = topology[fault];
    if (count === 0) continue;
    const place = atMm === null ? '' : `, one at (${atMm.map((v) => v.toFixed(3)).join(', ')}) mm of the file`;
    findings.push(finding(rule, severity, `${words}: ${count}${place}`, { partId, measured: count, limit: 0, unit }));
  }
  if (!topology.watertight && findings.every(({ severity }) => severity !== 'error')) {
    findings.push(
      finding('mesh-not-watertight', 'error', 'the mesh is not closed: its edges do not pair up', { partId }),
    );
  }
  return findings;
}
