/** Opens a Common Layer file (extension .cli) of any maker and reads it layer by layer. */
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { CommonLayerFile } from './common-layer-file.ts';
import { readAsciiGeometry } from './read-ascii-geometry.ts';
import { readBinaryGeometry } from './read-binary-geometry.ts';
import { type ReadHeader, readHeader } from './read-header.ts';

const CHUNK_BYTES = 1 << 20;
const FIRST_HEADER_BYTES = 1 << 16;
const MAX_HEADER_BYTES = 1 << 24;

/**
 * Reads the header of a file. Its layers are read when they are asked for, `chunkBytes` at a time; a file that breaks off or
 * that holds what the format does not know is refused with its byte or line, and nothing is left out in silence.
 */
export async function openCommonLayer(source: ByteSource, chunkBytes: number = CHUNK_BYTES): Promise<CommonLayerFile> {
  const { header, endOffset, endLine, notes } = await wholeHeader(source);
  const section = { source, header, headerEnd: endOffset, headerLine: endLine, notes, chunkBytes };
  return {
    header,
    tolerated: notes.list,
    layers: () => (header.encoding === 'ascii' ? readAsciiGeometry(section) : readBinaryGeometry(section)),
  };
}

async function wholeHeader(source: ByteSource): Promise<ReadHeader> {
  for (let length = FIRST_HEADER_BYTES; ; length *= 4) {
    const bytes = await source.read(0, Math.min(length, source.size));
    const read = readHeader(bytes, source.name);
    if (read !== null) return read;
    if (length < source.size && length < MAX_HEADER_BYTES) continue;
    const within = length < source.size ? `in its first ${length} bytes` : 'before the file ends';
    throw new PrepError('common-layer-invalid', `no header from $$HEADERSTART to $$HEADEREND ${within}`, [
      source.name,
      `byte ${bytes.length}`,
    ]);
  }
}
