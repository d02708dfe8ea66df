/** The catalogue's units in the plural. English has no rule that gets all of them right, so each is said. */
const plurals: Readonly<Record<string, string>> = {
  basket: 'baskets',
  bottle: 'bottles',
  course: 'courses',
  day: 'days',
  document: 'documents',
  exam: 'exams',
  grant: 'grants',
  hour: 'hours',
  job: 'jobs',
  kg: 'kg',
  kit: 'kits',
  litre: 'litres',
  meal: 'meals',
  month: 'months',
  pack: 'packs',
  pair: 'pairs',
  piece: 'pieces',
  roll: 'rolls',
  session: 'sessions',
  set: 'sets',
  system: 'systems',
  term: 'terms',
  test: 'tests',
  tin: 'tins',
  trip: 'trips',
  vehicle: 'vehicles',
  visit: 'visits',
  voucher: 'vouchers',
}

/** A unit as it follows a count: `1 piece`, `12 pieces`. One that somebody typed and the catalogue does not have stays as typed. */
export const unitText = (unit: string, count: number): string => (count === 1 ? unit : Object.hasOwn(plurals, unit) ? (plurals[unit] ?? unit) : unit)
