/** The grammar of a model part as a tree of rules: which element may stand in which, and what it does. */
import type { XmlTag } from '../xml/xml-tag.ts';
import type { PartBuilder } from './part-builder.ts';

/** One element in its place. Elements of core, slices and beams without a rule are refused, others are passed over. */
export interface Rule {
  readonly children: ReadonlyMap<string, Rule>;
  readonly open?: (part: PartBuilder, tag: XmlTag) => void;
  readonly close?: (part: PartBuilder) => void;
  readonly text?: (part: PartBuilder, text: string) => void;
}

/** Makes a rule from its children and actions. */
export function rule(children: Readonly<Record<string, Rule>>, actions: Omit<Rule, 'children'> = {}): Rule {
  return { children: new Map(Object.entries(children)), ...actions };
}
