/** What is wrong in a template: where, and what. */

/** A template that cannot be read or filled; the line counts from 0 as its array does, the column from 1. */
export class TemplateFault extends Error {
  readonly line: number;
  readonly column: number;
  /** A name that nobody knows, for those who can say which one was meant. */
  readonly unknownName: string | null;

  constructor(line: number, column: number, reason: string, unknownName: string | null = null) {
    super(reason);
    this.name = 'TemplateFault';
    this.line = line;
    this.column = column;
    this.unknownName = unknownName;
  }
}

/** Returns place and reason as one says them: lines counted from 1, as an editor does. */
export function faultWords(fault: TemplateFault): string {
  return `line ${fault.line + 1}, column ${fault.column}: ${fault.message}`;
}
