/** The statements of OBJ beside vertices and faces (Wavefront, Object Files, version 3.0). */

/** Statements that say nothing of the shape: normals, texture, groups, looks; and what only free-form shapes refer to. */
export const NOT_SHAPE: ReadonlySet<string> = new Set([
  ...['vn', 'vt', 'g', 's', 'mg', 'o', 'usemtl', 'mtllib', 'usemap', 'maplib'],
  ...['bevel', 'c_interp', 'd_interp', 'lod', 'shadow_obj', 'trace_obj'],
  ...['vp', 'cstype', 'deg', 'bmat', 'step', 'curv2', 'parm', 'trim', 'hole', 'scrv', 'sp', 'end', 'con'],
  ...['ctech', 'stech', 'res'],
]);

const POINTS = ['statement of points', 'statements of points'] as const;
const LINES = ['line', 'lines'] as const;
const CURVES = ['free-form curve', 'free-form curves'] as const;
const SURFACES = ['free-form surface', 'free-form surfaces'] as const;
const CALLS = ['call of another file', 'calls of other files'] as const;

/** Statements of shapes that triangles cannot hold, with the name of one and of many; the last four are of older versions. */
export const OTHER_SHAPE: ReadonlyMap<string, readonly [string, string]> = new Map<string, readonly [string, string]>([
  ['p', POINTS],
  ['l', LINES],
  ['curv', CURVES],
  ['surf', SURFACES],
  ['call', CALLS],
  ['cdc', CURVES],
  ['bzp', SURFACES],
  ['bsp', SURFACES],
  ['cdp', SURFACES],
]);
