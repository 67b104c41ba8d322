/** Settings of supports that are extruded; lengths in mm, angles in degrees, widths are strip widths. */

/** How the regions that are to be supported are filled, and how far they stay from the part. */
export interface SupportSettings {
  /** `lines`: one direction throughout, so that walls stand on each other; `grid`: turned by a right angle from layer to layer. */
  readonly pattern: 'lines' | 'grid';
  readonly beadWidthMm: number;
  /** From line to line. */
  readonly spacingMm: number;
  /** Counter-clockwise from +x. */
  readonly angleDeg: number;
  /** Places along the lines that are left open, one above the other, so that the walls break there; null: none. */
  readonly breakaway: { readonly everyMm: number; readonly openMm: number } | null;
  /** Free between the side of a bead and the part, in the plane. */
  readonly gapXyMm: number;
  /** Free layers under the part, and on it. */
  readonly gapLayers: { readonly under: number; readonly on: number };
  /** Denser layers next to the part, beyond the gap. */
  readonly contact: { readonly layers: number; readonly spacingMm: number; readonly angleDeg: number };
  /** From line to line in the layer on the plate. */
  readonly firstSpacingMm: number;
}
