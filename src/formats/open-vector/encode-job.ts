/** The job shell: what a file says of the job as a whole, its parameter sets and its part. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { LaserJob, LaserKey } from '../../core/laser-file.ts';
import { assert } from '../../core/prep-error.ts';
import { type GridBox, putBox } from './grid-box.ts';
import { ENTRY, EXPOSURE_FIELDS, JOB, JOB_META, MARKING, MATERIAL, PART } from './open-vector-file.ts';
import { LIMITED_MODE, skywritingNumbers } from './skywriting.ts';

/** Key of the part of a job. */
export const PART_KEY = 1;

/** Returns the shell of a job with its length in front; keys of parameter sets count from 1 in the order of the job. */
export function jobShell(job: LaserJob, workPlanes: number, box: GridBox): Uint8Array {
  const writer = new BinaryWriter().fork();
  writer.tag(JOB.metaData, WireType.LengthDelimited).fork();
  writer.tag(JOB_META.name, WireType.LengthDelimited).string(job.partLabel);
  writer.tag(JOB_META.author, WireType.LengthDelimited).string(`${job.tool.name} ${job.tool.version}`);
  writer.tag(JOB_META.description, WireType.LengthDelimited).string(descriptionOf(job));
  putBox(writer, JOB_META.bounds, box);
  writer.join();
  for (const [index, key] of job.keys.entries()) {
    writer.tag(JOB.markingParams, WireType.LengthDelimited).fork();
    writer.tag(ENTRY.key, WireType.Varint).int32(index + 1);
    putMarkingParams(writer.tag(ENTRY.value, WireType.LengthDelimited).fork(), key);
    writer.join().join();
  }
  writer.tag(JOB.parts, WireType.LengthDelimited).fork();
  writer.tag(ENTRY.key, WireType.Varint).int32(PART_KEY);
  putPart(writer.tag(ENTRY.value, WireType.LengthDelimited).fork(), job);
  writer.join().join();
  writer.tag(JOB.workPlaneCount, WireType.Varint).int32(workPlanes);
  return writer.join().finish();
}

/** One line for each thing to say that the format has no field for. */
function descriptionOf({ about, profile, keys }: LaserJob): string {
  const lines = [`profile: ${profile.id} (${profile.name})`];
  for (const [name, value] of Object.entries(about)) lines.push(`${name}: ${value}`);
  for (const { key, exposure } of keys) {
    const { spotMm, pointDistanceMm, skywriting } = exposure;
    const words: string[] = [];
    if (spotMm !== null) words.push(`spot ${spotMm} mm`);
    if (pointDistanceMm !== null) words.push(`point distance ${pointDistanceMm} mm`);
    if (skywriting !== null)
      words.push(
        `skywriting ${skywriting.runInMm} mm in, ${skywriting.runOutMm} mm out from ${skywriting.leastAngleDeg} deg`,
      );
    if (words.length > 0) lines.push(`${key}: ${words.join(', ')}`);
  }
  return lines.join('\n');
}

/** Writes what is known of an exposure; a known 0 is written too, so that it differs from what nobody said. */
function putMarkingParams(writer: BinaryWriter, { key, exposure }: LaserKey): void {
  const fields: [number, number | null][] = EXPOSURE_FIELDS.map(([number, name]) => [number, exposure[name]]);
  if (exposure.skywriting !== null) {
    const { limit, runInUs, runOutUs } = skywritingNumbers(exposure.skywriting, exposure);
    fields.push(
      [MARKING.mode, LIMITED_MODE],
      [MARKING.limit, limit],
      [MARKING.runInUs, runInUs],
      [MARKING.runOutUs, runOutUs],
    );
  }
  fields.sort(([a], [b]) => a - b);
  for (const [number, value] of fields) {
    if (value === null) continue;
    assert(Number.isFinite(value), `field ${number} of ${key} is a number`);
    if (number === MARKING.mode) writer.tag(number, WireType.Varint).int32(value);
    else writer.tag(number, WireType.Bit32).float(value);
  }
  writer.tag(MARKING.name, WireType.LengthDelimited).string(key);
}

function putPart(writer: BinaryWriter, { partId, partLabel, profile }: LaserJob): void {
  writer.tag(PART.name, WireType.LengthDelimited).string(partLabel);
  writer.tag(PART.material, WireType.LengthDelimited).fork();
  writer.tag(MATERIAL.name, WireType.LengthDelimited).string(profile.name).join();
  writer.tag(PART.parentName, WireType.LengthDelimited).string(partId);
}
