import { centerKinds, type CenterKind } from '../centers/center.ts'
import { aheadProblems } from '../centers/problems.ts'
import { countryCode } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import { folded } from '../shared/folded.ts'
import { isDegrees } from '../locations/location.ts'
import { placeLike } from '../shared/place-like.ts'
import { isEmailAddress, isWebAddress } from '../shared/reached.ts'
import { readCell } from './cell.ts'
import { kindOf, listedIn } from './closed-lists.ts'
import { readDay, type DayOrder } from './day-order.ts'
import { fieldOf, type FieldName } from './fields.ts'
import { isLeftOut, leftOutProblem } from './left-out.ts'
import { columnOf, type Sources } from './mapping.ts'
import { placeLikeName } from './place-columns.ts'
import { phoneReading, saysNothing } from './phone.ts'
import type { Draft, Remark, Table } from './row.ts'
import type { SheetRow } from './sheet.ts'

const seemsPlace = (looks: string): string => `It looks like ${looks}. A place belongs into the fields that are kept sealed.`

const emptyNames = ['n a', 'na', 'none', 'null', 'nil', 'unknown', 'tbd', 'test', 'x']

/** Reads the fields of one row, and gathers what is wrong with them and what was done to them. */
export class RowReader {
  readonly problems: Remark[] = []
  readonly notices: Remark[] = []
  readonly #cells: string[]
  readonly #table: Table
  readonly #sources: Sources

  constructor({ cells }: SheetRow, table: Table, sources: Sources) {
    this.#cells = cells
    this.#table = table
    this.#sources = sources
  }

  #columnOf(field: FieldName): string {
    return columnOf(this.#table.columns, this.#sources, field)
  }

