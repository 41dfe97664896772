import { ref } from 'vue';
import { figures, type FigureName } from './parts';

/** Where somebody looks: in the address behind #, so that a link and the back button work. */
export interface Place {
  /** Code of an area; empty for the largest that the person may see. */
  area: string;
  /** Only this department's cases; empty for all. */
  department: string;
  /** What the map is coloured by. */
  figure: FigureName;
  /** On a wall: large, without controls, going round by itself. */
  wall: boolean;
}

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const search = new URLSearchParams(query);
  const figure = search.get('figure') as FigureName;
  return {
    area: /^\d*$/.test(path) ? path : '',
    department: search.get('department') ?? '',
    figure: figures.includes(figure) ? figure : 'open',
    wall: search.get('wall') === '1',
  };
}

export function placeHash(place: Place): string {
  const search = new URLSearchParams();
  if (place.department) search.set('department', place.department);
  if (place.figure !== 'open') search.set('figure', place.figure);
  if (place.wall) search.set('wall', '1');
  const query = search.toString();
  return `#/${place.area}${query && `?${query}`}`;
}

export function usePlace() {
  const place = ref(parsePlace(location.hash));
  const read = () => {
    place.value = parsePlace(location.hash);
  };
  addEventListener('hashchange', read);
  return {
    place,
    go(change: Partial<Place>) {
      location.hash = placeHash({ ...place.value, ...change });
      read();
    },
    stop: () => {
      removeEventListener('hashchange', read);
    },
  };
}
