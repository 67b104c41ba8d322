/** The dialects of Common Layer files that can be written, as printers and the command line name them. */

/**
 * `plain` is what every known reader takes; `eos` has long polylines and short hatches in 0.01 mm; `aligned` begins each item on
 * a 32-bit word; `plus` (CLI+) states power, speed and focus before each path.
 */
export const COMMON_LAYER_DIALECTS = ['plain', 'eos', 'aligned', 'plus'] as const;

/** Name of a dialect. */
export type CommonLayerDialect = (typeof COMMON_LAYER_DIALECTS)[number];
