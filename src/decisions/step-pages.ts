import type { Center } from '../centers/center.ts'
import { areaField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Notice } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { decidedOn, standingOn, type StandingHistory } from '../standing/standing.ts'
import { standingText } from '../standing/words.ts'
import type { Step } from './service.ts'
import type { Waiting } from './waiting-queries.ts'

export const stepFields = ['token', 'reason', 'anyway'] as const

interface StepFacts {
  center: Center
  history: StandingHistory
  waiting: Waiting
  today: Day
  token: string
}

const words: Record<Step, { noun: string; title: string; submit: string; asks: string; tone: 'main' | 'warn' }> = {
  suspend: { noun: 'suspension', title: 'Suspend', submit: 'Suspend the center', asks: 'Why is it suspended?', tone: 'warn' },
  reinstate: { noun: 'reinstatement', title: 'Reinstate', submit: 'Reinstate the center', asks: 'Why may it be reinstated?', tone: 'main' },
  close: { noun: 'closing', title: 'Close', submit: 'Close the center', asks: 'Why is it closed?', tone: 'warn' },
  reopen: { noun: 'reopening', title: 'Reopen', submit: 'Reopen the center', asks: 'Why is it reopened?', tone: 'main' },
}

/** The last path of each step's URL. */
export const stepPath = (step: Step): string => words[step].noun

/** A page that says what a suspension, reinstatement, closing or reopening will do, and asks why. */
export function stepPage(step: Step, facts: StepFacts, form: FormState<(typeof stepFields)[number]> = filledForm(stepFields)): FormPage {
  const { center, token } = facts
  const { noun, title, submit, asks, tone } = words[step]
  const href = `/centers/${center.id}`
  return {
    title: `${title} ${center.name}`,
    head: {
      crumbs: [
        { label: 'Centers', href: '/centers' },
        { label: center.name, href },
      ],
      title: `${title} ${center.name}`,
      state: null,
      lede: `It counts from today, ${dayText(facts.today)}. It stays in the center’s history for good.`,
      actions: [],
    },
    notice: whatItDoes(step, facts),
    error: form.error,
    summary: form.summary,
    action: `${href}/${noun}`,
    upload: false,
    hidden: [{ name: 'token', value: token }],
    fields: [areaField(form, 'reason', asks, { hint: 'Whoever reads the history will see it. No survivor’s name or story.' }), ...anywayField(form)],
    submit,
    tone,
    back: { label: 'Leave it as it is', href },
  }
}

function whatItDoes(step: Step, { center, history, waiting, today }: StepFacts): Notice {
  const lines = (texts: (string | null)[]): Notice['lines'] => texts.filter((text) => text !== null).map((text) => ({ text, lift: null }))
  switch (step) {
    case 'suspend':
      return {
        tone: 'bad',
        title: 'What this will do',
        lines: lines([`Nothing can be sent to ${center.name} from now on.`, waitingText(waiting), approvalText(history, today), 'Only someone else can reinstate it.']),
      }
    case 'close':
      return {
        tone: 'bad',
        title: 'What this will do',
        lines: lines([`Nothing can be sent to ${center.name} from now on.`, waitingText(waiting), 'Its approval ends, and reopening the center does not bring it back.']),
      }
    case 'reinstate':
      return {
        tone: 'calm',
        title: 'What this will do',
        lines: lines([`From now on ${center.name} is ${after(history, today, 'reinstate')}.`, waitingText(waiting), 'Whoever suspended it cannot reinstate it.']),
      }
    case 'reopen':
      return {
        tone: 'calm',
        title: 'What this will do',
        lines: lines([`From now on ${center.name} is ${after(history, today, 'reopen')}.`, 'It needs a review and a decision before anything can be sent to it.']),
      }
    default:
      return step satisfies never
  }
}

/** What the center's standing will be once the step is taken. */
const after = (history: StandingHistory, today: Day, outcome: Step): string =>
  standingText(standingOn({ ...history, decisions: [...history.decisions, { id: Number.MAX_SAFE_INTEGER, outcome, effectiveOn: today, validUntil: null }] }, today))

function approvalText(history: StandingHistory, today: Day): string | null {
  const { approval } = decidedOn(history.decisions, today)
  return approval === null ? null : `Its approval until ${dayText(approval.until)} is masked, not ended: a reinstatement brings it back with the same last day.`
}

/** "2 payments worth $1,250.00 and 1 delivery wait." */
function waitingText({ payments, deliveries }: Waiting): string | null {
  const count = payments.reduce((sum, each) => sum + each.count, 0)
  const worth = payments.map(({ minor, currency }) => moneyText({ minor, currency })).join(' and ')
  const parts = [
    count === 0 ? null : `${count} ${count === 1 ? 'payment' : 'payments'} worth ${worth}`,
    deliveries === 0 ? null : `${deliveries} ${deliveries === 1 ? 'delivery' : 'deliveries'}`,
  ]
  const said = parts.filter((part) => part !== null).join(' and ')
  if (said === '') return 'No payment or delivery waits for it.'
  return `${said} ${count + deliveries === 1 ? 'waits' : 'wait'}.`
}
