import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { type PartJob, partJob } from '../../../src/pipeline/parts/part-job.ts';
import { refuseMissing } from '../../../src/pipeline/parts/refuse-missing.ts';
import { completeLattice } from '../../../src/pipeline/request/lattice-defaults.ts';
import { NO_LIMITS, type RegionRequest } from '../../../src/pipeline/request/prepare-request.ts';
import { boxMesh, insideOut, joined } from '../../geometry/solids.ts';
import { distanceShape, filledRegions, loadedPart, region, type WantedRegion } from '../part-in-hand.ts';

/** 12 x 10 x 8 mm from the origin; on the plate it stands 50 mm to the right and 30 mm to the back. */
const BLOCK = boxMesh(0, 0, 0, 12, 10, 8);
const SHIFT_MM = [50, 30, 0] as const;
const GYROID = completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 }, ['lattice']);
const REST = region('rest', 'solid');

function jobOf(regions: readonly WantedRegion[], mesh: TriangleMesh, band: PartJob['spec']['layers'] | null): PartJob {
  const slice = { thicknessMm: 0.1, cut: 'mid' } as const;
  const settings = { slice, regions: filledRegions(regions, GYROID), paths: null, band };
  return partJob(loadedPart(mesh), SHIFT_MM, settings);
}

/** What a case would ask for: of the shape only that there is one. */
function requestOf({ id, fill, shape }: WantedRegion, n: number): RegionRequest {
  const place = ['case.json', 'parts', 0, 'regions', n];
  const tree = { by: 'mesh' as const, path: `${id}.stl`, place };
  const asked = shape === null ? null : { by: 'solid' as const, tree, place: [...place, 'shape'] };
  return { id, kind: null, fill, shape: asked, lattice: null, limits: NO_LIMITS, place };
}

/** Null where all regions have a place. */
async function refusal(
  regions: readonly WantedRegion[],
  mesh = BLOCK,
  band: PartJob['spec']['layers'] | null = null,
): Promise<string | null> {
  try {
    await refuseMissing(jobOf(regions, mesh, band), regions.map(requestOf));
    return null;
  } catch (error) {
    if (!(error instanceof PrepError)) throw error;
    expect([error.code, error.exitCode]).toEqual(['case-invalid', 3]);
    return error.message;
  }
}

/** A flat label in the block, 0.05 mm high. */
const label = (zMm: number) => region('label', 'solid', boxMesh(2, 2, zMm, 6, 4, zMm + 0.05));

describe('a region that misses its part', () => {
  test.each(['solid', 'porous', 'empty', 'beneath'] as const)(
    '%s: is refused with where both lie in the case',
    async (kind) => {
      const core = region('core', kind, boxMesh(20, 21.25, 0, 30, 30, 8));
      expect(await refusal([core, REST])).toBe(
        "case.json > parts > 0 > regions > 0 > shape: the region 'core' misses the part: it lies in x 20 to 30, y 21.25 to 30, z 0 to 8 mm, the part in x 0 to 12, y 0 to 10, z 0 to 8 mm",
      );
    },
  );

  test('by its distance is refused as that', async () => {
    const far = { ...region('facing', 'porous'), shape: distanceShape({ body: boxMesh(0, 0, -5, 12, 10, -3) }, 0, 2) };
    expect(await refusal([far, REST])).toBe(
      "case.json > parts > 0 > regions > 0 > shape: the region 'facing' misses the part: nothing of it lies at that distance",
    );
    const nearer = { ...far, shape: distanceShape({ body: boxMesh(0, 0, -5, 12, 10, -1.9) }, 0, 2) };
    expect(await refusal([nearer, REST])).toBeNull();
  });

  test('is named by its own place where others before it do not', async () => {
    const core = region('core', 'porous', boxMesh(2, 2, 2, 4, 4, 4));
    const gone = region('gone', 'solid', boxMesh(0, 0, 9, 1, 1, 10));
    expect(await refusal([core, gone, REST])).toMatch(
      /^case\.json > parts > 0 > regions > 1 > shape: the region 'gone' misses/,
    );
  });
});

