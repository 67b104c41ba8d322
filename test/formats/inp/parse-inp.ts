/** A small reader of Abaqus input: nodes, hexahedra and sets. */

/** What the file says. */
export interface ParsedInp {
  readonly nodes: ReadonlyMap<number, readonly [number, number, number]>;
  readonly elements: ReadonlyMap<number, readonly number[]>;
  readonly nodeSets: ReadonlyMap<string, ReadonlySet<number>>;
  readonly elementSets: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Reads it line by line. */
export function parseInp(text: string): ParsedInp {
  const nodes = new Map<number, readonly [number, number, number]>();
  const elements = new Map<number, readonly number[]>();
  const nodeSets = new Map<string, Set<number>>();
  const elementSets = new Map<string, Set<number>>();
  let keyword = '';
  let parameters = new Map<string, string>();
  const into = (sets: Map<string, Set<number>>, name: string | undefined) => {
    if (name === undefined) return new Set<number>();
    if (!sets.has(name)) sets.set(name, new Set());
    return sets.get(name)!;
  };
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('**')) continue;
    if (line.startsWith('*')) {
      const [first = '', ...rest] = line.slice(1).split(',');
      keyword = first.trim();
      parameters = new Map(rest.map((word) => word.trim().split('=') as [string, string]));
      continue;
    }
    const numbers = line.split(',').map(Number);
    if (numbers.some(Number.isNaN)) throw new Error(`no numbers: ${line}`);
    if (keyword === 'NODE') {
      if (nodes.has(numbers[0]!)) throw new Error(`node ${numbers[0]} twice`);
      nodes.set(numbers[0]!, [numbers[1]!, numbers[2]!, numbers[3]!]);
      into(nodeSets, parameters.get('NSET')).add(numbers[0]!);
    } else if (keyword === 'ELEMENT') {
      if (parameters.get('TYPE') !== 'C3D8' || numbers.length !== 9) throw new Error(`no C3D8: ${line}`);
      if (numbers.slice(1).some((node) => !nodes.has(node))) throw new Error(`unknown node: ${line}`);
      elements.set(numbers[0]!, numbers.slice(1));
      into(elementSets, parameters.get('ELSET')).add(numbers[0]!);
    } else if (keyword === 'NSET') {
      if (numbers.length > 16) throw new Error('more than 16 numbers in a line');
      for (const node of numbers) into(nodeSets, parameters.get('NSET')).add(node);
    } else if (keyword === 'ELSET') {
      for (let e = numbers[0]!; e <= numbers[1]!; e += numbers[2]!) into(elementSets, parameters.get('ELSET')).add(e);
    } else throw new Error(`unknown keyword ${keyword}`);
  }
  return { nodes, elements, nodeSets, elementSets };
}

/** Volume of a hexahedron of six tetrahedra around the diagonal 1-7; above 0 where its nodes are in the right order. */
export function hexVolume(points: readonly (readonly [number, number, number])[]): number {
  const tets = [
    [0, 1, 2, 6],
    [0, 2, 3, 6],
    [0, 3, 7, 6],
    [0, 7, 4, 6],
    [0, 4, 5, 6],
    [0, 5, 1, 6],
  ] as const;
  let volume = 0;
  for (const [a, b, c, d] of tets) {
    const u = [1, 1, 1].map((_, k) => points[b]![k]! - points[a]![k]!) as [number, number, number];
    const v = [1, 1, 1].map((_, k) => points[c]![k]! - points[a]![k]!) as [number, number, number];
    const w = [1, 1, 1].map((_, k) => points[d]![k]! - points[a]![k]!) as [number, number, number];
    volume +=
      (u[0] * (v[1] * w[2] - v[2] * w[1]) + u[1] * (v[2] * w[0] - v[0] * w[2]) + u[2] * (v[0] * w[1] - v[1] * w[0])) /
      6;
  }
  return volume;
}
