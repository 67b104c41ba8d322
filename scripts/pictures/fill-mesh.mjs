/** Triangles of a filled part, as `trabecula lattice` writes them into a file. */
import { isoMesh } from '../../dist/geometry/iso/iso-mesh.js';
import { voxelShares } from '../../dist/geometry/iso/voxel-shares.js';
import { meshMeasures } from '../../dist/geometry/mesh-measures.js';
import { meshTopology } from '../../dist/geometry/mesh-topology.js';
import { triangleBvh } from '../../dist/geometry/triangle-bvh.js';
import { buildTriangleBvh } from '../../dist/geometry/triangle-bvh-build.js';
import { isoBodies } from '../../dist/pipeline/mesh/iso-bodies.js';
import { onlyFill, partJob, wholePart } from '../../dist/pipeline/parts/part-job.js';
import { completeLattice } from '../../dist/pipeline/request/lattice-defaults.js';

const SLICE = { thicknessMm: 0.1, cut: 'mid' };
/** Vertices on the part's surface are rounded to single precision. */
const ON_PART_MM = 1e-4;
/** Edge of the voxels that stop light, in steps of the mesh; larger ones let it through thin walls. */
const VOXEL_STEPS = 1.7;

/**
 * Returns the mesh of a closed part with a fill, a mark for each triangle that lies on the part's own surface, and the voxels of the
 * solid. Loose pieces are dropped as `trabecula prepare` drops them; a wall that the mesh would lose is an error.
 */
export function fillMesh(part, lattice) {
  const job = partJob(asLoaded(part), [0, 0, 0], {
    slice: SLICE,
    regions: wholePart(completeLattice(lattice, ['lattice'])),
    paths: null,
    band: null,
  });
  const { stepMm, originMm } = onlyFill(job).spec;
  const run = isoMesh(job.spec.mesh, isoBodies(job).bodies, { stepMm, originMm });
  const { positions, triangles: all } = gathered(run);
  const { lostWalls, thinPart } = run.tally;
  if (lostWalls + thinPart > 0) throw new Error(`${lostWalls} walls and ${thinPart} thin places are lost`);
  const triangles = largestPiece(positions.length / 3, all);
  const edgeMm = VOXEL_STEPS * stepMm;
  const shares = voxelShares(job.spec.mesh, isoBodies(job).bodies, { edgeMm, originMm, samples: 1 });
  return {
    positions,
    triangles,
    isCut: cutTriangles(part, positions, triangles),
    voxels: { ...shares, solid: solidOf(shares) },
    part,
  };
}

function asLoaded(mesh) {
  const { volumeMm3, box } = meshMeasures(mesh);
  const topology = meshTopology(mesh);
  if (!topology.watertight || volumeMm3 <= 0) throw new Error('the part is open or inside out');
  return {
    partId: 'part',
    mesh,
    topology,
    beams: [],
    volumeMm3,
    box,
    findings: [],
    input: { path: 'part.stl', bytes: 0, sha256: '' },
    unit: { name: 'mm', decidedBy: 'default' },
    repairs: [],
  };
}

function gathered(run) {
  const slabs = Array.from(run.slabs(), ({ positions, triangles }) => [positions.slice(), triangles.slice()]);
  const positions = new Float32Array(3 * run.tally.vertices);
  const triangles = new Uint32Array(3 * run.tally.triangles);
  let [v, t] = [0, 0];
  for (const [xyz, abc] of slabs) {
    positions.set(xyz, v);
    triangles.set(abc, t);
    v += xyz.length;
    t += abc.length;
  }
  return { positions, triangles };
}

/** Triangles of the piece that has most of them. */
function largestPiece(vertexCount, triangles) {
  const parent = Uint32Array.from({ length: vertexCount }, (_, v) => v);
  const rootOf = (vertex) => {
    let v = vertex;
    while (parent[v] !== v) {
      parent[v] = parent[parent[v]];
      v = parent[v];
    }
    return v;
  };
  for (let t = 0; t < triangles.length; t += 3) {
    for (const other of [triangles[t + 1], triangles[t + 2]]) parent[rootOf(other)] = rootOf(triangles[t]);
  }
  const counts = new Uint32Array(vertexCount);
  for (let t = 0; t < triangles.length; t += 3) counts[rootOf(triangles[t])]++;
  const largest = counts.reduce((best, count, v) => (count > counts[best] ? v : best), 0);
  return triangles.filter((_, c) => rootOf(triangles[c - (c % 3)]) === largest);
}

function cutTriangles(part, positions, triangles) {
  const surface = triangleBvh(buildTriangleBvh(part));
  const onPart = new Uint8Array(positions.length / 3);
  for (let v = 0; v < onPart.length; v++) {
    const at = 3 * v;
    if (surface.distance(positions[at], positions[at + 1], positions[at + 2]) < ON_PART_MM) onPart[v] = 1;
  }
  const isCut = new Uint8Array(triangles.length / 3);
  for (let t = 0; t < isCut.length; t++) {
    isCut[t] = onPart[triangles[3 * t]] & onPart[triangles[3 * t + 1]] & onPart[triangles[3 * t + 2]];
  }
  return isCut;
}

function solidOf({ nx, ny, nz, layers }) {
  const solid = new Uint8Array(nx * ny * nz);
  let k = 0;
  for (const layer of layers()) solid.set(layer, nx * ny * k++);
  return solid;
}
