import { describe, expect, test } from 'vitest';
import { CAP_CODES } from '../../../src/core/beams.ts';
import { FLATTEN_LIMITS } from '../../../src/formats/threemf/flatten.ts';
import { readThreeMf } from '../../../src/formats/threemf/read-threemf.ts';
import {
  alone,
  beams,
  item,
  lattice,
  numbersOf,
  object,
  REQUIRED,
  read,
  refusal,
  TWO_BEAMS,
  withoutProduction,
} from './beam-models.ts';
import { lib3mfParts } from './lib3mf-parts.ts';
import { meshVolume } from './mesh-volume.ts';
import { modelOf, packageOf, relationships, TETRAHEDRON } from './package-of.ts';

const { butt, sphere, hemisphere } = CAP_CODES;

describe('beams', () => {
  test('run from vertex to vertex with the radius of the lattice, their own, or two of their own', () => {
    const model = read(alone(beams('v1="0" v2="1"', 'v1="1" v2="3" r1="0.2"', 'v1="3" v2="2" r1="0.2" r2="0.4"')));
    expect(numbersOf(model)).toEqual([
      [
        [0, 0, 0, 1, 0, 0, 0.5, 0.5],
        [1, 0, 0, 0, 0, 3, 0.2, 0.2],
        [0, 0, 3, 0, 2, 0, 0.2, 0.4],
      ],
    ]);
    expect(model.beams[0]?.clip).toBeNull();
    expect(model.mesh.triangles.length).toBe(0);
    expect(model.objects[0]?.beams).toBe(3);
    expect(model.leftOut).toEqual([]);
  });

  test('have spheres at their ends, or what the lattice says, or what they say themselves', () => {
    const ends = beams('v1="0" v2="1"', 'v1="0" v2="2" cap1="butt"', 'v1="0" v2="3" cap1="hemisphere" cap2="sphere"');
    expect([...read(alone(ends)).beams[0]!.caps]).toEqual([sphere, sphere, butt, sphere, hemisphere, sphere]);
    const flat = read(alone(ends, 'radius="0.5" minlength="0.1" cap="butt"'));
    expect([...flat.beams[0]!.caps]).toEqual([butt, butt, butt, butt, hemisphere, sphere]);
  });

  test('shorter than the least length are left out and told of, and still count where sets name beams', () => {
    const sets =
      '<b:beamsets><b:beamset name="a" identifier="a"><b:ref index="1"/><b:ref index="1"/></b:beamset></b:beamsets>';
    const model = read(alone(TWO_BEAMS + sets, 'radius="0.5" minlength="1.5"'));
    expect(numbersOf(model)).toEqual([[[0, 0, 0, 0, 2, 0, 0.5, 0.5]]]);
    expect(model.leftOut).toEqual([
      'the build holds 1 beams shorter than the least length of their lattice, which no reader may take',
    ]);
    expect(model.objects[0]?.beams).toBe(1);
    expect(refusal(alone(TWO_BEAMS, 'radius="0.5" minlength="9"'))).toContain('places no solid');
    // At exactly the least length a beam is long enough.
    expect(numbersOf(read(alone(TWO_BEAMS, 'radius="0.5" minlength="1"')))[0]?.length).toBe(2);
  });

  test('between two vertices at one place have no axis and are left out, even where the least length is 0', () => {
    const twice = modelOf(
      object(1, lattice(beams('v1="0" v2="1"', 'v1="0" v2="3"'), 'radius="1" minlength="0"').replace('z="3"', 'z="0"')),
      item(1),
      REQUIRED,
    );
    expect(numbersOf(read(twice))[0]?.length).toBe(1);
    expect(read(twice).leftOut.length).toBe(1);
  });

  test('stand beside the triangles of their object, whose vertices may be joined', () => {
    const mesh = TETRAHEDRON.replace(
      '</vertices>',
      '<vertex x="1" y="0" z="0"/><vertex x="5" y="0" z="0"/></vertices>',
    ).replace('</mesh>', `<b:beamlattice radius="1" minlength="0.1">${beams('v1="4" v2="5"')}</b:beamlattice></mesh>`);
    const model = read(modelOf(object(1, mesh, 'name="both"'), item(1), REQUIRED));
    expect(meshVolume(model.mesh)).toBeCloseTo(1 / 6, 15);
    expect(numbersOf(model)).toEqual([[[1, 0, 0, 5, 0, 0, 1, 1]]]);
    expect(model.placed).toEqual([{ name: 'both', triangles: 4, beams: 1 }]);
  });

  test('with colours are read where these are there', () => {
    const colours = '<m:colorgroup id="9"><m:color color="#FF0000"/></m:colorgroup>';
    const painted = (inside: string, attributes: string) =>
      modelOf(colours + object(1, lattice(inside, `radius="0.5" minlength="0.1" ${attributes}`)), item(1), REQUIRED);
    expect(numbersOf(read(painted(beams('v1="0" v2="1" p1="0" p2="0"'), 'pid="9" pindex="0"')))[0]?.length).toBe(1);
    expect(refusal(painted(beams('v1="0" v2="1" p1="1"'), 'pid="9" pindex="0"'))).toContain('which has 1');
    expect(refusal(painted(beams('v1="0" v2="1" pid="9" p1="0"'), ''))).toContain('neither lattice nor object has pid');
    expect(refusal(painted(TWO_BEAMS, 'pid="9" pindex="1"'))).toContain('which has 1');
  });

  test('that another program has read and written again are the same', () => {
    const text = alone(beams('v1="0" v2="1"', 'v1="1" v2="3" r1="0.25" r2="0.5" cap1="butt" cap2="hemisphere"'));
    const { error, rewritten } = lib3mfParts(packageOf(withoutProduction(text)));
    expect(error).toBeNull();
    const again = readThreeMf(Buffer.from(rewritten, 'base64'), 'again.3mf');
    expect(numbersOf(again)).toEqual(numbersOf(read(text)));
    expect(again.beams[0]?.caps).toEqual(read(text).beams[0]?.caps);
  });
});

