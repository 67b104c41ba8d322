/** Schema of the lines that a printer runs before and after the part and its layers: templates, read when the file is. */
import { z } from 'zod';
import { readTemplate } from '../core/template/template.ts';
import { faultWords, TemplateFault } from '../core/template/template-fault.ts';
import { namesOf, type TemplateKey } from '../formats/gcode/template/settings.ts';
import { nearestName } from './nearest-name.ts';

const MAX_LINES = 200;

const gcodeLine = z
  .string()
  .max(250)
  .regex(/^[\x20-\x7e]*$/, { error: 'must be one line of plain ASCII' });

/** Schema of one of the templates. */
export function gcodeTemplate(key: TemplateKey, meaning: string) {
  const names = namesOf(key);
  const description =
    `${meaning} A template: {name} or {expression} in braces is replaced by its value; {if c}, {elsif c}, {else} and {endif} keep or leave ` +
    'out what stands between them. Lines that show {chamberC}, and M141 and M191, are left out where the profile heats no chamber. ' +
    `Known names: ${[...names.keys()].join(', ')}.`;
  return z
    .array(gcodeLine)
    .max(MAX_LINES)
    .check((context) => {
      const fault = faultOf(context.value, names);
      if (fault === null) return;
      const near = fault.unknownName === null ? null : nearestName(fault.unknownName, [...names.keys()]);
      const message = `${faultWords(fault)}${near === null ? '' : `, did you mean '${near}'?`}`;
      context.issues.push({ code: 'custom', input: context.value, path: [fault.line], message });
    })
    .meta({ description });
}

function faultOf(lines: readonly string[], names: ReturnType<typeof namesOf>): TemplateFault | null {
  try {
    readTemplate(lines, names);
    return null;
  } catch (cause) {
    if (cause instanceof TemplateFault) return cause;
    throw cause;
  }
}
