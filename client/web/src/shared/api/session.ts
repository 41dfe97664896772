import { defineStore } from 'pinia';
import { callAs, send } from './client';
import { Problem } from './problem';

/** A post that the person may act in. */
export interface Post {
  role: string;
  unit: string;
  areas: string[];
  sees_phone: boolean;
  post_id: string;
}

/** Who is signed in, as `GET /v1/session` answers. */
export interface Session {
  person: string;
  name: string;
  posts: Post[];
  areas: string[];
  /** RFC 3339. */
  expires: string;
  /** For the header X-GridCity-Csrf. */
  csrf: string;
  /** The post that calls act at unless they name another. */
  post_id: string;
}

export interface Credentials {
  account: string;
  password: string;
  /** Six digits of the second factor. */
  code: string;
}

const URL = '/v1/session';
/** The post chosen in this tab: two tabs may work at two posts of one person. */
const KEPT_POST = 'gridcity.post';

interface State {
  session: Session | undefined;
  /** The post that this tab works at. */
  postId: string;
  /** False until the first answer: nothing is shown before it. */
  known: boolean;
  /** The session ended under a page that is in use: a dialog asks for it again and nothing typed is lost. */
  ended: boolean;
  problem: Problem | undefined;
}

let waiting: ((signedIn: boolean) => void)[] = [];

export const useSession = defineStore('session', {
  state: (): State => ({ session: undefined, postId: '', known: false, ended: false, problem: undefined }),
  getters: {
    isIn: (state) => state.session !== undefined,
    post: (state) => state.session?.posts.find((post) => post.post_id === state.postId),
    roles: (state) => new Set(state.session?.posts.map((post) => post.role) ?? []),
    name: (state) => (state.session ? state.session.name || state.session.person : ''),
  },
  actions: {
    /** Asks once, at the start of a page. */
    async load(): Promise<void> {
      callAs({ csrf: () => this.session?.csrf, headers: () => this.headers(), renew: () => this.askAgain() });
      try {
        this.take((await send('GET', URL, undefined, {}, { raw: true })) as Session);
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
      this.take(session);
      this.problem = undefined;
      this.settle(true);
    },

    /** Only what differs from the session's own post has to be said. */
    headers(): Record<string, string> {
      return this.session && this.postId !== this.session.post_id ? { 'x-gridcity-post': this.postId } : {};
    },

    take(session: Session): void {
      this.session = session;
      const wanted = this.postId || (sessionStorage.getItem(KEPT_POST) ?? '');
      this.postId = session.posts.some((post) => post.post_id === wanted) ? wanted : session.post_id;
    },

    /** Goes on at another post, in this tab alone. */
    choosePost(postId: string): void {
      this.postId = postId;
      sessionStorage.setItem(KEPT_POST, postId);
    },

    async signOut(): Promise<void> {
      await send('DELETE', URL, undefined, {}, { raw: true }).catch((error: unknown) => {
        if (Problem.of(error).code !== 'UNAUTHENTICATED') throw error;
      });
      this.session = undefined;
      this.settle(false);
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
