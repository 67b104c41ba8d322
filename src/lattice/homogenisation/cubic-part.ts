/** How near a stiffness is to that of a cubic crystal. */

/**
 * Returns the largest difference of a 6 x 6 stiffness in Voigt's order from its cubic part (the means of C11, C12 and C44 over the axes,
 * the rest 0), over the mean C11. 0 for a cubic one whose axes are those of the stiffness.
 */
export function cubicDeviation(stiffness: Float64Array): number {
  const c = (i: number, j: number) => stiffness[6 * i + j]!;
  const c11 = (c(0, 0) + c(1, 1) + c(2, 2)) / 3;
  const c12 = (c(0, 1) + c(1, 2) + c(0, 2)) / 3;
  const c44 = (c(3, 3) + c(4, 4) + c(5, 5)) / 3;
  let most = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) {
      const cubic = i === j ? (i < 3 ? c11 : c44) : i < 3 && j < 3 ? c12 : 0;
      most = Math.max(most, Math.abs(c(i, j) - cubic));
    }
  }
  return most / c11;
}
