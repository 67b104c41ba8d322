import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import loadManifold from 'manifold-3d';
import { beforeAll, describe, expect, test } from 'vitest';
import { readStl } from '../../src/formats/stl/read-stl.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { fillField } from '../../src/lattice/fill-spec.ts';
import type { LatticeSettings } from '../../src/lattice/settings.ts';
import { loadPart } from '../../src/pipeline/load/load-part.ts';
import { beamNumbers } from '../../src/pipeline/mesh/beam-numbers.ts';
import { implicitGraph } from '../../src/pipeline/mesh/implicit-graph.ts';
import { onlyFill, type PartJob, partJob, wholePart } from '../../src/pipeline/parts/part-job.ts';
import { defaultContext } from '../../src/pipeline/request/default-context.ts';
import { slice } from '../../src/pipeline/slice.ts';
import { type LatticeFileRequest, writeLattice } from '../../src/pipeline/write-lattice.ts';
import { hexVolume, parseInp } from '../formats/inp/parse-inp.ts';
import { evaluateFunction } from '../formats/threemf/evaluate-graph.ts';
import { lib3mfParts } from '../formats/threemf/lib3mf-parts.ts';
import { boxMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { latticeSettings } from '../support/lattice-settings.ts';
import { lib3mf } from '../support/lib3mf.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { boxFile, stlFile, withoutTriangle } from '../support/test-meshes.ts';

const LOAD = { units: null, repair: false };

beforeAll(() => loadClipping());

function request(meshPath: string, name: string, lattice: Partial<LatticeSettings> = {}): LatticeFileRequest {
  return { meshPath, outFile: join(meshPath, '..', name), load: LOAD, lattice: latticeSettings(lattice), form: 'mesh' };
}

const box = (x = 4, y = 4, z = 4) => boxFile(tempFolder(), 'box', x, y, z);

async function jobOf(meshPath: string, lattice: LatticeSettings): Promise<PartJob> {
  const settings = {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: wholePart(lattice),
    paths: null,
    band: null,
  } as const;
  return partJob(await loadPart(meshPath, LOAD), [0, 0, 0], settings);
}

/** Points in a box of 6 mm that lie on no plane of a cell. */
const POINTS = Array.from(
  { length: 400 },
  (_, n) => [(n * 0.7548) % 6, (n * 0.5698) % 6, (n * 0.3437) % 6] as [number, number, number],
);

/** Returns the values of a fill at points. */
function fillAt(job: PartJob): (point: readonly [number, number, number]) => number {
  const field = fillField(onlyFill(job).spec.fill);
  const grid = { x0Mm: 0, y0Mm: 0, stepMm: 6, nx: 2, ny: 2 };
  return ([x, y, z]) => field.plane(z, grid, new Uint8Array(4)).valueAt(x, y);
}

describe('a filled box as triangles', () => {
  test('STL, PLY and 3MF hold the same closed mesh, and two runs the same bytes', async () => {
    const meshPath = box();
    const results = [];
    for (const name of ['a.stl', 'b.stl', 'a.ply', 'a.3mf']) results.push(await writeLattice(request(meshPath, name)));
    const bytes = (name: string) => readFileSync(join(meshPath, '..', name));
    expect(bytes('a.stl').equals(bytes('b.stl'))).toBe(true);
    const { triangles, vertices, volumeMm3, findings } = results[0]!;
    for (const result of results) expect(result).toMatchObject({ triangles, vertices, volumeMm3, findings });
    // Slivers that the edges of the box cut off are notes.
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    const mesh = readStl(bytes('a.stl'), 'a.stl');
    expect(meshTopology(mesh).watertight).toBe(true);
    expect([mesh.triangles.length / 3, mesh.positions.length / 3]).toEqual([triangles, vertices]);
    expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(volumeMm3!, 6);
    expect(lib3mf(join(meshPath, '..', 'a.3mf'))).toMatchObject({ error: null, warnings: 0, triangles });
    expect(bytes('a.ply').toString('latin1', 0, 400)).toContain(`element face ${triangles}\n`);
    // Whole cells: the share of the box is the density asked for.
    expect(Math.abs(volumeMm3! / (0.3 * 64) - 1)).toBeLessThan(0.01);
    expect(results[0]).toMatchObject({ partVolumeMm3: 64, stepMm: 0.1, relativeDensity: 0.3, beams: null });
  });

  test('thin walls get a finer step by themselves; a step that loses them is an error that counts', async () => {
    const meshPath = box(4, 4, 2);
    const thin = { relativeDensity: 0.1 };
    const fine = await writeLattice(request(meshPath, 'fine.stl', thin));
    // The wall is 0.1 / 3.09 of 2 mm.
    expect(fine.stepMm).toBeCloseTo(0.1 / 3, 12);
    expect(fine.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Math.abs(fine.volumeMm3! / 3.2 - 1)).toBeLessThan(0.005);
    const coarse = await writeLattice(request(meshPath, 'coarse.stl', { ...thin, stepMm: 0.1 }));
    expect(coarse.findings).toContainEqual(
      expect.objectContaining({ rule: 'wall-lost', severity: 'error', message: expect.stringContaining('--px') }),
    );
  });

  test('a piece that the surface cuts off is told with its volume and place', async () => {
    // Struts of one cell along the diagonals leave corners of their neighbours.
    const { findings } = await writeLattice(
      request(box(5, 4, 3), 'loose.stl', { cellType: 'diamond-strut', phase: 'network' }),
    );
    const loose = findings.find(({ rule }) => rule === 'solid-loose');
    expect(loose?.message).toMatch(/^\d+ loose pieces of solid hold .* mm3, the largest .* mm up$/);
    expect(loose?.measured).toBeGreaterThan(0.001);
  });

  test('a mesh with a hole, an input as output and a run told to stop leave no file', async () => {
    const dir = tempFolder();
    const open = stlFile(dir, 'open', withoutTriangle(boxMesh(0, 0, 0, 4, 4, 4), 0));
    await expect(writeLattice(request(open, 'out.stl'))).rejects.toThrow(/the mesh is not closed/);
    const whole = boxFile(dir, 'whole', 4, 4, 4);
    await expect(writeLattice(request(whole, 'whole.stl'))).rejects.toThrow(/would replace the input/);
    const stop = new AbortController();
    const context = defaultContext({
      signal: stop.signal,
      progress: ({ done }) => {
        if (done === 3) stop.abort();
      },
    });
    const before = readFileSync(whole);
    await expect(writeLattice(request(whole, 'out.stl'), context)).rejects.toThrow(/interrupted; nothing was written/);
    expect([existsSync(join(dir, 'out.stl')), readFileSync(whole).equals(before)]).toEqual([false, true]);
  });
});

describe('a filled box as beams, a function, or voxels', () => {
  test.each(['octet', 'voronoi'])('%s: points lie within a beam where they lie in a strut', async (cellType) => {
    const meshPath = box(6, 6, 6);
    const lattice = latticeSettings({ cellType, phase: 'network', cellMm: 3 });
    const job = await jobOf(meshPath, lattice);
    const beams = beamNumbers(job);
    const { band } = onlyFill(job).spec.fill;
    const valueAt = fillAt(job);
    let solid = 0;
    for (const point of POINTS) {
      const inStrut = valueAt(point) < band.to!;
      expect(distanceToBeams(beams, point) < 0).toBe(inStrut);
      solid += inStrut ? 1 : 0;
    }
    expect(solid).toBeGreaterThan(50);
  });

  test('lib3mf finds the beams and the mesh that clips them', async () => {
    const meshPath = box();
    const lattice = latticeSettings({ cellType: 'bcc', phase: 'network' });
    const result = await writeLattice({ ...request(meshPath, 'beams.3mf'), lattice, form: 'beams' });
    // Two cells a side: 8 x 8 half diagonals, and those of neighbours that reach in by their radius at the corners they share.
    expect(result).toMatchObject({ stepMm: null, volumeMm3: null, triangles: null });
    expect(result.beams).toBeGreaterThanOrEqual(64);
    const { error, warnings, meshes } = lib3mfParts(readFileSync(result.outFile));
    expect({ error, warnings, beams: meshes.map((mesh) => mesh.beams) }).toEqual({
      error: null,
      warnings: 0,
      beams: [0, result.beams],
    });
  });

  test.each([
    ['gyroid', null, 'sheet', 0],
    ['diamond', null, 'network', 0],
    ['expression', 'cos(X) + 2*cos(Y)*sin(2*Z) - 0.3', 'sheet', 0.5],
  ] as const)('%s as a function is below 0 in the solid', async (cellType, expression, phase, skinMm) => {
    const meshPath = box(6, 6, 6);
    const lattice = latticeSettings({ cellType, expression, phase, skinMm, relativeDensity: 0.4 });
    const job = await jobOf(meshPath, lattice);
    expect(implicitGraph(job, lattice).length).toBeGreaterThan(5);
    const { outFile } = await writeLattice({ ...request(meshPath, 'function.3mf'), lattice, form: 'implicit' });
    const text = strFromU8(unzipSync(readFileSync(outFile))['3D/3dmodel.model']!);
    const { from, to } = onlyFill(job).spec.fill.band;
    const valueAt = fillAt(job);
    for (const point of POINTS) {
      const value = valueAt(point);
      const depth = Math.min(...point, ...point.map((at) => 6 - at));
      const isSolid = ((from === null || value > from) && value < to!) || depth < skinMm;
      expect(evaluateFunction(text, ...point, -depth) < 0).toBe(isSolid);
    }
  });

  test('fills that beams or a function cannot hold are refused in one line that names the option', async () => {
    const meshPath = box();
    const refused = async (form: 'beams' | 'implicit', lattice: Partial<LatticeSettings>, name = 'out.3mf') =>
      writeLattice({ ...request(meshPath, name, lattice), form }).then(
        () => 'written',
        (error: Error) => error.message,
      );
    const struts = { cellType: 'octet', phase: 'network' } as const;
    const grading = [
      {
        quantity: 'density' as const,
        place: { by: 'z' as const },
        table: [
          [0, 0.2],
          [4, 0.4],
        ] as const,
      },
    ];
    expect(await refused('beams', {})).toMatch(/^--as beams needs struts: bcc, .*; got gyroid$/);
    expect(await refused('beams', { ...struts, turnDeg: [0, 0, 30], stretch: [1, 1, 2] })).toBe(
      '--as beams holds cells of one size along the axes, without --turn and --stretch: ask for a mesh',
    );
    expect(await refused('beams', { ...struts, relativeDensity: null, grading })).toMatch(/without --grade/);
    expect(await refused('beams', { ...struts, skinMm: 0.5 })).toMatch(/has no skin/);
    expect(await refused('beams', { ...struts, filletMm: 0.1 })).toMatch(/has no fillets/);
    expect(await refused('implicit', struts)).toMatch(/needs a surface, not the struts of octet/);
    expect(await refused('implicit', { relativeDensity: null, grading })).toMatch(/without --grade/);
    expect(await refused('implicit', { evenWalls: true })).toMatch(/without --even-walls/);
    expect(await refused('implicit', { map: { kind: 'surface', side: 'z+' } })).toMatch(/without --map/);
    expect(await refused('implicit', { skinMm: 0.5, openSides: ['z+'] })).toMatch(/without --open/);
    expect(
      await refused('implicit', { cellType: 'expression', expression: 'cos(3*X)+cos(Y)+cos(Z)', stepMm: 0.1 }),
    ).toMatch(/a sum of sines up to the second harmonic/);
    expect(await refused('beams', struts, 'out.stl')).toMatch(/--as beams goes into a \.3mf file/);
  });

  test('voxels: skin and lattice apart, with the volume that the file has; coarse ones are told', async () => {
    const meshPath = box();
    const { elements, volumeMm3, findings } = await writeLattice(request(meshPath, 'a.inp', { skinMm: 0.4 }));
    const parsed = parseInp(readFileSync(join(meshPath, '..', 'a.inp'), 'utf8'));
    expect([parsed.elements.size, [...parsed.elementSets.keys()].sort()]).toEqual([
      elements,
      ['ALL', 'LATTICE', 'SKIN'],
    ]);
    // The skin is whole voxels: 4^3 - 3.2^3.
    expect(parsed.elementSets.get('SKIN')!.size).toBe(40 ** 3 - 32 ** 3);
    const first = parsed.elements.values().next().value!;
    expect(volumeMm3).toBeCloseTo(elements! * hexVolume(first.map((node) => parsed.nodes.get(node)!)), 3);
    expect(findings.filter(({ rule }) => rule === 'voxels-coarse')).toEqual([]);
    const coarse = await writeLattice(request(meshPath, 'b.inp', { stepMm: 0.2 }));
    expect(coarse.findings).toContainEqual(expect.objectContaining({ rule: 'voxels-coarse', severity: 'warning' }));
  });
});

/** Least distance from a point to the surfaces of beams of one radius each; below 0 inside. */
function distanceToBeams(beams: Float64Array, point: readonly [number, number, number]): number {
  let least = Infinity;
  for (let b = 0; b < beams.length; b += 8) {
    const a = [0, 1, 2].map((k) => beams[b + k]!);
    const along = [0, 1, 2].map((k) => beams[b + 3 + k]! - a[k]!);
    const to = point.map((at, k) => at - a[k]!);
    const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, k) => sum + value * v[k]!, 0);
    const t = Math.max(0, Math.min(1, dot(to, along) / dot(along, along)));
    const off = to.map((value, k) => value - t * along[k]!);
    least = Math.min(least, Math.sqrt(dot(off, off)) - beams[b + 6]!);
  }
  return least;
}

