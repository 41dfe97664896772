import { defineStore } from 'pinia';
import { read } from '@/shared/api/client';
import { follow } from '@/shared/api/events';
import { Problem } from '@/shared/api/problem';
import { db, plain } from '../store/db';
import { dropPictures, keepPictures } from './pictures';
import { keyOf, merged, withCase, type StoredTask, type Task } from './task';

interface Told {
  tasks?: { tasks: Task[] };
}

/** My tasks: as the server told them last, live while there is a connection, on the device in any case. */
export const useTasks = defineStore('field-tasks', {
  state: () => ({
    person: '',
    tasks: [] as StoredTask[],
    live: false,
    /** From the device or from the city: before that nobody knows whether there are none. */
    known: false,
    problem: undefined as Problem | undefined,
    stop: undefined as (() => void) | undefined,
  }),
  actions: {
    async start(person: string): Promise<void> {
      this.person = person;
      const stored = await (await db()).get('tasks', person);
      this.tasks = stored?.tasks ?? [];
      this.known = stored !== undefined;
    },

    /** Follows the list until `rest`. */
    watch(): void {
      if (this.stop) return;
      this.stop = follow<Told>('/v1/my/tasks/watch', {
        onMessage: (message) => {
          this.live = true;
          this.problem = undefined;
          if (message.tasks) void this.take(message.tasks.tasks);
        },
        onLive: (live) => {
          this.live = live;
        },
        onEnd: (problem) => {
          this.live = false;
          this.problem = problem;
          this.stop = undefined;
        },
      });
    },

    rest(): void {
      this.stop?.();
      this.stop = undefined;
      this.live = false;
    },

    async take(told: readonly Task[]): Promise<void> {
      this.tasks = merged(told, this.tasks);
      this.known = true;
      await this.write();
      await dropPictures(this.tasks);
      for (const task of this.tasks.filter((one) => one.read !== one.summary.version)) await this.readCase(task);
    },

    /** Reads what a task does not say of its case. A case that cannot be read keeps its task as it is. */
    async readCase(task: StoredTask): Promise<void> {
      try {
        const file = await read('/v1/cases/{case_id}', { path: { case_id: task.summary.case_id } });
        this.tasks = this.tasks.map((one) => (keyOf(one) === keyOf(task) ? withCase(one, file) : one));
        await this.write();
        await keepPictures(withCase(task, file));
      } catch (error) {
        this.problem = Problem.of(error);
      }
    },

    async write(): Promise<void> {
      await (await db()).put('tasks', plain({ person: this.person, tasks: this.tasks }));
    },
  },
});
