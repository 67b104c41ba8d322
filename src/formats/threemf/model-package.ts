/** The package around the one model part of a file, written in one pass: fixed times, fixed order, no date. */
import type { ByteSink } from '../../core/ports.ts';
import { zipWriter } from '../zip/write-zip.ts';
import { putText, type TextBuffer, textBuffer } from './text-buffer.ts';

/** Content types of a package with relationships and model parts. */
export const CONTENT_TYPES =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>\n';
/** Relationships of a package whose root model is `/3D/3dmodel.model`. */
export const ROOT_RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="rel0" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>' +
  '</Relationships>\n';
/** Text that is packed in one go. */
const STEP_BYTES = 1 << 16;

/** The text of the model part; memory stays bounded when `room` is awaited now and then. */
export interface ModelPackage {
  readonly out: TextBuffer;
  /** Writes the parts that go before, and opens the model part. */
  open(): Promise<void>;
  /** Packs what was put, if it is much. */
  room(): Promise<void>;
  /** Packs all that was put. */
  flush(): Promise<void>;
  /** Ends the model part and the package. */
  close(): Promise<void>;
}

/** Returns a package onto `sink`. */
export function modelPackage(sink: ByteSink): ModelPackage {
  const zip = zipWriter(sink);
  const out = textBuffer();

  async function flush(): Promise<void> {
    for (let at = 0; at < out.length; at += STEP_BYTES) {
      await zip.write(out.bytes.subarray(at, Math.min(at + STEP_BYTES, out.length)));
    }
    out.length = 0;
  }

  async function part(name: string, text: string): Promise<void> {
    await zip.begin(name);
    putText(out, text);
    await flush();
    await zip.end();
  }

  return {
    out,
    async open() {
      await part('[Content_Types].xml', CONTENT_TYPES);
      await part('_rels/.rels', ROOT_RELATIONSHIPS);
      await zip.begin('3D/3dmodel.model');
    },
    async room() {
      if (out.length > STEP_BYTES) await flush();
    },
    flush,
    async close() {
      await flush();
      await zip.end();
      await zip.close();
    },
  };
}
