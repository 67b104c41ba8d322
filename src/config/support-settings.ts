/** Plain settings of extruded supports out of a profile: the numbers without their sources. */
import type { SupportSettings } from '../fff/support/settings.ts';
import type { FffPrinter } from './printer-schema.ts';
import type { Problem } from './problems.ts';
import type { FffProfile } from './profile-schema.ts';

/** A gap that is whole layers but for rounding is so many, not one more. */
const ROUNDING_LAYERS = 1e-6;

/** Returns how supports are filled in layers of a thickness; empty where the profile does not say. */
export function supportSettingsOf({ support }: FffProfile, layerMm: number): { readonly support?: SupportSettings } {
  if (support === undefined) return {};
  const { pattern, breakaway, contact } = support;
  const layers = (gapMm: number) => Math.ceil(gapMm / layerMm - ROUNDING_LAYERS);
  return {
    support: {
      pattern,
      beadWidthMm: support.beadWidthMm.value,
      spacingMm: support.spacingMm.value,
      angleDeg: support.angleDeg.value,
      breakaway: breakaway === undefined ? null : { everyMm: breakaway.everyMm.value, openMm: breakaway.openMm.value },
      gapXyMm: support.gapXyMm.value,
      gapLayers: { under: layers(support.gapUnderMm.value), on: layers(support.gapOnMm.value) },
      contact: {
        layers: contact.layers.value,
        spacingMm: contact.spacingMm.value,
        angleDeg: contact.angleDeg.value,
      },
      firstSpacingMm: support.firstSpacingMm.value,
    },
  };
}

/** Returns the speeds of supports by their keys, mm/s. */
export function supportSpeedsOf({ speeds, support }: FffProfile): Record<string, number> {
  const usual = speeds['internal-infill'].value;
  return {
    support: support?.speedMmPerS?.value ?? usual,
    'support-interface': support?.contactSpeedMmPerS?.value ?? usual,
  };
}

/** Returns the speeds of supports that a printer cannot run or melt for. */
export function supportProblems(profile: FffProfile, printer: FffPrinter): Problem[] {
  const { support, bead, layerThicknessMm } = profile;
  if (support === undefined) return [];
  const perMm = support.beadWidthMm.value * layerThicknessMm.value * bead.flow.value;
  return (['speedMmPerS', 'contactSpeedMmPerS'] as const).flatMap((key): Problem[] => {
    const asked = support[key]?.value;
    const speed = asked ?? profile.speeds['internal-infill'].value;
    const place = ['support', key];
    if (asked !== undefined && asked > printer.maxSpeedMmPerS.value) {
      const most = printer.maxSpeedMmPerS.value;
      return [{ place, reason: `must be 0 to ${most} mm/s on printer '${printer.id}', got ${asked}` }];
    }
    if (speed * perMm <= printer.maxFlowMm3PerS.value) return [];
    const reason = `takes ${(speed * perMm).toFixed(2)} mm3/s; the hot end of '${printer.id}' melts ${printer.maxFlowMm3PerS.value}`;
    return [{ place, reason }];
  });
}
