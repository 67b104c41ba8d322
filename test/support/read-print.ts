/** A second reader of G-code for tests, as simple as can be: nothing here is the product's. */

/** What a print holds by this reader. */
export interface PlainPrint {
  /** Extruded volume by the word after `;TYPE:`, '' before the first; pulled back and pushed forward again counts once. */
  readonly extrudedMm3ByType: Readonly<Record<string, number>>;
  /** Heights of all beads but those of Custom and Prime, each once, in order of appearance. */
  readonly layersZ: readonly number[];
  /** Box of the same beads, arcs taken by their ends: xMin, yMin, zMin, xMax, yMax, zMax. */
  readonly box: readonly number[] | null;
  readonly filamentMm: number;
}

/** Reads a whole file: straight moves, absolute and relative, with E of both kinds. */
export function readPrint(text: string, filamentDiameterMm = 1.75): PlainPrint {
  const byType: Record<string, number> = {};
  const layers = new Set<number>();
  const at: Record<string, number> = { X: 0, Y: 0, Z: 0 };
  let box: number[] | null = null;
  let type = '';
  let relative = false;
  let relativeE = false;
  let e = 0;
  /** Filament pushed in all, and the most that it has been: only what goes beyond that is extruded. */
  let pushed = 0;
  let most = 0;
  for (const row of text.split('\n')) {
    const comment = row.trim();
    if (comment.startsWith(';TYPE:')) type = comment.slice(6);
    const [code, ...words] = (row.split(';')[0] ?? '').trim().split(/\s+/);
    if (code === 'G90' || code === 'G91') relative = relativeE = code === 'G91';
    if (code === 'M82' || code === 'M83') relativeE = code === 'M83';
    const value: Record<string, number> = {};
    if (/^G(0|1|2|3|28|92)$/.test(code ?? '')) for (const word of words) value[word[0]!] = Number(word.slice(1));
    if (code === 'G28') {
      const named = Object.keys(value).filter((axis) => axis in at);
      for (const axis of named.length > 0 ? named : ['X', 'Y', 'Z']) at[axis] = 0;
    }
    if (code === 'G92') {
      if (value.E !== undefined) e = value.E;
      if (value.X !== undefined || value.Y !== undefined || value.Z !== undefined) throw new Error('G92 of an axis');
    }
    if (!/^G[0-3]$/.test(code ?? '')) continue;
    const from = [at.X!, at.Y!, at.Z!];
    for (const axis of ['X', 'Y', 'Z']) {
      if (value[axis] !== undefined) at[axis] = relative ? at[axis]! + value[axis] : value[axis];
    }
    if (value.E === undefined) continue;
    const de = relativeE ? value.E : value.E - e;
    e = relativeE ? e + de : value.E;
    pushed += de;
    const extruded = Math.max(0, pushed - most);
    most = Math.max(most, pushed);
    byType[type] = (byType[type] ?? 0) + extruded * Math.PI * (filamentDiameterMm / 2) ** 2;
    const to = [at.X!, at.Y!, at.Z!];
    if (extruded < 1e-9 || to.every((v, i) => v === from[i]) || type === 'Custom' || type === 'Prime') continue;
    layers.add(to[2]!);
    box ??= [...to, ...to];
    for (const point of [from, to]) {
      for (let i = 0; i < 3; i++) {
        box[i] = Math.min(box[i]!, point[i]!);
        box[i + 3] = Math.max(box[i + 3]!, point[i]!);
      }
    }
  }
  return { extrudedMm3ByType: byType, layersZ: [...layers], box, filamentMm: most };
}
