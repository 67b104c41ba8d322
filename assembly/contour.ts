// The contour kernel: what of marching squares is done many thousand times a layer. It allocates nothing; addresses come from outside.

export { linkEdges } from './link';
export { countEdges, keepNodes, markSines, writeEdges } from './mark';
export { narrowEdges } from './narrow';
export { sineVertices } from './sine-vertices';
export { traceLoops } from './trace';
export { layBlocks } from './wave-lines';
export { markWaves } from './wave-marks';
export { waveVertices } from './wave-vertices';
