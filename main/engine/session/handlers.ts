import type { CheckedPayload, Replies, RequestKind } from '../../../preload/contract.ts';
import type { ClientPort } from './desk.ts';

/** What answers each kind of request, and who sent it. A rejection becomes the reply's failure. */
export type Handlers<Kinds extends RequestKind = RequestKind> = {
  [K in Kinds]: (payload: CheckedPayload<K>, client: ClientPort) => Promise<Replies[K]>;
};
