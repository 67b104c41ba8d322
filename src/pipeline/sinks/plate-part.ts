/** What a part of a plate hands over to the print of the whole plate. */
import type { JobHeader, LayerSink, PlannedLayer } from '../../core/ports.ts';
import type { DesignedLayer } from '../../inspect/print/judge-print-layers.ts';
import type { PrintInspectOptions } from '../../inspect/print/settings.ts';

/** The layers of one part, set aside; a few numbers a layer stay in memory. */
export interface BeadSpool {
  readonly sink: LayerSink;
  /** Heights of the tops of the layers, in order. */
  readonly zMm: readonly number[];
  /** Reads a layer again, without its contours. */
  layer(n: number): Promise<PlannedLayer>;
  drop(): Promise<void>;
}

/** A part as its own print was planned. */
export interface PlatePart {
  readonly partId: string;
  readonly header: JobHeader;
  readonly beads: BeadSpool;
  /** Whether it has regions that travels keep off. */
  readonly hasKeptOff: boolean;
  readonly design: readonly DesignedLayer[];
  readonly expected: PrintInspectOptions['expected'];
  readonly designVolumeMm3: number;
  /** Volume of the part as read from the file of its own. */
  readonly extrudedMm3: number | null;
}
