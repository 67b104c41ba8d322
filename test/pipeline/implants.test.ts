import { expect, test } from 'vitest';
import { loadCase } from '../../src/config/case.ts';
import { readStl } from '../../src/formats/stl/read-stl.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { triangleBvh } from '../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../src/geometry/triangle-bvh-build.ts';
import { IMPLANTS, implantFiles } from '../../src/pipeline/implants.ts';

test.each(IMPLANTS.map(({ id }) => id))(
  'the example of %s is a case with all its meshes, the case last',
  async (id) => {
    const files = await implantFiles(id);
    const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
    expect(byName.size).toBe(files.length);
    expect(files.at(-1)?.name).toBe('case.json');
    const item = loadCase(Buffer.from(byName.get('case.json')!).toString('utf8'), 'case.json');
    const named = item.parts.flatMap(({ mesh, regions }) => [
      ...(mesh === undefined ? [] : [mesh]),
      ...regions.flatMap(({ shape }) => (shape.by === 'mesh' ? [shape.file] : [])),
    ]);
    expect([...byName.keys()].filter((name) => name !== 'case.json').sort()).toEqual([...new Set(named)].sort());
    for (const name of named) {
      const mesh = readStl(byName.get(name)!, name);
      expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1 });
      expect(meshMeasures(mesh).volumeMm3).toBeGreaterThan(0);
    }
    // One for metal and one for polymer: the two roads that there are.
    expect(item.targets.map(({ printer }) => printer)).toEqual(['generic-lpbf-250', 'generic-peek-fff']);
  },
);

test('the interbody cage is 30 x 24 mm, and its core lies in it but for the endplate faces', async () => {
  const meshes = Object.fromEntries((await implantFiles('interbody')).map(({ name, bytes }) => [name, bytes]));
  const part = readStl(meshes['interbody.stl']!, 'part');
  const core = readStl(meshes['interbody-core.stl']!, 'core');
  const [x0, y0, z0, x1, y1, z1] = meshMeasures(part).box;
  expect([x1 - x0, y1 - y0].map((size) => size.toFixed(3))).toEqual(['30.000', '24.000']);
  const [cx0, cy0, cz0, cx1, cy1, cz1] = meshMeasures(core).box;
  expect([cx0 > x0, cy0 > y0, cx1 < x1, cy1 < y1]).toEqual([true, true, true, true]);
  expect([cz0 < z0, cz1 > z1 - 1]).toEqual([true, true]);
  // A solid frame is left: the middle of the core's box lies in the graft window, where there is neither.
  const inPart = triangleBvh(buildTriangleBvh(part));
  expect(inPart.isInside(0, 0, (z0 + z1) / 2)).toBe(false);
});

test('an example has the same bytes each time', async () => {
  expect(await implantFiles('interbody')).toEqual(await implantFiles('interbody'));
});

test('an unknown type is a usage error that names the known ones', async () => {
  for (const type of ['sacral', 'Interbody', '']) {
    await expect(implantFiles(type)).rejects.toMatchObject({
      code: 'usage',
      reason: `there is no example of '${type}' in this version; known: ${IMPLANTS.map(({ id }) => id).join(', ')}`,
    });
  }
});
