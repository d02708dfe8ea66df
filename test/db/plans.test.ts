import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase, openFile } from '../../src/db/database.ts'
import { appOf, browserOf, cora, keys, openRegister, priya } from '../support/register.ts'
import { listening, scansOf } from './plans.ts'
import { buildValid, type Ids } from './refusals/valid.ts'

afterEach(() => vi.restoreAllMocks())

/**
 * Pages that read a table from end to end all the same, each with why it may. Written at the page that asks first.
 * Whoever mends one takes it off the list.
 */
const known: Record<string, string> = {
  '/ reads events': 'from its end, to the first entry that changes a list: that is one of the last few',
  '/ reads needs': 'whether a need is open follows from what arrived, and no column says it',
  '/ reads deliveries': 'whether a delivery is late follows from its events, and no column says it',
  '/ reads payments': 'whether a payment waits follows from its events, and no column says it',
  '/centers reads centers': 'the order of all that fit, and how many of each kind: kept until something is recorded',
  '/centers reads decisions': 'who may be on hold: of all centers at the first list of a day, and afterwards of those alone that changed',
  '/documents reads documents': 'how many there are, and the first by a day that may be missing',
  '/funds/:id reads needs': 'the open needs that this fund could pay, of any center',
  '/payments reads payments': 'from the last one back, and how many there are',
  '/needs reads needs': 'how many of each state there are; a state follows from what arrived',
  '/deliveries reads deliveries': 'from the last one back, and how many of each state there are; a state follows from its events',
}

/** A page's address in every way that people ask for it. */
const asked = (path: string, ...queries: string[]): string[] => ['', ...queries.map((query) => `?${query}`)].map((query) => path + query)

const pagesOf = (id: Ids): string[] => [
  '/',
  ...asked('/centers', 'q=ho', 'q=casa+lu', 'standing=vetted', 'country=KE', 'standing=vetted&country=KE', 'mine=yes', 'service=SVC-SAFEHOUSE&population=POP-WOMEN'),
  ...asked('/centers', 'country=US&state=withheld', 'sort=-name&page=3', 'sort=country', 'sort=standing', 'sort=-confirmed', 'sort=kind', 'sort=city'),
  ...['', '/history', '/decisions', '/notes', '/evidence', '/edit', '/services', '/capacity', '/place'].map((rest) => `/centers/${id['vetted']}${rest}`),
  ...['/reviews/new', '/needs/new', '/deliveries/new', '/documents/new', '/opening/new'].map((rest) => `/centers/${id['bare']}${rest}`),
  ...asked('/organizations', 'q=ho', 'country=KE'),
  `/organizations/${id['organization']}`,
  ...asked('/reviews', 'mine=yes', 'state=submitted', 'sort=-opened', 'sort=center'),
  `/reviews/${id['openReview']}`,
  `/reviews/${id['submittedReview']}`,
  ...asked('/documents', 'mine=yes', 'due=90', 'kind=evidence', 'sort=-received'),
  `/documents/${id['vettedPaper']}`,
  '/funds',
  `/funds/${id['fund']}`,
  '/rates',
  '/approvals',
  ...asked('/allocations', 'state=approved', `fund=${id['fund']}`, `center=${id['vetted']}`, 'mine=yes', 'sort=-amount'),
  `/allocations/${id['approved']}`,
  `/allocations/${id['unplanned']}/payments/new`,
  ...asked('/payments', 'state=sent', 'state=planned', `fund=${id['fund']}`, `center=${id['vetted']}`, 'mine=yes'),
  `/payments/${id['sentPayment']}`,
  ...asked('/needs', 'state=open', 'country=KE', 'mine=yes', `center=${id['vetted']}`, 'sort=-priority'),
  `/needs/${id['need']}`,
  ...asked('/deliveries', 'state=sent', 'state=packing', 'country=KE', 'mine=yes', 'late=yes', `center=${id['vetted']}`),
  ...['', '/packing-list', '/receipts/new'].map((rest) => `/deliveries/${id['gone']}${rest}`),
]

/** Centers enough for several pages of a list. */
const manyCenters = `INSERT INTO centers (uuid, organization_id, name, kind, country, created_at, created_on)
  WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 300)
  SELECT 'many ' || n, 1, 'House ' || n, 'clinic', 'KE', '2026-11-21T09:00:00.000Z', '2026-11-21' FROM many`

it('no page reads a table that grows from end to end, but those that say why', async () => {
  const { file, ids } = await buildValid()
  const sqlite = openFile(file)
  onTestFinished(() => void sqlite.close())
  sqlite.exec(manyCenters)
  const heard = listening()
  const opened = openDatabase(file, keys)
  onTestFinished(() => opened.close())
  const register = { ...opened, file, keys }
  const app = appOf(register)
  const found = new Set<string>()
  const answers: string[] = []
  for (const who of [cora, priya]) {
    const browser = await browserOf(register, app, who)
    for (const address of pagesOf(ids)) {
      const { status } = await browser.get(address)
      if (status !== 200) answers.push(`${address} answers ${who.name} ${status}`)
      const page = address.replace(/\?.*/, '').replaceAll(/\/\d+/g, '/:id')
      for (const text of heard()) for (const table of scansOf(sqlite, text)) found.add(`${page} reads ${table}`)
    }
  }

  expect(answers).toEqual([])
  expect([...found].sort()).toEqual(Object.keys(known).sort())
})

it.each<[string, string[]]>([
  ['select "c"."id" from "centers" as "c" order by c.name COLLATE NOCASE, "c"."id"', ['centers']],
  ['SELECT 1 FROM needs n JOIN centers c ON c.id = n.center_id WHERE n.item = ?', ['needs']],
  ["SELECT count(*) FROM payments WHERE reference = ' from notes '", ['payments']],
  ['SELECT 1 FROM purposes p, notes n WHERE n.with_whom = p.name', ['notes']],
  ['SELECT 1 FROM centers WHERE id = ?', []],
  ['select "id" from "needs" where "needs"."center_id" = ? order by "needed_by"', []],
  ['SELECT value FROM settings', []],
])('sees of %s that it reads %j whole', async (text, tables) => {
  const { file } = await openRegister()
  const sqlite = openFile(file)
  onTestFinished(() => void sqlite.close())

  expect(scansOf(sqlite, text)).toEqual(tables)
})
