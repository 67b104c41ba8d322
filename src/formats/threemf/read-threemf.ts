/**
 * Reads 3MF: core, production paths, slice stacks and beam lattices, each strictly. Nothing goes to disk and nothing unfolds
 * beyond its caps. The shape of a file is its mesh and its beams together; what is in neither is told.
 */
import type { TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { Fault } from '../xml/fault.ts';
import { ZIP_LIMITS, type ZipLimits } from '../zip/read-zip.ts';
import { beamsOf, FLATTEN_LIMITS, type FlattenLimits, flatten } from './flatten.ts';
import { openPackage, type ThreeMfPackage } from './open-package.ts';
import type { PartBuilder, PartObject, PartReference, PartStack } from './part-builder.ts';
import { readPart } from './read-part.ts';
import {
  type ThreeMfItem,
  type ThreeMfModel,
  type ThreeMfObject,
  type ThreeMfSliceStack,
  type ThreeMfUnit,
  toMm,
} from './threemf-model.ts';

/** How a 3MF is read. */
export interface ThreeMfReadOptions {
  /** Takes a file whose build places neither a triangle nor a beam of a solid too. */
  readonly meshOnly: boolean;
  readonly zipLimits: ZipLimits;
  readonly flattenLimits: FlattenLimits;
}

/** Returns what a 3MF file says, in mm. Throws `threemf-invalid` with file, part, element and byte. */
export function readThreeMf(
  bytes: Uint8Array,
  fileName: string,
  options: Partial<ThreeMfReadOptions> = {},
): ThreeMfModel {
  const fault: Fault = (reason, ...place) => new PrepError('threemf-invalid', reason, [fileName, ...place]);
  const pack = openPackage(bytes, fault, options.zipLimits ?? ZIP_LIMITS);
  const root = readModelPart(pack, pack.rootPart, true, fault);
  const parts = new Map([[pack.rootPart, root]]);
  const references = [...root.items, ...[...root.objects.values()].flatMap((object) => object.components)];
  for (const path of pathsOf(references)) load(pack, parts, pack.rootPart, path, root.unit, fault);
  for (const reference of references) {
    const target = parts.get(reference.path ?? pack.rootPart);
    if (target?.objects.has(reference.objectId) !== true) {
      throw fault(
        `lacks object ${reference.objectId}, to which the root model refers`,
        reference.path ?? pack.rootPart,
      );
    }
  }
  const objects: ThreeMfObject[] = [];
  const sliceParts = new Map(parts);
  for (const [partName, part] of parts) {
    for (const object of part.objects.values()) {
      objects.push(
        finishObject(object, part, partName, (path) => load(pack, sliceParts, partName, path, root.unit, fault), fault),
      );
    }
  }
  const flattened = flatten(root, pack.rootPart, parts, options.flattenLimits ?? FLATTEN_LIMITS, fault);
  const { mesh, beams } = flattened;
  if (mesh.triangles.length === 0 && beams.length === 0 && options.meshOnly !== true) {
    throw fault('places no solid: its build holds no mesh of type model', pack.rootPart, 'build');
  }
  const items: ThreeMfItem[] = root.items.map((item) => finishItem(item, root, pack.rootPart));
  return { unit: root.unit, metadata: Object.fromEntries(root.metadata), objects, items, ...flattened };
}

function readModelPart(pack: ThreeMfPackage, name: string, isRoot: boolean, fault: Fault): PartBuilder {
  return readPart(
    (take) => pack.feed(name, take),
    isRoot,
    (reason, ...place) => fault(reason, name, ...place),
  );
}

/** Reads a part that `source` points to, once. It must be related to it and have the same unit. */
function load(
  pack: ThreeMfPackage,
  parts: Map<string, PartBuilder>,
  source: string,
  path: string,
  unit: ThreeMfUnit,
  fault: Fault,
): PartBuilder {
  if (!pack.modelsOf(source).has(path))
    throw fault(`refers to the part "${path.slice(0, 120)}" without a relationship to it`, source);
  const known = parts.get(path);
  if (known !== undefined) return known;
  const part = readModelPart(pack, path, false, fault);
  if (part.unit !== unit) throw fault(`has the unit ${part.unit}, the root model has ${unit}`, path);
  parts.set(path, part);
  return part;
}

function pathsOf(references: readonly PartReference[]): ReadonlySet<string> {
  return new Set(references.flatMap((reference) => (reference.path === null ? [] : [reference.path])));
}

function finishObject(
  object: PartObject,
  part: PartBuilder,
  partName: string,
  loadPart: (path: string) => PartBuilder,
  fault: Fault,
): ThreeMfObject {
  const { id, type, name, lowres } = object;
  const stack = object.stackId === null ? undefined : part.stacks.get(object.stackId);
  const sliceStack = stack === undefined ? null : finishStack(stack, loadPart, fault);
  const solid = type === 'model' || type === 'solidsupport';
  const open = solid ? sliceStack?.slices.findIndex((slice) => slice.loops.some((loop) => !loop.closed)) : -1;
  if (open !== undefined && open >= 0)
    throw fault('has an open polygon in a slice of a solid', partName, `object ${id}`, `slice ${open}`);
  const mesh = object.shape === 'mesh' ? meshOf(object, part.unit) : null;
  return { partName, id, type, name, mesh, beams: beamsOf(object), sliceStack, lowres };
}

function meshOf(object: PartObject, unit: ThreeMfUnit): TriangleMesh {
  const positions = new Float64Array(object.vertices.length);
  for (let i = 0; i < positions.length; i++) positions[i] = toMm(object.vertices.values[i]!, unit);
  return { positions, triangles: Uint32Array.from(object.triangles.values.subarray(0, object.triangles.length)) };
}

/** Joins the slices of a stack; those in other parts lie one step away and no further. */
function finishStack(stack: PartStack, loadPart: (path: string) => PartBuilder, fault: Fault): ThreeMfSliceStack {
  if (stack.refs.length === 0) return { zBottomMm: stack.zBottomMm, slices: stack.slices };
  const slices = [];
  for (const { path, stackId } of stack.refs) {
    const target = loadPart(path).stacks.get(stackId);
    if (target === undefined) throw fault(`lacks slice stack ${stackId}, to which another part refers`, path);
    if (target.refs.length > 0)
      throw fault('refers on to further slices, which must lie in it', path, `slicestack ${stackId}`);
    for (const slice of target.slices) {
      const below = slices[slices.length - 1]?.zTopMm ?? stack.zBottomMm;
      if (!(slice.zTopMm > below))
        throw fault(`has ztop ${slice.zTopMm} mm above ${below} mm, must rise`, path, `slicestack ${stackId}`);
      slices.push(slice);
    }
  }
  return { zBottomMm: stack.zBottomMm, slices };
}

function finishItem(item: PartReference, root: PartBuilder, rootPart: string): ThreeMfItem {
  const numbers = item.transform?.numbers ?? [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
  const transform = numbers.map((value, i) => (i < 9 ? value : toMm(value, root.unit)));
  return { partName: item.path ?? rootPart, objectId: item.objectId, transform };
}
