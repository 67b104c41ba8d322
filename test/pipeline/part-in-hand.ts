/** Parts in memory as their files would give them, for tests of what is made of them. */
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshEdges } from '../../src/geometry/mesh-edges.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshShells } from '../../src/geometry/mesh-shells.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { buildTriangleBvh } from '../../src/geometry/triangle-bvh-build.ts';
import type { LatticeSettings } from '../../src/lattice/settings.ts';
import type { JobSpec, RegionShape } from '../../src/pipeline/layers/job-spec.ts';
import type { LoadedPart } from '../../src/pipeline/load/load-part.ts';
import { type LoadedRegion, partJob, wholePart } from '../../src/pipeline/parts/part-job.ts';
import { completeLattice, type LatticeRequest } from '../../src/pipeline/request/lattice-defaults.ts';

/** A mesh as read from a file. */
export function loadedPart(mesh: TriangleMesh, partId = 'part'): LoadedPart {
  const { volumeMm3, box } = meshMeasures(mesh);
  const topology = meshTopology(mesh);
  return {
    partId,
    mesh,
    beams: [],
    topology,
    shells: meshShells(mesh, topology),
    volumeMm3,
    box,
    findings: [],
    input: { path: `${partId}.stl`, bytes: 0, sha256: '' },
    unit: { name: 'mm', decidedBy: 'default' },
    objects: [],
    repairs: [],
  };
}

/** A region inside a mesh; without one it is the rest. A porous one has a lattice. */
export function region(
  id: string,
  kind: 'solid' | 'porous' | 'empty' | 'beneath',
  mesh: TriangleMesh | null = null,
): WantedRegion {
  const fill = kind === 'porous' ? 'lattice' : kind;
  return { id, fill, shape: mesh === null ? null : { by: 'mesh', mesh, edges: meshEdges(mesh) } };
}

/** The shape of a region at a distance: from the surface of the part itself, or from a body, in which the distance is 0. */
export function distanceShape(
  from: { readonly surfaceOf: TriangleMesh } | { readonly body: TriangleMesh },
  fromMm: number,
  withinMm: number,
): RegionShape {
  const mesh = 'body' in from ? from.body : from.surfaceOf;
  const inside = 'body' in from ? { mesh, edges: meshEdges(mesh) } : null;
  return { by: 'distance', surface: buildTriangleBvh(mesh), inside, fromMm, withinMm };
}

/** A region of which the test says elsewhere what it is filled with. */
export type WantedRegion = Omit<LoadedRegion, 'lattice'>;

/** The spec of a part that stays where it is, in layers of 0.1 mm, without paths. */
export function specOf(
  mesh: TriangleMesh,
  lattice: LatticeRequest | null,
  regions: readonly WantedRegion[] | null = null,
): JobSpec {
  const complete = lattice === null ? null : completeLattice(lattice, ['lattice']);
  const settings = {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: regions === null ? wholePart(complete) : filledRegions(regions, complete),
    paths: null,
    band: null,
  } as const;
  return partJob(loadedPart(mesh), [0, 0, 0], settings).spec;
}

/** The regions with one fill for all that have a lattice. */
export function filledRegions(
  regions: readonly WantedRegion[],
  lattice: LatticeSettings | null,
): readonly LoadedRegion[] {
  return regions.map((one) => ({
    ...one,
    lattice: one.fill === 'lattice' && lattice !== null ? { settings: lattice, place: ['lattice'] } : null,
  }));
}
