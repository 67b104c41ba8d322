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

/** Uncalibrated example: powder bridges openings of a few of its grains; four times the d90 has no source of its own. */
export const THROAT_PER_D90 = 4;
/**
 * Uncalibrated example, chosen between what is measured: a canal of 0.5 mm, 30 mm long and open at both ends, has 22, a blind one of
 * that length would have 60; a sheet gyroid of 40 x 30 x 20 mm has no way of 0.1 at 0.30, of 1.3 at 0.75 (bench/powder.mjs).
 */
export const WAY_RATIO = 15;
/** Uncalibrated example: canals for wires and screws are wider. */
export const WIDE_WAY_MM = 3;
/** Half of the least throat of a powder of 53 um: throats of that size do not fall between nodes. */
export const VOXEL_MM = 0.1;
/** 26 million nodes, a lattice that drains, take 420 MB of the process in all. */
export const MOST_NODES = 30e6;
/** A look takes some 60 ms of processor time. */
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
