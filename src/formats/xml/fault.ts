/** How a reader below a format says no: the format binds its error code and the name of the file. */
import type { PrepError } from '../../core/prep-error.ts';

/** Makes the error for unusable input from a reason and the place inside the file, from the outside inward. */
export type Fault = (reason: string, ...place: readonly (string | number)[]) => PrepError;