describe('five fills of a vertebra (needs shared/data)', () => {
  const noAdmesh = spawnSync('admesh', ['--version']).error !== undefined;
  // Cells of 16 mm; steps of two or more to a wall and of five to the radius of a strut.
  const fills = [
    ['gyroid', 'sheet', 0.64],
    ['diamond', 'network', 0.4],
    ['primitive', 'sheet', 0.8],
    ['octet', 'network', 0.3],
    ['kelvin', 'network', 0.4],
  ] as const;
  test.skipIf(!hasSharedData).each(fills)(
    '%s, %s, in steps of %d mm is manifold, also to admesh where it is installed, and has the volume of its contours to 0.5 percent',
    async (cellType, phase, stepMm) => {
      const dir = tempFolder();
      const meshPath = sharedData('meshes/bone_vertebra.stl');
      const lattice = latticeSettings({ cellType, phase, cellMm: 16, stepMm });
      const outFile = join(dir, 'lattice.stl');
      const { volumeMm3, triangles, findings } = await writeLattice({ ...request(meshPath, ''), outFile, lattice });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const manifold = await loadManifold();
      manifold.setup();
      const { Manifold, Mesh } = manifold;
      const { positions, triangles: triVerts } = readStl(readFileSync(outFile), 'lattice.stl');
      const solid = new Manifold(new Mesh({ numProp: 3, vertProperties: Float32Array.from(positions), triVerts }));
      expect([solid.status(), solid.numTri()]).toEqual(['NoError', triangles]);
      expect(Math.abs(solid.volume() / volumeMm3! - 1)).toBeLessThan(1e-5);
      solid.delete();
      if (noAdmesh) console.warn('admesh is not installed: the mesh was not shown to it');
      else expectExact(outFile, triangles!);
      const contours = await slice(
        {
          meshPath,
          outFile: join(dir, 'lattice.svg'),
          load: LOAD,
          lattice: { ...lattice, stepMm: null },
          slice: { thicknessMm: 0.6, cut: 'mid' },
          layers: null,
          cliEncoding: 'binary',
        },
        defaultContext({ workers: 0, backend: 'cpu' }),
      );
      expect(Math.abs(volumeMm3! / contours.volumeMm3 - 1)).toBeLessThan(5e-3);
    },
    60_000,
  );

  /** Admesh finds every facet joined to its neighbours by equal coordinates, and nothing to mend. */
  function expectExact(path: string, triangles: number): void {
    const { stdout } = spawnSync('admesh', ['--exact', path], { encoding: 'utf8', timeout: 60_000 });
    const numbers = (label: string) =>
      (new RegExp(`${label}[^\\n]*?:\\s*(\\d+)(?:\\s+(\\d+))?`).exec(stdout)?.slice(1) ?? []).map(Number);
    expect(numbers('Number of facets')).toEqual([triangles, triangles]);
    expect(numbers('Total disconnected facets')).toEqual([0, 0]);
    for (const label of ['Degenerate facets', 'Edges fixed', 'Facets removed', 'Facets reversed', 'Backwards edges']) {
      expect([label, numbers(label)[0]]).toEqual([label, 0]);
    }
  }
});
