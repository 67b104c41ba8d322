/** Every command in the order of help. Bodies are loaded when they run: a command does not wait for what another needs. */
import type { Command } from './command.ts';

/** The commands. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'prepare',
    usage: 'prepare <case.json or mesh> --out DIR',
    does: 'the main job: from part to machine files, inspection, report and manifest',
    load: async () => (await import('./prepare-command.ts')).prepareCommand,
  },
  {
    name: 'slice',
    usage: 'slice <mesh> --out F.cli/.3mf/.svg',
    does: "contours only, in the mesh file's own coordinates",
    load: async () => (await import('./slice-command.ts')).sliceCommand,
  },
  {
    name: 'lattice',
    usage: 'lattice <mesh> --out F.stl/.3mf/.ply/.inp',
    does: 'the filled part as a mesh, for viewing, finite elements or other slicers',
    load: async () => (await import('./lattice-command.ts')).latticeCommand,
  },
  {
    name: 'homogenise',
    usage: 'homogenise --cell-type NAME',
    does: "stiffness of a cell: Young's moduli, shear, anisotropy and how sure they are",
    load: async () => (await import('./homogenise-command.ts')).homogeniseCommand,
  },
  {
    name: 'implant',
    usage: 'implant <type> --out DIR',
    does: 'writes an example case, meshes and case.json, of an implant type',
    load: async () => (await import('./implant-command.ts')).implantCommand,
  },
  {
    name: 'inspect',
    usage: 'inspect <file or DIR>... [--out DIR]',
    does: 'reads .cli, .ilt, .ovf, .scn, .gcode, .bgcode and 3MF of any maker and judges them',
    load: async () => (await import('./inspect-command.ts')).inspectCommand,
  },
  {
    name: 'check',
    usage: 'check <file>...',
    does: 'explains and validates meshes, 3MF, G-code, cases, profiles and printers',
    load: async () => (await import('./check-command.ts')).checkCommand,
  },
  {
    name: 'verify',
    usage: 'verify DIR',
    does: 're-hashes a build against its manifest',
    load: async () => (await import('./verify-command.ts')).verifyCommand,
  },
  {
    name: 'list',
    usage: 'list printers/profiles/cells/implants',
    does: 'what there is',
    load: async () => (await import('./list-command.ts')).listCommand,
  },
];
