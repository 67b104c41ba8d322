/** Kinds of facets, as numbers of a typed array. */

/** Looks up, or down no flatter than the angle. */
export const STEEP = 0;
/** Looks down flatter than the angle, and does not rest on the plate. */
export const HANGING = 1;
/** Has no area, so looks nowhere. */
export const FLAT = 2;
