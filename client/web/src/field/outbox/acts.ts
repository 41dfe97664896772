import type { components } from '@/shared/api/schema';
import type { Item } from './item';

export type OfflineAct = components['schemas']['gridcity.field.v1.OfflineAct'];
export type OfflineAnswer = components['schemas']['gridcity.field.v1.OfflineAnswer'];
type OnSite = components['schemas']['gridcity.type.v1.OnSite'];

/** The item as the server takes it. */
export function actOf(item: Item): OfflineAct {
  const { fields, basis } = item;
  const on_site = onSiteOf(item);
  const place = fields.spot ? { place: { latitude: fields.spot.latitude, longitude: fields.spot.longitude } } : {};
  const found = { command_id: item.id, category: fields.category, address: fields.address.trim(), ...place, on_site };
  const words = fields.words.trim();
  const look = { command_id: item.id, case_id: basis?.caseId ?? '', note: words, on_site };
  switch (item.kind) {
    case 'report':
      return { report: { ...found, description: words } };
    case 'self_handle':
      return { self_handle: { ...found, result: words } };
    case 'verify':
      return { verify: { ...look, found: fields.yes ?? false } };
    case 'check':
      return { check: { ...look, passed: fields.yes ?? false } };
  }
}

function onSiteOf(item: Item): OnSite {
  const { spot } = item.fields;
  return {
    photos: item.photos.map((photo) => photo.digest),
    ...(item.happenedAt ? { happened_at: item.happenedAt } : {}),
    ...(spot
      ? {
          position: {
            place: { latitude: spot.latitude, longitude: spot.longitude },
            accuracy_metres: spot.accuracy,
            at: spot.at,
          },
        }
      : {}),
    ...(spot?.heading === undefined ? {} : { heading_degrees: spot.heading }),
  };
}
