/** What a facet is in an orientation. */
export const STATE = { free: 0, overhang: 1, onPlate: 2 } as const;
