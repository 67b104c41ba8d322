/** What a reader found in one layer of a file, in words that every format shares. */

/** Outer boundary, boundary of a hole, or a line that bounds nothing (an exposure path, a support). */
export type PolylineDirection = 'outer' | 'hole' | 'open';

/** A polyline as the file has it, x0,y0,x1,y1,... in mm: a closed one repeats its first point at the end. */
export interface InspectedPolyline {
  readonly direction: PolylineDirection;
  readonly xy: Float64Array;
  /** The id that the file gives it. */
  readonly id: number;
}

/** A set of straight vectors x0,y0,x1,y1 per line in mm. */
export interface InspectedHatches {
  readonly id: number;
  readonly xyxy: Float64Array;
}

/** One layer of a file: `index` counts from 0, `zMm` is the height that the file gives it (the top of the layer). */
export interface InspectedLayer {
  readonly index: number;
  readonly zMm: number;
  readonly polylines: readonly InspectedPolyline[];
  readonly hatches: readonly InspectedHatches[];
  /** How long the file itself says that it takes; null or absent where it does not. */
  readonly timeS?: number | null;
}
