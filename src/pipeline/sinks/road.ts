/** What differs between the processes on the way from a part to a build. */
import type { RunContext } from '../../core/ports.ts';
import type { Inspection } from '../../inspect/inspection.ts';
import type { ReportChart } from '../../inspect/report/report-data.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import type { ExposureTable } from '../keys/exposure-table.ts';
import type { LayerResult } from '../layers/layer-result.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import type { PartOutput } from './part-sinks.ts';
import type { PlatePart } from './plate-part.ts';

/** One parameter of the process as the report shows it. */
export interface ProcessParameter {
  readonly group: string;
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

/** The process of one build. */
export interface Road {
  /** Opens the machine files that were asked for; the 3MF is not among them. */
  openOutputs(folder: BuildFolder): Promise<PartOutput[]>;
  /** Sees every layer as it was planned, in order. */
  layer(result: LayerResult): void;
  /** Reads the files back and judges them. */
  inspect(folder: BuildFolder, totals: LayerTotals, context: RunContext): Promise<Inspection>;
  /** What is exposed with which parameters; none where nothing is. */
  exposures(): readonly ExposureTable[];
  /** What the file of the whole plate is made from, once the part is written; absent where there is none. */
  platePart?(inspection: Inspection): PlatePart | null;
  charts(inspection: Inspection, totals: LayerTotals): ReportChart[];
}
