/**
 * Binary G-code (.bgcode; github.com/prusa3d/libbgcode, doc/specifications.md, version 1) as the text that it holds: its blocks of G-code in their
 * order, and after them its pictures by their size and the metadata of the print as the comments that a text file ends with. Every block is checked when the file is
 * opened; later one is unpacked at a time.
 */
import { inflateSync } from 'fflate';
import type { ByteSource } from '../../../core/ports.ts';
import { PrepError } from '../../../core/prep-error.ts';
import { crc32 } from '../../zip/crc32.ts';
import { unpackHeatshrink } from './heatshrink.ts';
import { unpackMeat } from './meatpack.ts';

/** What such a file begins with. */
export const BINARY_MAGIC = 'GCDE';

const FILE_HEADER_BYTES = 10;
const CRC_BYTES = 4;
/** Slicers write blocks of 64 KiB and pictures of less; more in one piece is no G-code but an attack on memory. */
const LARGEST_BLOCK = 64 * 1024 * 1024;
const BLOCK_TYPES = [
  'file metadata',
  'G-code',
  'slicer metadata',
  'printer metadata',
  'print metadata',
  'thumbnail',
] as const;
const GCODE = 1;
const PRINT_METADATA = 4;
const THUMBNAIL = 5;
const UTF8 = new TextDecoder();

interface Block {
  /** Place of its header in the file, and all its bytes without the checksum. */
  readonly offset: number;
  readonly bytes: number;
  readonly number: number;
  readonly type: number;
  readonly compression: number;
  readonly size: number;
  readonly dataAt: number;
}

/** A block of text: where it begins in the text. */
interface TextBlock {
  readonly block: Block;
  readonly at: number;
  readonly length: number;
}

/** Opens a binary file as the text that it holds; a block that is cut off, changed or unknown is an error with its number and place. */
export async function openBinaryGcode(source: ByteSource): Promise<ByteSource> {
  const texts: TextBlock[] = [];
  let tail = '';
  let size = 0;
  for await (const block of blocksOf(source)) {
    if (block.type === GCODE) {
      const { length } = await textOf(source, block);
      texts.push({ block, at: size, length });
      size += length;
    } else if (block.type === THUMBNAIL) tail += await pictureComment(source, block);
    else if (block.type === PRINT_METADATA) tail += commentsOf(UTF8.decode(await dataOf(source, block)));
  }
  const tailBytes = new TextEncoder().encode(tail);
  let kept: { readonly text: TextBlock; readonly bytes: Uint8Array } | null = null;

  /** Text from a place on, up to the end of its block. */
  async function from(offset: number): Promise<Uint8Array> {
    const text = texts.find(({ at, length }) => offset < at + length);
    if (text === undefined) return tailBytes.subarray(offset - size);
    if (kept?.text !== text) kept = { text, bytes: await textOf(source, text.block) };
    return kept.bytes.subarray(offset - text.at);
  }

  return {
    name: source.name,
    size: size + tailBytes.length,
    async read(offset, length) {
      const end = Math.min(offset + length, size + tailBytes.length);
      const out = new Uint8Array(Math.max(0, end - offset));
      for (let done = 0; done < out.length; ) {
        const part = (await from(offset + done)).subarray(0, out.length - done);
        out.set(part, done);
        done += part.length;
      }
      return out;
    },
  };
}

async function* blocksOf(source: ByteSource): AsyncGenerator<Block> {
  const head = await source.read(0, FILE_HEADER_BYTES);
  if (head.length < FILE_HEADER_BYTES) throw fault(source, 'byte 0', 'the header of binary G-code is cut off');
  const view = viewOf(head);
  const [version, checksum] = [view.getUint32(4, true), view.getUint16(8, true)];
  if (version !== 1) throw fault(source, 'byte 4', `is binary G-code of version ${version}; version 1 is read`);
  if (checksum > 1)
    throw fault(source, 'byte 8', `has a checksum of kind ${checksum}; none (0) and CRC32 (1) are read`);
  let count = 0;
  let offset = FILE_HEADER_BYTES;
  for (; offset < source.size; count++) {
    const block = await blockAt(source, offset, count);
    const end = offset + block.bytes + (checksum === 1 ? CRC_BYTES : 0);
    if (end > source.size) throw blockFault(source, block, 'is cut off');
    if (checksum === 1) {
      const crc = viewOf(await source.read(offset + block.bytes, CRC_BYTES)).getUint32(0, true);
      if (crc32(await source.read(offset, block.bytes)) !== crc)
        throw blockFault(source, block, 'was changed: its CRC32 is another');
    }
    yield block;
    offset = end;
  }
  if (count === 0) throw fault(source, `byte ${FILE_HEADER_BYTES}`, 'holds no block');
}

