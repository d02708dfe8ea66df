import type { Request } from 'express'
import type { Context } from '../app.ts'
import { mayUse, queryText, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { aSort, listGet } from '../http/known.ts'
import { pageIn, queryIn, sortIn } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { loadRates } from '../rates/queries.ts'
import type { Person } from '../shared/actor.ts'
import { isCurrency } from '../shared/currencies.ts'
import { totalIn } from '../shared/rates.ts'
import { fundPeriods } from './fund.ts'
import { fundColumns, fundsPage } from './list-pages.ts'
import { fundSorts, listFilteredFunds, listFundCurrencies, type FundFilter } from './list-queries.ts'
import type { FundWithBalance } from './queries.ts'

const usual = { by: 'code', descending: false } as const
const known = { period: fundPeriods, currency: isCurrency, mine: ['yes'], sort: aSort(fundSorts) }

function filterIn(request: Request, person: Person): FundFilter {
  const period = fundPeriods.find((each) => each === queryText(request, 'period'))
  const currency = queryText(request, 'currency')
  return {
    period: period === undefined ? null : { is: period, on: person.today },
    currency: isCurrency(currency) ? currency : null,
    personId: queryText(request, 'mine') === 'yes' ? person.id : null,
  }
}

export const fundListRoutes = ({ reader, settings }: Context): Route[] => {
  const found = (request: Request, person: Person): Promise<FundWithBalance[]> => listFilteredFunds(reader, filterIn(request, person), sortIn(request, fundSorts, usual))
  return [
    listGet('/funds', 'funds.read', known, async (request, response, person) => {
      const [funds, currencies, rates] = [await found(request, person), await listFundCurrencies(reader), await loadRates(reader)]
      const available = funds.map(({ balance, currency }) => ({ minor: balance.available, currency, on: person.today }))
      const page = pageIn(request, funds.length)
      const listed = { funds, currencies, query: queryIn(request, ['period', 'currency', 'mine', 'sort']), page, total: totalIn(available, settings().currency, rates) }
      render(response, 'funds/list', fundsPage(listed, person.today, mayUse(person.roles, 'funds.write')))
    }),

    listGet('/funds.csv', 'funds.read', known, async (request, response, person) => {
      await sendCsv(response, 'funds', fundColumns, [await found(request, person)])
    }),
  ]
}
