import { defineStore } from 'pinia';
import { read } from '@/shared/api/client';
import type { Category, City } from '@/shared/api/types';
import { inLanguage } from '@/shared/names';
import { keep, kept } from '../store/db';
import type { GroundCell } from '../patrol/coverage';

/** The cells of one duty grid. */
export interface Ground {
  dutyGrid: string;
  nameZh: string;
  nameEn: string;
  cells: GroundCell[];
}

const CITY = 'city';
const groundKey = (dutyGrid: string) => `ground.${dutyGrid}`;

/** The city's own names and ground, kept on the device and read anew when there is a connection. */
export const useCity = defineStore('field-city', {
  state: () => ({
    city: undefined as City | undefined,
    ground: undefined as Ground | undefined,
    /** Address of raster tiles that the operator has set; empty for none. */
    baseMap: '',
  }),
  getters: {
    categories: (state): readonly Category[] => state.city?.categories ?? [],
    dutyGridsOf: (state) => (unit: string) => state.city?.inspectors.find((one) => one.code === unit)?.duty_grids ?? [],
  },
  actions: {
    async start(): Promise<void> {
      this.city = await kept<City>(CITY);
    },

    /** @throws Problem when the server cannot be reached; what the device has stays in use. */
    async refresh(): Promise<void> {
      this.city = await read('/v1/city');
      await keep(CITY, this.city);
      this.baseMap = (await read('/v1/areas')).base_map;
    },

    /** The ground of a duty grid: from the device, and from the server where the device has none. */
    async take(dutyGrid: string): Promise<void> {
      if (this.ground?.dutyGrid === dutyGrid) return;
      this.ground = await kept<Ground>(groundKey(dutyGrid));
      if (!this.ground) await this.refreshGround(dutyGrid);
    },

    async refreshGround(dutyGrid: string): Promise<void> {
      const told = await read('/v1/my/ground/{duty_grid}', { path: { duty_grid: dutyGrid } });
      const cells = told.cells.map(({ code, outline }) => ({
        code,
        outline: outline.map(({ latitude, longitude }) => ({ latitude: latitude ?? 0, longitude: longitude ?? 0 })),
      }));
      this.ground = { dutyGrid, nameZh: told.name_zh, nameEn: told.name_en, cells };
      await keep(groundKey(dutyGrid), this.ground);
    },

    categoryName(code: string, language: string): string {
      return inLanguage(this.categories.find((one) => one.code === code)?.label ?? code, language);
    },
  },
});