describe('placed beams', () => {
  test('follow components and items, inner first, and radii grow with them', () => {
    const turned = '<components><component objectid="1" transform="0 1 0 -1 0 0 0 0 1 5 0 0"/></components>';
    const model = read(
      modelOf(
        object(1, lattice(beams('v1="0" v2="1" r1="0.25" r2="0.5"'))) + object(2, turned, 'name="turned"'),
        item(2, 'transform="2 0 0 0 2 0 0 0 2 0 0 100"') + item(1),
        REQUIRED,
      ),
    );
    // (1,0,0) turns to (0,1,0), moves to (5,1,0), doubles to (10,2,0) and rises to (10,2,100).
    expect(numbersOf(model)).toEqual([[[10, 0, 100, 10, 2, 100, 0.5, 1]], [[0, 0, 0, 1, 0, 0, 0.25, 0.5]]]);
    expect(model.placed).toEqual([
      { name: 'turned', triangles: 0, beams: 1 },
      { name: '', triangles: 0, beams: 1 },
    ]);
  });

  test('in another part of the package are clipped by a mesh of that part, which must require the extension itself', () => {
    const root = modelOf('', item(7, 'p:path="/3D/other.model"'), 'requiredextensions="p"');
    const other = modelOf(
      object(1, TETRAHEDRON) +
        object(7, lattice(TWO_BEAMS, 'radius="1" minlength="0" clippingmode="inside" clippingmesh="1"')),
      '',
      REQUIRED,
    );
    const readParts = (part: string) =>
      readThreeMf(
        packageOf(root, {
          '3D/other.model': part,
          '3D/_rels/3dmodel.model.rels': relationships('/3D/other.model'),
        }),
        'part.3mf',
      );
    expect(meshVolume(readParts(other).beams[0]!.clip!.mesh)).toBeCloseTo(1 / 6, 15);
    expect(() => readParts(other.replace(REQUIRED, ''))).toThrow('/3D/other.model');
  });

  test('of a file in inches are in mm, radius and all', () => {
    const model = read(modelOf(object(1, lattice(beams('v1="0" v2="1"'))), item(1), `unit="inch" ${REQUIRED}`));
    expect(numbersOf(model)).toEqual([[[0, 0, 0, 25.4, 0, 0, 12.7, 12.7]]]);
  });

  test('may be turned by numbers of a few digits, but neither stretched nor sheared, which would make them oval', () => {
    const placed = (transform: string) =>
      modelOf(object(1, lattice(beams('v1="0" v2="1"'))), item(1, `transform="${transform}"`), REQUIRED);
    // 30 degrees in five digits, and a mirror.
    expect(numbersOf(read(placed('0.86603 0.5 0 -0.5 0.86603 0 0 0 1 0 0 0')))[0]?.[0]?.[6]).toBeCloseTo(0.5, 4);
    expect(numbersOf(read(placed('-2 0 0 0 2 0 0 0 2 0 0 0')))).toEqual([[[0, 0, 0, -2, 0, 0, 1, 1]]]);
    expect(refusal(placed('1 0 0 0 1 0 0 0 1.001 0 0 0'))).toContain('stretches or shears');
    expect(refusal(placed('1 0.001 0 0 1 0 0 0 1 0 0 0'))).toContain('stretches or shears');
    expect(refusal(placed('1e300 0 0 0 1e300 0 0 0 1e300 0 0 0'))).toMatch(/stretches or shears|no finite coordinate/);
  });

  test('of supports and of objects below supports are none of the part and are told of', () => {
    const inSupport = '<components><component objectid="1"/></components>';
    const model = read(
      modelOf(
        object(1, lattice()) + object(2, inSupport, 'type="support"') + object(3, lattice(), 'type="solidsupport"'),
        item(1) + item(2) + item(3),
        REQUIRED,
      ),
    );
    expect(model.beams.length).toBe(1);
    expect(model.placed.length).toBe(1);
    expect(model.leftOut).toEqual([
      'the build holds 1 times an object of type support',
      'the build holds 1 times an object of type solidsupport',
    ]);
  });

  test('beyond the limits of beams, or of triangles of clipping meshes, are refused before any is made', () => {
    const many = modelOf(
      object(1, TETRAHEDRON) +
        object(2, lattice(TWO_BEAMS, 'radius="1" minlength="0.1" clippingmode="inside" clippingmesh="1"')),
      item(2).repeat(5),
      REQUIRED,
    );
    const limits = (more: object) => ({ flattenLimits: { ...FLATTEN_LIMITS, ...more } });
    expect(read(many, limits({ beams: 10, triangles: 20 })).beams.length).toBe(5);
    expect(refusal(many, limits({ beams: 9 }))).toContain('unfolds to more than');
    expect(refusal(many, limits({ triangles: 19 }))).toContain('unfolds to more than');
  });
});

