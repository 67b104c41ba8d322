/** A profile that wants a heated chamber on a printer that cannot heat one. */
import type { Pairing } from '../../config/match.ts';
import { type Finding, finding } from '../../core/finding.ts';

/** The rules of this file, for the report. */
export const CHAMBER_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'chamber-uncontrolled', meaning: 'The printer controls the chamber that the profile asks for.' },
];

/** Returns the finding, an error, where the printer has no control of the chamber; its temperature is then in no file. */
export function chamberFindings({ printer, profile }: Extract<Pairing, { process: 'fff' }>, partId: string): Finding[] {
  const chamberC = profile.temperatures.chamberC?.value;
  if (chamberC === undefined || printer.chamber !== undefined) return [];
  const message = `the profile asks for a chamber of ${chamberC} C (temperatures.chamberC of ${profile.id}); printer '${printer.id}' has no control of a chamber, and the file heats none`;
  return [finding('chamber-uncontrolled', 'error', message, { partId, limit: chamberC, unit: 'C' })];
}
