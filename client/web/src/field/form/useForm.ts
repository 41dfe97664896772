import { computed, reactive, ref, watch } from 'vue';
import { newKey } from '@/shared/api/keys';
import { emptyFields, lacking, type Basis, type Fields, type Item, type Kind, type PhotoName } from '../outbox/item';
import { useOutbox } from '../outbox/outbox';

/**
 * What is written is on the device with each stroke: a restart, an empty battery or an ended session loses nothing. Before
 * the first stroke nothing is kept, so that a look at a form leaves no empty draft.
 */
export function useForm(kind: Kind, begun: Item | undefined, basis?: Basis) {
  const outbox = useOutbox();
  const item = ref<Item>(
    begun ?? {
      id: newKey(),
      person: outbox.person,
      kind,
      state: 'draft',
      fields: emptyFields(),
      photos: [],
      ...(basis ? { basis } : {}),
      turn: 0,
      tried: false,
      changedAt: Date.now(),
    },
  );
  const fields = reactive<Fields>({ ...item.value.fields });
  const photos = ref<PhotoName[]>([...item.value.photos]);
  const what = ref(item.value.kind);
  const tried = ref(false);
  /** Writes follow each other, so that the last one is what stays. */
  let written: Promise<unknown> = Promise.resolve();
  /** The device has no room: what is on the page is not kept. */
  const full = ref(false);

  const now = (): Item => ({
    ...item.value,
    kind: what.value,
    fields: { ...fields },
    photos: [...photos.value],
    changedAt: Date.now(),
  });
  const missing = computed(() => new Set(tried.value ? lacking(now()) : []));

  watch([fields, photos, what], () => {
    const next = now();
    written = written
      .then(() => outbox.save(next))
      .then(
        () => (full.value = false),
        () => (full.value = true),
      );
  });

  /** @returns false when something is missing, which is then shown. */
  async function submit(): Promise<boolean> {
    tried.value = true;
    if (lacking(now()).length > 0) return false;
    await written;
    try {
      await outbox.save(now());
      await outbox.submit(item.value.id);
      return true;
    } catch {
      full.value = true;
      return false;
    }
  }

  return { fields, photos, kind: what, missing, full, submit };
}
