/** Returns the cube root of a number above 0 by Newton's method from above, where it falls without fail: the same bits in every runtime. */
export function cubeRoot(value: number): number {
  let root = Math.max(1, value);
  for (;;) {
    const next = (2 * root + value / (root * root)) / 3;
    if (!(next < root)) return root;
    root = next;
  }
}
