/** What the topology of a mesh says about it, as findings. */
import { type Finding, finding, type Severity } from '../../core/finding.ts';
import type { Box3 } from '../../core/mesh.ts';
import type { MeshShell } from '../../geometry/mesh-shells.ts';
import type { MeshFault, MeshTopology } from '../../geometry/mesh-topology.ts';

/** What each fault of a mesh is called, how grave it is, and what is said of it. */
const MESH_RULES = [
  ['openEdges', 'mesh-not-watertight', 'error', 'edges', 'the mesh is open: edges with one triangle'],
  [
    'misorientedEdges',
    'mesh-orientation',
    'error',
    'edges',
    'neighbouring triangles face opposite ways: edges run twice the same way',
  ],
  ['nonManifoldEdges', 'mesh-non-manifold', 'warning', 'edges', 'edges with more than two triangles'],
  ['duplicateTriangles', 'mesh-duplicate-triangles', 'warning', 'triangles', 'triangles that stand twice'],
  ['degenerateTriangles', 'mesh-degenerate-triangles', 'note', 'triangles', 'triangles without area'],
] as const;

/** Shells that are named one by one; of more the rest is counted. */
const NAMED_SHELLS = 5;

/** Names shells that face the wrong way, and outward ones inside solid, which are no voids. */
export function shellFindings(shells: readonly MeshShell[], partId: string): Finding[] {
  const told = (role: MeshShell['role'], rule: string, severity: Severity, words: string): Finding[] => {
    const found = shells.flatMap((shell, n) => (shell.role === role ? [{ shell, n }] : []));
    if (found.length === 0) return [];
    const named = found.slice(0, NAMED_SHELLS).map(({ shell, n }) => shellWords(shell, n));
    const more = found.length > NAMED_SHELLS ? ` and ${found.length - NAMED_SHELLS} more` : '';
    const message = `${words}: ${named.join('; ')}${more}`;
    return [finding(rule, severity, message, { partId, measured: found.length, limit: 0, unit: 'shells' })];
  };
  return [
    ...told('inverted', 'mesh-inverted', 'error', 'shells face inward where they bound solid, which is lost'),
    ...told(
      'inside-solid',
      'mesh-shell-inside',
      'warning',
      'shells lie inside solid and face outward: they bound no void and change nothing',
    ),
  ];
}

function shellWords({ triangles, volumeMm3, box }: MeshShell, n: number): string {
  const at = `x ${range(box, 0)}, y ${range(box, 1)}, z ${range(box, 2)} mm`;
  return `shell ${n + 1} of ${triangles} triangles, ${volumeMm3.toPrecision(4)} mm3, ${at}`;
}

function range(box: Box3, axis: number): string {
  return `${(box[axis] as number).toFixed(2)} to ${(box[axis + 3] as number).toFixed(2)}`;
}

/** Returns a finding for each kind of fault. */
export function topologyFindings(topology: MeshTopology, partId: string): Finding[] {
  const findings: Finding[] = [];
  for (const [fault, rule, severity, unit, words] of MESH_RULES) {
    const { count, atMm }: MeshFault = topology[fault];
    if (count === 0) continue;
    const place = atMm === null ? '' : `, one at (${atMm.map((v) => v.toFixed(3)).join(', ')}) mm of the file`;
    findings.push(finding(rule, severity, `${words}: ${count}${place}`, { partId, measured: count, limit: 0, unit }));
  }
  if (!topology.watertight && findings.every(({ severity }) => severity !== 'error')) {
    findings.push(
      finding('mesh-not-watertight', 'error', 'the mesh is not closed: its edges do not pair up', { partId }),
    );
  }
  return findings;
}
