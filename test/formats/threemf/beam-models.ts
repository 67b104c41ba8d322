/** Models with beam lattices, and what is read of them. */
import { expect } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readThreeMf, type ThreeMfReadOptions } from '../../../src/formats/threemf/read-threemf.ts';
import type { ThreeMfModel } from '../../../src/formats/threemf/threemf-model.ts';
import { modelOf, packageOf } from './package-of.ts';

/** Attributes of a model with beams. */
export const REQUIRED = 'requiredextensions="b"';
/** Four vertices: the origin, and 1, 2 and 3 along x, y and z. */
export const VERTICES =
  '<vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="2" z="0"/><vertex x="0" y="0" z="3"/></vertices>';
/** Beams from the origin along x and y. */
export const TWO_BEAMS = '<b:beams><b:beam v1="0" v2="1"/><b:beam v1="0" v2="2"/></b:beams>';

/** A mesh without triangles whose lattice has the given attributes and content. */
export const lattice = (inside = TWO_BEAMS, attributes = 'radius="0.5" minlength="0.1"') =>
  `<mesh>${VERTICES}<triangles/><b:beamlattice ${attributes}>${inside}</b:beamlattice></mesh>`;
/** An object with an id. */
export const object = (id: number, inside: string, more = '') => `<object id="${id}" ${more}>${inside}</object>`;
/** A use of an object in the build. */
export const item = (id: number, more = '') => `<item objectid="${id}" ${more}/>`;
/** The element `beams` with one beam for each list of attributes. */
export const beams = (...inside: readonly string[]) =>
  `<b:beams>${inside.map((attributes) => `<b:beam ${attributes}/>`).join('')}</b:beams>`;
/** One object of beams, placed once. */
export const alone = (inside?: string, attributes?: string) =>
  modelOf(object(1, lattice(inside, attributes)), item(1), REQUIRED);

/** lib3mf asks for a UUID of everything where the production extension is as much as declared. */
export const withoutProduction = (model: string) => model.replace(/xmlns:p="[^"]*"/, '');

/** Reads a package with one model part. */
export const read = (model: string, options?: Partial<ThreeMfReadOptions>): ThreeMfModel =>
  readThreeMf(packageOf(model), 'part.3mf', options);
/** The eight numbers of each beam, by set. */
export const numbersOf = (model: ThreeMfModel) =>
  model.beams.map((set) =>
    Array.from({ length: set.beams.length / 8 }, (_, k) => [...set.beams.slice(8 * k, 8 * k + 8)]),
  );

/** The message with which a model is refused. */
export function refusal(model: string, options?: Partial<ThreeMfReadOptions>): string {
  try {
    read(model, options);
  } catch (error) {
    if (!(error instanceof PrepError)) throw error;
    expect([error.code, error.place[0]]).toEqual(['threemf-invalid', 'part.3mf']);
    return error.message;
  }
  throw new Error('was not refused');
}
