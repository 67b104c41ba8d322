/** The marks of a plane by its reference alone: what a device is judged by. */
import type { MarkPlane, PlaneMarks } from './plane-marker.ts';

/** Asks the reference for every node; slow, and right by definition. */
export function referenceMarks(plane: MarkPlane): PlaneMarks {
  const { band } = plane;
  return {
    to: band.to === null ? null : edgesBelow(plane, band.to),
    from: band.from === null ? null : edgesBelow(plane, band.from),
  };
}

function edgesBelow({ grid, mask, reference }: MarkPlane, level: number): Uint32Array<ArrayBuffer> {
  const { nx, ny } = grid;
  const inside = new Uint8Array(nx * ny);
  for (let j = 1; j < ny - 1; j++) {
    for (let i = 1; i < nx - 1; i++) {
      const node = j * nx + i;
      if ((mask === null || mask[node] !== 0) && reference.nodeAt(i, j) < level) inside[node] = 1;
    }
  }
  return edgesOfSigns(inside, nx, ny);
}

/** Returns the edges between nodes that differ. The outermost ring of the nodes is not inside. */
export function edgesOfSigns(inside: Uint8Array, nx: number, ny: number): Uint32Array<ArrayBuffer> {
  let edges = new Uint32Array(1024);
  let length = 0;
  for (let node = 0; node < nx * (ny - 1); node++) {
    const is = inside[node]!;
    if (length + 2 > edges.length) {
      const more = new Uint32Array(2 * edges.length);
      more.set(edges);
      edges = more;
    }
    // What follows at the end of a row belongs to the next, but the ring makes both void.
    if (is !== inside[node + 1]) edges[length++] = 4 * node + is;
    if (is !== inside[node + nx]) edges[length++] = 4 * node + 2 + is;
  }
  return edges.slice(0, length);
}
