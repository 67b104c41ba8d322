/** What a reader let pass, each kind once, with the place where it came first. */

/** Takes notes; `list` is what the user sees. */
export interface ReadingNotes {
  readonly list: string[];
  /** Notes a departure from the specification unless the same `kind` was noted before. */
  add(kind: string, text: string): void;
}

/** Returns an empty set of notes. */
export function readingNotes(): ReadingNotes {
  const list: string[] = [];
  const kinds = new Set<string>();
  return {
    list,
    add(kind, text) {
      if (kinds.has(kind)) return;
      kinds.add(kind);
      list.push(text);
    },
  };
}
