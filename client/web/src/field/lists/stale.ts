import type { Case, TimelineEntry } from '@/shared/api/types';
import type { Basis } from '../outbox/item';

/** What happened to a case after the form was opened; all of it when that is not known. */
export function since(file: Case, basis: Basis | undefined): TimelineEntry[] {
  const seen = Number(basis?.version ?? 0);
  return file.timeline.filter((entry) => Number(entry.version) > seen);
}
