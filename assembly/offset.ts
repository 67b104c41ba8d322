// The offset kernel: raw offset curves of loops and where they cross. It allocates nothing; addresses come from outside.

export { cutRuns } from './offset-runs';
export { findCrossings } from './offset-crossings';
export { gridLoop, moveLoop } from './offset-move';
