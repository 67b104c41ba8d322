/** What `inspection.json` holds. What was not measured is null, never 0. */
import type { Finding } from '../core/finding.ts';
import type { PrintInspection } from './print/print-inspection.ts';

/** Range of a measured length in mm. */
export interface LengthSpread {
  /** Least diameter between two facing walls; null where none face each other. */
  readonly min: number | null;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** Density of the whole cells of one lattice. */
export interface LatticeDensity {
  /** The region that it fills; null for the one region of a bare mesh. */
  readonly regionId: string | null;
  readonly relativeDensity: number | null;
  readonly targetRelativeDensity: number;
  /** What the file is to hold, and how far off is still taken, relative. */
  readonly inFileRelativeDensity: number;
  readonly limitRelative: number;
}

/** One thing that a region is held to. */
export interface RegionCheck {
  readonly rule: string;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly verdict: Verdict | null;
}

/** How the bore of a region is made that is not made as designed. */
export interface InspectionBore {
  /** `round`: as designed, since its axis is too steep for a change. */
  readonly by: 'teardrop' | 'pilot' | 'round';
  /** Inclination of its axis from the plate, and below which it is changed. */
  readonly axisDeg: number;
  readonly withinDeg: number;
  readonly designDiameterMm: number;
  /** How far its wall is off the design at most. */
  readonly farthestMm: number;
  /** What the part loses beyond the round bore; null where it was not measured. */
  readonly takenMm3: number | null;
}

/** A named region of a case as it was made; lengths and volumes that were not measured are null. */
export interface InspectionRegion {
  readonly partId: string;
  readonly regionId: string;
  readonly kind: string;
  /** What stands in it: solid, lattice, empty, or beneath where another region gives the material. */
  readonly fill: string;
  /** Volume of its place in the part, from the layers. */
  readonly volumeMm3: number | null;
  /** The same from the meshes of part and regions. */
  readonly designVolumeMm3: number | null;
  /** What of its place is solid, from the layers. */
  readonly solidMm3: number | null;
  /** What of its solid went where the first layers are made smaller; absent: nothing. */
  readonly firstLayerInsetMm3?: number;
  /** Of the whole cells of a lattice; of other regions the solid share of the place. */
  readonly relativeDensity: number | null;
  readonly targetRelativeDensity: number | null;
  readonly wallMm: LengthSpread | null;
  readonly poreMm: LengthSpread | null;
  readonly throatMm: number | null;
  readonly supportBan: boolean;
  readonly toleranceMm: number | null;
  readonly machiningStockMm: number;
  readonly etchAllowanceMm: number;
  readonly blastAllowanceMm: number;
  /** Absent where the case asks for no other bore than the design has. */
  readonly bore?: InspectionBore;
  readonly checks: readonly RegionCheck[];
  /** The gravest check again, or the first where all hold. */
  readonly rule: string | null;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  /** Null where nothing of it was checked. */
  readonly verdict: Verdict | null;
}

/** Sums over the whole file. */
export interface InspectionTotals {
  readonly layers: number;
  readonly volumeMm3: number | null;
  readonly envelopeVolumeMm3: number | null;
  readonly relativeDensity: number | null;
  readonly hatchLengthMm: number | null;
  readonly contourLengthMm: number | null;
  readonly extrudedVolumeMm3: number | null;
  readonly timeS: number | null;
  readonly massG: number | null;
  /** `exposedOutsideMm2` of all layers times their thickness; absent where it was not measured. */
  readonly exposedOutsideMm3?: number | null;
  /** As of layers; only for extrusion. */
  readonly voidFraction?: number | null;
  readonly overlapFraction?: number | null;
}

/** Measures of the body as a porous one; the voids and loose pieces are measured in solid parts too. */
export interface InspectionLattice {
  readonly relativeDensity: number | null;
  readonly targetRelativeDensity: number | null;
  /** Expected when built, where walls are thinner in the file by what the process adds; else null. */
  readonly asBuiltRelativeDensity: number | null;
  readonly wallMm: LengthSpread | null;
  readonly poreMm: LengthSpread | null;
  readonly throatMm: number | null;
  readonly closedVoidMm3: number | null;
  readonly looseSolidMm3: number | null;
  readonly surfaceMm2: number | null;
  /** Largest sphere that passes through the solid. */
  readonly neckMm?: number | null;
  /** Mean length of lines in the void (ASTM F1854). */
  readonly meanVoidInterceptMm?: number | null;
  /** The box and the voxels in which walls, pores and surface were measured; not resolved where walls are thinner than two voxels. */
  readonly measuredIn?: {
    readonly boxMm: readonly number[];
    readonly voxelMm: number;
    readonly resolved: boolean;
  } | null;
}

/** No measure of a lattice: of several parts there is no one wall, pore or density, and of a print none is taken from its file. */
export const NOT_MEASURED: InspectionLattice = {
  relativeDensity: null,
  targetRelativeDensity: null,
  asBuiltRelativeDensity: null,
  wallMm: null,
  poreMm: null,
  throatMm: null,
  closedVoidMm3: null,
  looseSolidMm3: null,
  surfaceMm2: null,
};

/** One layer; `islands` are areas of solid with no solid under them in the layer below. */
export interface InspectionLayer {
  readonly index: number;
  /** Null where a file does not say. */
  readonly zMm: number | null;
  readonly areaMm2: number | null;
  readonly contours: number | null;
  readonly openContours: number | null;
  readonly hatchLines: number | null;
  readonly hatchLengthMm: number | null;
  readonly unexposedMm2: number | null;
  /** Solid that a laser track covers, and area that further tracks cover again, counted each time; each as wide as the melt; null for a print. */
  readonly exposedMm2: number | null;
  readonly doubleExposedMm2: number | null;
  /** Area beside the solid that a laser track covers, as wide as the melt; absent where it was not measured, and for a print. */
  readonly exposedOutsideMm2?: number | null;
  readonly islands: number | null;
  readonly timeS: number | null;
  /** Share of the solid that holds no material between beads, and material that has no room, over the solid: estimates, only for extrusion. */
  readonly voidFraction?: number | null;
  readonly overlapFraction?: number | null;
  /** Volume extruded for the part; only for extrusion. */
  readonly extrudedMm3?: number | null;
  /** All that is extruded in the layer, by the features of the file; only for extrusion. */
  readonly byFeatureMm3?: Readonly<Record<string, number>>;
  /** Volume that the layer as designed is to extrude; only for extrusion. */
  readonly designMm3?: number | null;
  /** Estimate of how warm the layer below still is when this one is laid on it; null for the first layer; only for extrusion. */
  readonly interlayerC?: number | null;
  /** Beads of lattices that begin over no solid, as planned; null where that is not known; only for extrusion. */
  readonly unsupportedStarts?: number | null;
  /** Only for extrusion: area that is filled at less than full density; absent: none. Voids are measured in the rest. */
  readonly sparseMm2?: number;
  /** Travels within the layer over contact faces and other regions that they are to keep off, as planned; absent: the layer has none; only for extrusion. */
  readonly travelsOverFaces?: number;
}

/** Measures of a print read back from its G-code. */
export interface InspectionExtrusion
  extends Pick<
    PrintInspection,
    'features' | 'extrusionBoxMm' | 'primeBoxMm' | 'travelBoxMm' | 'retractions' | 'retractedMm' | 'temperatures'
  > {
  readonly filamentMm: number;
  /** All that is extruded, skirt and prime included; `totals.extrudedVolumeMm3` is the part alone. */
  readonly allExtrudedMm3: number;
}

/** The file of all parts of a plate, as read back. */
export interface InspectionPlate {
  readonly file: string;
  /** One part after the other, or all of them layer by layer. */
  readonly printOrder: 'sequential' | 'layers';
  /** In the order of the print. */
  readonly parts: readonly string[];
  readonly layers: number;
  readonly extrudedVolumeMm3: number;
  readonly filamentMm: number;
  readonly timeS: number;
  readonly extrusionBoxMm: PrintInspection['extrusionBoxMm'];
  readonly travelBoxMm: PrintInspection['travelBoxMm'];
}

/** One of several parts of a build. */
export interface InspectedPart {
  readonly partId: string;
  readonly variant: string | null;
  /** Side of the patient; null where no case says it. */
  readonly side: string | null;
  readonly verdict: Verdict;
  readonly totals: InspectionTotals;
  readonly lattice: InspectionLattice;
}

/** How far what is made of a part is off its design, on purpose. What was not measured is null. */
export interface InspectionShape {
  readonly partId: string;
  /** Size along x, y and z of the plate of what is made, relative to the design. */
  readonly scale: readonly number[];
  /** The place on the plate that scaling leaves where it is. */
  readonly aboutMm: readonly number[];
  /** The farthest that a place of the part moves along x, y and z by the scale. */
  readonly displacedMm: readonly number[];
  /** By how much faces that look down are raised; 0: they stay. */
  readonly downfaceRaiseMm: number;
  readonly designVolumeMm3: number;
  readonly scaledVolumeMm3: number;
  /** Solid that went where faces that look down were raised, from the layers. */
  readonly raisedMm3: number | null;
  /** Of what would have lost its whole height: kept as its top layer, and gone as a rim too narrow to keep. */
  readonly floorsKeptMm3: number | null;
  readonly rimsDroppedMm3: number | null;
  /** Solid as read back from the file. */
  readonly volumeMm3: number | null;
}

/** What making the first layers of a part smaller took from its design. */
export interface InspectionInset {
  readonly partId: string;
  /** From the outside of the part and from its bores, in so many layers. */
  readonly insetMm: number;
  readonly layers: number;
  readonly designVolumeMm3: number;
  /** Solid that went, from the layers; null for a band of them. */
  readonly goneMm3: number | null;
}

/** The verdict on a file. */
export type Verdict = 'pass' | 'warn' | 'fail';

/** The whole report on one file. */
export interface Inspection {
  readonly schema: 'trabecula/inspection@1';
  readonly tool: { readonly name: string; readonly version: string };
  /** Which case it is, without a name; absent for a bare mesh. */
  readonly case?: Readonly<Record<'id' | 'side' | 'level' | 'revision' | 'target', string>>;
  readonly verdict: Verdict;
  readonly totals: InspectionTotals;
  readonly lattice: InspectionLattice;
  /** Of each lattice; the file has them in the rows of its regions. */
  readonly densities: readonly LatticeDensity[];
  /** Each part of a build of several; absent for one. */
  readonly parts?: readonly InspectedPart[];
  /** Of each print of a whole plate; absent where every part has its file alone. */
  readonly plates?: readonly InspectionPlate[];
  /** The regions of a case; absent for files without one. */
  readonly regions?: readonly InspectionRegion[];
  /** Of each part whose shape is changed before it is cut; absent where parts are made as designed. */
  readonly shapes?: readonly InspectionShape[];
  /** Of each part whose first layers are made smaller; absent where they are as designed. */
  readonly insets?: readonly InspectionInset[];
  /** Only for extrusion. */
  readonly extrusion?: InspectionExtrusion;
  readonly layers: readonly InspectionLayer[];
  readonly findings: readonly Finding[];
  readonly checksNotRun: readonly { readonly rule: string; readonly why: string }[];
}

/** Returns `fail` with any error, `warn` with any warning, else `pass`. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some((f) => f.severity === 'error')) return 'fail';
  return findings.some((f) => f.severity === 'warning') ? 'warn' : 'pass';
}

/** Returns the text of `inspection.json`: fixed order of keys, one line per layer and per finding. */
export function inspectionJson(inspection: Inspection): string {
  const { schema, tool, verdict, totals, lattice, parts, plates, regions, shapes, extrusion } = inspection;
  const { insets, layers, findings, checksNotRun } = inspection;
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
  const fields = [
    `"schema": ${JSON.stringify(schema)}`,
    `"tool": ${JSON.stringify(tool)}`,
    ...(inspection.case === undefined ? [] : [`"case": ${JSON.stringify(inspection.case)}`]),
    `"verdict": ${JSON.stringify(verdict)}`,
    `"totals": ${JSON.stringify(totals)}`,
    `"lattice": ${JSON.stringify(lattice)}`,
    ...(parts === undefined ? [] : [`"parts": ${list(parts)}`]),
    ...(plates === undefined ? [] : [`"plates": ${list(plates)}`]),
    ...(regions === undefined ? [] : [`"regions": ${list(regions)}`]),
    ...(shapes === undefined ? [] : [`"shapes": ${list(shapes)}`]),
    ...(insets === undefined ? [] : [`"insets": ${list(insets)}`]),
    ...(extrusion === undefined ? [] : [`"extrusion": ${JSON.stringify(extrusion)}`]),
    `"layers": ${list(layers)}`,
    `"findings": ${list(findings)}`,
    `"checksNotRun": ${list(checksNotRun)}`,
  ];
  return `{\n  ${fields.join(',\n  ')}\n}\n`;
}
