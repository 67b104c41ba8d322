/** The XML namespaces of 3MF that Trabecula knows, and what it does with each. */
import { clark } from '../xml/xml-names.ts';

/** 3MF core specification 1.x. */
export const CORE = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
/** Slice extension 1.0.2. */
export const SLICE = 'http://schemas.microsoft.com/3dmanufacturing/slice/2015/07';
/** Production extension 1.2: objects in other parts of the package. */
export const PRODUCTION = 'http://schemas.microsoft.com/3dmanufacturing/production/2015/06';
/** Materials extension: colours and textures; checked, not kept. */
export const MATERIALS = 'http://schemas.microsoft.com/3dmanufacturing/material/2015/02';
/** Beam lattice extension 1.2: beams that are part of the shape. */
export const BEAMS = 'http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02';
/** Balls of the beam lattice extension 1.2. */
export const BALLS = 'http://schemas.microsoft.com/3dmanufacturing/beamlattice/balls/2020/07';

/** Extensions that a file may require. All others change what the file means in ways that this reader does not know. */
export const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  CORE,
  SLICE,
  PRODUCTION,
  MATERIALS,
  BEAMS,
  BALLS,
  'http://schemas.microsoft.com/3dmanufacturing/trianglesets/2021/07',
]);

/** Key of a core element. */
export const core = (local: string) => clark(CORE, local);
/** Key of a slice element or attribute. */
export const slice = (local: string) => clark(SLICE, local);
/** Key of a production attribute. */
export const production = (local: string) => clark(PRODUCTION, local);
/** Key of a materials element. */
export const material = (local: string) => clark(MATERIALS, local);
/** Key of a beam lattice element. */
export const beam = (local: string) => clark(BEAMS, local);
/** Key of a ball element or attribute. */
export const ball = (local: string) => clark(BALLS, local);
