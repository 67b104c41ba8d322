/** Everything that a report shows: plain data, so that the same build gives the same page. */
import type { ChartSeries } from '../../draw/chart-options.ts';
import type { Inspection } from '../inspection.ts';

/** A file by name, size and SHA-256. */
export interface ReportFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A value of the process and where it comes from. */
export interface ReportParameter {
  readonly group: string;
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

/** What one key of a file is exposed with; the nominal boundary has no values. */
export interface ReportExposure {
  readonly id: number;
  readonly key: string;
  readonly part: string;
  /** Null where no Common Layer file has it. */
  readonly file: string | null;
  readonly region: string | null;
  readonly powerW: number | null;
  readonly speedMmPerS: number | null;
  readonly focusMm: number | null;
  readonly spotMm: number | null;
  readonly lineEnergyJPerMm: number | null;
  readonly areaEnergyJPerMm2: number | null;
  readonly volumeEnergyJPerMm3: number | null;
  /** How its energy stands to its window, and that window in words; null for what is not exposed. */
  readonly window: { readonly verdict: string; readonly range: string | null } | null;
}

/** A drawing of a layer. */
export interface ReportPicture {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly caption: string;
  readonly alt: string;
}

/** Values along the height; x is the z of each layer in mm. */
export interface ReportChart {
  readonly title: string;
  readonly unit: string;
  readonly note?: string;
  readonly series: readonly ChartSeries[];
  readonly limit?: { readonly value: number; readonly label: string };
}

/** One line of the build record. */
export interface ReportRecordEntry {
  readonly label: string;
  /** Null: a blank to be filled in by hand. */
  readonly value: string | null;
  /** What profile or printer say beforehand; empty for nothing. */
  readonly known: string;
}

/** One step after the build. */
export interface ReportRecordStep {
  readonly name: string;
  readonly does: string;
  /** Names of what is to be filled in by hand. */
  readonly blanks: readonly string[];
  readonly source: string;
  readonly confirmed: boolean;
}

/** The record of a build. */
export interface ReportRecord {
  readonly groups: readonly { readonly title: string; readonly entries: readonly ReportRecordEntry[] }[];
  readonly steps: readonly ReportRecordStep[];
  /** What the steps are; absent: steps after the build. */
  readonly stepsAre?: string;
}

/** What `reportHtml` puts on paper. Texts are plain; they are escaped there. */
export interface ReportData {
  /** The part or the case. */
  readonly title: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** What it is made of, in a word: titanium, peek. */
  readonly target: string | null;
  /** Standing of the process values, such as `uncalibrated example`. */
  readonly status: string;
  readonly process: 'lpbf' | 'fff';
  readonly inspection: Inspection;
  /** All rules of this process. */
  readonly rules: readonly { readonly id: string; readonly meaning: string }[];
  readonly inputs: readonly ReportFile[];
  readonly outputs: readonly ReportFile[];
  /** Facts of the build, in words. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly parameters: readonly ReportParameter[];
  /** Keys of the laser in the order of parts and ids; none where nothing is exposed. */
  readonly exposures: readonly ReportExposure[];
  readonly pictures: readonly ReportPicture[];
  readonly charts: readonly ReportChart[];
  /** Absent or null where the process has none. */
  readonly record?: ReportRecord | null;
}
