/** Settings of the way of powder out of a part; lengths in mm. */

/** When powder counts as held. */
export interface PowderSettings {
  /** Diameter that 90 % of the powder's volume lies below. */
  readonly d90Mm: number;
  /** A throat narrower than this many d90 is told. */
  readonly throatPerD90: number;
  /** Held volume from which a narrow throat or a long way is told, in mm3. */
  readonly leastVolumeMm3: number;
  /** Length of a way over its width from which it is told: a blind canal this many diameters deep, an open one about 2.8 times as long. */
  readonly wayRatio: number;
  /** Voids wider than this, all ways together, are no way to be measured: what is in them falls out. */
  readonly wideWayMm: number;
  /** Edge of a voxel; it grows where the part is too large for `mostNodes`. */
  readonly voxelMm: number;
  readonly mostNodes: number;
  /** Most throats that are looked at closely, by the volume behind them. */
  readonly mostLooks: number;
}

/** Uncalibrated example: four times the d90 of a powder is the rule of thumb for openings that do not bridge. */
export const THROAT_PER_D90 = 4;
/**
 * Uncalibrated example, chosen between what is measured: a canal of 0.5 mm, 30 mm long and open at both ends, has 21, a blind one
 * of 15 mm 30, a gyroid cage of 40 x 30 x 20 mm below 2 (bench/powder.mjs).
 */
export const WAY_RATIO = 15;
/** Uncalibrated example: canals for wires and screws are wider. */
export const WIDE_WAY_MM = 3;
/** Half of the least throat of a powder of 53 um, so that no throat of that size falls between nodes. */
export const VOXEL_MM = 0.1;
/** 36 million nodes: some 430 MB at most. */
export const MOST_NODES = 36e6;
/** A look costs about as much as a million nodes. */
export const MOST_LOOKS = 24;

/** Returns the settings for a powder. */
export function powderSettings(d90Mm: number, leastVolumeMm3: number): PowderSettings {
  return {
    d90Mm,
    throatPerD90: THROAT_PER_D90,
    leastVolumeMm3,
    wayRatio: WAY_RATIO,
    wideWayMm: WIDE_WAY_MM,
    voxelMm: VOXEL_MM,
    mostNodes: MOST_NODES,
    mostLooks: MOST_LOOKS,
  };
}
