/** Reads XML in which an element holds either elements or one text, by a table of what may stand where. */
import type { ReadingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';
import { xmlParser } from '../xml/xml-parser.ts';
import type { XmlTag } from '../xml/xml-tag.ts';

/** What becomes of the elements; `fault` names the byte that has been reached. */
export interface ElementHandler {
  /** An element that the table knows and that holds elements. */
  open(name: string, fault: Fault): void;
  /** The same element with the texts of the leaves in it, trimmed. */
  close(name: string, texts: Readonly<Record<string, string>>, fault: Fault): void;
  /** An element that the table does not have in `parent`; it and what is in it is passed over. */
  unknown(name: string, parent: string, fault: Fault): void;
}

/** Takes a document in chunks of any size. */
export interface ElementReader {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** An open element; one for each depth, used again and again. */
interface Frame {
  name: string;
  kind: 'elements' | 'text' | 'unknown';
  text: string;
  texts: Record<string, string>;
}

/**
 * Returns a reader of a document with the root element `root`. `children` has the elements that hold elements; others are
 * leaves. Attributes and text between elements are noted, a leaf that comes twice in one element is refused.
 */
export function elementReader(
  root: string,
  children: Readonly<Record<string, readonly string[]>>,
  handler: ElementHandler,
  faultOf: Fault,
  notes: ReadingNotes,
): ElementReader {
  const frames: Frame[] = [];
  let depth = 0;
  let fault: Fault = faultOf;

  function kindOf(tag: XmlTag, parent: Frame | undefined): Frame['kind'] {
    const name = tag.key;
    if (parent === undefined) {
      if (name !== root) throw fault(`has the root element <${name}>, must be <${root}>`);
    } else if (parent.kind === 'unknown') {
      return 'unknown';
    } else if (parent.kind === 'text') {
      throw fault(`has <${name}> in <${parent.name}>, which holds text`);
    } else if (!children[parent.name]?.includes(name)) {
      handler.unknown(name, parent.name, fault);
      return 'unknown';
    }
    if (tag.count > 0) notes.add(`attributes ${name}`, `attributes of <${name}> were passed over`);
    return Object.hasOwn(children, name) ? 'elements' : 'text';
  }

  return xmlParser(
    {
      wantsSpace: false,
      open(tag) {
        fault = tag.fault;
        const kind = kindOf(tag, depth > 0 ? frames[depth - 1] : undefined);
        const frame = frames[depth] ?? { name: '', kind, text: '', texts: {} };
        frames[depth++] = frame;
        frame.name = tag.key;
        frame.kind = kind;
        frame.text = '';
        if (kind !== 'elements') return;
        frame.texts = {};
        handler.open(frame.name, fault);
      },
      close() {
        const frame = frames[--depth];
        if (frame === undefined || frame.kind === 'unknown') return;
        if (frame.kind === 'elements') return handler.close(frame.name, frame.texts, fault);
        const parent = frames[depth - 1];
        if (parent === undefined) return;
        if (parent.texts[frame.name] !== undefined) throw fault(`has <${frame.name}> twice in <${parent.name}>`);
        parent.texts[frame.name] = frame.text.trim();
      },
      text(text) {
        const frame = frames[depth - 1];
        if (frame?.kind === 'text') frame.text += text;
        else if (frame?.kind === 'elements' && text.trim() !== '') {
          notes.add(`text ${frame.name}`, `text between the elements of <${frame.name}> was passed over`);
        }
      },
    },
    faultOf,
  );
}
