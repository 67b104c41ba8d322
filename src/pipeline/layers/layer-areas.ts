/** What one cut through a part holds: its envelope, its regions, and the solid inside them. */
import type { RegionFill } from '../../config/region-kinds.ts';
import type { SolidBand } from '../../core/field.ts';
import type { Loops } from '../../core/polyline.ts';
import { intersectSets, subtractSets, uniteSets } from '../../geometry/combine-sets.ts';
import { linesWithin } from '../../geometry/lines-within.ts';
import { triangleBvh } from '../../geometry/triangle-bvh.ts';
import { withoutStrips } from '../../geometry/without-strips.ts';
import { compensatedField } from '../../lattice/compensated-field.ts';
import { fillField } from '../../lattice/fill-spec.ts';
import { skinField } from '../../lattice/skin-field.ts';
import { cutFieldBodies, type FieldBody, withoutSpecks } from '../../slicing/cut-field.ts';
import { cutMiddle } from '../../slicing/cut-middle.ts';
import type { JobSpec, LatticeSpec } from './job-spec.ts';
import type { LayerEdges } from './layer-marks.ts';
import { regionPlacer } from './region-places.ts';

/** The place that a region has at one height, and what of it is filled. */
export interface RegionArea {
  readonly fill: RegionFill;
  /** Within the part's contours, less the regions before it. */
  readonly place: Loops;
}

/** The solid in two areas that touch. */
export interface SolidParts {
  readonly dense: Loops;
  readonly lattice: Loops;
}

/** The areas at one height; loops are clean, solid on the left. */
export interface LayerAreas {
  /** The part as designed, without stock. */
  readonly design: Loops;
  readonly envelope: Loops;
  /** All that is solid. */
  readonly solid: Loops;
  /** The regions in their order. */
  readonly regions: readonly RegionArea[];
  /** Of solid regions: kept whatever they hang on. */
  readonly solidRegions: Loops;
  /** Ends of contours that did not close. */
  readonly open: readonly { readonly xy: Float64Array }[];
  /** The solid in two areas that touch: dense (solid regions and skin) and the walls of the lattice between. */
  parts(): SolidParts;
  /** Middle lines of the walls of sheet lattices; beyond the places of their lattices they say nothing. */
  middles(): Loops;
  /** A region with a lattice, walls and pores, without its skin. */
  porous(region: number): Loops;
  /** What raising faces that look down has done; absent where nothing is raised here. */
  readonly raised?: RaisedArea;
  /** Solid that went where the first layers are made smaller; absent in all others. */
  readonly footGone?: Loops;
}

/** What raising the faces that look down does to one cut. */
export interface RaisedArea {
  /** Within which the solid stays. */
  readonly within: Loops;
  /** What is solid in the part and goes. */
  readonly removed: Loops;
  /** Of what would lose its whole height: kept, and gone. */
  readonly keptMm2: number;
  readonly droppedMm2: number;
}

/**
 * Returns a function that cuts the part at rising or falling heights. Edges that a device marked for the walls of the lattices at that
 * height, in the order of their regions, are taken as they are; so is the solid where an earlier pass has kept it.
 */
export function areaCutter(
  spec: JobSpec,
): (zMm: number, edges?: LayerEdges | null, keptSolid?: Loops | null) => LayerAreas {
  const placesAt = regionPlacer(spec);
  const regions = spec.regions.map(({ fill, lattice }) => ({
    fill,
    bodies: lattice === null ? null : fieldBodies(lattice),
  }));
  const lattices = regions.flatMap(({ bodies }, region) => (bodies === null ? [] : [{ bodies, region }]));

  return (zMm, edges = null, keptSolid = null) => {
    const { design, envelope, open, places, between, empty, reaches } = placesAt(zMm);
    const lessEmpty = (area: Loops) => (empty.length === 0 ? area : withoutStrips(subtractSets(area, empty)));
    const cutSolid = (): Loops => {
      let filled = between;
      lattices.forEach(({ bodies, region: n }, lattice) => {
        const walls: FieldBody = { ...bodies.walls, edges: edges?.[lattice] ?? null };
        filled = uniteSets(filled, cutFieldBodies([walls, ...bodies.skins], zMm, reaches[n] as Loops));
      });
      return lattices.length === 0 ? lessEmpty(filled) : withoutSpecks(lessEmpty(filled));
    };
    const solid = keptSolid ?? cutSolid();
    const solidRegions = lessEmpty(between);
    const skinOf = (n: number): Loops => cutFieldBodies(regions[n]?.bodies?.skins ?? [], zMm, reaches[n] as Loops);
    const parts = () => {
      if (lattices.length === 0) return { dense: solid, lattice: [] };
      let dense = between;
      for (const { bodies, region } of lattices) {
        if (bodies.skins.length > 0) dense = uniteSets(dense, skinOf(region));
      }
      dense = lessEmpty(dense);
      if (dense.length === 0) return { dense, lattice: solid };
      return { dense, lattice: withoutSpecks(subtractSets(solid, dense)) };
    };
    const middles = () =>
      lattices.flatMap(({ bodies, region: n }) => {
        const lines = cutMiddle(bodies.walls, zMm, reaches[n] as Loops);
        return lattices.length === 1 ? lines : linesWithin(lines, reaches[n] as Loops);
      });
    const porous = (n: number) => {
      const place = places[n] as Loops;
      return regions[n]?.bodies?.skins.length === 0 ? place : subtractSets(place, skinOf(n));
    };
    const regionAreas = regions.map(({ fill }, n) => ({ fill, place: places[n] as Loops }));
    return { design, envelope, solid, regions: regionAreas, solidRegions, open, parts, middles, porous };
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

/** Returns the solid that stands in the place of a region. */
export function solidIn({ solid, regions }: LayerAreas, region: number): Loops {
  const { place } = regions[region] as RegionArea;
  return place.length === 0 ? [] : intersectSets(solid, place);
}
