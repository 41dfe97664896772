import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import type { City } from '../state/city';
import { colourOf } from './classes';

export const SOURCE = 'city';

export const fillOf = (level: string) => `${level}-fill`;
export const lineOf = (level: string) => `${level}-line`;

/** A feature's colour by the class that its state says; without one it is empty ground. */
export function fillColour(count: number, colours: readonly string[], empty: string): ExpressionSpecification {
  const cases = Array.from({ length: Math.max(1, count) }, (_, at) => [at, colourOf(at, count, colours)]).flat();
  return ['match', ['coalesce', ['feature-state', 'c'], -1], ...cases, empty] as unknown as ExpressionSpecification;
}

/**
 * The city's own tiles and nothing else. Each level is filled from the zoom at which its parts can be seen up to the zoom at
 * which those of the next one can; outlines of larger areas stay on top.
 * @param baseMap address of raster tiles; empty for none.
 */
export function styleOf(city: City, origin: string, dark: boolean, baseMap: string): StyleSpecification {
  const [line, ground] = dark ? ['#5b6b7a', '#11161c'] : ['#8a97a5', '#f4f6f8'];
  const levels = [...city.levels].sort((a, b) => a.digits - b.digits);
  return {
    version: 8,
    sources: {
      [SOURCE]: {
        type: 'vector',
        tiles: [`${origin}/v1/tiles/${city.edition}/{z}/{x}/{y}`],
        maxzoom: 16,
      },
      ...(baseMap ? { base: { type: 'raster' as const, tiles: [baseMap], tileSize: 256 } } : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': ground } },
      ...(baseMap ? [{ id: 'base', type: 'raster' as const, source: 'base' }] : []),
      ...levels.map((level, at) => {
        const next = levels[at + 1];
        return {
          id: fillOf(level.level),
          type: 'fill' as const,
          source: SOURCE,
          'source-layer': level.level,
          minzoom: level.zoom_min,
          ...(next ? { maxzoom: Math.max(next.zoom_min, level.zoom_min) + 0.01 } : {}),
          paint: { 'fill-color': 'transparent', 'fill-opacity': baseMap ? 0.75 : 1, 'fill-antialias': false },
        };
      }),
      ...levels.toReversed().map((level) => ({
        id: lineOf(level.level),
        type: 'line' as const,
        source: SOURCE,
        'source-layer': level.level,
        // Outlines of parts that are a few pixels wide would be all that there is to see.
        minzoom: Math.min(22, level.zoom_min + (level.digits === city.cellDigits ? 2.5 : 1)),
        paint: {
          'line-color': line,
          'line-width': level.digits === city.cellDigits ? 0.4 : Math.max(0.8, 3 - level.digits / 5),
        },
      })),
    ],
  };
}
