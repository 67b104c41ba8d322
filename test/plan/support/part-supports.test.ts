import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { partSupports } from '../../../src/plan/support/part-supports.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { supportCutter } from '../../../src/plan/support/support-cutter.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { unsupportedIslands } from './unsupported-islands.ts';

const LAYER_MM = 0.03;

function lifted(mesh: TriangleMesh, liftMm: number): TriangleMesh {
  let low = Infinity;
  for (let v = 2; v < mesh.positions.length; v += 3) low = Math.min(low, mesh.positions[v]!);
  return { ...mesh, positions: mesh.positions.map((value, k) => (k % 3 === 2 ? value - low + liftMm : value)) };
}

function islandsOf(mesh: TriangleMesh, layerMm = LAYER_MM) {
  const supports = partSupports(mesh, TITANIUM_SUPPORTS);
  const cutter = supportCutter(supports, TITANIUM_SUPPORTS.block);
  return unsupportedIslands(mesh, layerMm, 40, (z) => cutter.linesAt(z, 0));
}

describe('no layer has an island without support', () => {
  test.skipIf(!hasSharedData).each((process.env.BONES ?? 'cerv2').split(' '))(
    'bone %s',
    { timeout: 600_000 },
    (name) => {
      const mesh = lifted(readStl(readFileSync(sharedData(`meshes/bone_${name}.stl`)), name), 3);
      const begun = process.cpuUsage();
      const supports = partSupports(mesh, TITANIUM_SUPPORTS);
      const used = process.cpuUsage(begun);
      const cutter = supportCutter(supports, TITANIUM_SUPPORTS.block);
      const islands = unsupportedIslands(mesh, LAYER_MM, 40, (z) => cutter.linesAt(z, 0));
      const without = unsupportedIslands(mesh, LAYER_MM, 40, () => []);
      console.log(
        name,
        mesh.triangles.length / 3,
        'ms',
        (used.user + used.system) / 1000,
        'grid',
        supports.grid.walls.length,
        'places',
        supports.places.walls.length,
        'groups',
        supports.wants.groups.length,
        supports.groups.walls.length,
        'bare',
        supports.bare.length,
        'islands',
        islands.length,
        'of',
        without.length,
        JSON.stringify(islands.slice(0, 8)),
        JSON.stringify(supports.bare.slice(0, 4)),
      );
      expect(islands).toEqual([]);
    },
  );
});
