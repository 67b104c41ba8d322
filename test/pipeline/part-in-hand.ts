/** Parts in memory as their files would give them, for tests of what is made of them. */
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import type { JobSpec } from '../../src/pipeline/job-spec.ts';
import { completeLattice, type LatticeRequest } from '../../src/pipeline/lattice-defaults.ts';
import type { LoadedPart } from '../../src/pipeline/load-part.ts';
import { type LoadedRegion, partJob } from '../../src/pipeline/part-job.ts';

/** A mesh as read from a file. */
export function loadedPart(mesh: TriangleMesh, partId = 'part'): LoadedPart {
  const { volumeMm3, box } = meshMeasures(mesh);
  return {
    partId,
    mesh,
    topology: meshTopology(mesh),
    volumeMm3,
    box,
    findings: [],
    input: { path: `${partId}.stl`, bytes: 0, sha256: '' },
    unit: { name: 'mm', decidedBy: 'default' },
    repairs: [],
  };
}

/** A region inside a mesh; without one it is the rest. */
export function region(id: string, kind: 'solid' | 'porous', mesh: TriangleMesh | null = null): LoadedRegion {
  return { id, kind, shape: mesh === null ? null : loadedPart(mesh, id) };
}

/** The spec of a part that stays where it is, in layers of 0.1 mm, without paths. */
export function specOf(
  mesh: TriangleMesh,
  lattice: LatticeRequest | null,
  regions: readonly LoadedRegion[] | null = null,
): JobSpec {
  const settings = {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    lattice: lattice === null ? null : completeLattice(lattice, ['lattice']),
    ...(regions === null ? {} : { regions }),
    paths: null,
    band: null,
  } as const;
  return partJob(loadedPart(mesh), [0, 0, 0], settings).spec;
}
