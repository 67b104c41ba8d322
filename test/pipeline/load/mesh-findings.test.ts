import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshShells } from '../../../src/geometry/mesh-shells.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { shellFindings, topologyFindings } from '../../../src/pipeline/load/mesh-findings.ts';
import { boxMesh, insideOut, joined, meshOf } from '../../geometry/solids.ts';
import { withoutTriangle } from '../../support/test-meshes.ts';

const BOX = boxMesh(0, 0, 0, 4, 4, 4);

const ofTopology = (mesh: TriangleMesh) => topologyFindings(meshTopology(mesh), 'cage');
const ofShells = (mesh: TriangleMesh) => shellFindings(meshShells(mesh, meshTopology(mesh)), 'cage');

describe('the topology of a mesh', () => {
  test('of a clean box gives no finding', () => {
    expect(ofTopology(BOX)).toEqual([]);
  });

  test('of a box without a triangle gives its three open edges and the place of one', () => {
    const [found, ...more] = ofTopology(withoutTriangle(BOX, 0));
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      rule: 'mesh-not-watertight',
      severity: 'error',
      partId: 'cage',
      measured: 3,
      limit: 0,
      unit: 'edges',
    });
    // The triangle was the half of the bottom with the corners (0, 0), (4, 4) and (4, 0).
    expect(found?.message).toMatch(
      /^the mesh is open: edges with one triangle: 3, one at \([024]\.000, [024]\.000, 0\.000\) mm of the file$/,
    );
  });

  test('names every kind of fault by a rule of its own', () => {
    const turned = BOX.triangles.slice();
    [turned[13], turned[14]] = [BOX.triangles[14]!, BOX.triangles[13]!];
    expect(ofTopology({ ...BOX, triangles: turned }).map(({ rule, measured }) => [rule, measured])).toEqual([
      ['mesh-orientation', 3],
    ]);
    const twice = { ...BOX, triangles: Uint32Array.from([...BOX.triangles, ...BOX.triangles.subarray(0, 3)]) };
    expect(ofTopology(twice).map(({ rule, severity }) => `${severity} ${rule}`)).toContain(
      'warning mesh-duplicate-triangles',
    );
    const flat = { ...BOX, triangles: Uint32Array.from([...BOX.triangles, 0, 0, 1]) };
    expect(ofTopology(flat)).toMatchObject([
      { rule: 'mesh-degenerate-triangles', severity: 'note', measured: 1, unit: 'triangles' },
    ]);
    // Two boxes that share an upright edge, with shared vertices: four triangles there.
    const other = boxMesh(4, 4, 0, 8, 8, 4);
    const shared = joined(BOX, other);
    const merged = shared.triangles.map((vertex) => (vertex === 8 ? 2 : vertex === 12 ? 6 : vertex));
    expect(ofTopology({ ...shared, triangles: merged })).toMatchObject([
      { rule: 'mesh-non-manifold', severity: 'warning', measured: 1 },
    ]);
  });

  test('that does not pair up is never without an error', () => {
    // Three walls on one edge, two of them the same way: open edges are there, and so is an error.
    const fins = meshOf(
      [
        [0, 0, 0],
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [-1, -1, 0],
      ],
      [
        [0, 1, 2],
        [0, 1, 3],
        [1, 0, 4],
      ],
    );
    expect(ofTopology(fins).some(({ severity }) => severity === 'error')).toBe(true);
    const odd = { ...meshTopology(BOX), watertight: false };
    expect(topologyFindings(odd, 'cage')).toMatchObject([
      { rule: 'mesh-not-watertight', severity: 'error', measured: null },
    ]);
  });
});

describe('the shells of a mesh', () => {
  const small = (x: number) => boxMesh(x, 1, 1, x + 0.5, 1.5, 1.5);

  test('that are solids beside each other, and voids within them, give no finding', () => {
    expect(ofShells(joined(BOX, boxMesh(10, 0, 0, 11, 1, 1), insideOut(small(1))))).toEqual([]);
  });

  test('that face inward outside of all others are solid that is lost', () => {
    expect(ofShells(joined(BOX, insideOut(boxMesh(10, 0, 0, 11, 2, 3))))).toEqual([
      {
        rule: 'mesh-inverted',
        severity: 'error',
        partId: 'cage',
        layer: null,
        xMm: null,
        yMm: null,
        measured: 1,
        limit: 0,
        unit: 'shells',
        message:
          'shells face inward where they bound solid, which is lost: ' +
          'shell 2 of 12 triangles, -6.000 mm3, x 10.00 to 11.00, y 0.00 to 2.00, z 0.00 to 3.00 mm',
      },
    ]);
  });

  test('that face outward inside solid bound no void; of many the first five are named', () => {
    const [found, ...more] = ofShells(joined(BOX, ...[0.2, 0.8, 1.4, 2, 2.6, 3.2].map(small)));
    expect(more).toEqual([]);
    expect(found).toMatchObject({ rule: 'mesh-shell-inside', severity: 'warning', measured: 6 });
    expect(found?.message.match(/shell \d of 12 triangles/g)).toEqual(
      [2, 3, 4, 5, 6].map((n) => `shell ${n} of 12 triangles`),
    );
    expect(found?.message).toMatch(/ and 1 more$/);
  });
});
