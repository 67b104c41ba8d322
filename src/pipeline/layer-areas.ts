/** What one cut through a part holds: its envelope, its regions, and the solid inside them. */
import type { SolidBand } from '../core/field.ts';
import type { Loops } from '../core/polyline.ts';
import type { BandEdges } from '../geometry/contour/crossed-edges.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { triangleBvh } from '../geometry/triangle-bvh.ts';
import { compensatedField } from '../lattice/compensated-field.ts';
import { fillField } from '../lattice/fill-spec.ts';
import { skinField } from '../lattice/skin-field.ts';
import { cleanContours } from '../slicing/clean-contours.ts';
import { intersectSets, subtractSets, uniteSets } from '../slicing/combine-sets.ts';
import { cutFieldBodies, type FieldBody, withoutSpecks } from '../slicing/cut-field.ts';
import { meshCutter } from '../slicing/cut-mesh.ts';
import type { JobSpec, LatticeSpec } from './job-spec.ts';

/** The areas at one height; loops are clean, solid on the left. */
export interface LayerAreas {
  readonly envelope: Loops;
  /** All that is solid. */
  readonly solid: Loops;
  readonly porousMm2: number;
  /** Of solid regions: kept whatever they hang on. */
  readonly solidRegions: Loops;
  /** Ends of contours that did not close. */
  readonly open: readonly { readonly xy: Float64Array }[];
  /** The solid in two areas that touch: dense (solid regions and skin) and the walls of the lattice between. */
  parts(): { readonly dense: Loops; readonly lattice: Loops };
  /** The porous region, walls and pores, without solid regions and skin. */
  porous(): Loops;
}

/**
 * Returns a function that cuts the part at rising or falling heights. Edges that a device marked for the walls at that height are
 * taken as they are.
 */
export function areaCutter(spec: JobSpec): (zMm: number, edges?: BandEdges | null) => LayerAreas {
  const cutter = meshCutter(spec.mesh, spec.edges);
  const regions = spec.regions.map(({ kind, shape }) => ({
    kind,
    cutter: shape === null ? null : meshCutter(shape.mesh, shape.edges),
  }));
  const bodies = spec.lattice === null ? null : fieldBodies(spec.lattice);

  return (zMm, edges = null) => {
    const { loops, open } = cutter.cut(zMm);
    const envelope = cleanContours(loops);
    if (bodies === null) {
      const parts = () => ({ dense: envelope, lattice: [] });
      return { envelope, solid: envelope, porousMm2: 0, solidRegions: envelope, open, parts, porous: () => [] };
    }
    let rest = envelope;
    let solidRegions: Loops = [];
    let porousMm2 = 0;
    for (const { kind, cutter: shape } of regions) {
      const area = shape === null ? rest : intersectSets(rest, cleanContours(shape.cut(zMm).loops));
      if (kind === 'solid') solidRegions = uniteSets(solidRegions, area);
      else porousMm2 += loopsAreaMm2(area);
      rest = shape === null ? [] : subtractSets(rest, area);
    }
    // The fill reaches under the solid regions, which cover it: so no seam opens where they meet.
    const solid = withoutSpecks(
      uniteSets(solidRegions, cutFieldBodies([{ ...bodies.walls, edges }, ...bodies.skins], zMm, envelope)),
    );
    const dense = () => {
      const skin = cutFieldBodies(bodies.skins, zMm, envelope);
      return uniteSets(solidRegions, skin);
    };
    const parts = () => {
      const own = dense();
      return { dense: own, lattice: withoutSpecks(subtractSets(solid, own)) };
    };
    const porous = () =>
      bodies.skins.length === 0 && solidRegions.length === 0 ? envelope : subtractSets(envelope, dense());
    return { envelope, solid, porousMm2, solidRegions, open, parts, porous };
  };
}

/** One nanometre: beyond the rounding of a distance, far below the grid. */
const ON_FACE_MM = 1e-6;

function fieldBodies(lattice: LatticeSpec): { readonly walls: FieldBody; readonly skins: readonly FieldBody[] } {
  const { fill, leastSolidMm, compensation, originMm, stepMm, skin: skinSpec } = lattice;
  const field =
    compensation === null
      ? fillField(fill)
      : compensatedField(() => fillField(fill), fill.band, leastSolidMm, compensation);
  const walls: FieldBody = { field, band: fill.band, stepMm, originMm };
  if (skinSpec === null) return { walls, skins: [] };
  const { thicknessMm, surface } = skinSpec;
  const skinDistance = skinField(triangleBvh(surface), thicknessMm);
  // A skin thinner than the step would fall between samples. A node right on its inner face counts as solid.
  const skinBand: SolidBand = { from: null, to: thicknessMm + ON_FACE_MM };
  const skin: FieldBody = { field: skinDistance, band: skinBand, stepMm: Math.min(stepMm, thicknessMm), originMm };
  return { walls, skins: [skin] };
}
