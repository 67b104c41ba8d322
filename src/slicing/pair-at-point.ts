/** Decides which lines that arrive at a point go on as which that leave it. */

/**
 * Returns for each arriving line the leaving one that bounds the same wedge of solid (solid lies on the left), or -1.
 *
 * Round the point counter-clockwise a leaving line opens a wedge of solid and an arriving one closes it, as brackets do;
 * so pairs never cross, and bodies that touch along an edge keep contours of their own. Angles are those of the rays from
 * the point to the far ends of the lines. At equal angles a wedge closes before the next opens, and order of the lists
 * decides the rest.
 */
export function pairAtPoint(arrivingAngles: readonly number[], leavingAngles: readonly number[]): Int32Array {
  const rays = [
    ...arrivingAngles.map((angle, index) => ({ angle, index, opens: false })),
    ...leavingAngles.map((angle, index) => ({ angle, index, opens: true })),
  ];
  rays.sort((a, b) => a.angle - b.angle || Number(a.opens) - Number(b.opens) || a.index - b.index);
  const partners = new Int32Array(arrivingAngles.length).fill(-1);
  const opened: number[] = [];
  // The second turn closes the wedges that span the angle where the first began.
  for (let turn = 0; turn < 2; turn++) {
    for (const ray of rays) {
      if (ray.opens) {
        if (turn === 0) opened.push(ray.index);
      } else if (partners[ray.index]! < 0) {
        partners[ray.index] = opened.pop() ?? -1;
      }
    }
  }
  return partners;
}
