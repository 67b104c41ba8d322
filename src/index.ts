/** The public library: what the command line calls, for programs. */
export { findPrinter, findProfile } from './config/catalog.ts';
export type { Finding, Severity } from './core/finding.ts';
export type { RunContext } from './core/ports.ts';
export { PrepError } from './core/prep-error.ts';
export { catalogFiles } from './pipeline/catalog-files.ts';
export { checkFile, type FileCheck } from './pipeline/check-file.ts';
export { type InspectedFile, type InspectRequest, inspectFiles } from './pipeline/inspect-files.ts';
export { type Inspection, type PrepareResult, prepare } from './pipeline/prepare.ts';
export type { LatticeSettings, OpenSide, OutputKind, PrepareRequest } from './pipeline/prepare-request.ts';
export { type SliceRequest, type SliceResult, slice } from './pipeline/slice.ts';
