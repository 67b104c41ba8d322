/** Where the outermost contour of each layer begins, seen on the wall that the layers make. */
import { createBrush } from '../../dist/draw/brush.js';
import { PATH_COLOURS, PLAIN_COLOURS, rgbaOf } from '../../dist/draw/colours.js';
import { addLoop } from '../../dist/draw/edges.js';
import { createRaster, fillEdges } from '../../dist/draw/raster.js';
import { addStroke } from '../../dist/draw/stroke.js';
import { addText } from '../../dist/draw/stroke-font.js';
import { growableFloats } from '../../dist/geometry/growable.js';

const PIXELS_PER_MM = 36;
const [SKEW, DEPTH, RISE] = [0.25, 0.5, 0.9];
const PAD_PX = 14;
const TITLE_PX = 30;
const CAP_PX = 11;
const DOT_PX = 5;

/** An upright prism, straight in front and round behind: a D of 10 x 7 mm. */
export function prismMesh(heightMm) {
  const rim = [
    [0, 0],
    [10, 0],
  ];
  for (let i = 0; i <= 60; i++) {
    const a = (Math.PI * i) / 60;
    rim.push([5 + 5 * Math.cos(a), 2 + 5 * Math.sin(a)]);
  }
  const n = rim.length;
  const positions = [0, heightMm].flatMap((z) => rim.flatMap(([x, y]) => [x, y, z]));
  const triangles = [];
  for (let i = 0; i < n; i++) {
    const k = (i + 1) % n;
    triangles.push(i, k, n + k, i, n + k, n + i);
    if (i > 0 && k > 0) triangles.push(0, k, i, n, n + i, n + k);
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** Panels side by side, each the layers of one part from below; dots are starts that can be seen. */
export function startsPicture(panels) {
  const [x0, y0, , x1, y1, z1] = panels[0].layers[0].boxMm;
  const wide = Math.ceil(PIXELS_PER_MM * (x1 - x0 + SKEW * (y1 - y0)));
  const high = Math.ceil(PIXELS_PER_MM * (DEPTH * (y1 - y0) + RISE * z1));
  const raster = createRaster(
    PAD_PX + panels.length * (wide + PAD_PX),
    high + 2 * PAD_PX + TITLE_PX,
    rgbaOf(PLAIN_COLOURS.paper),
  );
  const window = { x: 0, y: 0, width: raster.width, height: raster.height };
  const ink = growableFloats(4096);
  panels.forEach(({ layers, title }, p) => {
    const left = PAD_PX + p * (wide + PAD_PX);
    const toView = (xy, zMm) =>
      Float64Array.from(xy, (_, i) =>
        i % 2 === 0
          ? left + PIXELS_PER_MM * (xy[i] - x0 + SKEW * (xy[i + 1] - y0))
          : PAD_PX + PIXELS_PER_MM * (DEPTH * (y1 - xy[i]) + RISE * (z1 - zMm)),
      );
    const dots = createBrush(raster, rgbaOf(PATH_COLOURS['contour-outer']), window);
    layers.forEach(({ layer, toolpaths }, k) => {
      const isTop = k === layers.length - 1;
      const fill = createBrush(raster, rgbaOf(isTop ? '#dfe8ef' : '#a9b9c6'), window);
      const rim = createBrush(raster, isTop ? rgbaOf('#3c5468') : [20, 30, 40, 18], window);
      for (const { outline } of layer.regions) {
        const xy = toView(outline.xy, layer.zMm);
        addLoop(fill.edges, xy);
        addStroke(rim.edges, xy, true, 1);
      }
      fill.endShape();
      rim.endShape();
      fill.finish();
      rim.finish();
      const [outer] = toolpaths.toolpaths;
      const [x, y] = toView(outer.path.xy.subarray(0, 2), layer.zMm);
      const isInFront = isInside(toView(outer.path.xy, layer.zMm), x, y - 1);
      if (isInFront || isTop)
        addStroke(dots.edges, Float64Array.of(x - DOT_PX / 2, y, x + DOT_PX / 2, y), false, DOT_PX);
      dots.endShape();
    });
    dots.finish();
    addText(ink, title, left, raster.height - PAD_PX, CAP_PX);
  });
  fillEdges(raster, ink, rgbaOf(PLAIN_COLOURS.ink));
  return { raster, pixelsPerMm: PIXELS_PER_MM };
}

/** Whether a point lies inside a loop, by the edges to its right. */
function isInside(xy, x, y) {
  let inside = false;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    if (xy[i + 1] > y === xy[j + 1] > y) continue;
    if (x < xy[j] + ((y - xy[j + 1]) * (xy[i] - xy[j])) / (xy[i + 1] - xy[j + 1])) inside = !inside;
  }
  return inside;
}
