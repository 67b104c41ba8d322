/**
 * Writes an ILT archive as layers come: one section for each exposure key that has paths, and their parameters. What the
 * format has no place for (spot, delays, skywriting, jumps) is not in it; supports and the nominal boundary are not either.
 */
import type { LaserJob, LaserKey } from '../../core/laser-file.ts';
import type { Area } from '../../core/layer.ts';
import type { ByteSink, LayerSink, Spool } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import { exposureKey, type Toolpath } from '../../core/toolpath.ts';
import { commonLayerSink } from '../common-layer/write-common-layer.ts';
import { zipWriter } from '../zip/write-zip.ts';
import { PARAMETER_FILE, parameterFileBytes } from './parameter-file.ts';
import { type SectionClass, sectionFileName } from './section-names.ts';

/** What an archive is made of. */
export interface IltOptions {
  readonly job: LaserJob;
  /** Where the bytes of a section wait until all layers are there. */
  readonly spool: () => Promise<Spool>;
}

/** A section that is being written, and what of paths it has. */
interface Section {
  readonly key: LaserKey;
  readonly spool: Spool;
  readonly sink: LayerSink;
  readonly kinds: Set<Toolpath['kind']>;
  readonly areas: Set<Area>;
}

const COPY_BYTES = 1 << 20;

/**
 * Returns a sink that writes one part to `sink`. A section is a binary Common Layer file of long commands in mm (`$$UNITS/1.0`):
 * readers compare the heights of sections before they look at their unit. A 32-bit float tells neighbours of the 0.1 um grid
 * apart up to 1024 mm, beyond which is refused, so the nearest point of the grid is what was planned; `openIlt` reads it so.
 * All sections have the same layers, empty ones too: readers count them. Contours are vectors that join, as in all archives
 * seen. The order of the sections is that of `job.keys`; the order of paths across keys is not in the format. A negative
 * focus is written as it is, though OpenVectorFormatTools takes it for nought.
 */
export function iltSink(sink: ByteSink, { job, spool }: IltOptions): LayerSink {
  const sections = new Map<string, Section>();

  async function drop(): Promise<void> {
    const dropped = [...sections.values()];
    sections.clear();
    for (const section of dropped) await section.spool.drop();
  }

  return {
    async open(header) {
      for (const key of job.keys) {
        const own = await spool();
        const section = commonLayerSink(own, {
          encoding: 'binary',
          content: 'scan',
          form: 'section',
          ids: new Map([[key.key, 1]]),
          keys: new Set([key.key]),
          partLabel: job.partLabel,
        });
        sections.set(key.key, { key, spool: own, sink: section, kinds: new Set(), areas: new Set() });
        await section.open(header);
      }
    },
    async layer(planned) {
      for (const toolpath of planned.toolpaths.toolpaths) {
        assert(toolpath.kind !== 'bead', 'extruded beads do not go into an ILT archive');
        const section = sections.get(exposureKey(toolpath));
        assert(section !== undefined, `the key ${exposureKey(toolpath)} is one of the job`);
        if (toolpath.kind === 'hatch' && toolpath.lines.xyxy.length === 0) continue;
        section.kinds.add(toolpath.kind);
        section.areas.add(toolpath.area);
      }
      for (const section of sections.values()) await section.sink.layer(planned);
    },
    async close() {
      for (const section of sections.values()) await section.sink.close();
      const named = nameSections([...sections.values()].filter(({ kinds }) => kinds.size > 0));
      const zip = zipWriter(sink);
      for (const { name, section } of named) {
        await zip.begin(name);
        for (let at = 0; at < section.spool.size; at += COPY_BYTES)
          await zip.write(await section.spool.read(at, Math.min(COPY_BYTES, section.spool.size - at)));
        await zip.end();
      }
      await zip.begin(PARAMETER_FILE);
      await zip.write(parameterFileBytes(named.map(({ name, section }) => ({ name, exposure: section.key.exposure }))));
      await zip.end();
      await zip.close();
      await drop();
    },
    abort: drop,
  };
}

/** Names the sections: a number for each region, and further ones where a class of a region is taken. */
function nameSections(sections: readonly Section[]): { readonly name: string; readonly section: Section }[] {
  const regions = [...new Set(sections.map(({ key }) => key.regionId))];
  const names = new Set<string>();
  return sections.map((section) => {
    const vectors = classOf(section);
    let number = regions.indexOf(section.key.regionId) + 1;
    for (let next = regions.length; names.has(sectionFileName(number, vectors)); ) number = ++next;
    const name = sectionFileName(number, vectors);
    names.add(name);
    return { name, section };
  });
}

function classOf({ key, kinds, areas }: Section): SectionClass {
  const only = (area: Area) => areas.size === 1 && areas.has(area);
  const isContour = !kinds.has('hatch');
  if (only('upskin')) return 'skin';
  if (only('downskin')) return isContour ? 'uk' : 'us';
  if (!isContour) return 'vs';
  return /^contour-(inner|\d+)$/.test(key.params) ? 'kv' : 'vk';
}
