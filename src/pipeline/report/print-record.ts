/** The record of a print: what printer and profile say of filament, machine and steps, and blanks for the rest. */
import type { Pairing } from '../../config/match.ts';
import type { PrintStep } from '../../config/print-steps-schema.ts';
import { isUnconfirmed } from '../../config/quantity.ts';
import type { ReportRecord, ReportRecordEntry, ReportRecordStep } from '../../inspect/report/report-data.ts';

type FffPairing = Extract<Pairing, { process: 'fff' }>;

/** Returns the record of a print. */
export function printRecord({ printer, profile }: FffPairing): ReportRecord {
  const { material, filament, temperatures, handling } = profile;
  const chamberC = temperatures.chamberC?.value;
  const chamber = chamberC === undefined || printer.chamber === undefined ? '' : `, chamber ${chamberC} C`;
  const heaters = `nozzle ${temperatures.nozzleC.value} C, bed ${temperatures.bedC.value} C${chamber}`;
  return {
    groups: [
      {
        title: 'Material',
        entries: [
          entry('Material specification', `profile: ${material.specification}`),
          entry('Filament lot'),
          entry(
            'Filament diameter as measured',
            `profile: ${filament.diameterMm.value} mm (${filament.diameterMm.source})`,
          ),
          entry('Dried: oven, begin, end, temperature', `profile: ${handling.drying}`),
        ],
      },
      {
        title: 'Machine',
        entries: [
          entry('Machine, serial number', `printer: ${printer.name} (${printer.id})`),
          entry('Nozzle, hours in use', `printer: ${printer.nozzleDiameterMm.value} mm`),
          entry('Build surface, adhesive'),
          entry('Temperatures as shown by the machine', `profile: ${heaters}`),
          entry('Begin and end of the print'),
          entry('Interruptions'),
        ],
      },
    ],
    steps: handling.steps === undefined ? wordsAsSteps(handling) : handling.steps.map(recordStep),
    stepsAre: 'Steps before and after the print',
  };
}

function recordStep({ step, does, temperatureC, hours, rateCPerMin, fillIn, source }: PrintStep): ReportRecordStep {
  const held = [
    ...(temperatureC === undefined ? [] : [`${temperatureC.value} C`]),
    ...(hours === undefined ? [] : [`${hours.value} h`]),
    ...(rateCPerMin === undefined ? [] : [`at most ${rateCPerMin.value} C/min`]),
  ];
  const values = [temperatureC, hours, rateCPerMin].flatMap((quantity) => quantity ?? []);
  const others = values.map((quantity) => quantity.source).filter((words) => words !== source);
  return {
    name: step.replaceAll('-', ' '),
    does: held.length === 0 ? does : `${does} ${held.join(', ')}.`,
    blanks: fillIn ?? [],
    source: [...new Set([source, ...others])].join('; '),
    confirmed: ![source, ...others].some(isUnconfirmed),
  };
}

/** A profile that states its handling in words alone. */
function wordsAsSteps({ drying, annealing }: FffPairing['profile']['handling']): ReportRecordStep[] {
  const step = (name: string, does: string): ReportRecordStep => ({
    name,
    does,
    blanks: ['Temperature in C', 'Begin', 'End'],
    source: `handling.${name} of the profile`,
    confirmed: !does.includes('unconfirmed'),
  });
  return [step('drying', drying), step('annealing', annealing)];
}

function entry(label: string, known = ''): ReportRecordEntry {
  return { label, value: null, known };
}
