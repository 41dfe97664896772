import { defineStore } from 'pinia';
import { Problem } from '@/shared/api/problem';
import { delayBefore } from '@/shared/api/retry';
import { uploadPhoto } from '../photos/upload';
import { keep, kept } from '../store/db';
import { dropPhotosOf, readItems, removeItem, writeItem } from '../store/items';
import { photoBytes } from '../store/photos';
import { sendTrack, waitingFixes } from '../patrol/sendTrack';
import { useWho } from '../shell/who';
import { sendBatch } from './batch';
import type { Item } from './item';
import { after, inLine, listsOf, mayDiscard, needsPerson, type Happening } from './machine';
import { emptyLine } from './sender';

const TURN = 'turn';

/** Two tabs of one device share one line: only one of them sends. */
const LOCK = 'gridcity.field.line';

export const useOutbox = defineStore('field-outbox', {
  state: () => ({
    person: '',
    items: [] as Item[],
    sending: false,
    /** Why nothing goes out at the moment. */
    problem: undefined as Problem | undefined,
    failures: 0,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }),
  getters: {
    lists: (state) => listsOf(state.items),
    waiting: (state) => inLine(state.items).length,
    needing: (state) => state.items.filter(needsPerson).length,
    find: (state) => (id: string) => state.items.find((item) => item.id === id),
    /** What was done about a case and is not on the case yet. */
    pendingOf: (state) => (caseId: string) =>
      state.items.find((item) => item.basis?.caseId === caseId && item.state !== 'sent'),
  },
  actions: {
    async start(person: string): Promise<void> {
      this.person = person;
      this.items = await readItems(person, Date.now());
    },

    /** Keeps what was written so far; what is finished is not written over by a stroke that comes late. */
    save(item: Item): Promise<void> {
      return inTurn(async () => {
        const now = this.find(item.id);
        if (!now || now.state === 'draft') await this.write(item);
      });
    },

    async submit(id: string): Promise<void> {
      await this.happen(id, { type: 'submitted', at: Date.now(), turn: await inTurn(nextTurn) });
      this.send();
    },

    /** @returns its id, which is another one when it had been refused. */
    async reopen(id: string): Promise<string> {
      return (await this.happen(id, { type: 'reopened', at: Date.now() })) ?? id;
    },

    async sendAgain(id: string): Promise<void> {
      await this.happen(id, { type: 'again', at: Date.now(), turn: await inTurn(nextTurn) });
      this.send();
    },

    discard(id: string): Promise<void> {
      return inTurn(async () => {
        const item = this.find(id);
        if (!item || !mayDiscard(item)) return;
        await removeItem(item);
        this.items = this.items.filter((one) => one.id !== id);
      });
    },

    happen(id: string, happening: Happening): Promise<string | undefined> {
      return inTurn(async () => {
        const item = this.find(id);
        if (!item) return undefined;
        const next = after(item, happening);
        if (next === item) return id;
        await this.write(next, id);
        if (next.state === 'sent') await dropPhotosOf(next);
        return next.id;
      });
    },

    /** The caller has its turn. */
    async write(item: Item, before = item.id): Promise<void> {
      await writeItem(item, before);
      const at = this.items.findIndex((one) => one.id === before);
      this.items = at < 0 ? [...this.items, item] : this.items.with(at, item);
    },

    /** Sends what waits, now or as soon as it goes. Asked often, it sends once. */
    send(): void {
      clearTimeout(this.timer);
      void navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        // Another tab sends: it does not know what this one has.
        if (lock)
          do await this.sendNow();
          while (!this.problem && this.waiting > 0);
        else if (!this.sending) this.later();
      });
    },

    async sendNow(): Promise<void> {
      if (this.waiting === 0 && (await waitingFixes(this.person)).length === 0) {
        this.problem = undefined;
        return;
      }
      this.sending = true;
      try {
        await useWho().require(this.person, this.problem?.code === 'PERMISSION_DENIED');
        await emptyLine({
          items: () => this.items,
          happen: async (id, happening) => {
            await this.happen(id, happening);
          },
          upload: async (digest) => {
            const bytes = await photoBytes(digest);
            if (bytes) await uploadPhoto({ digest, size: bytes.byteLength }, bytes);
          },
          send: (acts, onAnswer) => sendBatch(acts, Date.now(), onAnswer),
          now: Date.now,
        });
        await sendTrack(this.person);
        this.problem = undefined;
        this.failures = 0;
      } catch (error) {
        this.problem = Problem.of(error);
        if (this.problem.code === 'UNAUTHENTICATED') useWho().isOut = true;
        this.later();
      } finally {
        this.sending = false;
      }
    },

    /** Tries again by itself; whoever has to sign in first comes back by signing in, a device without a network with it. */
    later(): void {
      if (this.problem?.code === 'UNAUTHENTICATED' || !navigator.onLine) return;
      this.failures = Math.min(this.failures + 1, 6);
      this.timer = setTimeout(
        () => {
          this.send();
        },
        delayBefore(this.failures, this.problem?.retryAfter),
      );
    },
  },
});

let changing: Promise<unknown> = Promise.resolve();

/** One change after the other, each from how the one before has left it: a person and the sender may want the same item. */
function inTurn<T>(change: () => Promise<T>): Promise<T> {
  const mine = changing.then(change);
  changing = mine.catch(() => undefined);
  return mine;
}

async function nextTurn(): Promise<number> {
  const turn = ((await kept<number>(TURN)) ?? 0) + 1;
  await keep(TURN, turn);
  return turn;
}
