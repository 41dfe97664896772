import { read } from '@/shared/api/client';
import type { ReplyOf } from '@/shared/api/types';

export type Areas = ReplyOf<'/v1/areas', 'get'>;
export type Area = Areas['areas'][number];

/** The city's areas, as far as the person may see them. */
export class City {
  readonly #byCode: Map<string, Area>;
  readonly levels: Areas['levels'];
  readonly edition: string;
  readonly departments: Areas['departments'];
  /** Address of raster tiles under the city's own; empty for none. */
  readonly baseMap: string;

  constructor(areas: Areas) {
    this.levels = areas.levels;
    this.edition = areas.edition;
    this.departments = areas.departments;
    this.baseMap = areas.base_map;
    this.#byCode = new Map(areas.areas.map((area) => [area.code, area]));
  }

  static async load(): Promise<City> {
    return new City(await read('/v1/areas'));
  }

  get digits(): number[] {
    return this.levels.map((level) => level.digits);
  }

  get cellDigits(): number {
    return Math.max(...this.digits);
  }

  area(code: string): Area | undefined {
    return this.#byCode.get(code);
  }

  /** The largest area that is wholly the person's: the first under which none of the session's areas is smaller. */
  top(own: readonly string[]): string {
    const codes = [...this.#byCode.keys()].sort((a, b) => a.length - b.length || a.localeCompare(b));
    return codes.find((code) => own.length === 0 || own.some((area) => code.startsWith(area))) ?? codes.at(-1) ?? '';
  }

  /** The areas above one and itself, the largest first. */
  path(code: string): string[] {
    return this.digits.filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits));
  }

  levelOf(code: string): string {
    return this.levels.find((level) => level.digits === code.length)?.level ?? '';
  }

  /** The next level below an area; undefined for a cell. */
  below(code: string): string | undefined {
    return this.levels.find((level) => level.digits > code.length)?.level;
  }

  children(code: string): Area[] {
    const digits = this.levels.find((level) => level.digits > code.length)?.digits;
    return [...this.#byCode.values()].filter((area) => area.code.length === digits && area.code.startsWith(code));
  }

  name(code: string, language: string): string {
    const area = this.area(code);
    if (!area) return code;
    return (language === 'zh' ? area.name_zh || area.name_en : area.name_en || area.name_zh) || code;
  }

  departmentName(code: string, language: string): string {
    const unit = this.departments.find((one) => one.code === code);
    if (!unit) return code;
    return (language === 'zh' ? unit.name_zh || unit.name_en : unit.name_en || unit.name_zh) || code;
  }
}
