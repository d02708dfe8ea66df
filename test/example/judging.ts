import type { Page } from 'playwright-core'
import { axeFindings, isTooWide, openPage, widths, type Visitor } from '../support/browser.ts'
import type { Found } from './walk.ts'

/**
 * The pages that show all there is: the fullest of each pattern where `leads` asks for it, and then as many as it takes until every
 * element, in every place and state it was found in, has been before axe once. `known` is what was there before, and grows.
 */
export function chosenOf(pages: Found[], known: Set<string>, leads: boolean): Found[] {
  const fullest = pages.toSorted((a, b) => b.shape.length - a.shape.length)
  const chosen = leads ? [...new Map(fullest.toReversed().map((page) => [page.path, page])).values()] : []
  for (const page of chosen) for (const part of page.shape) known.add(part)
  for (const page of fullest) {
    if (page.shape.every((part) => known.has(part))) continue
    for (const part of page.shape) known.add(part)
    chosen.push(page)
  }
  return chosen
}

/** One tab waits for the product while another is looked at. */
const tabs = 3

/** What axe, the browser and its width find wrong with each page at both widths, one line each. */
export async function judge(origin: string, cookie: { name: string; value: string } | null, pages: Pick<Found, 'path' | 'address'>[]): Promise<string[]> {
  const queue = [...pages]
  const wrong: string[] = []
  const work = async (): Promise<void> => {
    const visitor = await openPage(origin, { width: 'desk', scripts: true })
    if (cookie !== null) await visitor.page.context().addCookies([{ ...cookie, url: origin }])
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { path, address } = next
      wrong.push(...(await findingsOn(visitor, address)).map((finding) => `${path} (${address}): ${finding}`))
    }
    await visitor.leave()
  }
  await Promise.all(Array.from({ length: Math.min(tabs, pages.length) }, work))
  return wrong
}

async function findingsOn({ page, complaints }: Visitor, address: string): Promise<string[]> {
  const found: string[] = []
  await page.setViewportSize({ width: widths.desk, height: 900 })
  await page.goto(address)
  // What is folded up is not there for axe.
  await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true })`)
  for (const width of [widths.desk, widths.phone]) {
    await page.setViewportSize({ width, height: 900 })
    found.push(...(await axeFindings(page)).map((finding) => `at ${width}: ${finding}`))
    if (await isTooWide(page)) found.push(`is too wide at ${width}: ${await culprits(page)}`)
  }
  return [...found, ...complaints.splice(0)]
}

/** The widest things of a page that is too wide, to say what to mend. */
const culprits = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `[...document.querySelectorAll('main *, header *, footer *')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.usa-table-container--scrollable')).slice(0, 3).map((e) => e.tagName.toLowerCase() + '.' + e.className).join(', ')`,
  )
