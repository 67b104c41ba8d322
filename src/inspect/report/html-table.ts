/** Tables that repeat their head on every printed page and turn into cards where the screen is narrow. */

/** A column: its head, and how its cells look. */
export interface TableColumn {
  readonly head: string;
  /** `number` is aligned right; the others are as their names say. */
  readonly look?: 'number' | 'unit' | 'hash' | 'name' | 'mark';
}

/** Rows of cells that are HTML already; with a title they stand under it. */
export interface TableGroup {
  readonly title?: string;
  readonly rows: readonly TableRow[];
}

/** One row. The first cell is its head. */
export interface TableRow {
  readonly id?: string;
  readonly cells: readonly string[];
}

/** Returns a table; `name` is its class. All texts are HTML. */
export function htmlTable(name: string, columns: readonly TableColumn[], groups: readonly TableGroup[]): string {
  const heads = columns.map(({ head, look }) => `<th scope="col"${classOf(look)}>${head}</th>`);
  return [
    `<table class="${name}">`,
    `<thead><tr>${heads.join('')}</tr></thead>`,
    ...groups.map(({ title, rows }) => tableBody(columns, title, rows)),
    '</table>',
  ].join('\n');
}

function tableBody(columns: readonly TableColumn[], title: string | undefined, rows: readonly TableRow[]): string {
  const titleRow =
    title === undefined
      ? []
      : [`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>`];
  const lines = rows.map(({ id, cells }) => {
    const written = cells.map((cell, index) => {
      const { head, look } = columns[index]!;
      const tag = index === 0 ? 'th scope="row"' : 'td';
      return `<${tag}${classOf(look)} data-head="${head}">${cell}</${index === 0 ? 'th' : 'td'}>`;
    });
    return `<tr${id === undefined ? '' : ` id="${id}"`}>${written.join('')}</tr>`;
  });
  return ['<tbody>', ...titleRow, ...lines, '</tbody>'].join('\n');
}

function classOf(look: TableColumn['look']): string {
  return look === undefined ? '' : ` class="${look}"`;
}
