/** Ids that hold when nobody names a printer or a profile, by process. */
import type { Pairing } from '../../config/match.ts';

/** The process when nothing is named at all. */
export const DEFAULT_PROCESS: Pairing['process'] = 'lpbf';

/** Printer and profile of each process. */
export const DEFAULT_IDS: Readonly<Record<Pairing['process'], { readonly printer: string; readonly profile: string }>> =
  {
    lpbf: { printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um' },
    fff: { printer: 'generic-peek-fff', profile: 'peek-implant-100um' },
  };
