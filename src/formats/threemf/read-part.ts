/** Reads one model part of a 3MF package. */
import type { Fault } from '../xml/fault.ts';
import { type XmlHandler, xmlParser } from '../xml/xml-parser.ts';
import { attributeAt, type XmlTag } from '../xml/xml-tag.ts';
import { addResource } from './material-rules.ts';
import { MODEL_RULE } from './model-rules.ts';
import { BALLS, BEAMS, CORE, core, SLICE } from './namespaces.ts';
import { type PartBuilder, partBuilder } from './part-builder.ts';
import { type Rule, rule } from './rule.ts';

const DOCUMENT_RULE = rule({ [core('model')]: MODEL_RULE });

/** Reads the part that `feed` hands over in chunks. Only the root model may point into other parts. */
export function readPart(
  feed: (take: (chunk: Uint8Array) => void) => void,
  isRoot: boolean,
  faultOf: Fault,
): PartBuilder {
  let fault = faultOf;
  const part = partBuilder(isRoot, (reason, ...place) => fault(reason, ...place));
  const rules: Rule[] = [DOCUMENT_RULE];
  /** Depth inside an element of an extension that is passed over. */
  let passedOver = 0;

  const handler: XmlHandler = {
    get wantsSpace() {
      return passedOver === 0 && rules[rules.length - 1]?.text !== undefined;
    },
    open(tag) {
      fault = tag.fault;
      if (passedOver > 0) {
        passedOver++;
        return;
      }
      const parent = rules[rules.length - 1];
      const found = parent?.children.get(tag.key);
      if (found === undefined) {
        passOver(part, tag, parent);
        passedOver = 1;
        return;
      }
      rules.push(found);
      found.open?.(part, tag);
    },
    close() {
      if (passedOver > 0) passedOver--;
      else rules.pop()?.close?.(part);
    },
    text(text) {
      if (passedOver > 0) return;
      const { text: take } = rules[rules.length - 1] ?? DOCUMENT_RULE;
      if (take !== undefined) take(part, text);
      else if (text.trim() !== '') throw fault(`has the text "${text.trim().slice(0, 40)}" where none may stand`);
    },
  };
  const parser = xmlParser(handler, faultOf);
  feed((chunk) => parser.push(chunk));
  parser.end();
  return part;
}

/** Namespaces whose elements are part of the shape or tell of it. */
const OWN: readonly string[] = [CORE, SLICE, BEAMS, BALLS];

/** Lets an element of a foreign extension pass; one that is known but stands in the wrong place is refused, never lost. */
function passOver(part: PartBuilder, tag: XmlTag, parent: Rule | undefined): void {
  const local = tag.key.slice(tag.key.indexOf('}') + 1);
  if (parent === DOCUMENT_RULE) throw tag.fault(`has the root element ${tag.key}, must be model of ${CORE}`);
  if (!tag.key.startsWith('{') || OWN.some((namespace) => tag.key.startsWith(`{${namespace}}`))) {
    throw tag.fault(`has <${local}> where it may not stand`);
  }
  const isResource = parent === MODEL_RULE.children.get(core('resources'));
  if (isResource && attributeAt(tag, 'id') >= 0) addResource(part, tag, 'extension');
}
