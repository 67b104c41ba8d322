/** What a step of repair did, and how it is told. */

/** Every kind of change that repair makes. */
export type RepairAction =
  | 'triangles-collapsed'
  | 'triangles-without-area'
  | 'triangles-twice'
  | 'faces-back-to-back'
  | 'vertices-joined'
  | 'edges-split'
  | 'triangles-turned'
  | 'edges-parted'
  | 'vertices-parted'
  | 'holes-filled'
  | 'scraps-dropped'
  | 'shells-turned';

/** A kind of change, how often it was made, and how large the largest was. */
export interface RepairStep {
  readonly action: RepairAction;
  readonly count: number;
  /** Largest move, width or size in mm; null where nothing has one. */
  readonly largestMm: number | null;
  /** One sentence for a finding, without a full stop. */
  readonly words: string;
}

/** A change before it is put in words. */
export interface RepairChange {
  readonly action: RepairAction;
  readonly count: number;
  readonly largestMm: number | null;
  /** Triangles that were added, dropped or turned with it. */
  readonly triangles: number;
}

/** Adds up changes of the same kind, in the order in which the kinds first came, and puts each in words. */
export function repairSteps(changes: readonly RepairChange[]): readonly RepairStep[] {
  const sums = new Map<RepairAction, RepairChange>();
  for (const change of changes) {
    const before = sums.get(change.action);
    sums.set(change.action, before === undefined ? change : sum(before, change));
  }
  return [...sums.values()].map((change) => ({
    action: change.action,
    count: change.count,
    largestMm: change.largestMm,
    words: wordsOf(change),
  }));
}

function sum(a: RepairChange, b: RepairChange): RepairChange {
  const largestMm = a.largestMm === null || b.largestMm === null ? null : Math.max(a.largestMm, b.largestMm);
  return { action: a.action, count: a.count + b.count, largestMm, triangles: a.triangles + b.triangles };
}

function wordsOf({ action, count, largestMm, triangles }: RepairChange): string {
  const mm = `${roundedMm(largestMm ?? 0)} mm`;
  const facets = counted(triangles, 'triangle');
  switch (action) {
    case 'triangles-collapsed':
      return `${counted(count, 'triangle')} that used a vertex twice dropped`;
    case 'triangles-without-area':
      return `${counted(count, 'triangle')} without area resolved into their neighbours`;
    case 'triangles-twice':
      return `${counted(count, 'triangle')} that stood there already dropped`;
    case 'faces-back-to-back':
      return `${counted(count, 'pair')} of triangles back to back dropped`;
    case 'vertices-joined':
      return `${counted(count, 'vertex', 'vertices')} of open edges joined to a neighbour, moved by at most ${mm}`;
    case 'edges-split':
      return `${counted(count, 'open edge')} split at vertices that lay on them, bent by at most ${mm}`;
    case 'triangles-turned':
      return `${counted(count, 'triangle')} turned to face as ${count === 1 ? 'its' : 'their'} neighbours`;
    case 'edges-parted':
      return `${counted(count, 'edge')} of more than two triangles parted into surfaces that touch`;
    case 'vertices-parted':
      return `${counted(count, 'vertex', 'vertices')} in which surfaces met parted`;
    case 'holes-filled':
      return `${counted(count, 'hole')} filled with ${facets}, the largest ${mm} across`;
    case 'scraps-dropped':
      return `${counted(count, 'loose open scrap')} of ${facets} dropped, the largest ${mm} across`;
    case 'shells-turned':
      return `${counted(count, 'shell')} of ${facets} turned inside out`;
  }
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Returns a length in three digits, which are enough to judge a change by. */
export function roundedMm(mm: number): string {
  return String(Number(mm.toPrecision(3)));
}
