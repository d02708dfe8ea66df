import { geoEqualEarth, geoPath, type GeoPath, type GeoProjection } from 'd3-geo'
import type { FeatureCollection } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import finer from 'world-atlas/countries-50m.json' with { type: 'json' }
import coarse from 'world-atlas/countries-110m.json' with { type: 'json' }
import { printable, type Html } from '../http/views.ts'
import { countryName, countryNumeric } from '../shared/countries.ts'

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>
const width = 760
const height = 360
const antarctica = '010'

interface Shape {
  /** ISO's number of the country; empty for land that has none. */
  numeric: string
  drawn: string
}

interface Land {
  shapes: Shape[]
  /** Where a country is that the coarse map is too small for, by its number. */
  middles: Map<string, readonly [number, number]>
}

let kept: Land | null = null

const featuresOf = (world: unknown): FeatureCollection => {
  const topology = world as World
  return feature(topology, topology.objects.countries)
}

/** Reading the shapes takes some 30 ms, so they are drawn once. */
function land(): Land {
  if (kept !== null) return kept
  const shapes = featuresOf(coarse)
  const drawn: FeatureCollection = { ...shapes, features: shapes.features.filter(({ id }) => id !== antarctica) }
  const projection: GeoProjection = geoEqualEarth()
    .rotate([-11, 0])
    .fitExtent(
      [
        [4, 4],
        [width - 4, height - 4],
      ],
      drawn,
    )
  const path: GeoPath = geoPath(projection).digits(1)
  const large = new Set(drawn.features.map(({ id }) => String(id ?? '')))
  const small = featuresOf(finer).features.filter(({ id }) => id !== undefined && id !== antarctica && !large.has(String(id)))
  kept = {
    shapes: drawn.features.map((country) => ({ numeric: String(country.id ?? ''), drawn: path(country) ?? '' })),
    middles: new Map(small.map((country) => [String(country.id), path.centroid(country)])),
  }
  return kept
}

/** Resting on one center is a colour of its own, since the board should see it. */
const fillOf = (count: number): string => (count === 0 ? 'c0' : count === 1 ? 'c4' : count < 5 ? 'c2' : 'c1')

/** Vetted centers by country, by alpha-2 code: a country's colour says how many. Nothing below a country is on it. */
export function centersMap(counts: ReadonlyMap<string, number>, day: string): Html {
  const numbered = new Map([...counts].filter(([, count]) => count > 0).map(([code, count]) => [countryNumeric(code) ?? '', { code, count }]))
  const { shapes, middles } = land()
  const titleOf = (numeric: string): string => {
    const at = numbered.get(numeric)
    return at === undefined ? '' : `<title>${printable(`${countryName(at.code) ?? at.code}: ${at.count}`)}</title>`
  }
  const countries = shapes.map(({ numeric, drawn }) => `<path class="land ${fillOf(numbered.get(numeric)?.count ?? 0)}" d="${drawn}">${titleOf(numeric)}</path>`)
  const dots = [...middles]
    .filter(([numeric]) => numbered.has(numeric))
    .map(
      ([numeric, [x, y]]) =>
        `<circle class="land ${fillOf(numbered.get(numeric)?.count ?? 0)}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4">${titleOf(numeric)}</circle>`,
    )
  const said = `A map of the world on which a country’s colour says how many centers are vetted in it on ${day}. The table of countries has the figures.`
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="map-title map-said"><title id="map-title">Vetted centers by country</title><desc id="map-said">${printable(said)}</desc>`,
    ...countries,
    ...dots,
    '</svg>',
  ].join('') as Html
}
