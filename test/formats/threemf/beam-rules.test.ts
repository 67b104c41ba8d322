import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { alone, beams, numbersOf, REQUIRED, read, refusal, TWO_BEAMS, VERTICES } from './beam-models.ts';

describe('a beam lattice', () => {
  const one = (attributes: string) => alone(beams(attributes));
  const set = (inside: string) => alone(`${TWO_BEAMS}<b:beamsets>${inside}</b:beamsets>`);

  test.each<[string, string, string]>([
    ['that no extension is required for', alone().replace(REQUIRED, ''), 'does not name its extension'],
    ['in a surface', alone().replace('<object id="1" >', '<object id="1" type="surface">'), 'of type surface'],
    ['without a radius', alone(TWO_BEAMS, 'minlength="0.1"'), 'lacks attribute radius'],
    ['with a radius of 0', alone(TWO_BEAMS, 'minlength="0.1" radius="0"'), 'not above 0'],
    ['without a least length', alone(TWO_BEAMS, 'radius="1"'), 'lacks attribute minlength'],
    ['with a negative least length', alone(TWO_BEAMS, 'radius="1" minlength="-1"'), 'negative minlength'],
    ['with an unknown cap', alone(TWO_BEAMS, 'radius="1" minlength="0" cap="round"'), 'must be one of butt, sphere'],
    ['with a misspelt attribute', alone(TWO_BEAMS, 'radius="1" minlength="0" Cap="butt"'), 'attribute Cap'],
    ['with a prefixed attribute', alone(TWO_BEAMS, 'radius="1" minlength="0" b:cap="butt"'), 'does not have'],
    ['without beams', alone(''), 'without beams'],
    ['with beams twice', alone(TWO_BEAMS + TWO_BEAMS), 'has <beams> twice'],
    ['before its vertices', alone().replace(`${VERTICES}<triangles/>`, ''), 'out of order'],
    [
      'before its triangles',
      alone().replace('<triangles/>', '').replace('</b:beamlattice>', '</b:beamlattice><triangles/>'),
      'out of order',
    ],
    [
      'twice in a mesh',
      alone().replace('</mesh>', `<b:beamlattice radius="1" minlength="0">${TWO_BEAMS}</b:beamlattice></mesh>`),
      'out of order',
    ],
    ['outside of a mesh', alone().replace('</mesh>', '</mesh><b:beamlattice/>'), 'where it may not stand'],
    ['with an element that it does not have', alone(`${TWO_BEAMS}<b:rods/>`), 'has <rods> where it may not stand'],
    ['with a beam to its own vertex', one('v1="1" v2="1"'), 'from vertex 1 to 1'],
    ['with a beam to no vertex', one('v1="1" v2="4"'), 'from vertex 1 to 4 of 4'],
    ['with a beam without an end', one('v1="1"'), 'lacks attribute v2'],
    ['with r2 alone', one('v1="0" v2="1" r2="1"'), 'r2 without r1'],
    ['with a negative radius', one('v1="0" v2="1" r1="-1"'), 'must be above 0'],
    ['with a radius of 0 at an end', one('v1="0" v2="1" r1="1" r2="0"'), 'must be above 0'],
    ['with a radius that is no number', one('v1="0" v2="1" r1="NaN"'), 'must be a finite number'],
    ['with an unknown cap of a beam', one('v1="0" v2="1" cap1="flat"'), 'must be one of butt'],
    ['with a misspelt attribute of a beam', one('v1="0" v2="1" radius="1"'), 'attribute radius'],
    ['with a colour and no group of colours', one('v1="0" v2="1" p1="0"'), 'without pid'],
    ['with a set that names no beam', set('<b:beamset><b:ref index="2"/></b:beamset>'), 'beam 2 of 2'],
    ['with a set of a bad index', set('<b:beamset><b:ref index="-1"/></b:beamset>'), 'must be a whole number'],
    ['with a set that names nothing', set('<b:beamset><b:ref/></b:beamset>'), 'lacks attribute index'],
    ['with two sets of one name', set('<b:beamset identifier="a"/><b:beamset identifier="a"/>'), '"a" twice'],
    [
      'with sets before the beams',
      alone(`<b:beamsets><b:beamset identifier="a"/></b:beamsets>${TWO_BEAMS}`),
      'before the beams',
    ],
    ['with sets twice', alone(`${TWO_BEAMS}<b:beamsets/><b:beamsets/>`), 'twice'],
  ])('%s is refused', (_, model, reason) => {
    expect(refusal(model)).toContain(reason);
  });

  test('may have elements and attributes of extensions that nobody knows, which are passed over', () => {
    const model = alone(`${TWO_BEAMS}<x:more><x:inner/></x:more>`, 'radius="1" minlength="0" x:tag="1"').replace(
      '<model ',
      '<model xmlns:x="urn:x" ',
    );
    expect(numbersOf(read(model))[0]?.length).toBe(2);
  });

  test('whatever single byte of its model is lost, the reader ends with a model or a refusal', () => {
    const model = alone(beams('v1="0" v2="1" r1="0.5" r2="0.25" cap1="butt"'));
    let refused = 0;
    for (let i = model.indexOf('<b:beamlattice'); i < model.indexOf('</mesh>'); i++) {
      try {
        read(model.slice(0, i) + model.slice(i + 1));
      } catch (error) {
        if (!(error instanceof PrepError) || error.code !== 'threemf-invalid') throw error;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});
