/** The floors of the house and the walk over its imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** Which folders of src a folder may import from, itself aside. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  geometry: ['core'],
  stream: ['core'],
  volume: ['core', 'geometry'],
  draw: ['core', 'geometry'],
  implant: ['core', 'geometry'],
  lattice: ['core', 'geometry', 'volume'],
  slicing: ['core', 'geometry', 'stream'],
  plan: ['core', 'geometry', 'volume', 'draw'],
  scan: ['core', 'geometry'],
  fff: ['core', 'geometry'],
  inspect: ['core', 'geometry', 'volume', 'draw'],
  formats: ['core', 'geometry'],
  config: ['core', '*/settings.ts'],
  store: ['core'],
  pipeline: [
    'core',
    'geometry',
    'stream',
    'volume',
    'draw',
    'implant',
    'lattice',
    'slicing',
    'plan',
    'scan',
    'fff',
    'inspect',
    'formats',
    'config',
    'store',
  ],
  cli: ['core', 'config', 'store', 'pipeline'],
  viewer: ['core', 'geometry', 'draw', 'formats', 'inspect'],
  'index.ts': ['core', 'config', 'store', 'pipeline'],
};

/** Folders that may talk to Node. */
const MAY_USE_NODE = ['cli', 'pipeline', 'store', 'viewer', 'stream'];

/** A source file: its path below src and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Reads all TypeScript sources below a folder. */
export function readSources(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file.slice(root.length + 1), text: readFileSync(file, 'utf8') }));
}

/** Every module that a source names in an import, an export from or a dynamic import; type imports count. */
export function importsOf(text: string): string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  const found: string[] = [];
  for (const match of bare.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"]+)\1/g)) found.push(match[2]!);
  return found;
}

/** Returns one line for each import that runs upward, sideways, in a circle of files or of rooms, or to Node where it must not. */
export function importFaults(files: readonly SourceFile[]): string[] {
  const faults: string[] = [];
  const known = new Set(files.map((file) => file.path));
  const arrows = new Map<string, string[]>();
  for (const { path, text } of files) {
    const from = folderOf(path);
    const targets: string[] = [];
    for (const name of importsOf(text)) {
      if (name.startsWith('node:')) {
        if (!MAY_USE_NODE.includes(from)) faults.push(`${path} imports ${name}: only ${MAY_USE_NODE.join(', ')} may`);
        continue;
      }
      if (!name.startsWith('.')) continue;
      const target = posix.normalize(posix.join(dirname(path), name));
      if (!known.has(target)) {
        faults.push(`${path} imports ${name}: no such file`);
        continue;
      }
      targets.push(target);
      const to = folderOf(target);
      const allowed = MAY_IMPORT[from];
      if (allowed === undefined) faults.push(`${path} stands in no known folder`);
      else if (
        to !== from &&
        !allowed.includes(to) &&
        !(allowed.includes('*/settings.ts') && target.endsWith('/settings.ts'))
      ) {
        faults.push(`${path} imports ${target}: ${from} must not know ${to}`);
      }
    }
    arrows.set(path, targets);
  }
  return [...faults, ...circles(arrows), ...circles(betweenRooms(arrows))];
}

/** Which rooms, folders inside a floor, import from which; what stands beside them in the floor itself is left out, but for the commands of the pipeline. */
function betweenRooms(arrows: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const [file, targets] of arrows) {
    const from = dirname(file);
    const isRoom = (folder: string): boolean => folder.includes('/') || folder === 'pipeline';
    if (!isRoom(from)) continue;
    const others = targets.map((target) => dirname(target)).filter((to) => isRoom(to) && to !== from);
    rooms.set(from, [...(rooms.get(from) ?? []), ...others.filter((to) => !isWithin(from, to))]);
  }
  return rooms;
}

/** True for a room inside a room that uses what stands there. */
function isWithin(folder: string, outer: string): boolean {
  return outer !== 'pipeline' && folder.startsWith(`${outer}/`);
}

function folderOf(path: string): string {
  return path.split('/')[0]!;
}

function circles(arrows: ReadonlyMap<string, readonly string[]>): string[] {
  const faults: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      faults.push(`circle: ${[...trail.slice(trail.indexOf(file)), file].join(' -> ')}`);
      return;
    }
    state.set(file, 'open');
    trail.push(file);
    for (const target of arrows.get(file) ?? []) visit(target);
    trail.pop();
    state.set(file, 'done');
  };
  for (const file of arrows.keys()) visit(file);
  return faults;
}
