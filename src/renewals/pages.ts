import type { Center } from '../centers/center.ts'
import { areaField, fileField, inputField, radioField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { FormPage, Head, Link, Notice, State } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText, isBefore, type Day } from '../shared/days.ts'
import { goodUntil } from '../standing/holds.ts'
import { answerFields, renewalFields } from './forms.ts'
import { itemGoodUntil, type RenewableItem, type Renewal } from './renewal.ts'

export interface RenewalsPage {
  title: string
  head: Head
  waiting: { text: string; said: string; link: Link | null }[]
  rows: { code: string; question: string; critical: boolean; documents: Link[]; newer: NewerRow[]; state: State; renew: Link | null }[]
}

/** A newer version of a document that serves an item, and the step that makes it count; null while something waits to be accepted. */
interface NewerRow {
  text: string
  document: Link
  lift: Link | null
}

const headOf = (center: Pick<Center, 'id' | 'name'>, title: string, lede: string): Head => ({
  crumbs: [
    { label: 'Centers', href: '/centers' },
    { label: center.name, href: `/centers/${center.id}` },
    ...(title.startsWith('Evidence of') ? [] : [{ label: 'Evidence', href: `/centers/${center.id}/evidence` }]),
  ],
  title,
  state: null,
  lede,
  actions: [],
})

/** The evidence behind an approval, item by item: in date until when, and what waits to be accepted. */
export function evidencePage(center: Center, items: RenewableItem[], names: ReadonlyMap<number, string>, person: { id: number; today: Day }): RenewalsPage {
  const href = `/centers/${center.id}/evidence`
  return {
    title: `Evidence of ${center.name}`,
    head: headOf(
      center,
      `Evidence of ${center.name}`,
      'What the approval rests on, and until when it is good. Renew what runs out here: no new review is needed. A critical item without evidence in date holds all money and goods.',
    ),
    waiting: items.flatMap(({ waiting }) => waiting.map((renewal) => waitingRow(renewal, names, person.id))),
    rows: items.map((item) => ({
      code: item.code,
      question: item.question,
      critical: item.importance === 'critical',
      documents: item.documents.map(({ id, title }) => ({ label: title, href: `/documents/${id}` })),
      newer: newerRows(item, `${href}/new?item=${encodeURIComponent(item.code)}`, person.today),
      state: itemState(item, person.today),
      renew: { label: 'Add newer evidence', href: `${href}/new?item=${encodeURIComponent(item.code)}` },
    })),
  }
}

const waitingRow = (renewal: Renewal, names: ReadonlyMap<number, string>, personId: number): RenewalsPage['waiting'][number] => ({
  text: `${renewal.itemCode}: ${renewal.title}`,
  said: `added by ${names.get(renewal.addedBy) ?? 'someone'}${renewal.addedBy === personId ? '; someone else must look at it' : ''}`,
  link: renewal.addedBy === personId ? null : { label: 'Look at it', href: `/evidence/${renewal.id}` },
})

/** A new version of a paper counts for an item only once it is added for it and somebody else accepts it. */
function newerRows({ documents, monthsGood, waiting }: RenewableItem, href: string, today: Day): NewerRow[] {
  const versions = new Map(documents.flatMap(({ title, newer }) => (newer === null ? [] : [[newer.id, { title, newer }]])))
  return [...versions.values()].map(({ title, newer }) => {
    const until = goodUntil(newer, monthsGood)
    const good = until === null ? 'without a last day' : `${isBefore(until, today) ? 'which ran out on' : 'good until'} ${dayText(until)}`
    const next =
      waiting.length > 0 ? 'Newer evidence waits to be accepted above.' : 'It does not count here until it is added as newer evidence and someone else accepts it.'
    return {
      text: `A newer version of “${title}” was added, ${good}. ${next}`,
      document: { label: 'Open the newer version', href: `/documents/${newer.id}` },
      lift: waiting.length > 0 ? null : { label: 'Add it as newer evidence', href },
    }
  })
}

