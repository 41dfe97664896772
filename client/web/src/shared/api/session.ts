import { defineStore } from 'pinia';
import { callAs, send } from './client';
import { Problem } from './problem';

/** A post that the person may act in. */
export interface Post {
  role: string;
  unit: string;
  areas: string[];
  sees_phone?: boolean;
  post_id?: string;
}

/** Who is signed in, as `GET /v1/session` answers. */
export interface Session {
  person: string;
  name: string;
  posts: Post[];
  areas: string[];
  /** RFC 3339. */
  expires: string;
  csrf: string;
}

export interface Credentials {
  account: string;
  password: string;
  /** Six digits of the second factor. */
  code: string;
}

const URL = '/v1/session';
/** A session is renewed when less than this is left and the person is still at work. */
const RENEW_BEFORE = 10 * 60_000;

interface State {
  session: Session | undefined;
  /** False until the first answer: nothing is shown before it. */
  known: boolean;
  /** The session ended under a page that is in use: a dialog asks for it again and nothing typed is lost. */
  ended: boolean;
  problem: Problem | undefined;
}

let waiting: ((signedIn: boolean) => void)[] = [];

export const useSession = defineStore('session', {
  state: (): State => ({ session: undefined, known: false, ended: false, problem: undefined }),
  getters: {
    isIn: (state) => state.session !== undefined,
    roles: (state) => new Set(state.session?.posts.map((post) => post.role) ?? []),
    name: (state) => (state.session ? state.session.name || state.session.person : ''),
  },
  actions: {
    /** Asks once, at the start of a page. */
    async load(): Promise<void> {
      callAs({ csrf: () => this.session?.csrf, headers: () => ({}), renew: () => this.askAgain() });
      try {
        this.session = (await send('GET', URL, undefined, {}, { raw: true })) as Session;
        this.problem = undefined;
      } catch (error) {
        const problem = Problem.of(error);
        this.problem = problem.code === 'UNAUTHENTICATED' ? undefined : problem;
      }
      this.known = true;
    },

    /** @throws Problem with what to do. */
    async signIn(credentials: Credentials): Promise<void> {
      const before = this.session?.person;
      const session = (await send('POST', URL, credentials, {}, { raw: true })) as Session;
      if (this.ended && before !== undefined && before !== session.person) {
        // Another person: what stands on the page is not theirs to see or send.
        location.reload();
        return;
      }
      this.session = session;
      this.problem = undefined;
      this.settle(true);
    },

    async signOut(): Promise<void> {
      await send('DELETE', URL, undefined, {}, { raw: true }).catch((error: unknown) => {
        if (Problem.of(error).code !== 'UNAUTHENTICATED') throw error;
      });
      this.session = undefined;
      this.settle(false);
    },

    /** Prolongs the session while its person works; called on use, does something only near the end. */
    async renewIfNear(now: number = Date.now()): Promise<void> {
      if (!this.session || Date.parse(this.session.expires) - now > RENEW_BEFORE) return;
      const renewed = (await send('POST', `${URL}/renew`, {}, {}, { raw: true }).catch(() => undefined)) as
        Partial<Session> | undefined;
      if (renewed && this.session) this.session = { ...this.session, ...renewed };
    },

    /** Opens the dialog. All calls that found the session ended wait for the same answer. */
    askAgain(): Promise<boolean> {
      if (!this.session) return Promise.resolve(false);
      this.ended = true;
      return new Promise((done) => waiting.push(done));
    },

    giveUp(): void {
      this.session = undefined;
      this.settle(false);
    },

    settle(signedIn: boolean): void {
      this.ended = false;
      const all = waiting;
      waiting = [];
      for (const done of all) done(signedIn);
    },
  },
});
