import { expect, test } from 'vitest';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { carriedMesh } from '../../../src/pipeline/sinks/stand-in-mesh.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { beamsOf } from '../../slicing/beam-points.ts';
import { region, specOf } from '../part-in-hand.ts';

const BLOCK = boxMesh(0, 0, 0, 12, 10, 8);
const CORE = boxMesh(2, 2, 2, 8, 8, 6);
const GYROID = { cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 } as const;

test('a solid part is its own mesh, also where regions of it are solid or only named', () => {
  const whole = specOf(BLOCK, null);
  expect(carriedMesh(whole)).toEqual({ mesh: whole.mesh, standsIn: false });
  const named = specOf(BLOCK, null, [
    region('seat', 'solid', CORE),
    region('face', 'beneath', CORE),
    region('rest', 'solid'),
  ]);
  expect(carriedMesh(named)).toEqual({ mesh: named.mesh, standsIn: false });
});

test('a mesh that has more than is made of it stands in for the slices: where a lattice or nothing is to be', () => {
  for (const spec of [
    specOf(BLOCK, GYROID),
    specOf(BLOCK, GYROID, [region('core', 'porous', CORE), region('rest', 'solid')]),
    specOf(BLOCK, null, [region('canal', 'empty', CORE), region('rest', 'solid')]),
  ]) {
    expect(carriedMesh(spec)).toEqual({ mesh: spec.mesh, standsIn: true });
  }
});

test('a part with beams has a closed box around it in its place', () => {
  const spec = specOf(BLOCK, null);
  const beams = [beamsOf([[0, 0, 0, 20, 0, 0, 1, 1]], [0, 0])];
  const { mesh, standsIn } = carriedMesh({ ...spec, beams, box: [-1, -2, 0, 20, 10, 8.5] });
  expect(standsIn).toBe(true);
  expect(meshTopology(mesh).watertight).toBe(true);
  const { box, volumeMm3 } = meshMeasures(mesh);
  expect(box).toEqual([-1, -2, 0, 20, 10, 8.5]);
  expect(volumeMm3).toBeCloseTo(21 * 12 * 8.5, 9);
});
