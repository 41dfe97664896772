import type * as GeoJSON from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import type { GroundCell } from '../patrol/coverage';
import type { Point } from '../tasks/way';

export const SOURCES = { cells: 'cells', way: 'way', track: 'track' } as const;

type Bounds = [number, number, number, number];

const position = ({ longitude, latitude }: Point): [number, number] => [longitude, latitude];
const empty: GeoJSON.GeoJSON = { type: 'FeatureCollection', features: [] };

export function cellsOf(cells: readonly GroundCell[], seen: ReadonlySet<string>): GeoJSON.GeoJSON {
  return {
    type: 'FeatureCollection',
    features: cells.map((cell) => ({
      type: 'Feature',
      properties: { seen: seen.has(cell.code) },
      geometry: { type: 'Polygon', coordinates: [cell.outline.map(position)] },
    })),
  };
}

export const lineOf = (points: readonly Point[]): GeoJSON.GeoJSON =>
  points.length < 2
    ? empty
    : { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: points.map(position) } };

/** West, south, east, north; undefined without a point. */
export function boundsOf(points: readonly Point[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  const [longitudes, latitudes] = [points.map((one) => one.longitude), points.map((one) => one.latitude)];
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

/**
 * Cells that were walked are filled and the others are empty, so that colour alone says nothing. The base map is there with a
 * connection only.
 */
export function styleOf(dark: boolean, baseMap: string): StyleSpecification {
  const [ground, line, walked, way, track] = dark
    ? ['#11161c', '#a9b6c3', '#10352a', '#6cb4f2', '#f5c164']
    : ['#f4f6f8', '#4f5d6b', '#bfe5d6', '#0b5cad', '#7a4b00'];
  const source = () => ({ type: 'geojson' as const, data: empty });
  return {
    version: 8,
    sources: {
      [SOURCES.cells]: source(),
      [SOURCES.way]: source(),
      [SOURCES.track]: source(),
      ...(baseMap ? { base: { type: 'raster' as const, tiles: [baseMap], tileSize: 256 } } : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': ground } },
      ...(baseMap ? [{ id: 'base', type: 'raster' as const, source: 'base' }] : []),
      {
        id: 'walked',
        type: 'fill',
        source: SOURCES.cells,
        filter: ['get', 'seen'],
        paint: { 'fill-color': walked, 'fill-opacity': baseMap ? 0.5 : 1 },
      },
      { id: 'edges', type: 'line', source: SOURCES.cells, paint: { 'line-color': line, 'line-width': 1 } },
      {
        id: 'way',
        type: 'line',
        source: SOURCES.way,
        paint: { 'line-color': way, 'line-width': 3, 'line-dasharray': [2, 1.5] },
      },
      { id: 'track', type: 'line', source: SOURCES.track, paint: { 'line-color': track, 'line-width': 4 } },
    ],
  };
}
