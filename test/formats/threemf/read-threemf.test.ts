import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readThreeMf, type ThreeMfReadOptions } from '../../../src/formats/threemf/read-threemf.ts';
import { meshVolume } from './mesh-volume.ts';
import { modelOf, packageOf, relationships, TETRAHEDRON } from './package-of.ts';

const object = (id: number, inside = TETRAHEDRON, more = '') => `<object id="${id}" ${more}>${inside}</object>`;
const item = (id: number, more = '') => `<item objectid="${id}" ${more}/>`;
const components = (...ids: readonly number[]) =>
  `<components>${ids.map((id) => `<component objectid="${id}"/>`).join('')}</components>`;

const read = (model: string, more?: Readonly<Record<string, string>>, options?: Partial<ThreeMfReadOptions>) =>
  readThreeMf(packageOf(model, more), 'part.3mf', options);

function refusal(
  model: string,
  more?: Readonly<Record<string, string>>,
  options?: Partial<ThreeMfReadOptions>,
): string {
  try {
    read(model, more, options);
  } catch (error) {
    if (!(error instanceof PrepError)) throw error;
    expect(error.code).toBe('threemf-invalid');
    expect(error.place[0]).toBe('part.3mf');
    return error.message;
  }
  throw new Error('was not refused');
}

describe('a mesh', () => {
  test('a tetrahedron has volume 1/6, its name and its unit', () => {
    const model = read(modelOf(object(1, TETRAHEDRON, 'name="a &lt;b&gt; &#xE9;" type="model"'), item(1)));
    expect(meshVolume(model.mesh)).toBeCloseTo(1 / 6, 15);
    expect(model.unit).toBe('millimeter');
    expect(model.objects[0]?.name).toBe('a <b> é');
    expect(model.leftOut).toEqual([]);
  });

  test.each([
    ['micron', 0.001],
    ['millimeter', 1],
    ['centimeter', 10],
    ['inch', 25.4],
    ['foot', 304.8],
    ['meter', 1000],
  ])('one %s is %d mm', (unit, mm) => {
    const model = read(modelOf(object(1), item(1, 'transform="1 0 0 0 1 0 0 0 1 2 0 0"'), `unit="${unit}"`));
    expect(Math.max(...model.mesh.positions)).toBeCloseTo(3 * mm, 12);
    expect(model.objects[0]?.mesh?.positions[3]).toBe(mm);
    expect(model.items[0]?.transform[9]).toBe(2 * mm);
  });

  test('components and items multiply their transforms, inner first', () => {
    const turned = '<components><component objectid="1" transform="0 1 0 -1 0 0 0 0 1 5 0 0"/></components>';
    const model = read(modelOf(object(1) + object(2, turned), item(2, 'transform="2 0 0 0 2 0 0 0 2 0 0 100"')));
    // (1,0,0) turns to (0,1,0), moves to (5,1,0), doubles to (10,2,0) and rises to (10,2,100).
    expect([...model.mesh.positions.subarray(3, 6)]).toEqual([10, 2, 100]);
    expect(meshVolume(model.mesh)).toBeCloseTo(8 / 6, 12);
  });

  test('a mirror keeps the volume positive', () => {
    const model = read(modelOf(object(1), item(1, 'transform="-1 0 0 0 1 0 0 0 1 0 0 0"')));
    expect(meshVolume(model.mesh)).toBeCloseTo(1 / 6, 15);
  });

  test('supports are no solid and are told of; an object of type other must not be built', () => {
    const model = read(
      modelOf(object(1) + object(2, TETRAHEDRON, 'type="support"') + object(3, components(1, 2)), item(3) + item(2)),
    );
    expect(model.mesh.triangles.length).toBe(12);
    expect(model.leftOut).toEqual(['the build holds 2 times an object of type support']);
    expect(refusal(modelOf(object(1, TETRAHEDRON, 'type="other"'), item(1)))).toContain('type other');
    expect(refusal(modelOf(object(1, TETRAHEDRON, 'type="support"'), item(1)))).toContain('places no solid');
  });

  test('objects in other parts are read by their path, and only where a relationship leads', () => {
    const root = modelOf('', item(7, 'p:path="/3D/other.model"'), 'requiredextensions="p"');
    const other = modelOf(object(7), '');
    const rels = relationships('/3D/other.model');
    const parts = { '3D/other.model': other, '3D/_rels/3dmodel.model.rels': rels };
    expect(meshVolume(read(root, parts).mesh)).toBeCloseTo(1 / 6, 15);
    expect(refusal(root, { '3D/other.model': other })).toContain('without a relationship');
    expect(refusal(root, { ...parts, '3D/other.model': other.replace('<model', '<model unit="inch"') })).toContain(
      'has the unit inch',
    );
    const onward = modelOf(
      object(7, '<components><component objectid="1" p:path="/3D/3dmodel.model"/></components>'),
      '',
    );
    expect(refusal(root, { ...parts, '3D/other.model': onward })).toContain('not the root model');
  });

  test('vertices that an exporter repeats are joined within an object, and bodies that touch stay two', () => {
    const corner = ['x="0" y="0" z="0"', 'x="1" y="0" z="0"', 'x="0" y="1" z="0"', 'x="0" y="0" z="1"'];
    const loose = [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3].map((i) => `<vertex ${corner[i]}/>`).join('');
    const facets = [0, 3, 6, 9].map((i) => `<triangle v1="${i}" v2="${i + 1}" v3="${i + 2}"/>`).join('');
    const mesh = `<mesh><vertices>${loose}</vertices><triangles>${facets}</triangles></mesh>`;
    const model = read(modelOf(object(1, mesh) + object(2), item(1) + item(2)));
    expect(model.objects[0]?.mesh?.positions.length).toBe(12);
    expect(meshVolume(model.mesh)).toBeCloseTo(2 / 6, 15);
    expect(model.mesh.positions.length).toBe(24);
  });

  test('beams beside a mesh are kept, and the mesh is the same without asking for it alone', () => {
    const lattice = TETRAHEDRON.replace(
      '</mesh>',
      '<b:beamlattice minlength="0.1" radius="1"><b:beams><b:beam v1="0" v2="1"/></b:beams></b:beamlattice></mesh>',
    );
    const model = modelOf(object(1, lattice), item(1), 'requiredextensions="b"');
    const taken = read(model);
    expect(taken.leftOut).toEqual([]);
    expect(taken.objects[0]?.beams).toBe(1);
    expect([...taken.beams[0]!.beams]).toEqual([0, 0, 0, 1, 0, 0, 1, 1]);
    expect(read(model, {}, { meshOnly: true }).mesh).toEqual(taken.mesh);
    expect(refusal(model.replace('radius="1"', ''), {}, { meshOnly: true })).toContain('lacks attribute radius');
  });

  test('the objects that a build places are told one by one, with the name of what is around them where they have none', () => {
    const inner = object(1) + object(2, components(1, 1), 'name="pair"') + object(3, TETRAHEDRON, 'name="single"');
    expect(read(modelOf(inner, item(2) + item(3))).placed).toEqual([
      { name: 'pair', triangles: 4, beams: 0 },
      { name: 'pair', triangles: 4, beams: 0 },
      { name: 'single', triangles: 4, beams: 0 },
    ]);
  });

  test('metadata is read with its references and white space', () => {
    const model = modelOf(object(1), item(1)).replace(
      '<resources>',
      '<metadata name="Title">a &amp; <!-- x --> <![CDATA[<b>]]></metadata><metadata name="m:x">1</metadata><resources>',
    );
    expect(read(model).metadata).toEqual({ Title: 'a &  <b>', 'm:x': '1' });
  });
});