function itemState(item: RenewableItem, today: Day): State {
  if (item.documents.length === 0) return { word: 'No evidence', tone: 'bad' }
  const until = itemGoodUntil(item)
  if (until === null) return { word: 'No day on it', tone: 'bad' }
  if (isBefore(until, today)) return { word: `Ran out on ${dayText(until)}`, tone: 'bad' }
  return { word: `Good until ${dayText(until)}`, tone: isBefore(until, today.add({ days: 60 })) ? 'warn' : 'good' }
}

/** The form for newer evidence of one item. */
export function renewalPage(center: Center, items: RenewableItem[], form: FormState<(typeof renewalFields)[number]> = filledForm(renewalFields)): FormPage {
  const href = `/centers/${center.id}/evidence`
  const chosen = items.find(({ code }) => code === form.fields.item.entered)
  return {
    title: 'Add newer evidence',
    head: headOf(center, 'Add newer evidence', 'It counts once someone else has looked at it and accepted it.'),
    notice: chosen ? wantedNotice(chosen) : null,
    error: form.error,
    summary: form.summary,
    action: href,
    upload: true,
    hidden: [onceField(form)],
    fields: [
      selectField(
        form,
        'item',
        'For which item?',
        items.map(({ code, question }) => ({ value: code, label: `${code} ${question}` })),
        { empty: 'Choose an item' },
      ),
      inputField(form, 'title', 'What is it?', { hint: 'Such as “Licence 2027”. No survivor’s name.' }),
      inputField(form, 'datedOn', 'The day printed on it', { type: 'date', required: false }),
      inputField(form, 'expiresOn', 'Its last day', {
        type: 'date',
        required: false,
        hint: 'Leave it empty when none is printed: then it is good for the months that the item allows.',
      }),
      fileField(form, 'file', 'The file', { hint: 'PDF, JPEG or PNG, up to 10 MB.' }),
      ...anywayField(form),
    ],
    submit: 'Add the evidence',
    tone: 'main',
    back: { label: 'Back to the evidence', href },
  }
}

const wantedNotice = ({ code, question, wanted, monthsGood }: RenewableItem): Notice => ({
  tone: 'calm',
  title: `${code}: ${question}`,
  lines: [{ text: `${wanted}${monthsGood === null ? '' : ` (good for ${monthsGood} months when no last day is printed)`}`, lift: null }],
})

/** The page on which someone else accepts or declines new evidence. */
export function answerPage(renewal: Renewal, names: ReadonlyMap<number, string>, form: FormState<(typeof answerFields)[number]> = filledForm(answerFields)): FormPage {
  const until = goodUntil(renewal, renewal.monthsGood)
  return {
    title: `New evidence for ${renewal.itemCode}`,
    head: headOf({ id: renewal.centerId, name: renewal.centerName }, `New evidence for ${renewal.itemCode}`, renewal.question),
    notice: {
      tone: 'calm',
      title: renewal.title,
      lines: [
        { text: `Added by ${names.get(renewal.addedBy) ?? 'someone'}.`, lift: { label: 'Open the document', href: `/documents/${renewal.documentId}` } },
        { text: until === null ? 'It does not say how long it is good.' : `It is good until ${dayText(until)}.`, lift: null },
      ],
    },
    error: form.error,
    summary: form.summary,
    action: `/evidence/${renewal.id}/answer`,
    upload: false,
    hidden: [],
    fields: [
      radioField(form, 'answer', 'Does it show what the item asks for?', [
        { value: 'accepted', label: 'Accept it', hint: 'It counts from today.' },
        { value: 'declined', label: 'Decline it', hint: 'It stays on file and counts for nothing.' },
      ]),
      areaField(form, 'reason', 'Why, if you decline it', { rows: 3, required: false }),
    ],
    submit: 'Record the answer',
    tone: 'main',
    back: { label: 'Back to the evidence', href: `/centers/${renewal.centerId}/evidence` },
  }
}
