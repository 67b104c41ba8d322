/** Repairs a mesh, step by step, and tells each step. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { type MeshEdges, meshEdges } from '../mesh-edges.ts';
import { meshBox } from '../mesh-measures.ts';
import { type MeshTopology, meshTopology } from '../mesh-topology.ts';
import { type ChangedMesh, dropCollapsed } from './drop-collapsed.ts';
import { dropDuplicates } from './drop-duplicates.ts';
import { dropScraps } from './drop-scraps.ts';
import { fillHoles } from './fill-holes.ts';
import { joinVertices } from './join-vertices.ts';
import { type HoleLimits, type OpenHole, openHoleWords } from './open-holes.ts';
import { pairSides } from './pair-sides.ts';
import type { PairedMesh } from './paired-mesh.ts';
import { partVertices } from './part-vertices.ts';
import { type RepairChange, type RepairStep, repairSteps } from './repair-step.ts';
import { resolveFlat } from './resolve-flat.ts';
import type { RepairSettings } from './settings.ts';
import { sidePartners } from './side-partners.ts';
import { splitEdges } from './split-edges.ts';
import { turnShells } from './turn-shells.ts';

/** A step may leave work for one before it (a patch without area, say); what is left after these rounds stays. */
const MOST_ROUNDS = 4;

/** A mesh after repair. */
export interface RepairedMesh {
  readonly mesh: TriangleMesh;
  /** What was done, in order; empty where nothing was. */
  readonly steps: readonly RepairStep[];
  /** Why holes stay open, in sentences; empty where none does. */
  readonly openHoles: readonly string[];
  /** Edges, faults and shells of the repaired mesh. */
  readonly remaining: MeshTopology;
}

/** Lengths of the settings, with none left open. */
interface Limits extends RepairSettings, HoleLimits {
  readonly weldMm: number;
  readonly holeMm: number;
}

/** A round of steps that did something, and what it had to leave. */
interface Round {
  readonly changed: ChangedMesh | null;
  readonly open: readonly OpenHole[];
}

/**
 * Repairs a mesh as far as the settings allow. A sound mesh comes back as it is; one that cannot be closed comes back with
 * what could be done, and `remaining` says what is left. Surfaces that cross each other are left as they are.
 */
export function repairMesh(mesh: TriangleMesh, settings: RepairSettings): RepairedMesh {
  const before = meshTopology(mesh);
  if (mesh.triangles.length === 0) return { mesh, steps: [], openHoles: [], remaining: before };
  const limits = limitsOf(mesh, settings);
  const changes: RepairChange[] = [];
  let repaired = mesh;
  let topology = before;
  let openHoles: readonly string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { changed, open } = repairRound(repaired, topology, limits, round === 0);
    openHoles = openHoleWords(open, limits);
    if (changed === null) break;
    changes.push(...changed.changes);
    repaired = changed.mesh;
    topology = meshTopology(repaired);
  }
  const turned = turnShells(repaired, topology);
  if (turned !== null) {
    changes.push(...turned.changes);
    repaired = turned.mesh;
  }
  if (changes.length === 0 || (before.watertight && !topology.watertight))
    return { mesh, steps: [], openHoles: before.watertight ? [] : openHoles, remaining: before };
  repaired = withoutUnused(repaired);
  return { mesh: repaired, steps: repairSteps(changes), openHoles, remaining: meshTopology(repaired) };
}

function limitsOf(mesh: TriangleMesh, settings: RepairSettings): Limits {
  const box = meshBox(mesh);
  const [dx, dy, dz] = [box[3] - box[0], box[4] - box[1], box[5] - box[2]];
  const diagonalMm = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const weldMm = settings.weldMm ?? Math.min(0.05, 1e-4 * diagonalMm);
  return { ...settings, weldMm, slitMm: weldMm, holeMm: settings.holeMm ?? diagonalMm / 10 };
}

/** Runs every step that the faults call for once. */
function repairRound(mesh: TriangleMesh, topology: MeshTopology, limits: Limits, isFirst: boolean): Round {
  const changes: RepairChange[] = [];
  let open: readonly OpenHole[] = [];
  let current = mesh;
  const apply = (step: (mesh: TriangleMesh, edges: MeshEdges) => ChangedMesh | null): void => {
    const changed = step(current, current === mesh ? topology : meshEdges(current));
    if (changed === null) return;
    changes.push(...changed.changes);
    current = changed.mesh;
  };
  // Cracks are closed before surfaces that touch are parted, not after: that would join them again.
  const hasCracks = isFirst && topology.openEdges.count > 0;
  const hasFlat = topology.degenerateTriangles.count > 0;
  if (hasFlat) apply(dropCollapsed);
  if (topology.duplicateTriangles.count > 0) apply(dropDuplicates);
  if (hasCracks) apply((now, edges) => joinVertices(now, edges, limits.weldMm));
  if (hasFlat) apply(resolveFlat);
  if (hasCracks) apply((now, edges) => splitEdges(now, edges, limits.weldMm));

  const misfits = topology.openEdges.count + topology.nonManifoldEdges.count + topology.misorientedEdges.count;
  const edges = current === mesh ? topology : meshEdges(current);
  const isPaired = misfits === 0 && current === mesh;
  let paired: PairedMesh;
  if (isPaired) paired = { ...mesh, partnerOf: sidePartners(edges) };
  else {
    const joined = pairSides(current, edges);
    changes.push(...joined.changes);
    const filled = fillHoles(joined.mesh, limits);
    open = filled.open;
    changes.push(...(filled.changed?.changes ?? []));
    paired = filled.changed?.mesh ?? joined.mesh;
    const cleared = dropScraps(paired, limits);
    changes.push(...(cleared?.changes ?? []));
    paired = cleared?.mesh ?? paired;
  }
  const parted = partVertices(paired, !isPaired);
  changes.push(...(parted?.changes ?? []));
  if (changes.length === 0) return { changed: null, open };
  return {
    changed: { mesh: parted?.mesh ?? { positions: paired.positions, triangles: paired.triangles }, changes },
    open,
  };
}

/** Leaves out the positions that no triangle uses any more; the order of the others stays. */
function withoutUnused({ positions, triangles }: TriangleMesh): TriangleMesh {
  const newVertex = new Int32Array(positions.length / 3).fill(-1);
  for (const vertex of triangles) newVertex[vertex] = 0;
  let count = 0;
  for (let v = 0; v < newVertex.length; v++) if (newVertex[v] === 0) newVertex[v] = count++;
  const kept = new Float64Array(3 * count);
  for (let v = 0; v < newVertex.length; v++) {
    if (newVertex[v]! >= 0) kept.set(positions.subarray(3 * v, 3 * v + 3), 3 * newVertex[v]!);
  }
  return { positions: kept, triangles: triangles.map((vertex) => newVertex[vertex]!) };
}
