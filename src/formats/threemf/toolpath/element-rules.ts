/** A grammar of XML elements as a tree of rules, and the walk of a document along it. What no rule knows is told or refused. */
import type { ReadingNotes } from '../../reading-notes.ts';
import type { Fault } from '../../xml/fault.ts';
import { type XmlHandler, xmlParser } from '../../xml/xml-parser.ts';
import type { XmlTag } from '../../xml/xml-tag.ts';
import { isToolpathKey, toolpathKeys } from './toolpath-names.ts';

/** What a walk carries along. */
export interface WalkState {
  readonly notes: ReadingNotes;
  /** Makes an error at the place of the last tag. */
  fault: Fault;
}

/** One element in its place. */
export interface ElementRule<State> {
  readonly children: ReadonlyMap<string, ElementRule<State>>;
  readonly open?: (state: State, tag: XmlTag) => void;
  readonly close?: (state: State) => void;
  readonly text?: (state: State, text: string) => void;
  /** Takes a child without a rule, which is passed over with all that it holds. */
  readonly stranger: (state: State, tag: XmlTag) => void;
}

/** Makes a rule. Children of other namespaces are passed over and told once, those of the extension refused. */
export function elementRule<State extends WalkState>(
  children: Readonly<Record<string, ElementRule<State>>>,
  actions: Partial<Omit<ElementRule<State>, 'children'>> = {},
): ElementRule<State> {
  return { stranger: tellStranger, ...actions, children: new Map(Object.entries(children)) };
}

/** Makes a rule whose children are elements of the extension or of its drafts. */
export function toolpathRule<State extends WalkState>(
  children: Readonly<Record<string, ElementRule<State>>>,
  actions: Partial<Omit<ElementRule<State>, 'children'>> = {},
): ElementRule<State> {
  const entries = Object.entries(children);
  return elementRule(
    Object.fromEntries(entries.flatMap(([local, rule]) => toolpathKeys(local).map((key) => [key, rule]))),
    actions,
  );
}

/** Walks the document that `feed` hands over in chunks. */
export function walkElements<State extends WalkState>(
  feed: (take: (chunk: Uint8Array) => void) => void,
  document: ElementRule<State>,
  state: State,
): void {
  const faultOf = state.fault;
  const rules: ElementRule<State>[] = [];
  let rule = document;
  /** Depth inside an element that is passed over. */
  let passedOver = 0;
  const handler: XmlHandler = {
    get wantsSpace() {
      return passedOver === 0 && rule.text !== undefined;
    },
    open(tag) {
      state.fault = tag.fault;
      if (passedOver > 0) {
        passedOver++;
        return;
      }
      const found = rule.children.get(tag.key);
      if (found === undefined) {
        if (rule === document) {
          const [wanted = ''] = document.children.keys();
          throw tag.fault(`has the root element ${shown(tag.key)}, must be ${shown(wanted)}`);
        }
        rule.stranger(state, tag);
        passedOver = 1;
        return;
      }
      rules.push(rule);
      rule = found;
      found.open?.(state, tag);
    },
    close() {
      if (passedOver > 0) {
        passedOver--;
        return;
      }
      rule.close?.(state);
      rule = rules.pop() ?? document;
    },
    text(text) {
      if (passedOver > 0) return;
      if (rule.text !== undefined) rule.text(state, text);
      else if (text.trim() !== '') throw state.fault(`has the text "${text.trim().slice(0, 40)}" where none may stand`);
    },
  };
  const parser = xmlParser(handler, faultOf);
  feed((chunk) => parser.push(chunk));
  parser.end();
}

/** Passes over a child without a word: it is none of the concern of who reads. */
export function ignoreStranger(): void {}

/** Tells of each attribute that `known` does not have. */
export function tellOtherAttributes(state: WalkState, tag: XmlTag, known: ReadonlySet<string>, what: string): void {
  for (let i = 0; i < tag.count; i++) {
    const key = tag.keys[i]!;
    if (!known.has(key)) tellAttribute(state, key, what);
  }
}

/** Tells of an attribute that nobody reads. */
export function tellAttribute(state: WalkState, key: string, what: string): void {
  state.notes.add(`${what} ${key}`, `${what} has the attribute ${shown(key)}, which is not kept`);
}

/** Writes a key for people. */
export function shown(key: string): string {
  const end = key.indexOf('}');
  return end < 0 ? key : `${key.slice(end + 1)} of ${key.slice(1, end)}`;
}

function tellStranger(state: WalkState, tag: XmlTag): void {
  if (isToolpathKey(tag.key) || !tag.key.startsWith('{'))
    throw tag.fault(`has <${shown(tag.key)}> where it may not stand`);
  state.notes.add(`element ${tag.key}`, `passes over the element ${shown(tag.key)}`);
}
