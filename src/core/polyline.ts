/** Lines of a layer as typed arrays, in mm. */

/** A line x0,y0,x1,y1,... in mm. When closed, the last point joins the first, which is not repeated. */
export interface Polyline {
  readonly xy: Float64Array;
  readonly closed: boolean;
}

/**
 * Closed polylines that bound an area together: solid lies on the left, so outer loops run counter-clockwise and holes
 * clockwise seen from above. Loops of one set do not cross.
 */
export type Loops = readonly Polyline[];

/** Straight vectors x0,y0,x1,y1 per line in mm, in execution order. */
export interface HatchSet {
  readonly xyxy: Float64Array;
}
