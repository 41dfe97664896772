/** The past as the server sends it: what is other at the end of each step. */
export interface History {
  from: string;
  step_hours: number;
  areas: string[];
  steps: { areas: number[]; open: number[]; overdue: number[]; registered: number[]; closed: number[] }[];
}

/** One moment of the past: a number per area, in the order of `Replay.areas`. */
export interface Frame {
  at: Date;
  open: Int32Array;
  overdue: Int32Array;
}

/** Any moment of the last days at once: each step is unrolled from the one before when it is first asked for. */
export class Replay {
  readonly areas: readonly string[];
  readonly #frames: Frame[] = [];
  readonly #history: History;

  constructor(history: History) {
    this.#history = history;
    this.areas = history.areas;
  }

  get length(): number {
    return this.#history.steps.length;
  }

  /** The end of a step. */
  moment(step: number): Date {
    return new Date(Date.parse(this.#history.from) + (step + 1) * this.#history.step_hours * 3_600_000);
  }

  frame(step: number): Frame {
    for (let next = this.#frames.length; next <= step && next < this.length; next++)
      this.#frames.push(this.#unroll(next));
    const frame = this.#frames[step];
    if (!frame) throw new RangeError(`There is no step ${String(step)}.`);
    return frame;
  }

  /** The most that any area had, so that colours mean the same all along. */
  get most(): number {
    return Math.max(0, ...this.#history.steps.flatMap((step) => step.open));
  }

  #unroll(step: number): Frame {
    const before = this.#frames[step - 1];
    const open = before ? before.open.slice() : new Int32Array(this.areas.length);
    const overdue = before ? before.overdue.slice() : new Int32Array(this.areas.length);
    const moved = this.#history.steps[step];
    moved?.areas.forEach((area, at) => {
      open[area] = moved.open[at] ?? 0;
      overdue[area] = moved.overdue[at] ?? 0;
    });
    return { at: this.moment(step), open, overdue };
  }
}
