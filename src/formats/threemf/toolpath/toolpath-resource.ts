/** What a model part says of toolpaths, as it stands in the file. */
import type { LaserExposure } from '../../../core/laser-file.ts';

/** One profile; what is modulated along its paths is null in its exposure. */
export interface ResourceProfile {
  readonly uuid: string;
  readonly name: string;
  exposure: LaserExposure;
}

/** A layer of the list: top in device units, and its part. */
export interface ResourceLayer {
  readonly top: number | null;
  readonly path: string;
}

/** One toolpath resource. */
export interface ToolpathResource {
  readonly id: number;
  /** Length of a device unit in units of the model. */
  readonly unitFactor: number;
  readonly type: string;
  /** Lasers that are declared, with what is known of them; null when none is. */
  lasers: Map<number, string> | null;
  readonly syncGroups: Set<number>;
  defaultLaser: number | null;
  readonly profiles: ResourceProfile[];
  /** Number of each profile by its UUID. */
  readonly profileOfUuid: Map<string, number>;
  readonly profileNames: Set<string>;
  bottom: number;
  readonly layers: ResourceLayer[];
  /** Children that it had, each of which comes once. */
  readonly seen: Set<string>;
}
