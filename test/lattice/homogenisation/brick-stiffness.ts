/** The stiffness of a brick of edge 1 as the textbook writes it: B' C B at 2 x 2 x 2 Gauss points. */

/** Voigt's order: xx, yy, zz, yz, xz, xy. */
export function isotropicStiffness(youngs: number, poisson: number): number[][] {
  const lambda = (youngs * poisson) / ((1 + poisson) * (1 - 2 * poisson));
  const mu = youngs / (2 * (1 + poisson));
  return Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => {
      const share = i < 3 && j < 3 ? lambda : 0;
      return share + (i === j ? (i < 3 ? 2 * mu : mu) : 0);
    }),
  );
}

/** The 24 x 24 matrix; displacements x y z of corner 0, then of corner 1 and so on, corners counted as in a voxel mesh. */
export function brickStiffness(youngs: number, poisson: number): number[][] {
  const c = isotropicStiffness(youngs, poisson);
  const k = Array.from({ length: 24 }, () => new Array<number>(24).fill(0));
  const gauss = [0.5 - 0.5 / Math.sqrt(3), 0.5 + 0.5 / Math.sqrt(3)];
  for (const x of gauss) for (const y of gauss) for (const z of gauss) addPoint(k, c, strainMatrix(x, y, z), 1 / 8);
  return k;
}

/** Strains of each displacement at a point of the brick. */
function strainMatrix(x: number, y: number, z: number): number[][] {
  const b = Array.from({ length: 6 }, () => new Array<number>(24).fill(0));
  for (let n = 0; n < 8; n++) {
    const [fx, gx] = n & 1 ? [x, 1] : [1 - x, -1];
    const [fy, gy] = n & 2 ? [y, 1] : [1 - y, -1];
    const [fz, gz] = n & 4 ? [z, 1] : [1 - z, -1];
    const [dx, dy, dz] = [gx * fy * fz, fx * gy * fz, fx * fy * gz];
    b[0]![3 * n] = dx;
    b[1]![3 * n + 1] = dy;
    b[2]![3 * n + 2] = dz;
    b[3]![3 * n + 1] = dz;
    b[3]![3 * n + 2] = dy;
    b[4]![3 * n] = dz;
    b[4]![3 * n + 2] = dx;
    b[5]![3 * n] = dy;
    b[5]![3 * n + 1] = dx;
  }
  return b;
}

function addPoint(k: number[][], c: number[][], b: number[][], weight: number): void {
  for (let i = 0; i < 24; i++) {
    for (let j = 0; j < 24; j++) {
      for (let p = 0; p < 6; p++) for (let q = 0; q < 6; q++) k[i]![j]! += weight * b[p]![i]! * c[p]![q]! * b[q]![j]!;
    }
  }
}
