/** Commands whose effect is not known. */
import type { FindingLog, RuleDefinition } from '../../finding-log.ts';

/** The rule. */
export const commandUnknown: RuleDefinition = {
  id: 'command-unknown',
  meaning: 'Every command is understood.',
  severity: 'warning',
  unit: 'commands',
};

/** As many different codes are remembered and told. */
const MAX_CODES = 20;

/** Gathers the codes that were not understood. */
export interface UnknownCommands {
  add(code: string, layer: number | null): void;
  finish(): void;
}

/** Returns an empty gathering. */
export function unknownCommands(log: FindingLog): UnknownCommands {
  const codes = new Set<string>();
  let count = 0;
  let more = false;
  let firstLayer: number | null = null;
  return {
    add(code, layer) {
      if (count++ === 0) firstLayer = layer;
      if (codes.size < MAX_CODES) codes.add(code);
      else more ||= !codes.has(code);
    },
    finish() {
      if (count === 0) return;
      const list = [...codes].join(', ') + (more ? ' and more' : '');
      log.add(commandUnknown, {
        cause: 'codes',
        layer: firstLayer,
        measured: count,
        limit: 0,
        weight: count,
        message: () => `${count === 1 ? 'a command is' : `${count} commands are`} not understood: ${list}`,
      });
    },
  };
}
