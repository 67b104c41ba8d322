/** What the stages of one build share: the request, the part as read, the job, and where it stands. */
import type { FileRecord } from '../../store/manifest.ts';
import type { LoadedPart } from '../load/load-part.ts';
import type { PrepareRequest } from '../request/prepare-request.ts';
import type { PartJob } from './part-job.ts';

/** One build between reading its part and writing its manifest. */
export interface BuildInHand {
  readonly request: PrepareRequest;
  readonly part: LoadedPart;
  /** Every mesh that was read, the part first. */
  readonly meshes: readonly LoadedPart[];
  /** Every table of samples that was read. */
  readonly tables: readonly FileRecord[];
  readonly job: PartJob;
  readonly shiftMm: readonly [number, number, number];
  /** Room around the part in the plane that is printed with it, such as the skirt. */
  readonly marginMm: number;
  /** True where other parts stand on the same plate. */
  readonly shared: boolean;
}
