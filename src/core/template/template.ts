/**
 * Templates of G-code lines: `{expression}` is replaced by its value, `{if c}`, `{elsif c}`, `{else}` and `{endif}` keep or leave out what
 * stands between them, within a line or over lines. A line that held such words and is blank without them is none.
 */
import { decimalText } from '../decimal-text.ts';
import { type Expression, readExpression, type Value, type ValueKind, type Values } from './expression.ts';
import { TemplateFault } from './template-fault.ts';

interface Arm {
  /** Null: else. */
  readonly condition: Expression | null;
  readonly nodes: Node[];
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly expression: Expression;
      readonly line: number;
      readonly column: number;
      readonly used: ReadonlySet<string>;
    }
  | { readonly kind: 'if'; readonly line: number; readonly column: number; readonly arms: Arm[] }
  | { readonly kind: 'end'; readonly line: number; readonly hasWords: boolean };

/** A template that was read. */
export interface Template {
  readonly nodes: readonly Node[];
}

/** A line as it is written, with the line of the template that it ends. */
export interface FilledLine {
  readonly line: number;
  readonly text: string;
}

type Word = 'if' | 'elsif' | 'else' | 'endif';

const WORD = /^\s*(if|elsif|else|endif)\b/;
const DEEPEST = 16;
/** Digits of a number behind the point; trailing zeros go. */
const DECIMALS = 6;
const UNITS = 1_000_000;
const LARGEST = 1e9;

/** Reads the lines of a template; throws `TemplateFault` at the first thing that is wrong. */
export function readTemplate(lines: readonly string[], names: ReadonlyMap<string, ValueKind>): Template {
  const root: Node[] = [];
  const open: { readonly node: Extract<Node, { kind: 'if' }>; hasElse: boolean }[] = [];
  let nodes = root;
  for (const [line, source] of lines.entries()) {
    let at = 0;
    let hasWords = false;
    while (at < source.length) {
      const brace = source.indexOf('{', at);
      if (brace < 0) break;
      if (brace > at) nodes.push({ kind: 'text', text: source.slice(at, brace) });
      const end = closingBrace(source, brace, line);
      const content = source.slice(brace + 1, end);
      const column = brace + 2;
      at = end + 1;
      const word = WORD.exec(content)?.[1] as Word | undefined;
      if (word === undefined) {
        const used = new Set<string>();
        const expression = readExpression(content, names, { line, column }, used);
        nodes.push({ kind: 'value', expression, line, column, used });
        continue;
      }
      hasWords = true;
      const condition = () => readCondition(content, word, names, line, column);
      if (word === 'if') {
        if (open.length === DEEPEST) throw new TemplateFault(line, brace + 1, `{if} nests deeper than ${DEEPEST}`);
        const arm: Arm = { condition: condition(), nodes: [] };
        const node: Node = { kind: 'if', line, column: brace + 1, arms: [arm] };
        nodes.push(node);
        open.push({ node, hasElse: false });
        nodes = arm.nodes;
        continue;
      }
      const top = open.at(-1);
      if (top === undefined) throw new TemplateFault(line, brace + 1, `{${word}} without {if}`);
      if (word !== 'elsif') nothingBehind(content, word, line, column);
      if (word === 'endif') {
        open.pop();
        const outer = open.at(-1);
        nodes = outer === undefined ? root : (outer.node.arms.at(-1) as Arm).nodes;
        continue;
      }
      if (top.hasElse) throw new TemplateFault(line, brace + 1, `{${word}} after {else}`);
      const arm: Arm = { condition: word === 'elsif' ? condition() : null, nodes: [] };
      top.hasElse = word === 'else';
      top.node.arms.push(arm);
      nodes = arm.nodes;
    }
    if (at < source.length) nodes.push({ kind: 'text', text: source.slice(at) });
    nodes.push({ kind: 'end', line, hasWords });
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw new TemplateFault(unclosed.node.line, unclosed.node.column, '{if} without {endif}');
  }
  return { nodes: root };
}

/** Fills a template; a line that would show one of the names in `absent` is left out. */
export function fillTemplate(
  template: Template,
  values: Values,
  absent: ReadonlySet<string> = new Set(),
): FilledLine[] {
  const lines: FilledLine[] = [];
  let text = '';
  let isLeftOut = false;
  function fill(nodes: readonly Node[]): void {
    for (const node of nodes) {
      switch (node.kind) {
        case 'text':
          text += node.text;
          break;
        case 'value':
          for (const name of node.used) isLeftOut ||= absent.has(name);
          text += shown(node.expression.evaluate(values), node.line, node.column);
          break;
        case 'if':
          fill(node.arms.find(({ condition }) => condition?.evaluate(values) ?? true)?.nodes ?? []);
          break;
        case 'end':
          if (!isLeftOut && !(node.hasWords && text.trim() === '')) lines.push({ line: node.line, text });
          text = '';
          isLeftOut = false;
          break;
      }
    }
  }
  fill(template.nodes);
  // The end of the last line may stand in an arm that was left out.
  if (!isLeftOut && text.trim() !== '') lines.push({ line: lines.at(-1)?.line ?? 0, text });
  return lines;
}

/** Place of the brace that closes the one at `from`; quotations may hold braces. */
function closingBrace(source: string, from: number, line: number): number {
  let quote = '';
  for (let at = from + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '}') return at;
  }
  throw new TemplateFault(line, from + 1, 'the brace is not closed');
}

function readCondition(
  content: string,
  word: Word,
  names: ReadonlyMap<string, ValueKind>,
  line: number,
  column: number,
): Expression {
  const from = content.indexOf(word) + word.length;
  const condition = readExpression(content.slice(from), names, { line, column: column + from });
  if (condition.kind === 'truth') return condition;
  throw new TemplateFault(line, column + from, `{${word}} needs a comparison`);
}

function nothingBehind(content: string, word: Word, line: number, column: number): void {
  const from = content.indexOf(word) + word.length;
  if (content.slice(from).trim() !== '') throw new TemplateFault(line, column + from, `{${word}} takes no condition`);
}

function shown(value: Value, line: number, column: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (!(Math.abs(value) <= LARGEST)) throw new TemplateFault(line, column, 'the number is out of all bounds');
  return decimalText(Math.round(value * UNITS), DECIMALS);
}
