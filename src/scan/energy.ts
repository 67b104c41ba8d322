/** Energy that the laser brings in. */

/**
 * Volume energy density of hatching in J/mm3: P / (v h t) with power, speed, hatch spacing and layer thickness. Studies of
 * dense Ti-6Al-4V report 50 to 80.
 */
export function volumeEnergyJPerMm3(
  powerW: number,
  speedMmPerS: number,
  spacingMm: number,
  layerThicknessMm: number,
): number {
  return powerW / (speedMmPerS * spacingMm * layerThicknessMm);
}

/** Line energy of one track in J/mm: P / v. */
export function lineEnergyJPerMm(powerW: number, speedMmPerS: number): number {
  return powerW / speedMmPerS;
}
