import { describe, expect, test } from 'vitest';
import { svgDocument, svgStackFooter, svgStackHeader, svgStackLayer } from '../../src/draw/svg-stack.ts';
import { box, layerOf, region, shoelace } from './shapes.ts';

const OPTIONS = { boxMm: [0, 0, 20, 10] as const, title: 'cage <1> & "2"' };

/** The polygons of each layer group, read by words alone. */
function read(svg: string) {
  return [...svg.matchAll(/<g id="layer(\d+)"([^>]*)>([\s\S]*?)<\/g>/g)].map(([, id, attributes, body]) => ({
    id: Number(id),
    attributes: attributes!,
    polygons: [...body!.matchAll(/<polygon class="(\w+)"[^>]* points="([^"]*)"/g)].map(([, type, points]) => ({
      type,
      area: shoelace(points!.split(/[ ,]/).map(Number)),
    })),
  }));
}

/** Throws where tags do not close in order. */
function expectBalanced(xml: string): void {
  const open: string[] = [];
  for (const [, end, name, , single] of xml
    .replace(/<\?.*?\?>/g, '')
    .matchAll(/<(\/?)(\w+)((?:[^>"]|"[^"]*")*?)(\/?)>/g)) {
    if (end === '/') expect(open.pop()).toBe(name);
    else if (single !== '/') open.push(name!);
  }
  expect(open).toEqual([]);
}

describe('the SVG of all layers', () => {
  const ring = region(box(0, 0, 8, 8), [box(1, 1, 7, 7, true)]);
  const island = region(box(2, 2, 6, 6), [box(3, 3, 5, 5, true)]);
  const layers = [layerOf([], 0), layerOf([island, ring, region(box(10, 0, 12, 1))], 1), layerOf([ring], 12)];

  test('each layer is a group with its index and height, empty ones too', () => {
    const groups = read(svgDocument(layers, OPTIONS));
    expect(groups.map(({ id }) => id)).toEqual([0, 1, 12]);
    expect(groups[2]!.attributes).toBe(' slic3r:z="0.39" data-index="12" data-z-mm="0.39" data-thickness-mm="0.03"');
    expect(groups[0]!.polygons).toEqual([]);
  });

  test('outlines come by falling area with their holes behind them, outlines positive and holes negative', () => {
    expect(read(svgDocument(layers, OPTIONS))[1]!.polygons).toEqual([
      { type: 'contour', area: 64 },
      { type: 'hole', area: -36 },
      { type: 'contour', area: 16 },
      { type: 'hole', area: -4 },
      { type: 'contour', area: 2 },
    ]);
  });

  test('written piece by piece it is the same document', () => {
    const pieces = [svgStackHeader(OPTIONS), ...layers.map(svgStackLayer), svgStackFooter()];
    expect(pieces.join('')).toBe(svgDocument(layers, OPTIONS));
  });

  test('it is well formed, whatever the names are', () => {
    const named = { ...ring, partId: 'a"b<c>&\u0007\ud800' };
    const svg = svgDocument([layerOf([named])], OPTIONS);
    expectBalanced(svg);
    expect(svg).toContain('<title>cage &#60;1&#62; &#38; &#34;2&#34;</title>');
    expect(svg).toContain('data-part="a&#34;b&#60;c&#62;&#38;\ufffd\ufffd"');
  });

  test('a layer does not change what it was made from', () => {
    const layer = layerOf([island, ring]);
    svgStackLayer(layer);
    expect(layer.regions).toEqual([island, ring]);
  });
});
