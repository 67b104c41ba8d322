/** Places the objects of a 3MF: components and items become one mesh and sets of beams in mm, and what is not part of them is told. */
import { type BeamSet, NUMBERS_PER_BEAM } from '../../core/beams.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Fault } from '../xml/fault.ts';
import type { PartBuilder, PartObject, PartReference } from './part-builder.ts';
import { clippingObject, placeBeams } from './place-beams.ts';
import { meshRoom, type Placement, placeMesh } from './place-mesh.ts';
import type { ThreeMfPlaced } from './threemf-model.ts';
import { compose, type Matrix } from './transform.ts';

/** Bounds of what a build may unfold to; a file of 2 kB can ask for 10^30 triangles. */
export interface FlattenLimits {
  readonly placements: number;
  /** Those of clipping meshes count as well. */
  readonly triangles: number;
  readonly beams: number;
  readonly depth: number;
}

/** Bounds far above any plate. */
export const FLATTEN_LIMITS: FlattenLimits = {
  placements: 1_000_000,
  triangles: 100_000_000,
  beams: 20_000_000,
  depth: 100,
};

/** Parts of the package by name; an object is found from the part that refers to it. */
export type Parts = ReadonlyMap<string, PartBuilder>;

/** What an object unfolds to, itself and all below it. */
interface Unfolded {
  readonly placements: number;
  readonly triangles: number;
  readonly vertices: number;
  readonly clipTriangles: number;
  readonly beams: number;
  readonly depth: number;
  readonly layered: boolean;
}

/** The mesh and the beams of the build, and one sentence for each kind of thing in it that they do not hold. */
export interface Flattened {
  readonly mesh: TriangleMesh;
  readonly beams: readonly BeamSet[];
  readonly placed: readonly ThreeMfPlaced[];
  readonly leftOut: readonly string[];
}

/** Unfolds the build of the root part. Counts come first, so that nothing is made that is above a limit. */
export function flatten(
  root: PartBuilder,
  rootPart: string,
  parts: Parts,
  limits: FlattenLimits,
  fault: Fault,
): Flattened {
  const unfolded = unfoldAll(root, rootPart, parts, limits, fault);
  let placements = 0;
  let triangleCount = 0;
  let vertexCount = 0;
  let clipCount = 0;
  let beamCount = 0;
  for (const item of root.items) {
    const below = of(unfolded, item, rootPart);
    if (below.layered && item.transform?.planar === false)
      throw fault('turns an object with slices out of its plane', rootPart, `item ${item.objectId}`);
    placements += below.placements;
    triangleCount += below.triangles;
    vertexCount += below.vertices;
    clipCount += below.clipTriangles;
    beamCount += below.beams;
    if (placements > limits.placements || triangleCount + clipCount > limits.triangles || beamCount > limits.beams) {
      throw fault(
        `unfolds to more than ${limits.placements} placements, ${limits.triangles} triangles or ${limits.beams} beams`,
        rootPart,
        'build',
      );
    }
  }
  const room = meshRoom(vertexCount, triangleCount);
  const beams: BeamSet[] = [];
  const placed: ThreeMfPlaced[] = [];
  const left = new Map<string, number>();

  function place(
    reference: PartReference,
    partName: string,
    outer: Matrix | null,
    solid: boolean,
    nameAround: string,
  ): void {
    const path = reference.path ?? partName;
    const { part, object } = objectOf(parts, path, reference.objectId, fault);
    const matrix = compose(reference.transform?.numbers ?? null, outer);
    if (object.type === 'other')
      throw fault('places an object of type other, which must not be built', path, `object ${object.id}`);
    const isSolid = solid && object.type === 'model';
    const name = object.name === '' ? nameAround : object.name;
    for (const component of object.components) place(component, path, matrix, isSolid, name);
    if (object.shape !== 'mesh') return;
    const count = (what: string, by: number) => by > 0 && left.set(what, (left.get(what) ?? 0) + by);
    if (!isSolid) {
      count(`times an object of type ${object.type === 'model' ? 'support' : object.type}`, 1);
      return;
    }
    const { lattice } = object;
    const placement: Placement = { matrix, unit: part.unit, path, fault };
    placeMesh(object, placement, room);
    if (lattice !== null) {
      const set = placeBeams(part, object, lattice, placement);
      if (set.beams.length > 0) beams.push(set);
      count('beams shorter than the least length of their lattice, which no reader may take', lattice.shortBeams);
      count('balls of a beam lattice whose ballmode is none', lattice.unmadeBalls);
    }
    if (object.lowres) count('times a slice stack whose mesh is a stand-in of low resolution', 1);
    placed.push({ name, triangles: object.triangles.length / 3, beams: beamsOf(object) });
  }

  for (const item of root.items) place(item, rootPart, null, true, '');
  const leftOut = [...left].map(([what, count]) => `the build holds ${count} ${what}`);
  const { positions, triangles, vertexAt, triangleAt } = room;
  const mesh = { positions: positions.slice(0, vertexAt), triangles: triangles.slice(0, triangleAt) };
  return { mesh, beams, placed, leftOut };
}

/** Returns how many solid beams and balls an object has. */
export function beamsOf({ lattice }: PartObject): number {
  return lattice === null ? 0 : lattice.solids.length / NUMBERS_PER_BEAM;
}

/** Counts every object once, in the order of definition, so that components of components cost nothing. */
function unfoldAll(
  root: PartBuilder,
  rootPart: string,
  parts: Parts,
  limits: FlattenLimits,
  fault: Fault,
): Map<string, Unfolded> {
  const unfolded = new Map<string, Unfolded>();
  const others = [...parts].filter(([name]) => name !== rootPart);
  for (const [name, part] of [...others, [rootPart, root] as const]) {
    for (const object of part.objects.values()) {
      let placements = 1;
      let triangles = object.triangles.length / 3;
      let vertices = object.vertices.length / 3;
      let clipTriangles = 0;
      if (object.lattice !== null) clipTriangles = (clippingObject(part, object.lattice)?.triangles.length ?? 0) / 3;
      let beams = beamsOf(object);
      let depth = 1;
      let layered = object.stackId !== null;
      for (const component of object.components) {
        const below = of(unfolded, component, name);
        if (below.layered && component.transform?.planar === false) {
          throw fault('turns an object with slices out of its plane', name, `object ${object.id}`);
        }
        placements += below.placements;
        triangles += below.triangles;
        vertices += below.vertices;
        clipTriangles += below.clipTriangles;
        beams += below.beams;
        depth = Math.max(depth, 1 + below.depth);
        layered ||= below.layered;
      }
      if (depth > limits.depth)
        throw fault(`nests components more than ${limits.depth} deep`, name, `object ${object.id}`);
      unfolded.set(`${name} ${object.id}`, { placements, triangles, vertices, clipTriangles, beams, depth, layered });
    }
  }
  return unfolded;
}

function of(unfolded: ReadonlyMap<string, Unfolded>, reference: PartReference, partName: string): Unfolded {
  const nothing = { placements: 0, triangles: 0, vertices: 0, clipTriangles: 0, beams: 0, depth: 0, layered: false };
  return unfolded.get(`${reference.path ?? partName} ${reference.objectId}`) ?? nothing;
}

function objectOf(parts: Parts, partName: string, id: number, fault: Fault): { part: PartBuilder; object: PartObject } {
  const part = parts.get(partName);
  const object = part?.objects.get(id);
  if (part === undefined || object === undefined)
    throw fault(`lacks object ${id}, which the build or a component refers to`, partName);
  return { part, object };
}
