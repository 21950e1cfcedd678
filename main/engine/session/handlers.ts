import type { CheckedPayload, Replies, RequestKind } from '../../../preload/contract.ts';

/** What answers each kind of request. A rejection becomes the reply's failure. */
export type Handlers<Kinds extends RequestKind = RequestKind> = {
  [K in Kinds]: (payload: CheckedPayload<K>) => Promise<Replies[K]>;
};
