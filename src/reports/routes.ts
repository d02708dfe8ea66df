import type { Request } from 'express'
import type { Context } from '../app.ts'
import { get, mayUse, queryText, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { parseForm, type FormState } from '../http/forms.ts'
import { readPage } from '../http/lists.ts'
import { render, renderAlike } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { countryName } from '../shared/countries.ts'
import { Refusal } from '../shared/refusal.ts'
import { reportDays, type ReportDays } from './days.ts'
import { figures, hasParts, isFigureKey, type FigureKey } from './figures.ts'
import { dayNames, reportForm, type DayName } from './forms.ts'
import { allRowsApart, figureApart, type AskedFigure } from './apart-queries.ts'
import { whole, type Part } from './figure-queries.ts'
import { headline, type Headline } from './headline-pages.ts'
import { reportsPage } from './pages.ts'
import { rowColumns, rowsPage, rowsPageSize } from './row-pages.ts'
import { namedPart } from './row-queries.ts'
import { summaryPage, wrongDaysPage, type SummaryPage } from './summary-pages.ts'
import { keptSummaries } from './summary-queries.ts'
import type { Summary } from './summary.ts'

/** What the reports say in few figures, as of today: for a person's own page. */
export const boardHeadline = ({ reader, settings }: Context) => {
  const summaryOf = keptSummaries(reader)
  return async (person: Person): Promise<Headline> => {
    const { currency, timeZone } = settings()
    const days = reportDays({ on: null, from: null, to: null, known: null }, person.today, timeZone)
    return headline(await summaryOf(days, currency), days)
  }
}

export const reportRoutes = ({ reader, settings }: Context): Route[] => {
  const summaryOf = keptSummaries(reader)
  const pageOf = keptPages()
  const daysIn = (request: Request, person: Person) => readDays(request, person, settings().timeZone)
  const figureAsked = (request: Request, person: Person): AskedFigure => {
    const key = figureIn(request)
    const read = daysIn(request, person)
    if (!read.ok) throw new Refusal('not-found', `No report has these days. ${read.form.summary[0]?.message ?? ''}`.trim())
    return { key, days: read.days, currency: settings().currency, part: partIn(request, key) }
  }

  return [
    get('/reports', 'reports.read', (_request, response, person) => {
      render(response, 'reports/list', reportsPage(person.today, mayUse(person.roles, 'directory.read')))
    }),

    get('/reports/summary', 'reports.read', async (request, response, person) => {
      const read = daysIn(request, person)
      if (!read.ok) return render(response.status(422), 'reports/summary', wrongDaysPage(read.form))
      const { currency } = settings()
      renderAlike(response, 'reports/summary', pageOf(await summaryOf(read.days, currency), read.days, currency))
    }),

    get('/reports/rows/:figure.csv', 'reports.read', async (request, response, person) => {
      const asked = figureAsked(request, person)
      const { key, days, currency } = asked
      await sendCsv(response, `${key} ${days.on.toString()}`, rowColumns(figures[key].kind, currency), allRowsApart(reader, asked))
    }),

    get('/reports/rows/:figure', 'reports.read', async (request, response, person) => {
      const asked = figureAsked(request, person)
      const part = await namedPart(reader, asked.part)
      const read = (page: number) => figureApart(reader, asked, { limit: rowsPageSize, offset: (page - 1) * rowsPageSize })
      const { page, rows, total, measure } = await readPage(request, rowsPageSize, read)
      const behind = { key: asked.key, days: asked.days, part, measure, rows, count: total, page }
      render(response, 'reports/rows', rowsPage({ ...behind, mayOpen: mayUse(person.roles, 'directory.read') }))
    }),
  ]
}

/** A kept summary's page is kept with it: it is the same for everybody. */
function keptPages(): typeof summaryPage {
  const kept = new WeakMap<Summary, SummaryPage>()
  return (summary, days, currency) => {
    const page = kept.get(summary) ?? summaryPage(summary, days, currency)
    kept.set(summary, page)
    return page
  }
}

function figureIn(request: Request): FigureKey {
  const text = String(request.params['figure'])
  if (!isFigureKey(text)) throw new Refusal('not-found', 'There is no such figure.')
  return text
}

/** The part of a figure that is asked for. Counts of people have none: below a country, and in one with few, they are withheld. */
function partIn(request: Request, key: FigureKey): Part {
  const [country, purpose] = [queryText(request, 'country'), queryText(request, 'purpose')].map((text) => (text === '' ? null : text)) as [string | null, string | null]
  if (country === null && purpose === null) return whole
  if (!hasParts(key) || (country !== null && countryName(country) === null)) throw new Refusal('not-found', 'This figure has no such part.')
  return { country, purpose }
}

type ReadDays = { ok: true; days: ReportDays } | { ok: false; form: FormState<DayName> }

function readDays(request: Request, person: Person, timeZone: string): ReadDays {
  const asked = Object.fromEntries(dayNames.map((name) => [name, queryText(request, name)]))
  const form = parseForm(reportForm(person.today), asked)
  return form.ok ? { ok: true, days: reportDays(form.value, person.today, timeZone) } : { ok: false, form: form.state }
}
