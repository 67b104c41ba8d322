/** Example cases of implant types: meshes made here, and the case file that tells what is made of them. */
import loadManifold, { type ManifoldToplevel } from 'manifold-3d';
import type { Case, CaseRegion } from '../config/case.ts';
import type { TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { writeBinaryStl } from '../formats/stl/write-stl.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import { buildInterbody, EXAMPLE_INTERBODY } from '../implant/interbody.ts';

/** One type of implant. */
export interface ImplantType {
  readonly id: string;
  readonly name: string;
  build(manifold: ManifoldToplevel): {
    /** Meshes in mm by file name. */
    readonly meshes: Readonly<Record<string, TriangleMesh>>;
    readonly case: Case;
  };
}

type Point3 = [number, number, number];

/** How deep the faces that bear on bone are told apart from the rest. */
const CONTACT_MM = 0.6;

/** The zone of a face that bears on bone: all beyond a plane, whatever it is made of. */
function contactFace(id: string, pointMm: Point3, normal: Point3): CaseRegion {
  return { id, kind: 'contact', shape: { by: 'half-space', pointMm, normal }, toleranceMm: 0.1 };
}

const INTERBODY: ImplantType = {
  id: 'interbody',
  name: 'Lumbar interbody cage: window, two screw canals, porous core, solid frame, 8 degrees of lordosis',
  build(manifold) {
    const { part, core } = buildInterbody(manifold, EXAMPLE_INTERBODY);
    const { depthMm, anteriorHeightMm, lordosisDeg } = EXAMPLE_INTERBODY;
    const cranialInward: Point3 = [0, sineOfCycles(lordosisDeg / 360), -cosineOfCycles(lordosisDeg / 360)];
    return {
      meshes: { 'interbody.stl': part, 'interbody-core.stl': core },
      case: {
        schema: 'trabecula/case@1',
        id: 'example-interbody',
        side: 'midline',
        level: 'L4-L5',
        revision: 'A',
        name: 'Example interbody cage',
        note: 'Example of Trabecula, not a design for a patient.',
        units: 'mm',
        parts: [
          {
            id: 'interbody',
            mesh: 'interbody.stl',
            regions: [
              contactFace('caudal-face', [0, 0, CONTACT_MM], [0, 0, 1]),
              contactFace('cranial-face', [0, depthMm / 2, anteriorHeightMm - CONTACT_MM], cranialInward),
              {
                id: 'core',
                kind: 'porous',
                shape: { by: 'mesh', file: 'interbody-core.stl' },
                lattice: { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 },
              },
              { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
            ],
          },
        ],
        targets: [
          {
            id: 'titanium',
            printer: 'generic-lpbf-250',
            profile: 'ti6al4v-eli-30um',
            outputs: ['cli', '3mf'],
          },
          {
            id: 'peek',
            printer: 'generic-peek-fff',
            profile: 'peek-implant-100um',
            outputs: ['gcode', '3mf'],
            lattices: { core: { cellType: 'gyroid', phase: 'sheet', cellMm: 4, relativeDensity: 0.35 } },
          },
        ],
      },
    };
  },
};

/** Every type of implant that an example can be made of, by its id. */
export const IMPLANTS: readonly ImplantType[] = [INTERBODY];

/** A file of an example. */
export interface ExampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Makes the files of an example, `case.json` last. Throws `usage` for an unknown type. */
export async function implantFiles(type: string): Promise<ExampleFile[]> {
  const implant = IMPLANTS.find(({ id }) => id === type);
  if (implant === undefined) {
    const known = IMPLANTS.map(({ id }) => id).join(', ');
    throw new PrepError('usage', `there is no example of '${type}' in this version; known: ${known}`);
  }
  const manifold = await loadManifold();
  manifold.setup();
  const { meshes, case: item } = implant.build(manifold);
  return [
    ...Object.entries(meshes).map(([name, mesh]) => ({
      name,
      bytes: writeBinaryStl(mesh, `${name} of the ${type} example of Trabecula, mm`),
    })),
    { name: 'case.json', bytes: new TextEncoder().encode(`${JSON.stringify(item, null, 2)}\n`) },
  ];
}
