/** The Common Layer files of a part: one, or one for each key, in the dialect that was chosen; and how they are read back. */
import type { LaserExposure } from '../../core/laser-file.ts';
import { assert } from '../../core/prep-error.ts';
import type { CommonLayerFile } from '../../formats/common-layer/common-layer-file.ts';
import { medicalUserData } from '../../formats/common-layer/medical-user-data.ts';
import { openCommonLayer } from '../../formats/common-layer/read-common-layer.ts';
import { type CommonLayerOptions, commonLayerSink } from '../../formats/common-layer/write-common-layer.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import type { FileSource } from '../../store/file-source.ts';
import { exposedRegions, writtenIds } from '../keys/exposure-table.ts';
import type { LaserPairing } from '../keys/scan-keys.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { PartOutput } from '../sinks/part-sinks.ts';
import { joinedCommonLayer, withExposuresChecked } from './join-common-layers.ts';
import { laserJobOf } from './laser-job.ts';
import type { RoundedVectors } from './rounded-vectors.ts';

/** Returns the name of the file that is for a key; null where no Common Layer file is written. */
export function commonLayerNameOf({ request, job }: BuildInHand): ((key: string) => string) | null {
  const { partId } = job.spec;
  if (!request.outputs.includes('cli')) return null;
  return (key) =>
    request.cliFiles === 'one' ? `${partId}.cli` : `${partId}.${key.replaceAll(' ', '.').replace('@', 'laser-')}.cli`;
}

/**
 * Opens the files; none where none is asked for. Of a part with a file for each key those without any path are taken back in the end, and
 * their keys are added to `without`. What their dialect left out is added to `rounded`.
 */
export async function openCommonLayerFiles(
  folder: BuildFolder,
  build: BuildInHand,
  pairing: LaserPairing,
  without: Set<string>,
  rounded: RoundedVectors,
): Promise<PartOutput[]> {
  const opened: PartOutput[] = [];
  const options = optionsOf(build, pairing);
  for (const { name, key } of filesOf(build, pairing, NO_KEYS)) {
    const file = await folder.file(name);
    const sink = commonLayerSink(file, key === null ? options : { ...options, keys: new Set([key]) });
    const names = [name];
    const finish = async (): Promise<void> => {
      rounded.add(sink.lost);
      if (key === null || sink.paths > 0) return file.close();
      await folder.drop(name);
      names.length = 0;
      without.add(key);
    };
    opened.push({ names, sink, finish });
  }
  return opened;
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** The files of a part that are open for reading, as one. */
export interface OpenCommonLayers {
  readonly file: CommonLayerFile;
  readonly names: readonly string[];
  close(): Promise<void>;
}

/** Opens what was written, layer on layer, `without` the files of keys that have no path; CLI+ must state the parameters of each path while it is read. */
export async function reopenCommonLayers(
  folder: BuildFolder,
  build: BuildInHand,
  pairing: LaserPairing,
  without: ReadonlySet<string>,
): Promise<OpenCommonLayers> {
  const sources: FileSource[] = [];
  const close = async (): Promise<void> => {
    for (const source of sources) await source.close();
  };
  try {
    const files: CommonLayerFile[] = [];
    for (const { name } of filesOf(build, pairing, without)) {
      const source = await folder.source(name);
      sources.push(source);
      files.push(await openCommonLayer(source));
    }
    const { ids, parameters } = optionsOf(build, pairing);
    const joined = joinedCommonLayer(files);
    const file =
      parameters === undefined
        ? joined
        : withExposuresChecked(joined, new Map([...parameters].map(([key, exposure]) => [ids.get(key), exposure])));
    return { file, names: sources.map(({ name }) => name), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Name of each file and the key that it has; null: all of them. */
function filesOf(
  build: BuildInHand,
  pairing: LaserPairing,
  without: ReadonlySet<string>,
): { readonly name: string; readonly key: string | null }[] {
  const { request } = build;
  const nameOf = commonLayerNameOf(build);
  if (nameOf === null) return [];
  if (request.cliFiles === 'one') return [{ name: nameOf(''), key: null }];
  const keys = [...idsOf(build, pairing).keys()].filter((key) => !without.has(key));
  return keys.map((key) => ({ name: nameOf(key), key }));
}

function idsOf({ request, job }: BuildInHand, pairing: LaserPairing): ReadonlyMap<string, number> {
  return writtenIds(pairing, request.cliContent, exposedRegions(job.spec.regions));
}

function optionsOf(build: BuildInHand, pairing: LaserPairing): CommonLayerOptions {
  const { cliEncoding: encoding, cliContent: content, cliDialect: dialect } = build.request;
  const { partLabel, keys } = laserJobOf(build, pairing);
  const userData = medicalOf(build);
  const parameters = new Map<string, LaserExposure>(keys.map(({ key, exposure }) => [key, exposure]));
  return {
    encoding,
    content,
    ids: idsOf(build, pairing),
    partLabel,
    ...(dialect === 'eos' ? { form: 'eos' as const } : {}),
    ...(dialect === 'aligned' ? { align: true } : {}),
    ...(dialect === 'plus' ? { parameters } : {}),
    ...(userData.length > 0 ? { userData } : {}),
  };
}

/** The block of Appendix B: the pseudonym, never a name or a date, and no orientation, for a case does not tell it. */
function medicalOf({ request }: BuildInHand): NonNullable<CommonLayerOptions['userData']> {
  if (!request.cliMedical) return [];
  assert(request.case !== null, 'a build without a case has no pseudonym');
  const { id, side, level, revision } = request.case.identity;
  return [
    medicalUserData({
      caseId: id,
      source: `${TOOL.name} ${TOOL.version}`,
      institution: null,
      // Two slashes are a comment for readers that go by lines.
      study: `${level} ${side} revision ${revision}`.replaceAll('/', '-'),
      orientation: null,
    }),
  ];
}
