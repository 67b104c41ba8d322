/** The example part of `npm start`, as the bytes of an STL file. */
import loadManifold from 'manifold-3d';
import { writeBinaryStl } from '../formats/stl/write-stl.ts';
import { buildCage, EXAMPLE_CAGE } from '../implant/example-cage.ts';

/** Returns the example cage as binary STL. */
export async function writeExampleCage(): Promise<Uint8Array> {
  const manifold = await loadManifold();
  manifold.setup();
  return writeBinaryStl(buildCage(manifold, EXAMPLE_CAGE), 'example cage of Trabecula, mm');
}
