import { defineStore } from 'pinia';
import { callAs } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { useSession } from '@/shared/api/session';
import { db, forget, keep, kept } from '../store/db';

/** Who works with this device, also while there is no connection and when the session has ended. */
export interface Who {
  person: string;
  name: string;
  /** Code of the inspector. */
  unit: string;
}

const KEY = 'who';

let meeting: Promise<void> | undefined;

export const useWho = defineStore('who', {
  state: () => ({
    who: undefined as Who | undefined,
    /** False until the device's own store was read. */
    known: false,
    /** The server has said that the session is over; nothing is asked for until somebody signs in. */
    isOut: false,
    /** The browser keeps nothing: whoever works here would lose what was not sent. */
    noStore: false,
    /** A sign-in is wanted by the person. */
    asking: false,
    /** Signed in, and no inspector. */
    isStranger: false,
  }),
  actions: {
    /** The device's own memory first, so that a start without a connection is a start like any other. */
    async start(): Promise<void> {
      try {
        this.who = await kept<Who>(KEY);
      } catch {
        this.noStore = true;
      }
      this.known = true;
      await this.meet();
    },

    /** Asks the server who is signed in; whoever asks meanwhile gets the same answer. */
    async meet(): Promise<void> {
      meeting ??= this.ask().finally(() => {
        meeting = undefined;
      });
      await meeting;
    },

    async ask(): Promise<void> {
      const session = useSession();
      session.session = undefined;
      await session.load();
      callAs({
        csrf: () => session.session?.csrf,
        headers: () => session.headers(),
        // An ended session is no reason to stop whoever writes: it is asked for when something has to be sent.
        renew: () => {
          this.isOut = true;
          return Promise.resolve(false);
        },
      });
      if (session.isIn) await this.take();
      else if (!session.problem) this.isOut = true;
    },

    /**
     * Before something is sent for a person: asks for the session where none is known.
     * @throws Problem nobody is signed in, another person is, or the server is away.
     */
    async require(person: string, anew: boolean): Promise<void> {
      const session = useSession();
      if (anew || !session.isIn || this.isOut) await this.meet();
      if (session.problem) throw session.problem;
      if (this.isOut || session.session?.person !== person) throw new Problem('UNAUTHENTICATED', 401, '');
    },

    async take(): Promise<void> {
      const session = useSession();
      const post = session.session?.posts.find((one) => one.role === 'inspector');
      this.isOut = false;
      this.asking = false;
      this.isStranger = !post;
      if (!post || !session.session) return;
      session.choosePost(post.post_id);
      this.who = { person: session.session.person, name: session.name, unit: post.unit };
      await keep(KEY, this.who);
    },

    async leave(): Promise<void> {
      await useSession().signOut();
      await forget(KEY);
      // What was not sent stays; what the city has told is no business of the next one who holds the device.
      const store = await db();
      if (this.who) await store.delete('tasks', this.who.person);
      await store.clear('pictures');
      this.who = undefined;
    },
  },
});
