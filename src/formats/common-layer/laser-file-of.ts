/** A Common Layer file in the words that all files of laser paths share. */
import {
  type LaserExposure,
  type LaserFile,
  type LaserFileLayer,
  type LaserFilePath,
  type NamedExposure,
  UNKNOWN_EXPOSURE,
} from '../../core/laser-file.ts';
import { readingNotes } from '../reading-notes.ts';
import type { CliPlusState, CommonLayerFile, CommonLayerHeader } from './common-layer-file.ts';
import { decimalMm } from './float-grid.ts';
import { laserPath, thicknessMm } from './laser-paths.ts';
import { readMedicalUserData } from './medical-user-data.ts';

/**
 * Returns what a file says of laser paths. An id is a part by the specification, and a set of parameters in the files of many
 * programs, ours too: so each label is handed out as both. Where CLI+ states parameters, each combination of label and state
 * is an exposure of its own, and closed polylines are run rather than bounds. An id without a label is an exposure `id 7`.
 */
export function laserFileOf(file: CommonLayerFile): LaserFile {
  const { header } = file;
  const notes = readingNotes();
  const toDecimal = decimalMm(header);
  const ids = [...header.labels.keys()];
  const exposures: NamedExposure[] = ids.map((id) => ({ name: nameOf(header, id), exposure: UNKNOWN_EXPOSURE }));
  const exposureOf = new Map<string, number>(ids.map((id, index) => [stateKey(id, null), index]));

  function exposureNumber(id: number, state: CliPlusState | null): number {
    const key = stateKey(id, state);
    const known = exposureOf.get(key);
    if (known !== undefined) return known;
    exposures.push({ name: exposureName(nameOf(header, id), state), exposure: exposureFrom(state) });
    exposureOf.set(key, exposures.length - 1);
    return exposures.length - 1;
  }

  async function* layers(): AsyncGenerator<LaserFileLayer> {
    let previousZMm: number | null = null;
    for await (const layer of file.layers()) {
      const zMm = toDecimal(layer.zMm);
      const paths: LaserFilePath[] = [];
      for (const command of layer.commands) {
        const { item, state } = command;
        const part = ids.indexOf(item.id);
        const isBoundary = 'direction' in item && item.direction !== 2 && state === null;
        const place = {
          part: part < 0 ? null : part,
          exposure: isBoundary ? null : exposureNumber(item.id, state),
          exposed: !isBoundary,
        };
        const path = laserPath(command, place, toDecimal, notes);
        if (path !== null) paths.push(path);
      }
      yield { zMm, thicknessMm: thicknessMm(previousZMm, zMm), paths };
      previousZMm = zMm;
    }
  }

  return {
    parts: ids.map((id) => nameOf(header, id)),
    exposures,
    about: aboutOf(header),
    get tolerated() {
      return [...file.tolerated, ...notes.list];
    },
    layers,
  };
}

function nameOf({ labels }: CommonLayerHeader, id: number): string {
  return labels.get(id) ?? `id ${id}`;
}

function stateKey(id: number, state: CliPlusState | null): string {
  if (state === null) return `${id}`;
  return `${id} ${state.powerW} ${state.speedMmPerS} ${state.focusMm} ${state.profile}`;
}

function exposureName(label: string, state: CliPlusState | null): string {
  if (state === null) return label;
  const { powerW, speedMmPerS, focusMm, profile } = state;
  const words = [label];
  if (profile !== null) words.push(profile);
  if (powerW !== null) words.push(`${powerW} W`);
  if (speedMmPerS !== null) words.push(`${speedMmPerS} mm/s`);
  if (focusMm !== null) words.push(`focus ${focusMm} mm`);
  return words.join(', ');
}

function exposureFrom(state: CliPlusState | null): LaserExposure {
  if (state === null) return UNKNOWN_EXPOSURE;
  const { powerW, speedMmPerS, focusMm } = state;
  return { ...UNKNOWN_EXPOSURE, powerW, speedMmPerS, focusMm };
}

function aboutOf({ date, userData }: CommonLayerHeader): ReadonlyMap<string, string> {
  const about = new Map<string, string>();
  if (date !== null) about.set('date', date);
  for (const block of userData) {
    const medical = readMedicalUserData(block);
    if (medical === null) about.set(`user data ${block.uid}`, `${block.data.length} bytes`);
    else for (const [keyword, text] of medical) about.set(keyword, text);
  }
  return about;
}
