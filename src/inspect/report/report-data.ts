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
  readonly pictures: readonly ReportPicture[];
  readonly charts: readonly ReportChart[];
  /** Absent or null where the process has none. */
  readonly record?: ReportRecord | null;
}
