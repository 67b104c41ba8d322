/** Ports: what the stages need from the outside, given by the caller. */
import type { Layer } from './layer.ts';
import type { ToolpathLayer } from './toolpath.ts';

/** Where bytes of one file go. `patch` overwrites bytes written before, for counts and boxes of a header. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  patch(offset: number, bytes: Uint8Array): Promise<void>;
}

/** Random access to the bytes of one file; `name` is for messages. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** SHA-256 of bytes that come one after the other; `finish` gives it in lower-case hexadecimal digits. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  finish(): string;
}

/** Bytes that are set aside and read again before the run ends; `drop` gives their room back. */
export interface Spool extends ByteSink {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
  drop(): Promise<void>;
}

/** Where plain words about a run go. */
export interface Logger {
  note(message: string): void;
}

/** What is known of a job before its first layer. */
export interface JobHeader {
  readonly partId: string;
  readonly layerCount: number;
  readonly thicknessMm: number;
  /** Box of the part in plate coordinates: xMin, yMin, zMin, xMax, yMax, zMax in mm. */
  readonly boxMm: readonly [number, number, number, number, number, number];
}

/** One finished layer: the solid and the paths planned for it. */
export interface PlannedLayer {
  readonly layer: Layer;
  readonly toolpaths: ToolpathLayer;
}

/** Takes layers in order and turns them into something that lasts. A sink never plans. */
export interface LayerSink {
  open(header: JobHeader): Promise<void>;
  layer(planned: PlannedLayer): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** How to run a job; never what it computes. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly log: Logger;
  progress(event: { readonly stage: string; readonly done: number; readonly total: number }): void;
  readonly workers: number;
  /** Whether a job that is soon done makes do with one of them; absent: as many as there is work for. */
  readonly sparing?: boolean;
  readonly memoryBytes: number;
  readonly backend: 'auto' | 'cpu' | 'gpu' | 'gpujs';
  readonly tempDir: string;
}
