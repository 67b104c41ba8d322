/** Travels over regions that they are to keep off, all layers together. */
import { type Finding, finding } from '../../core/finding.ts';

/** The rules of this file, for the report. */
export const TRAVEL_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'travel-over-face', meaning: 'No travel passes over a contact face or another region that it is to keep off.' },
];

/** Gathers what the layers say. */
export interface TravelWatch {
  /** Takes one layer; absent: it has no such region. */
  add(layer: number, travelsOverFaces: number | undefined): void;
  /** A note where a travel found no way around; the nozzle was lifted there. */
  findings(): Finding[];
}

/** Returns a watch over the layers of one part. */
export function travelWatch(partId: string): TravelWatch {
  let sum = 0;
  let most = 0;
  let at = -1;
  return {
    add(layer, travelsOverFaces = 0) {
      sum += travelsOverFaces;
      if (travelsOverFaces <= most) return;
      most = travelsOverFaces;
      at = layer;
    },
    findings() {
      if (sum === 0) return [];
      const message = `travels over contact faces: ${sum}, with the nozzle lifted (most in layer ${at}: ${most}); they begin or end on such a face, or have no way around it`;
      return [finding('travel-over-face', 'note', message, { partId, layer: at, measured: sum, unit: 'travels' })];
    },
  };
}
