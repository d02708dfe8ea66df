import axe from 'axe-core'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { chromium, type Browser, type ConsoleMessage, type Page, type Response } from 'playwright-core'
import { inject } from 'vitest'

/** The two widths that every page is made for. */
export const widths = { desk: 1280, phone: 390 } as const

export interface Visitor {
  page: Page
  /** What the browser complained of: script errors, CSP reports, styles, scripts, pictures and fonts that did not come. */
  complaints: string[]
  leave: () => Promise<void>
}

let browser: Promise<Browser> | undefined

/** Opens a page as somebody new: no cookies, nothing stored. `origin` is where the product listens; with it `page.goto('/centers')` is enough. */
export async function openPage(origin: string, options: { width: keyof typeof widths; scripts: boolean }): Promise<Visitor> {
  browser ??= chromium.connect(inject('browserEndpoint'))
  const context = await (
    await browser
  ).newContext({
    baseURL: origin,
    viewport: { width: widths[options.width], height: options.width === 'phone' ? 844 : 900 },
    javaScriptEnabled: options.scripts,
    acceptDownloads: true,
    locale: 'en-GB',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(...complaintOf(message)))
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  page.on('response', (response) => complaints.push(...missing(response)))
  return { page, complaints, leave: () => context.close() }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything that axe finds against WCAG 2.2 AA and its own good practice, one line each. Needs a page that was opened with scripts. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Straight into the page, which takes a quarter of the time of axe's own driver: that one sends back what is right as well.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  return page.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], runOnly: rules })})
      .then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => id + ': ' + help + ': ' + html)))`,
  )
}

// Four rules are off: where a template's lines end, how a void element is closed, what may break in a phone number, and hashes of
// scripts and styles, which are Lantern's own and come from where the page does.
// Check boxes of one question share their name, as radio buttons do.
const validatorOf = (presets: string[]): HtmlValidate =>
  new HtmlValidate(
    new StaticConfigLoader({
      extends: presets,
      rules: {
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'tel-non-breaking': 'off',
        'require-sri': 'off',
        'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
      },
    }),
  )

const validators = { part: validatorOf(['html-validate:recommended']), document: validatorOf(['html-validate:recommended', 'html-validate:document']) }

/** Everything that html-validate finds in the HTML as it was sent, one line each. Of a whole document it asks more: the order of headings, a label for each field. */
export async function markupFindings(html: string, kind: keyof typeof validators = 'part'): Promise<string[]> {
  const report = await validators[kind].validateString(html)
  const lines = html.split('\n')
  // Hidden fields that carry several choices of one question share their name as check boxes do; the rule has no word for that.
  const isCarried = ({ ruleId, line }: { ruleId: string; line: number }): boolean => ruleId === 'form-dup-name' && (lines[line - 1] ?? '').includes('type="hidden"')
  const messages = report.results.flatMap((result) => result.messages).filter((message) => !isCarried(message))
  return messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`)
}

/** Whether the page is wider than the window, so that one has to push it sideways to read it (WCAG 1.4.10). */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')
}

// A refused form answers 422 and the browser logs that as an error; files that a page needs are judged by `missing`.
function complaintOf(message: ConsoleMessage): string[] {
  const expected = message.type() !== 'error' || message.text().startsWith('Failed to load resource: the server responded')
  return expected ? [] : [`console: ${message.text()}`]
}

const needed = ['stylesheet', 'script', 'image', 'font']

function missing(response: Response): string[] {
  return response.status() >= 400 && needed.includes(response.request().resourceType()) ? [`missing: ${response.url()} (${response.status()})`] : []
}
