/** What is made of a part as designed: where its layers lie, and the way of a place from the design to the plate. */
import type { ShapeSettings } from '../../config/shape-settings.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { snapMm } from '../../core/units.ts';
import { type LayerPlan, planLayers } from '../../slicing/layer-plan.ts';
import type { JobSpec, ShapeSpec } from './job-spec.ts';

/** The layers of a part as it is made. */
export interface MadeLayers extends LayerPlan {
  /** Height in the design of the cut that stands for a layer. */
  zDesignMm(index: number): number;
}

/** Where a part as designed is scaled about: the middle of its box in the plane, on the grid, and its lowest point. */
export function scaledAbout(box: Box3): readonly [number, number, number] {
  return [snapMm((box[0] + box[3]) / 2), snapMm((box[1] + box[4]) / 2), box[2]];
}

/** Returns the changes of the shape of a part that stands shifted from its box; null without any. */
export function shapeSpecOf(
  settings: ShapeSettings | null,
  box: Box3,
  [x, y, z]: readonly [number, number, number],
  hasBeams: boolean,
): ShapeSpec | null {
  if (settings === null) return null;
  const { scale, raiseMm, leastWidthMm } = settings;
  const about = scaledAbout(box);
  return {
    scale,
    aboutMm: [about[0] + x, about[1] + y, about[2] + z],
    // A part of beams is a lattice, and those are not raised.
    raise: raiseMm > 0 && !hasBeams ? { byMm: raiseMm, leastWidthMm } : null,
  };
}

/** Returns a box in the design as it is made. */
export function scaledBox(box: Box3, scale: Factors, about: readonly [number, number, number]): Box3 {
  return box.map((value, n) => {
    const at = about[n % 3] as number;
    return at + (value - at) * (scale[n % 3] as number);
  }) as unknown as Box3;
}

type Factors = readonly [number, number, number];

/** Returns a point of the design as it is made. */
export function madePoint(point: readonly number[], shape: ShapeSpec | null | undefined): number[] {
  if (shape == null) return [...point];
  const { scale, aboutMm } = shape;
  return point.map((value, a) => (aboutMm[a] as number) + (value - (aboutMm[a] as number)) * (scale[a] as number));
}

/** Returns a mesh of the design as it is made, apart from faces that are raised. */
export function madeMesh({ mesh, shape }: Pick<JobSpec, 'mesh' | 'shape'>): TriangleMesh {
  if (shape == null || !isScaled(shape)) return mesh;
  const { scale, aboutMm } = shape;
  const positions = mesh.positions.map((value, n) => {
    const at = aboutMm[n % 3] as number;
    return at + (value - at) * (scale[n % 3] as number);
  });
  return { positions, triangles: mesh.triangles };
}

/** Returns the box of a part as it is made. */
export function madeBox({ box, shape }: Pick<JobSpec, 'box' | 'shape'>): Box3 {
  return shape == null || !isScaled(shape) ? box : scaledBox(box, shape.scale, shape.aboutMm);
}

/** Returns the layers of a part as it is made. */
export function madeLayers(spec: Pick<JobSpec, 'box' | 'layers' | 'shape'>): MadeLayers {
  const plan = planLayers(madeBox(spec), spec.layers);
  const { shape } = spec;
  if (shape == null || !isScaled(shape)) return { ...plan, zDesignMm: plan.zCutMm };
  const aboutZ = shape.aboutMm[2];
  return { ...plan, zDesignMm: (index) => aboutZ + (plan.zCutMm(index) - aboutZ) / shape.scale[2] };
}

/** True where a factor is not 1. */
export function isScaled({ scale }: Pick<ShapeSpec, 'scale'>): boolean {
  return scale.some((factor) => factor !== 1);
}

/** By how much volumes grow. */
export function volumeFactor({ shape }: Pick<JobSpec, 'shape'>): number {
  return shape == null ? 1 : shape.scale[0] * shape.scale[1] * shape.scale[2];
}

/** Returns the transform from the design on the plate to what is made. */
export function madeTransform({ scale: [sx, sy, sz], aboutMm: [x, y, z] }: ShapeSpec): number[] {
  return [sx, 0, 0, x - sx * x, 0, sy, 0, y - sy * y, 0, 0, sz, z - sz * z, 0, 0, 0, 1];
}
