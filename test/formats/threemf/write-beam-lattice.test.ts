import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readThreeMf } from '../../../src/formats/threemf/read-threemf.ts';
import { type BeamLatticeOptions, writeBeamLattice } from '../../../src/formats/threemf/write-beam-lattice.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { byteMemory } from './byte-memory.ts';
import { lib3mfParts } from './lib3mf-parts.ts';

const OPTIONS: BeamLatticeOptions = {
  version: '0.1.0',
  objectName: 'struts',
  metadata: {},
  clippingMesh: null,
  representationMesh: null,
};

/** The eight half diagonals of a cube of 2 mm: one shared middle and eight corners. */
const BCC = Float64Array.from(
  Array.from({ length: 8 }, (_, c) => [1, 1, 1, c & 1 ? 2 : 0, c & 2 ? 2 : 0, c & 4 ? 2 : 0, 0.2, 0.15]).flat(),
);

async function written(beams: Float64Array, options: Partial<BeamLatticeOptions> = {}): Promise<Uint8Array> {
  const sink = byteMemory();
  await writeBeamLattice(sink, beams, { ...OPTIONS, ...options });
  return sink.bytes();
}

const modelText = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['3D/3dmodel.model']!);

describe('a 3MF beam lattice', () => {
  test('joins equal ends: eight beams of a bcc cell have nine vertices, and lib3mf opens it strictly', async () => {
    const bytes = await written(BCC);
    const { error, warnings, meshes } = lib3mfParts(bytes);
    expect([error, warnings]).toEqual([null, 0]);
    expect(meshes).toEqual([{ name: 'struts', vertices: 9, triangles: 0, beams: 8, minLength: 1e-4 }]);
    expect(modelText(bytes)).toContain('<b:beam v1="0" v2="1" r1="0.2" r2="0.15"/>');
    expect(modelText(bytes)).toContain('requiredextensions="b"');
  });

  test('names the part as its clipping mesh and another as its representation', async () => {
    const bytes = await written(BCC, {
      clippingMesh: boxMesh(0, 0, 0, 2, 2, 2),
      representationMesh: boxMesh(0.5, 0.5, 0.5, 1.5, 1.5, 1.5),
    });
    const { error, warnings, meshes } = lib3mfParts(bytes);
    expect([error, warnings, meshes.map(({ triangles, beams }) => [triangles, beams])]).toEqual([
      null,
      0,
      [
        [12, 0],
        [12, 0],
        [0, 8],
      ],
    ]);
    expect(modelText(bytes)).toContain('clippingmode="inside" clippingmesh="1" representationmesh="2"');
    expect(modelText(bytes)).toContain('<build>\n<item objectid="3"/>\n</build>');
  });

  test('is read by our own reader as the beams that were written, with the mesh that clips them', async () => {
    const mesh = boxMesh(0, 0, 0, 2, 2, 2);
    const whole = readThreeMf(await written(BCC), 'struts.3mf');
    expect(whole.beams).toEqual([{ beams: BCC, caps: new Uint8Array(16).fill(1), clip: null }]);
    const clipped = readThreeMf(await written(BCC, { clippingMesh: mesh, representationMesh: mesh }), 'struts.3mf');
    expect(clipped.beams[0]?.clip).toEqual({ keeps: 'inside', mesh });
    expect(clipped.placed).toEqual([{ name: 'struts', triangles: 0, beams: 8 }]);
  });

  test('without beams, with a beam of no length or of no radius, or with a number that is none, is refused', async () => {
    const broken = (at: number, value: number) => BCC.map((number, i) => (i === at ? value : number));
    await expect(written(new Float64Array(0))).rejects.toThrow(/beam lattice: has no beam/);
    await expect(written(broken(14, 0))).rejects.toThrow(/beam lattice > 1: must have radii above 0 mm, got 0/);
    await expect(written(broken(3, Number.NaN))).rejects.toThrow(/beam lattice > 0: must be finite/);
    await expect(written(Float64Array.of(1, 2, 3, 1, 2, 3, 1, 1))).rejects.toThrow(/at least 0\.0001 mm long, got 0/);
  });
});
