/** What the inspection of a print finds. What was not measured is null, never 0. */
import type { Finding } from '../../core/finding.ts';
import type { Box3 } from '../../core/mesh.ts';
import type { CheckNotRun } from '../checks-not-run.ts';
import type { Window } from './settings.ts';

/** Sums over the print; waiting for heaters is not in the time. */
export interface PrintTotals {
  readonly layers: number;
  /** The part alone: without start code, prime, skirt, brim, raft, shield and supports. */
  readonly extrudedVolumeMm3: number;
  readonly allExtrudedMm3: number;
  /** Filament that left the nozzle: what is pulled back and pushed forward again counts once. */
  readonly filamentMm: number;
  readonly timeS: number;
  /** Mass of the part alone. */
  readonly massG: number | null;
}

/** One kind of bead; the time is that of its beads without the travels between them. */
export interface PrintFeature {
  readonly feature: string;
  readonly volumeMm3: number;
  readonly lengthMm: number;
  readonly timeS: number;
  /** Null where no bead is long enough to tell. */
  readonly maxFlowMm3PerS: number | null;
}

/** One layer. */
export interface PrintLayer {
  readonly index: number;
  /** Height at which the layer is extruded; what the file says of it where nothing is. */
  readonly zMm: number | null;
  readonly heightMm: number | null;
  /** The part alone. */
  readonly extrudedMm3: number;
  /** Skirt, brim, raft, shield and supports too. */
  readonly allExtrudedMm3: number;
  /** The same by feature, as the file names them. */
  readonly byFeatureMm3: Readonly<Record<string, number>>;
  readonly timeS: number;
  readonly travelMm: number;
  readonly retractions: number;
}

/** The whole result on one print. */
export interface PrintInspection {
  readonly totals: PrintTotals;
  readonly features: readonly PrintFeature[];
  /** Box of the middle lines of all beads but those of start code and prime. */
  readonly extrusionBoxMm: Box3 | null;
  /** Box of the beads of start code and prime. */
  readonly primeBoxMm: Box3 | null;
  /** Box of where the nozzle goes without extruding, from the first bead of the print on. */
  readonly travelBoxMm: Box3 | null;
  readonly retractions: number;
  readonly retractedMm: number;
  /** Temperatures that were set while the part was extruded. */
  readonly temperatures: {
    readonly nozzleC: Window | null;
    readonly bedC: Window | null;
    readonly chamberC: Window | null;
  };
  readonly layers: readonly PrintLayer[];
  readonly findings: readonly Finding[];
  readonly checksNotRun: readonly CheckNotRun[];
}
