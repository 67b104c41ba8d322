// What the reader of the 3MF consortium, in strict mode, finds of beams, functions and level sets in one file, as JSON.
import { readFileSync } from 'node:fs';
import lib3mf from '@3mfconsortium/lib3mf';

const api = await lib3mf();
const result = { error: null, warnings: 0, meshes: [], functions: [], levelSets: 0, rewritten: '' };
api.FS.writeFile('/in.3mf', readFileSync(process.argv[2]));
const model = new api.CWrapper().CreateModel();
const reader = model.QueryReader('3mf');
reader.SetStrictModeActive(true);
try {
  reader.ReadFromFile('/in.3mf');
  for (const meshes = model.GetMeshObjects(); meshes.MoveNext(); ) {
    const mesh = meshes.GetCurrentMeshObject();
    const lattice = mesh.BeamLattice();
    result.meshes.push({
      name: mesh.GetName(),
      vertices: mesh.GetVertexCount(),
      triangles: mesh.GetTriangleCount(),
      beams: Number(lattice.GetBeamCount()),
      minLength: lattice.GetMinLength(),
    });
  }
  for (const functions = model.GetFunctions(); functions.MoveNext(); ) {
    result.functions.push(functions.GetCurrentFunction().GetDisplayName());
  }
  for (const sets = model.GetLevelSets(); sets.MoveNext(); ) result.levelSets++;
  model.QueryWriter('3mf').WriteToFile('/out.3mf');
  result.rewritten = Buffer.from(api.FS.readFile('/out.3mf')).toString('base64');
} catch (error) {
  result.error = String(error?.message ?? error);
}
result.warnings = reader.GetWarningCount();
process.stdout.write(JSON.stringify(result));
process.exit(0);
