/** Ids that hold when the command line names none. */

/** Printer of `prepare`. */
export const DEFAULT_PRINTER = 'generic-lpbf-250';

/** Material profile of `prepare`. */
export const DEFAULT_PROFILE = 'ti6al4v-eli-30um';
