// The outline of a block of 40 x 30 mm with 8 x 6 holes of 3 mm: the layer that pyslm was measured on.
export function block() {
  const loops = [{ xy: Float64Array.of(0, 0, 40, 0, 40, 30, 0, 30), closed: true }];
  for (let i = 0; i < 8; i++) {
    for (let j = 0; j < 6; j++) {
      const xy = new Float64Array(2 * 200);
      for (let k = 0; k < 200; k++) {
        xy[2 * k] = 2.5 + 5 * i + 1.5 * Math.cos((-2 * Math.PI * k) / 200);
        xy[2 * k + 1] = 2.5 + 5 * j + 1.5 * Math.sin((-2 * Math.PI * k) / 200);
      }
      loops.push({ xy, closed: true });
    }
  }
  return loops;
}
