import { describe, expect, test } from 'vitest';
import { CAP_CODES } from '../../../src/core/beams.ts';
import { readThreeMf } from '../../../src/formats/threemf/read-threemf.ts';
import type { ThreeMfModel } from '../../../src/formats/threemf/threemf-model.ts';
import {
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
import { modelOf, packageOf } from './package-of.ts';

const { sphere } = CAP_CODES;
const WITH_BALLS =
  'requiredextensions="b b2" xmlns:b2="http://schemas.microsoft.com/3dmanufacturing/beamlattice/balls/2020/07"';

describe('balls', () => {
  const BALLS = '<b2:balls><b2:ball vindex="1"/><b2:ball vindex="0" r="0.75"/></b2:balls>';
  const withBalls = (mode: string, inside = TWO_BEAMS + BALLS) =>
    modelOf(object(1, lattice(inside, `radius="0.5" minlength="0.1" ${mode}`)), item(1), WITH_BALLS);
  const MIXED = 'b2:ballmode="mixed" b2:ballradius="0.6"';
  const ballsOf = (model: ThreeMfModel) =>
    numbersOf(model)[0]!
      .filter((row) => row.slice(0, 3).join() === row.slice(3, 6).join())
      .map((row) => [...row.slice(0, 3), row[6]]);

  test('stand where the file lists them, with the radius of the lattice or their own', () => {
    const model = read(withBalls(MIXED));
    expect(ballsOf(model)).toEqual([
      [1, 0, 0, 0.6],
      [0, 0, 0, 0.75],
    ]);
    expect([...model.beams[0]!.caps]).toEqual(Array.from({ length: 8 }, () => sphere));
    expect(model.objects[0]?.beams).toBe(4);
  });

  test('stand at every end of a beam in mode all, and nowhere in mode none, which is told', () => {
    expect(ballsOf(read(withBalls('b2:ballmode="all" b2:ballradius="0.6"')))).toEqual([
      [1, 0, 0, 0.6],
      [0, 0, 0, 0.75],
      [0, 2, 0, 0.6],
    ]);
    for (const mode of ['', 'b2:ballmode="none"']) {
      const none = read(withBalls(mode));
      expect(ballsOf(none)).toEqual([]);
      expect(none.leftOut).toEqual(['the build holds 2 balls of a beam lattice whose ballmode is none']);
    }
  });

  test('of mode all do not stand at the ends of beams that are too short', () => {
    const short = withBalls('b2:ballmode="all" b2:ballradius="0.6"', TWO_BEAMS).replace(
      'minlength="0.1"',
      'minlength="1.5"',
    );
    expect(ballsOf(read(short)).map((row) => row.slice(0, 3))).toEqual([
      [0, 0, 0],
      [0, 2, 0],
    ]);
  });

  test('are found as lib3mf writes them, in the namespace of the beams, as lib3mf itself does', () => {
    const text = modelOf(
      object(
        1,
        lattice(
          `${TWO_BEAMS}<b:balls><b:ball vindex="1"/><b:ball vindex="0" r="0.75"/></b:balls><b:beamsets><b:beamset identifier="a"><b:ballref index="1"/></b:beamset></b:beamsets>`,
          'radius="0.5" minlength="0.1" ballmode="mixed" ballradius="0.6"',
        ),
      ),
      item(1),
      REQUIRED,
    );
    const wanted = read(withBalls(MIXED));
    expect(numbersOf(read(text))).toEqual(numbersOf(wanted));
    const { error, rewritten } = lib3mfParts(packageOf(withoutProduction(text)));
    expect(error).toBeNull();
    const again = readThreeMf(Buffer.from(rewritten, 'base64'), 'again.3mf');
    expect(ballsOf(again)).toEqual(ballsOf(wanted));
  });

  const SETS = '<b:beamsets><b:beamset><b2:ballref index="1"/></b:beamset></b:beamsets>';

  test('may be named by sets that stand before them', () => {
    expect(ballsOf(read(withBalls(MIXED, TWO_BEAMS + SETS + BALLS))).length).toBe(2);
  });

  test.each<[string, string, string]>([
    ['without a radius', withBalls('b2:ballmode="mixed"'), 'ballmode without ballradius'],
    ['with a radius of 0', withBalls(MIXED, TWO_BEAMS + BALLS.replace('0.75', '0')), 'must be above 0'],
    ['of an unknown mode', withBalls('b2:ballmode="some" b2:ballradius="1"'), 'must be one of none, mixed, all'],
    ['with a mode under two names', withBalls(`${MIXED} ballmode="mixed"`), 'under two names'],
    ['at a vertex that is not there', withBalls(MIXED, TWO_BEAMS + BALLS.replace('"1"', '"4"')), 'at vertex 4 of 4'],
    ['where no beam ends', withBalls(MIXED, TWO_BEAMS + BALLS.replace('"1"', '"3"')), 'where no beam ends'],
    ['before the beams', withBalls(MIXED, BALLS + TWO_BEAMS), 'before the beams'],
    ['twice', withBalls(MIXED, TWO_BEAMS + BALLS + BALLS), 'twice'],
    ['that are none', withBalls(MIXED, `${TWO_BEAMS}<b2:balls/>`), 'without a ball'],
    ['with a misspelt attribute', withBalls(MIXED, TWO_BEAMS + BALLS.replace(' r=', ' R=')), 'attribute R'],
    [
      'that a set names and that are not there',
      withBalls(MIXED, TWO_BEAMS + SETS.replace('1', '2') + BALLS),
      'ball 2 of 2',
    ],
  ])('%s are refused', (_, model, reason) => {
    expect(refusal(model)).toContain(reason);
  });
});
