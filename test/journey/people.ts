import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { openPage, type Visitor } from '../support/browser.ts'
import { keyboardOf, type Keyboard } from '../support/keyboard.ts'
import type { Program } from '../support/program.ts'

export interface Setting {
  width: 'desk' | 'phone'
  scripts: boolean
}

/** Somebody at a browser of their own. */
export interface Traveller extends Keyboard {
  name: string
  complaints: string[]
  leave: () => Promise<void>
}

const passwordOf = (name: string): string => `velvet tractor umbrella for ${name.length}${name.at(-1)}`

async function arrive(program: Program, name: string, setting: Setting): Promise<Traveller> {
  const visitor: Visitor = await openPage(program.origin, setting)
  visitor.page.setDefaultTimeout(12_000)
  return { ...keyboardOf(visitor.page), name, complaints: visitor.complaints, leave: visitor.leave }
}

export const heading = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 10_000 })

/** Ada opens the link that the program printed, and sets the register up. */
export async function setUp(program: Program, setting: Setting): Promise<Traveller> {
  const ada = await arrive(program, 'Ada', setting)
  await ada.page.goto(/\/set-up\/[\w-]+/.exec(program.said())?.[0] ?? '/no-link-was-printed')
  await ada.type('Name of your organization', 'Harbour Trust')
  await ada.choose('Time zone', 'UTC')
  await ada.type('Your name', 'Ada')
  await ada.type('Your e-mail address', 'ada@example.org')
  await ada.type('Your password', passwordOf('Ada'))
  await ada.press('button', 'Set up and sign in')
  await heading(ada.page, 'People')
  return ada
}

/** Ada invites somebody and hands over the link; they join with it in a browser of their own. */
export async function invite(ada: Traveller, program: Program, name: string, role: string, setting: Setting): Promise<Traveller> {
  await ada.press('link', 'People')
  await ada.press('link', 'Invite somebody')
  await ada.type('Name', name)
  await ada.type('E-mail address', `${name.toLowerCase()}@example.org`)
  await ada.tick(role)
  await ada.press('button', 'Make the link')
  const link = await ada.page.getByLabel('The link').inputValue()
  const newcomer = await arrive(program, name, setting)
  await newcomer.page.goto(link)
  await newcomer.type('New password', passwordOf(name))
  await newcomer.press('button', 'Join and sign in')
  await newcomer.page.getByText('Welcome to Lantern.').waitFor()
  expect(newcomer.page.url()).toBe(`${program.origin}/`)
  return newcomer
}

/** Somebody whose session was ended meanwhile goes home, and signs in again. */
export async function signInAnew({ page, name, press, type }: Traveller): Promise<void> {
  await press('link', 'Home')
  await type('E-mail address', `${name.toLowerCase()}@example.org`)
  await type('Password', passwordOf(name))
  await press('button', 'Sign in')
  await heading(page, new RegExp(name))
}

/** Waits until a page says something; when it does not, tells what it says instead. */
export async function reads(page: Page, text: string | RegExp): Promise<void> {
  try {
    await page.getByText(text).first().waitFor({ timeout: 8_000 })
  } catch {
    throw new Error(`${page.url()} does not say ${String(text)}, but:\n${await page.locator('main').innerText()}`)
  }
}
