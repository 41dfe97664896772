import type { Stage } from '@/shared/api/types';

/** How a report stands, in the words of citizens: stages are the city's own business. */
export type Standing = 'received' | 'confirmed' | 'handling' | 'waiting' | 'checking' | 'done' | 'answered' | 'void';

const STANDINGS: Partial<Record<Stage, Standing>> = {
  STAGE_FILED: 'confirmed',
  STAGE_RETURNED_TO_DISPATCHER: 'confirmed',
  STAGE_DISPATCHED: 'handling',
  STAGE_HANDLING: 'handling',
  STAGE_AWAITING_CONFIRMATION: 'handling',
  STAGE_JOINED: 'handling',
  STAGE_SUSPENDED: 'waiting',
  STAGE_AWAITING_CHECK: 'checking',
  STAGE_AWAITING_AUDIT: 'checking',
  STAGE_CHECKED: 'checking',
  STAGE_CLOSED: 'done',
  STAGE_MERGED: 'handling',
  STAGE_ANSWERED: 'answered',
  STAGE_VOIDED: 'void',
};

export const standingOf = (stage: Stage | undefined): Standing => (stage && STANDINGS[stage]) || 'received';
