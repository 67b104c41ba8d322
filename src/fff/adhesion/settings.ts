/** Settings of what holds a part to the plate and stands around it; lengths in mm, widths are strip widths. */

/** Loops that touch the part in its first layer, or nearly, and lie flat on the plate around it. */
export interface BrimSettings {
  /** From its inner to its outer side; the loops share it in equal widths. */
  readonly widthMm: number;
  /** From the part to its inner side. */
  readonly gapMm: number;
  /** Whether bores and windows have one too. */
  readonly inHoles: boolean;
  readonly order: 'outer-first' | 'inner-first';
}

/** A wall of one bead around the part that keeps the heat. */
export interface ShieldSettings {
  /** From the convex outline of the whole part to the inner side of the wall. */
  readonly distanceMm: number;
  readonly height:
    | { readonly by: 'part' }
    | { readonly by: 'layers'; readonly layers: number }
    | { readonly by: 'mm'; readonly heightMm: number };
}

/** A straight bead at a place of the plate before all others. */
export interface PrimeSettings {
  readonly fromMm: readonly [number, number];
  readonly toMm: readonly [number, number];
  readonly amount:
    | { readonly by: 'width'; readonly widthMm: number }
    | { readonly by: 'volume'; readonly volumeMm3: number };
}

/** Returns the width of the strip of a priming line; `heightMm` is that of its layer. */
export function primeWidthMm({ fromMm, toMm, amount }: PrimeSettings, heightMm: number): number {
  if (amount.by === 'width') return amount.widthMm;
  return amount.volumeMm3 / (heightMm * Math.sqrt((toMm[0] - fromMm[0]) ** 2 + (toMm[1] - fromMm[1]) ** 2));
}

/** Layers of one kind in a raft. */
export interface RaftLayers {
  readonly count: number;
  readonly beadWidthMm: number;
  /** From line to line. */
  readonly spacingMm: number;
}

/** Layers below the part, printed first, which it is broken off from. */
export interface RaftSettings {
  /** How far it reaches beyond the first layer of the part. */
  readonly expansionMm: number;
  /** On the plate; and between it and the part. */
  readonly base: RaftLayers;
  readonly contact: RaftLayers;
  /** Direction of the lines of the first layer, counter-clockwise from +x; each layer is turned by a right angle. */
  readonly angleDeg: number;
}

/** What holds a part to the plate and stands around it. */
export interface AdhesionSettings {
  /** Null: the part stands on the plate. */
  readonly raft: RaftSettings | null;
  /** Layers in which the skirt stands, from the plate on. */
  readonly skirtLayers: number;
  readonly brim: BrimSettings | null;
  readonly shield: ShieldSettings | null;
  readonly prime: PrimeSettings | null;
  /** Beads of the layer on the plate. */
  readonly firstLayer: {
    /** Regular width there. */
    readonly beadWidthMm: number;
    /** Extruded volume over that of the strips, beside the flow of the whole print. */
    readonly flow: number;
  };
}
