/** STL files built in memory for tests. */

/** A tetrahedron with corners 0 and 1 on the axes: volume 1/6. */
export const TETRAHEDRON: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 1, 0, 1, 0, 0],
  [0, 0, 0, 1, 0, 0, 0, 0, 1],
  [0, 0, 0, 0, 0, 1, 0, 1, 0],
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
];

/** A binary file of facets with nine coordinates each; normals are 0. */
export function binaryStl(facets: readonly (readonly number[])[], header = ''): Uint8Array {
  const bytes = new Uint8Array(84 + 50 * facets.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(header));
  view.setUint32(80, facets.length, true);
  facets.forEach((facet, f) => {
    facet.forEach((value, i) => {
      view.setFloat32(84 + 50 * f + 12 + 4 * i, value, true);
    });
  });
  return bytes;
}

/** The text of a file of facets with nine coordinates each, with LF as line end. */
export function asciiStl(facets: readonly (readonly number[])[], name = 'part'): string {
  const body = facets.map(
    (f) =>
      `facet normal 0 0 0\n outer loop\n  vertex ${f.slice(0, 3).join(' ')}\n  vertex ${f.slice(3, 6).join(' ')}\n` +
      `  vertex ${f.slice(6).join(' ')}\n endloop\nendfacet\n`,
  );
  return `solid ${name}\n${body.join('')}endsolid ${name}\n`;
}
