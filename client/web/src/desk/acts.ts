import type { PathsWith } from '@/shared/api/types';

export type FieldKind = 'text' | 'line' | 'standard' | 'department' | 'case' | 'yesno' | 'moment' | 'rating';

export interface ActField {
  name: string;
  kind: FieldKind;
  /** Always, or only with a "no" in the field of that name. */
  required: boolean | { unless: string };
}

export interface Act {
  /** As GetCase names it in its options. */
  name: string;
  path: Extract<PathsWith<'post'>, `/v1/cases/{case_id}/${string}`>;
  fields: readonly ActField[];
  /** May be done to many cases with the same words. */
  bulk: boolean;
}

const text = (name: string, required: ActField['required'] = true): ActField => ({ name, kind: 'text', required });
const of = (kind: FieldKind, name: string = kind, required: ActField['required'] = true): ActField => ({
  name,
  kind,
  required,
});
const note = text('note', false);
const reason = text('reason');

function act(name: Act['name'], fields: readonly ActField[] = [], bulk = false): Act {
  return { name, path: `/v1/cases/{case_id}/${name}` as Act['path'], fields, bulk };
}

const decision = (yes: string) => [of('yesno', yes), text('note', { unless: yes })];

/** What the posts at a desk do with a case; the server's table says who may do which when. Order is that of the buttons. */
export const acts: readonly Act[] = [
  act('file', [of('standard'), note], true),
  act('answer', [text('text')]),
  act('void', [reason], true),
  act('want-verify', [note], true),
  act('judge-recognition', decision('real'), true),
  act('merge', [of('case', 'into'), reason], true),
  act('unmerge', [reason]),
  act('join', [of('case', 'parent'), note], true),
  act('leave', [reason], true),
  act('audit', decision('passed'), true),
  act('dispatch', [of('department'), note], true),
  act('handle', [], true),
  act('feedback', [text('result')]),
  act('assign', [of('line', 'handler'), note], true),
  act('unassign', [reason], true),
  act('confirm', [note], true),
  act('contribute', [text('result')]),
  act('involve', [of('department'), note]),
  act('dismiss', [of('department'), reason]),
  act('return', [reason], true),
  act('close', [of('standard'), note], true),
  act('ask-extension', [reason]),
  act('review-extension', decision('supported')),
  act('decide-extension', decision('granted'), true),
  act('ask-suspension', [reason, of('moment', 'until')]),
  act('decide-suspension', decision('granted')),
  act('resume', [reason]),
  act('urge', [note], true),
  act('supervise', [reason], true),
  act('end-supervision', [note], true),
  act('transfer', [of('department'), note]),
  act('return-visit', [
    of('yesno', 'reached'),
    of('rating', 'satisfaction', false),
    note,
    text('contest_reason', false),
  ]),
];

export const actOf = (name: string): Act | undefined => acts.find((one) => one.name === name);

export type ActValues = Record<string, string | boolean | undefined>;

/** Names of the fields that still have to be filled in. */
export function missing(act: Act, values: ActValues): string[] {
  return act.fields
    .filter((field) => {
      const value = values[field.name];
      const empty = value === undefined || (typeof value === 'string' && value.trim() === '');
      const required = typeof field.required === 'object' ? values[field.required.unless] === false : field.required;
      return required && empty;
    })
    .map((field) => field.name);
}

/** The body of the request: what is empty is left out, a rating is a number, a moment is in UTC. */
export function bodyOf(act: Act, values: ActValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of act.fields) {
    const value = values[field.name];
    if (value === undefined || value === '') continue;
    if (field.kind === 'rating') body[field.name] = Number(value);
    else if (field.kind === 'moment') body[field.name] = new Date(String(value)).toISOString();
    else body[field.name] = value;
  }
  return body;
}
