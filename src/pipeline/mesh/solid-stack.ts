/** The solid of a part as it is sliced, made a mesh from sections by the stages that make its layers. */

import type { Loops } from '../../core/polyline.ts';
import type { RunContext } from '../../core/ports.ts';
import { loadClipping } from '../../geometry/clipping.ts';
import { loadKernels } from '../../geometry/contour/kernel.ts';
import { type StackMesh, type StackPlan, stackMesh, stackPlan } from '../../geometry/iso/stack-mesh.ts';
import { type JobSpec, shareArrays } from '../layers/job-spec.ts';
import { layerStream } from '../layers/layer-stream.ts';
import { madeAreaCutter } from '../layers/made-areas.ts';
import { madeBox } from '../layers/made-shape.ts';
import type { PlaneBackend } from '../layers/plane-backend.ts';
import { findLoose } from '../parts/find-loose.ts';
import type { PartJob } from '../parts/part-job.ts';

/** Prepares the mesh, which can be run through once; where loose pieces of the job were left out, they are left out of it too. */
export async function solidStack(
  job: PartJob,
  stepMm: number,
  context: RunContext,
  backend: PlaneBackend | null,
): Promise<{ readonly plan: StackPlan; readonly mesh: StackMesh }> {
  const plan = stackPlan(madeBox(job.spec), stepMm);
  const { dropped } = job.spec;
  const spec: JobSpec = {
    ...job.spec,
    layers: { thicknessMm: plan.sheetMm, cut: 'mid', from: 0, to: plan.count },
    dropped: dropped === null ? null : await droppedOf(job, plan, context, backend),
    measured: false,
    paths: null,
  };
  await loadClipping();
  await loadKernels();
  const cut = madeAreaCutter(spec);
  const designOf = (zMm: number): number => {
    if (spec.shape == null) return zMm;
    const aboutZ = spec.shape.aboutMm[2];
    return aboutZ + (zMm - aboutZ) / spec.shape.scale[2];
  };

  async function* sections(): AsyncGenerator<Loops> {
    for await (const { layer } of layerStream(spec, context, backend)) {
      yield layer.regions.flatMap(({ outline, holes }) => [outline, ...holes]);
    }
  }

  return { plan, mesh: stackMesh(plan, { sections, at: (zMm) => cut(designOf(zMm)).solid }) };
}

/**
 * What is loose in the planes of nodes, found as it is in the layers of the job. The sections between keep it, which only shifts where an
 * edge ends whose other node is left out.
 */
async function droppedOf(
  job: PartJob,
  { stepMm, planes, count, first, every }: StackPlan,
  context: RunContext,
  backend: PlaneBackend | null,
): Promise<NonNullable<JobSpec['dropped']>> {
  const spec: JobSpec = {
    ...job.spec,
    layers: { thicknessMm: stepMm, cut: 'mid', from: 0, to: planes },
    dropped: null,
  };
  const quiet: RunContext = { ...context, progress: () => {} };
  const { start, areas } = await findLoose({ ...job, spec, layerCount: planes }, quiet, backend);
  // Heights of the planes are the same doubles in both jobs, so the pieces of a section are numbered alike.
  const spread = Int32Array.from(
    { length: count + 1 },
    (_, n) => start[Math.min(planes, Math.ceil((n - first) / every))] as number,
  );
  return shareArrays({ start: spread, areas });
}