describe('a region without a place of its own', () => {
  const all = boxMesh(-1, -1, -1, 13, 11, 9);
  const core = region('core', 'porous', boxMesh(2, 2, 2, 10, 8, 6));

  test('since those before it have all of it is refused as that', async () => {
    expect(await refusal([region('all', 'solid', all), core, REST])).toBe(
      "case.json > parts > 0 > regions > 1 > shape: the region 'core' has no place left: the regions before it have all of it",
    );
  });

  test('is taken where it stands first, and so is a rest that is nothing', async () => {
    expect(await refusal([core, region('all', 'solid', all), REST])).toBeNull();
    expect(await refusal([REST])).toBeNull();
  });

  test('since a zone of the surface takes none from it is taken', async () => {
    expect(await refusal([region('face', 'beneath', all), core, REST])).toBeNull();
    expect(await refusal([region('all', 'solid', all), region('face', 'beneath', all), REST])).toBeNull();
  });
});

describe('an empty region where the mesh of the part has a void already', () => {
  /** The block with a closed void of 2 x 2 x 4 mm. */
  const hollow = joined(BLOCK, insideOut(boxMesh(5, 4, 2, 7, 6, 6)));
  const inVoid = boxMesh(5, 4, 2, 7, 6, 6);

  test('is taken, since it touches the surface', async () => {
    expect(await refusal([region('canal', 'empty', inVoid), REST], hollow)).toBeNull();
    expect(await refusal([region('canal', 'empty', boxMesh(5.1, 4.1, 2.1, 6.9, 5.9, 5.9)), REST], hollow)).toBeNull();
  });

  test('is taken where it is a canal that reaches out of the part at both ends', async () => {
    const part = drilled();
    expect(meshTopology(part).watertight).toBe(true);
    expect(meshMeasures(part).volumeMm3).toBeCloseTo(960 - 2 * 2 * 8, 9);
    expect(await refusal([region('canal', 'empty', boxMesh(4, 4, -2, 6, 6, 10)), REST], part)).toBeNull();
  });

  test('is refused where it is to be solid or porous, or far from any surface', async () => {
    for (const kind of ['solid', 'porous'] as const) {
      expect(await refusal([region('core', kind, inVoid), REST], hollow)).toContain(
        "the region 'core' misses the part",
      );
    }
    const amid = region('canal', 'empty', boxMesh(5.9, 4.9, 3.9, 6.1, 5.1, 4.1));
    expect(await refusal([amid, REST], hollow)).toContain("the region 'canal' misses the part");
  });
});

describe('a region thinner than a layer', () => {
  test.each([0, 1, 2, 3, 31, 39, 40, 63, 64, 65, 78, 79])('is found in layer %d, whichever it is', async (layer) => {
    expect(await refusal([label(layer * 0.1 + 0.025), REST])).toBeNull();
  });

  test('is refused where it lies between two cuts: no layer would have it', async () => {
    expect(await refusal([label(3.96), REST])).toContain("the region 'label' ");
  });

  test('is found where only some layers are made', async () => {
    const band = { thicknessMm: 0.1, cut: 'mid', from: 0, to: 2 } as const;
    expect(await refusal([label(7.925), REST], BLOCK, band)).toBeNull();
  });
});

/** The block with a hole of 2 x 2 mm through its height: four blocks around it as one closed surface. */
function drilled(): TriangleMesh {
  const outer = [0, 0, 12, 0, 12, 10, 0, 10];
  const inner = [4, 4, 6, 4, 6, 6, 4, 6];
  const positions: number[] = [];
  for (const z of [0, 8]) {
    for (const ring of [outer, inner]) for (let i = 0; i < 8; i += 2) positions.push(ring[i]!, ring[i + 1]!, z);
  }
  // Corners 0 to 3 outside and 4 to 7 inside below, 8 to 15 the same above.
  const triangles: number[] = [];
  const quad = (a: number, b: number, c: number, d: number) => triangles.push(a, b, c, a, c, d);
  for (let i = 0; i < 4; i++) {
    const j = (i + 1) % 4;
    quad(i, j, j + 8, i + 8);
    quad(4 + j, 4 + i, 12 + i, 12 + j);
    quad(i, 4 + i, 4 + j, j);
    quad(8 + i, 8 + j, 12 + j, 12 + i);
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}
