/**
 * The public library of Trabecula: what the command line calls, for programs. Every function that takes a `RunContext` does
 * without one; `defaultContext({ signal, workers, ... })` makes one.
 */
export { findPrinter, findProfile } from './config/catalog.ts';
export type { Finding, Severity } from './core/finding.ts';
export type { RunContext } from './core/ports.ts';
export { type ErrorCode, EXIT_CODE_OF, type Place, PrepError } from './core/prep-error.ts';
export { listCells } from './pipeline/cells.ts';
export { checkFile as check, type FileCheck } from './pipeline/check-file.ts';
export {
  type CellRequest,
  type CellStiffnessResult,
  homogeniseCell as homogenise,
} from './pipeline/homogenise-cell.ts';
export { IMPLANTS } from './pipeline/implants.ts';
export { type InspectedFile, type InspectRequest, inspectFiles as inspect } from './pipeline/inspect-files.ts';
export {
  type BuildResult,
  type Inspection,
  type InspectionExtrusion,
  type InspectionLattice,
  type InspectionLayer,
  type InspectionTotals,
  type PrepareOptions,
  prepare,
} from './pipeline/prepare.ts';
export { catalogFiles } from './pipeline/request/catalog-files.ts';
export { defaultContext } from './pipeline/request/default-context.ts';
export type { LatticeSettings, OpenSide } from './pipeline/request/prepare-request.ts';
export { type SliceRequest, type SliceResult, slice } from './pipeline/slice.ts';
export { writeImplant as implant } from './pipeline/write-implant.ts';
export { type LatticeFileRequest, type LatticeFileResult, writeLattice as lattice } from './pipeline/write-lattice.ts';
export { verifyBuild as verify } from './store/verify-build.ts';
