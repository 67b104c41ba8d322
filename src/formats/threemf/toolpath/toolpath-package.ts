/** The package around a toolpath: one part for each layer, then the model part; written in one pass, without a date. */
import type { ByteSink } from '../../../core/ports.ts';
import { zipWriter } from '../../zip/write-zip.ts';
import { CONTENT_TYPES, type ModelPackage, ROOT_RELATIONSHIPS } from '../model-package.ts';
import { putText, textBuffer } from '../text-buffer.ts';

/** The extension gives layer parts no content type, and the package must know one for each part (OPC): plain XML. */
const WITH_XML = CONTENT_TYPES.replace('</Types>', '<Default Extension="xml" ContentType="application/xml"/></Types>');
/** Text that is packed in one go. */
const STEP_BYTES = 1 << 16;

/** A package whose parts are written one after the other. */
export interface ToolpathPackage extends ModelPackage {
  begin(partName: string): Promise<void>;
  end(): Promise<void>;
}

/** Returns a package onto `sink`; `saw` is shown all text of its parts, in pieces that depend on the text alone. */
export function toolpathPackage(sink: ByteSink, saw: (text: Uint8Array) => void): ToolpathPackage {
  const zip = zipWriter(sink);
  const out = textBuffer();

  async function flush(): Promise<void> {
    for (let at = 0; at < out.length; at += STEP_BYTES) {
      const piece = out.bytes.subarray(at, Math.min(at + STEP_BYTES, out.length));
      saw(piece);
      await zip.write(piece);
    }
    out.length = 0;
  }

  async function end(): Promise<void> {
    await flush();
    await zip.end();
  }

  return {
    out,
    async open() {
      for (const [name, text] of [
        ['[Content_Types].xml', WITH_XML],
        ['_rels/.rels', ROOT_RELATIONSHIPS],
      ] as const) {
        await zip.begin(name);
        putText(out, text);
        await end();
      }
    },
    begin: (partName) => zip.begin(partName),
    async room() {
      if (out.length > STEP_BYTES) await flush();
    },
    flush,
    end,
    close: () => zip.close(),
  };
}
