/** What an inspector does on site. Each is one act of the offline batch (gridcity.field.v1.OfflineAct). */
export type Kind = 'report' | 'self_handle' | 'verify' | 'check';

/**
 * draft: being written. ready: done, waits to be sent. sent: the server has confirmed it. stale: the server has refused it
 * because the case has moved on; a person has to say what becomes of it. refused: the server has refused it for another reason.
 */
export type ItemState = 'draft' | 'ready' | 'sent' | 'stale' | 'refused';

export interface Spot {
  latitude: number;
  longitude: number;
  /** Right to so many metres, as the device says. */
  accuracy: number;
  /** When the device found it, RFC 3339. */
  at: string;
  /** Where the camera looks, degrees from north, clockwise. */
  heading?: number;
}

/** Fields of all kinds; each kind uses its own. */
export interface Fields {
  category: string;
  address: string;
  /** What was seen, or done. */
  words: string;
  /** Verify: it is there. Check: it is done. Undefined while nothing was chosen. */
  yes: boolean | undefined;
  spot: Spot | undefined;
}

/** How the case stood when the form was opened. */
export interface Basis {
  caseId: string;
  number: string;
  version: string;
  stage: string;
  category: string;
  address: string;
  round: number;
}

export interface PhotoName {
  /** SHA-256 of the bytes. */
  digest: string;
  size: number;
}

export interface Refusal {
  /** Of gRPC (google.rpc.Code). */
  code: number;
  reason: string;
  field: string;
}

export interface Receipt {
  caseId: string;
  /** Printed number of the case. */
  number: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Item {
  /** The command id: made once, sent with every try, so that the act counts once. */
  id: string;
  person: string;
  kind: Kind;
  state: ItemState;
  fields: Fields;
  photos: PhotoName[];
  basis?: Basis;
  /** Order in which items were made ready; 0 before. */
  turn: number;
  /** When it was done, RFC 3339; set when it is made ready. */
  happenedAt?: string;
  /** True once it was on its way: the server may have it although no answer came. */
  tried: boolean;
  refusal?: Refusal;
  receipt?: Receipt;
  /** Milliseconds since 1970. */
  changedAt: number;
}

export const emptyFields = (): Fields => ({ category: '', address: '', words: '', yes: undefined, spot: undefined });

/** Names of the fields that an item still needs before it can be sent. */
export function lacking(item: Item): (keyof Fields | 'photos')[] {
  const { category, words, yes, spot, address } = item.fields;
  const empty = (text: string) => text.trim() === '';
  const founds = item.kind === 'report' || item.kind === 'self_handle';
  return [
    ...(founds && empty(category) ? (['category'] as const) : []),
    ...(founds && !spot && empty(address) ? (['spot'] as const) : []),
    ...(item.kind === 'self_handle' && empty(words) ? (['words'] as const) : []),
    ...(!founds && yes === undefined ? (['yes'] as const) : []),
    ...(!founds && yes === false && empty(words) ? (['words'] as const) : []),
  ];
}
