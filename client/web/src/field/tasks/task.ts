import type { Answer, Case, CaseSummary } from '@/shared/api/types';
import type { components } from '@/shared/api/schema';
import type { Basis } from '../outbox/item';
import type { Point, Stop } from './way';

export type Task = Answer<components['schemas']['gridcity.field.v1.Task']>;

/** A task with all that is needed of its case while there is no connection. */
export interface StoredTask {
  summary: CaseSummary;
  round: number;
  verify: boolean;
  /** Undefined until the case was read, or when only an address is known. */
  place?: Point;
  address: string;
  /** Photos of the case, oldest first. */
  photos: string[];
  /** The version of the case that place, address and photos are of; empty before it was read. */
  read: string;
}

export const keyOf = (task: StoredTask): string => `${task.summary.case_id}.${task.verify ? 'v' : 'c'}${task.round}`;

export const stopOf = (task: StoredTask): Stop & { task: StoredTask } => ({
  place: task.place,
  due: task.summary.due_at,
  task,
});

/** The tasks that the server tells now, with what is known of their cases already. */
export function merged(told: readonly Task[], known: readonly StoredTask[]): StoredTask[] {
  const before = new Map(known.map((task) => [task.summary.case_id, task]));
  return told.flatMap((task) => {
    if (!task.case) return [];
    const old = before.get(task.case.case_id);
    const of = { summary: task.case, round: task.round, verify: task.verify };
    return [old ? { ...old, ...of } : { ...of, address: '', photos: [], read: '' }];
  });
}

export function withCase(task: StoredTask, file: Case): StoredTask {
  const { latitude, longitude } = file.place ?? {};
  return {
    ...task,
    ...(latitude === undefined || longitude === undefined ? {} : { place: { latitude, longitude } }),
    address: file.address,
    photos: file.timeline.flatMap((entry) => entry.photos),
    read: file.summary?.version ?? '',
  };
}

export const basisOf = (task: StoredTask): Basis => ({
  caseId: task.summary.case_id,
  number: task.summary.number,
  version: task.summary.version,
  stage: task.summary.stage,
  category: task.summary.category,
  address: task.address,
  round: task.round,
});
