import { describe, expect, it } from 'vitest'
import { recordFinding } from '../../src/reviews/finding-service.ts'
import { getReview } from '../../src/reviews/queries.ts'
import { axeFindings, isTooWide, markupFindings } from '../support/browser.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { carl, cora } from '../support/register.ts'
import { findAll, openedReview, visitAs } from './at-work.ts'

describe('the checklist by keyboard alone', () => {
  it('takes every item of it without leaving the page, and submits', async () => {
    const { register, reviewId } = await openedReview({ name: 'Casa Amanecer', servesMinors: true })
    const { page, complaints } = await visitAs(register, cora, { width: 'desk', scripts: true })
    await page.goto(`/reviews/${reviewId}`)
    const { items } = await getReview(register.reader, reviewId)
    const active = (): Promise<string> => page.evaluate<string>('document.activeElement.id')

    await page.locator('#result-LEG-01-1').focus()
    for (const [at, { item }] of items.entries()) {
      await page.keyboard.press('Space')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Doc')
      await page.keyboard.press('Tab')
      if (at === 0) await page.keyboard.type('Seen at the registry.')
      await page.keyboard.press('Tab')
      expect(await active()).toBe(`save-${item.code}`)
      await page.keyboard.press('Enter')
      await page.getByText(`${item.code} is saved. ${at + 1} of 44 items found.`).waitFor()
      // The focus stays where it was, so that the next item is two stops on, past the link to its evidence.
      await expect.poll(active).toBe(`save-${item.code}`)
      if (at < items.length - 1) for (let stop = 0; stop < 2; stop += 1) await page.keyboard.press('Tab')
    }

    expect(await page.locator('#progress').getByRole('img').getAttribute('aria-label')).toBe('44 of 44 items found')
    expect(await page.locator('#section-counts').textContent()).toContain('10/10')
    expect(await page.locator('.head .lede').textContent()).toBe('Checklist version 1 · led by you · target 20 Jan 2027 · 44 of 44 found')
    await keyboardOf(page).press('button', 'Submit for decision')
    await page.getByText('This review waits for its decision').waitFor()
    expect((await getReview(register.reader, reviewId)).items[0]?.finding).toMatchObject({ result: 'met', basis: 'document', note: 'Seen at the registry.' })
    expect(complaints).toEqual([])
  })

  it.each([
    { width: 'phone', scripts: true },
    { width: 'desk', scripts: false },
    { width: 'phone', scripts: false },
  ] as const)('says what is missing, shows what somebody else saved, and keeps both: $width, scripts $scripts', async ({ width, scripts }) => {
    const { register, reviewId } = await openedReview()
    const { page, complaints } = await visitAs(register, cora, { width, scripts })
    await page.goto(`/reviews/${reviewId}`)
    const hands = keyboardOf(page)
    const item = page.locator('#item-LEG-01')

    await hands.pick('Not met', item)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Say in a note why it is not simply met.' }).first().waitFor()
    if (scripts) await expect.poll(() => page.evaluate<string>('document.activeElement.className')).toContain('error-summary')

    await recordFinding(register.writer, carl, reviewId, 'LEG-01', { result: 'met', basis: 'visit', note: null }, 0)
    await hands.choose('Rests on (LEG-01)', 'Interview')
    await hands.type('Note (LEG-01)', 'The board says so.')
    await hands.press('button', 'Save LEG-01')
    await item.getByText('Carl saved LEG-01', { exact: false }).waitFor()
    await hands.press('button', 'Save mine over it LEG-01')
    await page.getByText('LEG-01 is saved.').first().waitFor()

    expect((await getReview(register.reader, reviewId)).items[0]?.history.map(({ result, note }) => [result, note])).toEqual([
      ['met', null],
      ['not met', 'The board says so.'],
    ])
    expect(await isTooWide(page)).toBe(false)
    expect(complaints).toEqual([])
  })
})

it('reads well to axe and html-validate, at work, refused and submitted', async () => {
  const { register, reviewId } = await openedReview({ country: 'US' })
  const { page } = await visitAs(register, cora, { width: 'desk', scripts: true })
  const findings = async (): Promise<string[]> => [
    ...(await axeFindings(page)),
    ...(await markupFindings(await page.request.get(page.url()).then((answer) => answer.text()))),
  ]

  await page.goto(`/reviews/${reviewId}`)
  await page.locator('#item-INT-01').getByRole('button').click()
  await page.getByText('Choose an answer.').first().waitFor()
  expect(await findings()).toEqual([])
  for (const path of [
    `/reviews/${reviewId}/evidence/new?item=LEG-01`,
    '/reviews',
    '/checklists',
    '/checklists/1',
    `/reviews/${reviewId}/withdrawal`,
    '/centers/1/reviews/new',
  ]) {
    await page.goto(path)
    expect({ path, findings: await findings() }).toEqual({ path, findings: [] })
  }
  await findAll(register, reviewId)
  await page.goto(`/reviews/${reviewId}`)
  await page.getByRole('button', { name: 'Submit for decision' }).click()
  await page.getByText('This review waits for its decision').waitFor()
  expect(await findings()).toEqual([])
})
