/**
 * Evaluates WGSL functions that are one `return` of arithmetic on vec3f parameters: numbers, `s.x`, + - *, brackets and `vec3f(a, b, c)`.
 * Anything else throws.
 */
type Value = number | readonly number[];
type Vectors = Readonly<Record<string, readonly number[]>>;

/** Returns the value of the function `name` of the text for its named vectors. */
export function evaluateWgsl(text: string, name: string, vectors: Vectors): Value {
  const found = text.match(new RegExp(`fn ${name}\\(([^)]*)\\) -> (f32|vec3f) \\{\\s*return ([^;]*);\\s*\\}`));
  if (found === null) throw new Error(`no function ${name}`);
  const [, parameters, type, expression] = found as unknown as [string, string, string, string];
  for (const parameter of parameters.split(',')) {
    const [id, of] = parameter.trim().split(': ') as [string, string];
    if (of !== 'vec3f' || vectors[id] === undefined) throw new Error(`parameter ${parameter} is not known`);
  }
  const value = evaluate(expression, vectors);
  if ((typeof value === 'number') !== (type === 'f32')) throw new Error(`${name} does not return ${type}`);
  return value;
}

function evaluate(expression: string, vectors: Vectors): Value {
  const tokens = expression.match(/\d+\.\d+|[a-z]\w*(?:\.[xyz])?|\S/g) ?? [];
  let at = 0;
  const value = sum();
  if (at < tokens.length) throw new Error(`unexpected ${tokens[at]}`);
  return value;

  function sum(): Value {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++] === '+' ? 1 : -1;
      left = added(left, product(), sign);
    }
    return left;
  }

  function product(): Value {
    let left = factor();
    while (tokens[at] === '*') {
      at++;
      left = times(left, factor());
    }
    return left;
  }

  function factor(): Value {
    const token = tokens[at++];
    if (token === '-') return times(-1, factor());
    if (token === '(') {
      const inner = sum();
      expectToken(')');
      return inner;
    }
    if (token === 'vec3f') {
      expectToken('(');
      const parts = [sum()];
      while (tokens[at] === ',') {
        at++;
        parts.push(sum());
      }
      expectToken(')');
      if (parts.length !== 3) throw new Error('vec3f takes three numbers');
      return parts.map((part) => number(part));
    }
    if (token !== undefined && /^\d+\.\d+$/.test(token)) return Number(token);
    const [id, axis] = (token ?? '').split('.') as [string, string | undefined];
    const vector = vectors[id];
    if (vector === undefined || axis === undefined) throw new Error(`unexpected ${token}`);
    return vector['xyz'.indexOf(axis)]!;
  }

  function expectToken(token: string): void {
    if (tokens[at++] !== token) throw new Error(`expected ${token}`);
  }
}

function number(value: Value): number {
  if (typeof value !== 'number') throw new Error('a vector where a number must be');
  return value;
}

function added(a: Value, b: Value, sign: number): Value {
  if (typeof a === 'number') return a + sign * number(b);
  if (typeof b === 'number') throw new Error('a number where a vector must be');
  return a.map((x, i) => x + sign * b[i]!);
}

function times(a: Value, b: Value): Value {
  if (typeof a === 'number') return typeof b === 'number' ? a * b : b.map((x) => a * x);
  return a.map((x) => x * number(b));
}
