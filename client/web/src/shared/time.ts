const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length in the two largest units that say something, as numbers for the words of a language. */
export interface Length {
  unit: 'days' | 'hours' | 'minutes';
  first: number;
  second: number;
}

export function lengthOf(milliseconds: number): Length {
  const size = Math.abs(milliseconds);
  if (size >= DAY) return { unit: 'days', first: Math.floor(size / DAY), second: Math.floor((size % DAY) / HOUR) };
  if (size >= HOUR)
    return { unit: 'hours', first: Math.floor(size / HOUR), second: Math.floor((size % HOUR) / MINUTE) };
  return { unit: 'minutes', first: Math.floor(size / MINUTE), second: 0 };
}

export type Urgency = 'none' | 'late' | 'soon' | 'fine';

/** Soon: less than a quarter of the time is left, or less than an hour. */
export function urgencyOf(due: string | undefined, since: string | undefined, now: number): Urgency {
  if (!due) return 'none';
  const left = Date.parse(due) - now;
  if (left < 0) return 'late';
  const whole = since ? Date.parse(due) - Date.parse(since) : 0;
  return left < HOUR || left < whole / 4 ? 'soon' : 'fine';
}

/** Making one takes longer than drawing a row. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string): Intl.DateTimeFormat {
  const made = formats.get(language);
  if (made) return made;
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  formats.set(language, format);
  return format;
}

/** Date and time of day as people of the language write them. */
export function momentText(moment: string | undefined, language: string): string {
  return moment ? formatOf(language).format(new Date(moment)) : '';
}