  #refuse(field: FieldName, said: string): void {
    this.problems.push({ column: this.#columnOf(field), said })
  }

  #notice(field: FieldName, said: string): void {
    this.notices.push({ column: this.#columnOf(field), said })
  }

  /** Whether a field was taken from a column that looks like a place. */
  #isFromPlace(field: FieldName): boolean {
    const source = this.#sources[field]
    return source !== undefined && 'column' in source && this.#table.places.has(source.column)
  }

  /** What a cell says, for a reason. Reasons are downloaded, so none repeats what looks like a place, or stands in a column or cell that does (CONF-06). */
  #quoted(field: FieldName, text: string, whole = text): string {
    if (this.#isFromPlace(field) || placeLike(whole) !== null || placeLike(text) !== null) return 'What stands there'
    return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
  }

  /** Of a column that looks like a place no words go in, since they would be seen by everyone who reads the directory. */
  #refuseFromPlace(field: FieldName): void {
    if (this.#isFromPlace(field))
      this.#refuse(field, 'Its column looks like a place, and this field is not kept sealed. Take it as where the center is, or head the column by what else it holds.')
  }

  /** The text of a field; null when it is empty or cannot be read, which is then said. */
  text(field: FieldName): string | null {
    const source = this.#sources[field]
    const raw = source === undefined ? '' : 'value' in source ? source.value : (this.#cells[source.column] ?? '')
    const { text, notices, problem } = readCell(field, raw)
    if (isLeftOut(text)) {
      this.#refuse(field, leftOutProblem(fieldOf(field)))
      return null
    }
    for (const said of notices) this.#notice(field, said)
    if (problem !== null) this.#refuse(field, problem)
    else if (text === '' && fieldOf(field).required) this.#refuse(field, 'It is empty.')
    return problem === null && text !== '' && !saysNothing(field, text) ? text : null
  }

  line(field: FieldName, most: number): string | null {
    const text = this.text(field)
    if (text !== null && text.length > most) this.#refuse(field, `It has ${text.length} letters, and ${most} are kept.`)
    return text
  }

  /** A name that looks like a place is refused: it would be read by everyone, and in the events (CONF-08). */
  openName(field: 'organization' | 'name' | 'localName'): string | null {
    const text = this.line(field, 300)
    const looks = text === null ? null : placeLikeName(text)
    if (text !== null) this.#refuseFromPlace(field)
    if (looks !== null && !this.#isFromPlace(field)) this.#refuse(field, `It looks like ${looks}, and names are not kept sealed. If it is the name, add it by hand.`)
    return text
  }

  /** A name is a name; an unlikely one is pointed out. */
  name(field: 'organization' | 'name'): string {
    const text = this.openName(field)
    const unlikely = text !== null && !this.#isFromPlace(field) && (!/\p{L}/u.test(text) || emptyNames.includes(folded(text)))
    if (unlikely) this.#notice(field, `“${text}” is an unlikely name. It is kept as it is.`)
    return text ?? ''
  }

  country(field: 'country' | 'organizationCountry'): string | null {
    const text = this.text(field)
    const code = text === null ? null : countryCode(text)
    if (text !== null && code === null) this.#refuse(field, `${this.#quoted(field, text)} is not a country’s name or code.`)
    return code
  }

  kind(): CenterKind {
    const text = this.text('kind')
    const kind = text === null ? null : kindOf(text)
    if (text !== null && kind === null) this.#refuse('kind', `${this.#quoted('kind', text)} is not a kind of center: ${centerKinds.join(', ')}.`)
    return kind ?? 'other'
  }

  /** A line in which no place belongs, as when it is typed (CONF-08): it is taken in, and pointed out. */
  openText(field: FieldName, most: number): string | null {
    const text = this.line(field, most)
    const looks = text === null || this.#isFromPlace(field) ? null : placeLike(text)
    if (text !== null) this.#refuseFromPlace(field)
    if (looks !== null) this.#notice(field, seemsPlace(looks))
    return text
  }

  /**
   * How a center is reached. What is one phone number is the front desk's; anything else that stands there, and the website,
   * for which a center has no field, stand in the public contact as they were written.
   */
  reached(): { publicContact: string | null; phone: string | null } {
    const { phone, besides } = this.#phone()
    const parts = [this.openText('publicContact', 500), this.#website(), besides].filter((part) => part !== null)
    const publicContact = [...new Set(parts)].join(' · ')
    if (publicContact.length > 500) this.#refuse('publicContact', `With what is added to it, it has ${publicContact.length} letters, and 500 are kept.`)
    return { publicContact: publicContact === '' ? null : publicContact, phone }
  }

  /** One phone number, or what else stands there by which somebody may be called. */
  #phone(): { phone: string | null; besides: string | null } {
    const text = this.line('phone', 300)
    if (text === null) return { phone: null, besides: null }
    const reading = phoneReading(text)
    const looks = reading === 'one number' ? null : placeLike(text)
    if (reading === 'no number' || looks === 'coordinates')
      this.#refuse('phone', `${this.#quoted('phone', text)} is not a phone number, which has 5 digits at least. A short number belongs into the public contact.`)
    else if (looks !== null) this.#refuse('phone', `It looks like ${looks}, and not like a phone number.`)
    else if (reading === 'with words' && this.#isFromPlace('phone')) this.#refuseFromPlace('phone')
    else if (reading === 'with words') this.#notice('phone', 'It is not just one phone number, so it stands in the public contact.')
    return reading === 'one number' ? { phone: text, besides: null } : { phone: null, besides: text }
  }

  #website(): string | null {
    const text = this.line('website', 500)
    const looks = text === null ? null : placeLike(text)
    if (text !== null && !isWebAddress(text) && this.#isFromPlace('website')) this.#refuseFromPlace('website')
    else if (text !== null && !isWebAddress(text)) this.#refuse('website', `${this.#quoted('website', text)} is not one web address, such as https://www.example.org.`)
    else if (looks !== null) this.#notice('website', seemsPlace(looks))
    return text
  }

  email(): string | null {
    const text = this.line('email', 254)
    if (text !== null && !isEmailAddress(text)) this.#refuse('email', `${this.#quoted('email', text)} is not one e-mail address.`)
    return text
  }

  listed(field: FieldName, codes: ReadonlyMap<string, string>): string[] {
    return this.several(field, `in the register’s list of ${field}`, (text) => codes.get(folded(text)) ?? null)
  }

  several(field: FieldName, what: string, codeOf: (text: string) => string | null): string[] {
    const text = (field === 'languages' ? this.line(field, 1000) : this.text(field)) ?? '' // The others are ticked in a form, which bounds no text.
    const found = listedIn(text, codeOf)
    const unknown = new Set(found.unknown.map((part) => this.#quoted(field, part, text)))
    if (unknown.size > 5) this.#refuse(field, `None of these is ${what}: ${[...unknown].join(', ')}.`)
    else for (const part of unknown) this.#refuse(field, `${part} is not ${what}.`)
    return found.codes
  }

  /** The day on which it opened: one that has come, as when it is typed. */
  day({ days, today }: { days: DayOrder; today: Day }): Day | null {
    const text = this.text('openedOn')
    if (text === null) return null
    const read = readDay(text, days)
    if (!read.ok) this.#refuse('openedOn', placeLike(text) === null && !this.#isFromPlace('openedOn') ? read.why : 'What stands there is not a day.')
    for (const { message } of aheadProblems('openedOn', read.ok ? read.day : null, today)) this.#refuse('openedOn', message)
    return read.ok ? read.day : null
  }

  /** What is wrong with a place is said without it (CONF-06). */
  place(): Draft['place'] {
    const [latitude, longitude] = [this.#degrees('latitude', 90), this.#degrees('longitude', 180)]
    if ((latitude === null) !== (longitude === null) && this.#given('latitude') !== this.#given('longitude'))
      this.#refuse(latitude === null ? 'latitude' : 'longitude', 'Latitude and longitude go together, and one of them is empty.')
    return {
      region: this.line('region', 200),
      city: this.line('city', 200),
      street: this.line('street', 300),
      postalCode: this.line('postalCode', 40),
      latitude,
      longitude,
    }
  }

  #given(field: FieldName): boolean {
    const source = this.#sources[field]
    return source !== undefined && ('value' in source ? source.value : (this.#cells[source.column] ?? '')).trim() !== ''
  }

  #degrees(field: 'latitude' | 'longitude', most: number): string | null {
    const text = this.text(field)
    if (text === null) return null
    const fine = isDegrees(text, most)
    if (!fine) this.#refuse(field, `It is not a number of degrees from -${most} to ${most}, with a point, such as 12.5.`)
    return fine ? text : null
  }
}
