/**
 * A second reader of Common Layer files, for the tests alone: written from the specification, slow, for well-formed files,
 * and without a line of the reader that it checks.
 */

/** A layer in file units; a polyline is [id, dir, numbers], a hatch command [id, numbers]. */
export interface PlainLayer {
  z: number;
  polylines: [number, number, number[]][];
  hatches: [number, number[]][];
}

export interface PlainFile {
  units: number;
  head: string[];
  layers: PlainLayer[];
}

export function secondReader(bytes: Uint8Array, signedShorts = false): PlainFile {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('latin1');
  const headEnd = text.indexOf('$$HEADEREND');
  const head = text
    .slice(0, headEnd)
    .split(/\r?\n/)
    .filter((row) => row !== '');
  const units = Number(/\$\$UNITS\/([\d.]+)/.exec(text)![1]);
  const isBinary = text.slice(0, headEnd).includes('$$BINARY');
  const layers = isBinary ? binary(buffer.subarray(headEnd + 11), signedShorts) : ascii(text.slice(headEnd + 11));
  return { units, head, layers };
}

function ascii(text: string): PlainLayer[] {
  const layers: PlainLayer[] = [];
  const body = /\$\$GEOMETRYSTART([\s\S]*)\$\$GEOMETRYEND/.exec(text)![1]!;
  for (const command of body.split('$$')) {
    const [keyword, parameters] = command.trim().split('/');
    const numbers = (parameters ?? '').split(',').map(Number);
    if (keyword === 'LAYER') layers.push({ z: numbers[0]!, polylines: [], hatches: [] });
    if (keyword === 'POLYLINE') layers.at(-1)!.polylines.push([numbers[0]!, numbers[1]!, numbers.slice(3)]);
    if (keyword === 'HATCHES') layers.at(-1)!.hatches.push([numbers[0]!, numbers.slice(2)]);
  }
  return layers;
}

function binary(data: Buffer, signedShorts: boolean): PlainLayer[] {
  const layers: PlainLayer[] = [];
  let at = 0;
  const next = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  const u16 = () => data.readUInt16LE(next(2));
  const i16 = () => data.readInt16LE(next(2));
  const i32 = () => data.readInt32LE(next(4));
  const f32 = () => data.readFloatLE(next(4));
  const many = (count: number, read: () => number) => Array.from({ length: count }, () => read());
  const short = signedShorts ? i16 : u16;
  while (at < data.length) {
    const code = u16();
    const layer = layers.at(-1)!;
    if (code === 127) layers.push({ z: f32(), polylines: [], hatches: [] });
    else if (code === 128) layers.push({ z: u16(), polylines: [], hatches: [] });
    else if (code === 129) {
      const [id, dir, n] = [u16(), u16(), u16()];
      layer.polylines.push([id, dir, many(2 * n, short)]);
    } else if (code === 130) {
      const [id, dir, n] = [i32(), i32(), i32()];
      layer.polylines.push([id, dir, many(2 * n, f32)]);
    } else if (code === 131) {
      const [id, n] = [u16(), u16()];
      layer.hatches.push([id, many(4 * n, short)]);
    } else if (code === 132) {
      const [id, n] = [i32(), i32()];
      layer.hatches.push([id, many(4 * n, f32)]);
    } else throw new Error(`code ${code} at ${at}`);
  }
  return layers;
}
