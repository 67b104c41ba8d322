/** Affine transforms: four rows of four numbers, row by row, the shift in the last column and 0, 0, 0, 1 in the last row. */

/** Returns the determinant of the upper left three rows and columns: below 0 where the transform mirrors. */
export function determinant(m: readonly number[]): number {
  const [a, b, c, , d, e, f, , g, h, i] = m as [number, ...number[]] & number[];
  return a * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!);
}

/** Returns the transform that does the one and then the other. */
export function followedBy(first: readonly number[], second: readonly number[]): number[] {
  return Array.from({ length: 16 }, (_, n) => {
    const row = n - (n % 4);
    return [0, 1, 2, 3].reduce((sum, k) => sum + second[row + k]! * first[4 * k + (n % 4)]!, 0);
  });
}

/** Returns the transform that moves by a shift. */
export function shiftBy([x, y, z]: readonly [number, number, number]): number[] {
  return [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1];
}
