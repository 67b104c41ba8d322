import { expect, test } from 'vitest';
import { type FaceList, faceList, meshOfFaces } from '../../src/formats/face-list.ts';
import { pushInt } from '../../src/geometry/growable.ts';

function facesOf(...faces: readonly (readonly number[])[]): FaceList {
  const list = faceList();
  for (const face of faces) {
    for (const corner of face) pushInt(list.corners, corner);
    pushInt(list.ends, list.corners.length);
  }
  return list;
}

/** Corners of a unit square, then two of them again. */
const SQUARE = Float64Array.of(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);

test('triangles stay as they are, in their order', () => {
  const { positions, triangles } = meshOfFaces(SQUARE, facesOf([0, 1, 2], [2, 3, 0]));
  expect([...triangles]).toEqual([0, 1, 2, 2, 3, 0]);
  expect(positions.length).toBe(12);
});

test('faces of three, four and three corners become four triangles', () => {
  const { triangles } = meshOfFaces(SQUARE, facesOf([0, 1, 2], [0, 1, 2, 3], [0, 2, 3]));
  expect([...triangles]).toEqual([0, 1, 2, 0, 1, 2, 0, 2, 3, 0, 2, 3]);
});

test('a face with a repeated corner is what is left without it, also where the repeat is a vertex of its own', () => {
  for (const face of [
    [0, 1, 1, 2],
    [0, 1, 5, 2],
    [0, 1, 2, 0],
    [4, 0, 1, 2],
    [0, 0, 1, 2, 2],
  ]) {
    const { positions, triangles } = meshOfFaces(SQUARE, facesOf(face));
    expect([...triangles]).toEqual([0, 1, 2]);
    expect([...positions]).toEqual([0, 0, 0, 1, 0, 0, 1, 1, 0]);
  }
});

test('a face that collapses stays as one triangle, so that the checks of the mesh can tell it', () => {
  expect([...meshOfFaces(SQUARE, facesOf([0, 1, 1])).triangles]).toEqual([0, 1, 1]);
  expect(meshOfFaces(SQUARE, facesOf([0, 1, 5, 1])).triangles.length).toBe(3);
});