describe('a clipping mesh', () => {
  const clipped = (attributes: string, transform = '1 0 0 0 1 0 0 0 1 0 0 0') =>
    modelOf(
      object(1, TETRAHEDRON) + object(2, lattice(TWO_BEAMS, `radius="0.5" minlength="0.1" ${attributes}`)),
      item(2, `transform="${transform}"`),
      REQUIRED,
    );

  test('comes with its side and stands where the beams stand; it is no part of the mesh', () => {
    for (const keeps of ['inside', 'outside'] as const) {
      const model = read(clipped(`clippingmode="${keeps}" clippingmesh="1"`, '2 0 0 0 2 0 0 0 2 10 0 0'));
      const clip = model.beams[0]?.clip;
      expect(clip?.keeps).toBe(keeps);
      expect(meshVolume(clip!.mesh)).toBeCloseTo(8 / 6, 12);
      expect([...clip!.mesh.positions.slice(0, 6)]).toEqual([10, 0, 0, 12, 0, 0]);
      expect(model.mesh.triangles.length).toBe(0);
    }
  });

  test('keeps its faces outward in a mirror', () => {
    const model = read(clipped('clippingmode="inside" clippingmesh="1"', '-1 0 0 0 1 0 0 0 1 0 0 0'));
    expect(meshVolume(model.beams[0]!.clip!.mesh)).toBeCloseTo(1 / 6, 15);
  });

  test('does nothing where the mode is none, and a representation mesh never does', () => {
    expect(read(clipped('clippingmode="none" clippingmesh="1"')).beams[0]?.clip).toBeNull();
    expect(read(clipped('clippingmesh="1"')).beams[0]?.clip).toBeNull();
    const shown = read(clipped('representationmesh="1"'));
    expect(shown.beams[0]?.clip).toBeNull();
    expect(shown.mesh.triangles.length).toBe(0);
  });

  test('is found under the older name of the mode as well, but not under both', () => {
    expect(read(clipped('clipping="outside" clippingmesh="1"')).beams[0]?.clip?.keeps).toBe('outside');
    expect(refusal(clipped('clipping="inside" clippingmode="inside" clippingmesh="1"'))).toContain('under two names');
    expect(refusal(clipped('clipping="inside"'))).toContain('clipping without clippingmesh');
  });

  test.each<[string, string, string]>([
    ['a mode without a mesh', clipped('clippingmode="inside"'), 'clippingmode without clippingmesh'],
    ['an unknown mode', clipped('clippingmode="both" clippingmesh="1"'), 'must be one of none, inside, outside'],
    ['a mesh that is not there', clipped('clippingmode="inside" clippingmesh="7"'), 'not defined before it'],
    ['itself', clipped('clippingmode="inside" clippingmesh="2"'), 'not defined before it'],
    ['a representation that is not there', clipped('representationmesh="7"'), 'not defined before it'],
    [
      'a mesh of another type',
      clipped('clippingmode="inside" clippingmesh="1"').replace('<object id="1" >', '<object id="1" type="support">'),
      'not a mesh of type model',
    ],
    [
      'components',
      modelOf(
        object(1, TETRAHEDRON) +
          object(2, '<components><component objectid="1"/></components>') +
          object(3, lattice(TWO_BEAMS, 'radius="1" minlength="0" clippingmode="inside" clippingmesh="2"')),
        item(3),
        REQUIRED,
      ),
      'not a mesh of type model',
    ],
    [
      'a mesh with a lattice',
      modelOf(
        object(1, lattice()) +
          object(2, lattice(TWO_BEAMS, 'radius="1" minlength="0" clippingmode="inside" clippingmesh="1"')),
        item(2),
        REQUIRED,
      ),
      'has a beam lattice itself',
    ],
  ])('that is %s is refused', (_, model, reason) => {
    expect(refusal(model)).toContain(reason);
  });
});
