/** The one error class for input or resources that cannot be used, with the table from its codes to exit codes. */

/** Every error code with the exit code it ends in: 2 usage, 3 unusable input, 4 resource, 70 our own fault. */
export const EXIT_CODE_OF = {
  usage: 2,
  'output-exists': 2,
  'file-unreadable': 3,
  'format-unknown': 3,
  'stl-invalid': 3,
  'threemf-invalid': 3,
  'common-layer-invalid': 3,
  'gcode-invalid': 3,
  'laser-file-invalid': 3,
  'mesh-invalid': 3,
  'units-doubtful': 3,
  'profile-invalid': 3,
  'profile-unknown': 3,
  'printer-invalid': 3,
  'printer-unknown': 3,
  'case-invalid': 3,
  'density-out-of-reach': 3,
  'lattice-invalid': 3,
  'samples-invalid': 3,
  'obj-invalid': 3,
  'ply-invalid': 3,
  'off-invalid': 3,
  'solid-invalid': 3,
  'part-too-large': 3,
  'part-off-plate': 3,
  'value-out-of-range': 3,
  'output-unwritable': 4,
  'disk-full': 4,
  'memory-short': 4,
  'backend-absent': 4,
  'worker-lost': 4,
  interrupted: 4,
  'own-fault': 70,
} as const;

/** Why a job could not be done. */
export type ErrorCode = keyof typeof EXIT_CODE_OF;

/** Where: the path from the file inward, such as `['profiles/x.json', 'contour', 'powerW']`. */
export type Place = readonly (string | number)[];

/** Input or a resource that cannot be used. Its text is one line: `place: message`. */
export class PrepError extends Error {
  readonly code: ErrorCode;
  readonly place: Place;
  readonly reason: string;

  constructor(code: ErrorCode, reason: string, place: Place = [], cause?: unknown) {
    super(place.length > 0 ? `${place.join(' > ')}: ${reason}` : reason, cause === undefined ? undefined : { cause });
    this.name = 'PrepError';
    this.code = code;
    this.place = place;
    this.reason = reason;
  }

  /** Exit code of the command line for this error. */
  get exitCode(): number {
    return EXIT_CODE_OF[this.code];
  }
}

/** Stops on a fault of our own: what must hold did not. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new PrepError('own-fault', `internal check failed: ${what}`);
}
