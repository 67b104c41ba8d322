/** The value of an implicit function at a point, followed through the references of a model part as a reader would. */

/** Values of the outputs of one node, such as `value` or `result`. */
type Outputs = Readonly<Record<string, number>>;

/**
 * Evaluates the one function of a model part at a point; `distanceMm` is the signed distance to the mesh there. Throws where
 * a reference leads nowhere, a type is wrong or a node is unknown.
 */
export function evaluateFunction(xml: string, x: number, y: number, z: number, distanceMm: number): number {
  const whole = /<i:implicitfunction[^>]*>([\s\S]*)<\/i:implicitfunction>/.exec(xml)?.[1];
  if (whole === undefined) throw new Error('no function');
  // The last list of outputs is the function's own.
  const body = whole.slice(0, whole.lastIndexOf('<i:out>'));
  const known = new Map<string, Outputs>([['inputs', { 'vector:pos': 0 }]]);
  const follow = (reference: string): number => {
    const [node = '', output = ''] = reference.split('.');
    const value = known.get(node)?.[output];
    if (value === undefined) throw new Error(`nothing at ${reference}`);
    return value;
  };
  for (const [, kind = '', id = '', attributes = '', inside = ''] of body.matchAll(
    /<i:([a-z]+) identifier="([^"]+)"([^>]*[^/])>([\s\S]*?)<\/i:\1>/g,
  )) {
    const outputs = [...(/<i:out>([\s\S]*)<\/i:out>/.exec(inside)?.[1] ?? '').matchAll(/<i:(\w+) identifier="(\w+)"/g)];
    const inputs = new Map(
      [...inside.matchAll(/<i:(\w+)ref identifier="(\w+)"[^>]*ref="([^"]+)"/g)].map(
        ([, type, name, reference]) => [name!, [type!, reference!]] as const,
      ),
    );
    const a = () => scalar(inputs.get('A'));
    const b = () => scalar(inputs.get('B'));
    const scalar = (input: readonly [string, string] | undefined): number => {
      if (input?.[0] !== 'scalar') throw new Error(`${id} wants a scalar`);
      return follow(input[1]);
    };
    if (['vector', 'scalar', 'resourceid'].includes(kind)) continue;
    const expectOutputs = (...names: string[]) => {
      if (outputs.map(([, , name]) => name).join() !== names.join()) throw new Error(`${id} has other outputs`);
    };
    if (kind === 'decomposevector') {
      expectOutputs('x', 'y', 'z');
      if (inputs.get('A')?.join() !== 'vector,inputs.pos') throw new Error('the point comes from elsewhere');
      known.set(id, { x, y, z });
    } else if (kind === 'constant' || kind === 'constresourceid') {
      expectOutputs('value');
      known.set(id, { value: Number(/value="([^"]+)"/.exec(attributes)?.[1]) });
    } else if (kind === 'mesh') {
      expectOutputs('distance');
      if (inputs.get('pos')?.join() !== 'vector,inputs.pos' || inputs.get('mesh')?.[0] !== 'resource') {
        throw new Error('the distance is of something else');
      }
      follow(inputs.get('mesh')![1]);
      known.set(id, { distance: distanceMm });
    } else {
      expectOutputs('result');
      const operation = OPERATIONS[kind];
      if (operation === undefined) throw new Error(`unknown node ${kind}`);
      known.set(id, { result: operation(a, b) });
    }
  }
  const reference = /<i:scalarref identifier="shape"[^>]*ref="([^"]+)"/.exec(whole.slice(body.length))?.[1];
  return follow(reference ?? '');
}

const OPERATIONS: Readonly<Record<string, (a: () => number, b: () => number) => number>> = {
  sin: (a) => Math.sin(a()),
  cos: (a) => Math.cos(a()),
  abs: (a) => Math.abs(a()),
  addition: (a, b) => a() + b(),
  subtraction: (a, b) => a() - b(),
  multiplication: (a, b) => a() * b(),
  min: (a, b) => Math.min(a(), b()),
  max: (a, b) => Math.max(a(), b()),
};
