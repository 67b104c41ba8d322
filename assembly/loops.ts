// The loop kernel: segments of loops, raw offset curves and where they cross. It allocates nothing; addresses come from outside.

export { findCrossings } from './offset-crossings';
export { gridLoop, moveLoop } from './offset-move';
export { cutRuns } from './offset-runs';
export { boxStretches, segmentLoop } from './segments';
