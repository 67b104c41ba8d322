// Reads one 3MF with the reader of the 3MF consortium, strictly, and prints what it says as JSON. Run in a process of its
// own, because that reader can hang on hostile files.
import { readFileSync } from 'node:fs';
import lib3mf from '@3mfconsortium/lib3mf';

const api = await lib3mf();
const result = { error: null, warnings: 0, triangles: 0, slices: [] };
api.FS.writeFile('/in.3mf', readFileSync(process.argv[2]));
const model = new api.CWrapper().CreateModel();
const reader = model.QueryReader('3mf');
reader.SetStrictModeActive(true);
try {
  reader.ReadFromFile('/in.3mf');
  for (const meshes = model.GetMeshObjects(); meshes.MoveNext(); ) {
    result.triangles += meshes.GetCurrentMeshObject().GetTriangleCount();
  }
  for (const stacks = model.GetSliceStacks(); stacks.MoveNext(); ) {
    const stack = stacks.GetCurrentSliceStack();
    for (let i = 0; i < Number(stack.GetSliceCount()); i++) {
      const slice = stack.GetSlice(i);
      result.slices.push([slice.GetZTop(), Number(slice.GetPolygonCount())]);
    }
  }
} catch (error) {
  result.error = String(error?.message ?? error);
}
result.warnings = reader.GetWarningCount();
process.stdout.write(JSON.stringify(result));
process.exit(0);