async function blockAt(source: ByteSource, offset: number, number: number): Promise<Block> {
  const head = viewOf(await source.read(offset, 12));
  const cut = () => fault(source, `block ${number} at byte ${offset}`, 'its header is cut off');
  if (head.byteLength < 8) throw cut();
  const [type, compression, size] = [head.getUint16(0, true), head.getUint16(2, true), head.getUint32(4, true)];
  const headBytes = compression === 0 ? 8 : 12;
  if (head.byteLength < headBytes) throw cut();
  const stored = compression === 0 ? size : head.getUint32(8, true);
  const dataAt = offset + headBytes + (type === THUMBNAIL ? 6 : 2);
  const block = { offset, number, type, compression, size, dataAt, bytes: dataAt + stored - offset };
  if (type >= BLOCK_TYPES.length) throw blockFault(source, block, `is of type ${type}, which is not known`);
  if (compression > 3) throw blockFault(source, block, `is compressed in a way (${compression}) that is not known`);
  if (Math.max(stored, size) > LARGEST_BLOCK) throw blockFault(source, block, 'is larger than a block can be');
  return block;
}

/** The text of a block of G-code. */
async function textOf(source: ByteSource, block: Block): Promise<Uint8Array> {
  const encoding = viewOf(await source.read(block.dataAt - 2, 2)).getUint16(0, true);
  if (encoding > 2) throw blockFault(source, block, `is encoded in a way (${encoding}) that is not known`);
  const data = await dataOf(source, block);
  const text = encoding === 0 ? data : unpackMeat(data);
  if (text === null) throw blockFault(source, block, 'cannot be unpacked (MeatPack)');
  return text;
}

/** The data of a block, unpacked. */
async function dataOf(source: ByteSource, block: Block): Promise<Uint8Array> {
  const { compression, size, dataAt, offset, bytes } = block;
  const stored = await source.read(dataAt, offset + bytes - dataAt);
  if (compression === 0) return stored;
  const data =
    compression === 1 ? inflated(stored, size) : unpackHeatshrink(stored, size, compression === 2 ? 11 : 12, 4);
  if (data === null) throw blockFault(source, block, 'cannot be unpacked to the size that it says');
  return data;
}

/** Deflate with the two bytes of zlib in front and its checksum behind, which the CRC of the block makes needless. */
function inflated(stored: Uint8Array, size: number): Uint8Array | null {
  const hasZlib = stored.length > 2 && (stored[0]! & 15) === 8 && (stored[0]! * 256 + stored[1]!) % 31 === 0;
  try {
    // Room for one byte more than is said, so that more is noticed.
    const out = inflateSync(hasZlib ? stored.subarray(2) : stored, { out: new Uint8Array(size + 1) });
    return out.length === size ? out : null;
  } catch {
    // The library tells apart what is wrong with a stream; here it is a block that cannot be unpacked.
    return null;
  }
}

const PICTURE_FORMATS = ['PNG', 'JPG', 'QOI'];

/** A picture as a comment: its pixels are of no use to a reader of text. */
async function pictureComment(source: ByteSource, { dataAt, size }: Block): Promise<string> {
  const view = viewOf(await source.read(dataAt - 6, 6));
  const format = PICTURE_FORMATS[view.getUint16(0, true)] ?? 'of an unknown format';
  return `; thumbnail = ${view.getUint16(2, true)}x${view.getUint16(4, true)} ${format} ${size}\n`;
}

/** Metadata `key=value` as the comments that the same slicers write into text files. */
function commentsOf(ini: string): string {
  const pairs = ini.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [`; ${line.slice(0, at)} = ${line.slice(at + 1)}\n`];
  });
  return pairs.join('');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function blockFault(
  source: ByteSource,
  { number, offset, type }: Pick<Block, 'number' | 'offset' | 'type'>,
  reason: string,
): PrepError {
  const what = BLOCK_TYPES[type] === undefined ? '' : `, ${BLOCK_TYPES[type]}`;
  return fault(source, `block ${number} at byte ${offset}${what}`, reason);
}

function fault(source: ByteSource, place: string, reason: string): PrepError {
  return new PrepError('gcode-invalid', reason, [source.name, place]);
}
