/** The page of the report that goes with the build to the machine and beyond: what is known of it, and blanks for the rest. */
import type { LpbfPrinter } from '../../config/printer.ts';
import type { LpbfProfile } from '../../config/profile.ts';
import { isUnconfirmed } from '../../config/quantity.ts';
import type { ReportRecord, ReportRecordEntry } from '../../inspect/report/report-data.ts';
import type { PrepareRequest } from '../request/prepare-request.ts';
import { printRecord } from './print-record.ts';

/** Returns the record as the report shows it. */
export function reportRecord({ pairing, record }: Pick<PrepareRequest, 'pairing' | 'record'>): ReportRecord {
  if (pairing.process !== 'lpbf') return printRecord(pairing);
  const { printer, profile } = pairing;
  return {
    groups: [
      { title: 'Material', entries: materialEntries(profile, record) },
      { title: 'Machine and gas', entries: machineEntries(printer, record) },
    ],
    steps: (profile.steps ?? []).map(({ step, does, fillIn, source }) => ({
      name: step === 'hip' ? 'hot isostatic pressing' : step.replaceAll('-', ' '),
      does,
      blanks: fillIn ?? [],
      source,
      confirmed: !isUnconfirmed(source),
    })),
  };
}

type Given = PrepareRequest['record'];

function materialEntries({ material, powder }: LpbfProfile, given: Given): ReportRecordEntry[] {
  const grain = (value: number | undefined) => (value === undefined ? null : `${String(value)} mm`);
  return [
    entry('Material specification', given?.specification ?? null, `profile: ${material.specification}`),
    entry('Powder lot', given?.powderLot ?? null),
    entry('D10', grain(given?.d10Mm)),
    entry('D50', grain(given?.d50Mm)),
    entry('D90', grain(given?.d90Mm), `profile: ${powder.d90Mm.value} mm (${powder.d90Mm.source})`),
    entry('Times the powder was reused', given?.reuseCount === undefined ? null : String(given.reuseCount)),
  ];
}

function machineEntries({ name, id, inertGas }: LpbfPrinter, given: Given): ReportRecordEntry[] {
  const gases = inertGas === undefined ? '' : `printer: ${inertGas.gases.join(' or ')} (${inertGas.source})`;
  return [
    entry('Machine, serial number', null, `printer: ${name} (${id})`),
    entry('Gas', given?.gas ?? null, gases),
    entry('Highest oxygen', given?.oxygenPpm === undefined ? null : `${String(given.oxygenPpm)} ppm`),
    entry('Build plate', null),
    entry('Begin and end of the build', null),
    entry('Interruptions', null),
  ];
}

function entry(label: string, value: string | null, known = ''): ReportRecordEntry {
  return { label, value, known };
}