describe('a hostile package', () => {
  test('31 objects of 10 components each (10^30 tetrahedra) are refused at once', () => {
    let resources = object(1);
    for (let id = 2; id <= 32; id++) resources += object(id, components(...Array.from({ length: 10 }, () => id - 1)));
    const started = performance.now();
    expect(refusal(modelOf(resources, item(32)))).toContain('unfolds to more than');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('a chain of 101 components is refused, one of 99 is read', () => {
    const chain = (length: number) => {
      let resources = object(1);
      for (let id = 2; id <= length; id++) resources += object(id, components(id - 1));
      return modelOf(resources, item(length));
    };
    expect(read(chain(99)).mesh.triangles.length).toBe(12);
    expect(refusal(chain(101))).toContain('nests components more than 100 deep');
  });

  test('components that refer to themselves or forward are refused', () => {
    expect(refusal(modelOf(object(1) + object(2, components(2)), item(2)))).toContain('not defined before it');
    expect(refusal(modelOf(object(2, components(1)) + object(1), item(2)))).toContain('not defined before it');
  });

  test('a DOCTYPE is refused in the model, the relationships and the content types', () => {
    const doctype = '<!DOCTYPE x [<!ENTITY a "b">]>';
    const model = modelOf(object(1), item(1));
    expect(refusal(model.replace('\n', doctype))).toContain('DOCTYPE');
    expect(
      refusal(model, { '_rels/.rels': relationships('/3D/3dmodel.model').replace('?>', `?>${doctype}`) }),
    ).toContain('DOCTYPE');
    expect(refusal(model, { '[Content_Types].xml': `${doctype}<Types/>` })).toContain('DOCTYPE');
  });

  test('the total of inflated bytes is capped', () => {
    const limits = { entries: 10, inflatedBytes: 10_000, ratio: 400, ratioFreeBytes: 1 << 20 };
    const model = modelOf(object(1), item(1)) + ' '.repeat(20_000);
    expect(refusal(model, {}, { zipLimits: limits })).toContain('inflates to more than 10000 bytes');
  });

  test.each<[string, string, string]>([
    [
      'an unknown required extension',
      modelOf(object(1), item(1), 'requiredextensions="x" xmlns:x="urn:x"'),
      'requires the extension urn:x',
    ],
    ['an undeclared required prefix', modelOf(object(1), item(1), 'requiredextensions="x"'), 'does not declare'],
    ['an unknown unit', modelOf(object(1), item(1), 'unit="metre"'), 'unknown unit "metre"'],
    ['two objects of one id', modelOf(object(1) + object(1), item(1)), 'resource id 1 twice'],
    ['an item without its object', modelOf(object(1), item(2)), 'refers to object 2'],
    [
      'an index beyond the vertices',
      modelOf(object(1, TETRAHEDRON.replace('v3="1"', 'v3="4"')), item(1)),
      'v3="4", but there are 4 vertices',
    ],
    [
      'a triangle of two corners',
      modelOf(object(1, TETRAHEDRON.replace('v3="1"', 'v3="2"')), item(1)),
      'three different ones',
    ],
    [
      'a hexadecimal number',
      modelOf(object(1, TETRAHEDRON.replace('x="1"', 'x="0x1"')), item(1)),
      'x="0x1", must be a finite number',
    ],
    [
      'a number that ends in a point',
      modelOf(object(1, TETRAHEDRON.replace('x="1"', 'x="1."')), item(1)),
      'must be a finite number',
    ],
    ['not a number', modelOf(object(1, TETRAHEDRON.replace('x="1"', 'x="NaN"')), item(1)), 'must be a finite number'],
    [
      'an infinite number',
      modelOf(object(1, TETRAHEDRON.replace('x="1"', 'x="1e999"')), item(1)),
      'must be a finite number',
    ],
    ['a missing coordinate', modelOf(object(1, TETRAHEDRON.replace(' z="1"', '')), item(1)), 'lacks attribute z'],
    [
      'an index with a sign',
      modelOf(object(1, TETRAHEDRON.replace('v3="1"', 'v3="-1"')), item(1)),
      'must be a whole number',
    ],
    ['a transform of 11 numbers', modelOf(object(1), item(1, 'transform="1 0 0 0 1 0 0 0 1 0 0"')), 'not 12 numbers'],
    ['a singular transform', modelOf(object(1), item(1, 'transform="1 0 0 0 1 0 0 0 0 0 0 0"')), 'singular'],
    [
      'a triangle among the vertices',
      modelOf(object(1, TETRAHEDRON.replace('</vertices>', '<triangle/></vertices>')), item(1)),
      'where it may not stand',
    ],
    ['triangles before vertices', modelOf(object(1, '<mesh><triangles/></mesh>'), item(1)), 'out of order'],
    ['an object without a shape', modelOf(object(1, ''), item(1)), 'neither mesh nor components'],
    ['two shapes', modelOf(object(1, TETRAHEDRON + TETRAHEDRON), item(1)), 'more than one shape'],
    [
      'a mesh without triangles',
      modelOf(object(1, '<mesh><vertices/><triangles/></mesh>'), item(1)),
      'has no triangle',
    ],
    [
      'text in a mesh',
      modelOf(object(1, TETRAHEDRON.replace('</mesh>', '1 2 3</mesh>')), item(1)),
      'has the text "1 2 3"',
    ],
    ['no build', modelOf(object(1), '').replace('<build></build>', ''), 'lacks the element'],
    ['another root element', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'has the root element'],
    [
      'a colour without its group',
      modelOf(object(1, TETRAHEDRON.replace('v3="1"', 'v3="1" p1="0"')), item(1)),
      'without pid',
    ],
    [
      'metadata with an unknown name',
      modelOf(object(1), item(1)).replace('<resources>', '<metadata name="Colour"/><resources>'),
      'Colour',
    ],
  ])('%s is refused', (_, model, reason) => {
    expect(refusal(model)).toContain(reason);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['no relationship to a model', { '_rels/.rels': relationships() }, 'has 0 root models'],
    [
      'two root models',
      { '_rels/.rels': relationships('/3D/3dmodel.model', '/3D/b.model'), '3D/b.model': 'x' },
      'has 2 root models',
    ],
    ['a model that is not there', { '_rels/.rels': relationships('/3D/x.model') }, 'missing in the package'],
    ['a model of another case', { '_rels/.rels': relationships('/3D/3DModel.model') }, 'missing in the package'],
    [
      'an external target',
      { '_rels/.rels': relationships('/3D/3dmodel.model').replace('Target=', 'TargetMode="External" Target=') },
      'points out of',
    ],
    ['a target that climbs out', { '_rels/.rels': relationships('/../3dmodel.model') }, 'unsafe target'],
    [
      'no content type',
      { '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
      'content type none',
    ],
    ['a part that climbs out', { '../../evil.model': 'x' }, 'unsafe entry name'],
    ['a part with a backslash', { '3D\\evil.model': 'x' }, 'unsafe entry name'],
    ['a part that differs in case', { '3D/3DMODEL.model': 'x' }, 'in case only'],
  ])('%s is refused', (_, more, reason) => {
    expect(refusal(modelOf(object(1), item(1)), more)).toContain(reason);
  });
});

describe('a slice stack', () => {
  const square = (top: string) =>
    `<s:slice ztop="${top}"><s:vertices><s:vertex x="0" y="0"/><s:vertex x="2" y="0"/><s:vertex x="2" y="2"/><s:vertex x="0" y="2"/></s:vertices>` +
    '<s:polygon startv="0"><s:segment v2="1"/><s:segment v2="2"/><s:segment v2="3"/><s:segment v2="0"/></s:polygon></s:slice>';
  const stacked = (slices: string, build = item(2), more = '') =>
    modelOf(
      `<s:slicestack id="1" zbottom="-0.1">${slices}</s:slicestack>${object(2, TETRAHEDRON, `s:slicestackid="1" ${more}`)}`,
      build,
    );

  test('slices come in mm with their loops, and an empty one stays', () => {
    const stack = read(stacked(`${square('0.1')}<s:slice ztop="0.2"/>`)).objects[0]?.sliceStack;
    expect(stack?.zBottomMm).toBe(-0.1);
    expect(stack?.slices.map((slice) => [slice.zTopMm, slice.loops.length])).toEqual([
      [0.1, 1],
      [0.2, 0],
    ]);
    expect([...(stack?.slices[0]?.loops[0]?.xy ?? [])]).toEqual([0, 0, 2, 0, 2, 2, 0, 2]);
    expect(stack?.slices[0]?.loops[0]?.closed).toBe(true);
  });

  test('slices in another part are joined, one step away and no further', () => {
    const ref = '<s:sliceref slicestackid="9" slicepath="/2D/a.model"/>';
    const slicePart = modelOf(`<s:slicestack id="9">${square('0.1')}${square('0.2')}</s:slicestack>`, '');
    const rels = { '3D/_rels/3dmodel.model.rels': relationships('/2D/a.model') };
    expect(read(stacked(ref), { '2D/a.model': slicePart, ...rels }).objects[0]?.sliceStack?.slices.length).toBe(2);
    const onward = modelOf(`<s:slicestack id="9">${ref}</s:slicestack>`, '');
    expect(refusal(stacked(ref), { '2D/a.model': onward, ...rels })).toContain('refers on');
    expect(refusal(stacked(ref), { '2D/a.model': modelOf('', ''), ...rels })).toContain('lacks slice stack 9');
    expect(refusal(stacked(ref + ref), { '2D/a.model': slicePart, ...rels })).toContain('must rise');
  });

  test('a mesh that stands in for its slices is told of', () => {
    const model = read(stacked(square('0.1'), item(2), 's:meshresolution="lowres"'));
    expect(model.objects[0]?.lowres).toBe(true);
    expect(model.leftOut).toEqual(['the build holds 1 times a slice stack whose mesh is a stand-in of low resolution']);
  });

  test.each<[string, string, string]>([
    ['a ztop that does not rise', stacked(square('0.1') + square('0.1')), 'must rise'],
    ['a ztop below the bottom', stacked(square('-0.1')), 'must rise'],
    ['an open polygon of a solid', stacked(square('0.1').replace('<s:segment v2="0"/>', '')), 'open polygon'],
    ['a vertex that is not there', stacked(square('0.1').replace('v2="3"', 'v2="4"')), 'there are 4 vertices'],
    ['a vertex twice in a row', stacked(square('0.1').replace('v2="2"', 'v2="1"')), 'twice in a row'],
    ['a polygon without segments', stacked(square('0.1').replace(/<s:segment[^>]*>/g, '')), 'without segments'],
    ['a stack that is not there', modelOf(object(2, TETRAHEDRON, 's:slicestackid="1"'), item(2)), 'uses slice stack 1'],
    ['a tilted item', stacked(square('0.1'), item(2, 'transform="1 0 0 0 0 1 0 -1 0 0 0 0"')), 'out of its plane'],
    [
      'a plane written as 1e0',
      stacked(square('0.1'), item(2, 'transform="1 0 0 0 1 0 0 0 1e0 0 0 0"')),
      'out of its plane',
    ],
    [
      'slices and references together',
      stacked(`${square('0.1')}<s:sliceref slicestackid="9" slicepath="/2D/a.model"/>`),
      'in one stack',
    ],
  ])('%s is refused', (_, model, reason) => {
    expect(refusal(model)).toContain(reason);
  });
});

test('whatever single byte of a model is lost, the reader ends with a mesh or a refusal', () => {
  const model = modelOf(object(1, TETRAHEDRON, 'name="é"'), item(1, 'transform="1 0 0 0 1 0 0 0 1 0 0 0"'));
  let refused = 0;
  for (let i = 0; i < model.length; i++) {
    try {
      read(model.slice(0, i) + model.slice(i + 1));
    } catch (error) {
      if (!(error instanceof PrepError) || error.code !== 'threemf-invalid') throw error;
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(model.length / 2);
});

test('a package that is cut at any byte is refused', () => {
  const whole = packageOf(modelOf(object(1), item(1)));
  for (let length = 0; length < whole.length; length++) {
    expect(() => readThreeMf(whole.subarray(0, length), 'part.3mf')).toThrow(PrepError);
  }
});

test('a package with any one byte changed is read the same or refused', () => {
  const whole = packageOf(modelOf(object(1), item(1)));
  const wanted = readThreeMf(whole, 'part.3mf').mesh;
  for (let at = 0; at < whole.length; at++) {
    const bytes = whole.slice();
    bytes[at] = bytes[at]! ^ 0x5a;
    try {
      expect(readThreeMf(bytes, 'part.3mf').mesh).toEqual(wanted);
    } catch (error) {
      if (!(error instanceof PrepError) || error.code !== 'threemf-invalid') throw error;
    }
  }
});
