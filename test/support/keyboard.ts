import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A person who has a keyboard and nothing else: what cannot be reached with Tab and worked with keys is a failure. */
export interface Keyboard {
  page: Page
  /** Tabs to the link or button of this name and presses Enter. */
  press: (role: 'link' | 'button', name: string | RegExp) => Promise<void>
  /** Tabs to the field of this label and types over what stands there. */
  type: (label: string | RegExp, text: string) => Promise<void>
  /** A day as `YYYY-MM-DD`. */
  day: (label: string | RegExp, day: string) => Promise<void>
  /** Chooses the option of this text in a list. */
  choose: (label: string | RegExp, option: string | RegExp) => Promise<void>
  /** Chooses the radio button of this label; within a group, when labels repeat on the page. */
  pick: (label: string | RegExp, within?: Locator) => Promise<void>
  tick: (label: string | RegExp) => Promise<void>
  /** Tabs to the field for a file and gives it one: what chooses it is the operating system's window, not ours. */
  attach: (label: string | RegExp, file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>
  /** Tabs to something until it has the focus. */
  reach: (target: Locator) => Promise<void>
}

/** What of a field is asked for inside the page; the tests are typed without a browser. */
interface Control {
  name: string
  form: unknown
  selectedIndex: number
  isConnected: boolean
  ownerDocument: { activeElement: Control | null }
}

const mostStops = 900

const isActive = (element: unknown): boolean | null => {
  const { isConnected, ownerDocument } = element as Control
  return isConnected ? element === ownerDocument.activeElement : null
}

export function keyboardOf(page: Page): Keyboard {
  /** Asks a thing again and again; null means that it is gone. It is looked up once, which takes longer than pressing a key, and anew when another took its place. */
  const asking = async (target: Locator, asks: (element: unknown) => boolean | null): Promise<() => Promise<boolean>> => {
    let element = await target.elementHandle()
    return async () => {
      const said = await element?.evaluate(asks)
      if (typeof said === 'boolean') return said
      element = await target.elementHandle()
      return (await element?.evaluate(asks)) ?? false
    }
  }

  const tabUntil = async (holds: () => Promise<boolean>, what: string): Promise<void> => {
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (await holds()) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${what} cannot be reached by keyboard on ${page.url()}.`)
  }

  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor()
    await tabUntil(await asking(target, isActive), String(target))
  }

  const field = (label: string | RegExp): Locator => page.getByLabel(label, typeof label === 'string' ? { exact: true } : {})

  const type = async (label: string | RegExp, text: string): Promise<void> => {
    await reach(field(label))
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await page.keyboard.type(text)
  }

  return {
    page,
    reach,
    type,
    async press(role, name) {
      await reach(page.getByRole(role, { name, exact: typeof name === 'string' }).first())
      // Else the next step could still see the page that is about to go. A link to a file leads to no page.
      const arrival = page.waitForEvent('load', { timeout: 3_000 }).catch(() => null)
      await page.keyboard.press('Enter')
      await arrival
    },
    async day(label, day) {
      await reach(field(label))
      const [year = '', month = '', date = ''] = day.split('-')
      // Which part comes first depends on the browser's own language, as it does for people.
      for (const typed of [`${date}${month}${year}`, `${month}${date}${year}`, day]) {
        await page.keyboard.type(typed)
        if ((await field(label).inputValue()) === day) return
        await page.keyboard.press('Delete')
        for (let part = 0; part < 2; part += 1) await page.keyboard.press('Shift+Tab')
        await reach(field(label))
      }
      throw new Error(`The day ${day} could not be typed.`)
    },
    async choose(label, option) {
      await reach(field(label))
      const texts = await field(label).locator('option').allInnerTexts()
      const wanted = texts.findIndex((text) => (typeof option === 'string' ? text.trim() === option : option.test(text)))
      if (wanted < 0) throw new Error(`There is no ${String(option)} among ${texts.join(' | ').slice(0, 500)}.`)
      const at = (): Promise<number> => field(label).evaluate((element: unknown) => (element as Control).selectedIndex)
      await page.keyboard.press('Home')
      for (let tries = 0; tries < texts.length && (await at()) !== wanted; tries += 1) await page.keyboard.press('ArrowDown')
      expect(await at()).toBe(wanted)
    },
    async pick(label, within) {
      const target = (within ?? page).getByRole('radio', { name: label, exact: typeof label === 'string' })
      await target.waitFor()
      const group = await asking(target, (element) => {
        const [own, active] = [element as Control, (element as Control).ownerDocument.activeElement]
        if (!own.isConnected) return null
        return active !== null && active.name === own.name && active.form === own.form
      })
      await tabUntil(group, String(label))
      await page.keyboard.press('Space')
      for (let tries = 0; tries < 12 && !(await target.isChecked()); tries += 1) await page.keyboard.press('ArrowDown')
      expect(await target.isChecked()).toBe(true)
    },
    async tick(label) {
      const box = page.getByRole('checkbox', { name: label, exact: typeof label === 'string' })
      await reach(box)
      if (!(await box.isChecked())) await page.keyboard.press('Space')
      expect(await box.isChecked()).toBe(true)
    },
    async attach(label, file) {
      await reach(field(label))
      await field(label).setInputFiles(file)
    },
  }
}
