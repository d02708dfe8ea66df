import type { Head, State } from '../http/parts.ts'
import { dayAt, dayText } from '../shared/days.ts'
import type { Applicability, Checklist, ChecklistLine, Item } from './checklist.ts'

export interface ChecklistsPage {
  title: string
  head: Head
  rows: { name: string; href: string; state: State; published: string; items: string; reviews: string }[]
}

export interface ChecklistPage {
  title: string
  head: Head
  sections: {
    name: string
    id: string
    items: { code: string; question: string; tag: { word: string; critical: boolean }; guidance: string | null; facts: { label: string; value: string }[] }[]
  }[]
}

const crumbs = [{ label: 'Reviews', href: '/reviews' }]

export function checklistsPage(versions: ChecklistLine[], timeZone: string): ChecklistsPage {
  const current = versions.find(({ publishedAt }) => publishedAt !== null)
  return {
    title: 'Checklists',
    head: {
      crumbs,
      title: 'Checklists',
      state: null,
      lede: 'What is asked of every center. A review uses the version that was published when it opened, and a published version never changes.',
      actions: [],
    },
    rows: versions.map((line) => ({
      name: `Version ${line.version}: ${line.title}`,
      href: `/checklists/${line.id}`,
      state: line.publishedAt === null ? { word: 'Draft', tone: 'calm' } : line === current ? { word: 'In use', tone: 'good' } : { word: 'Superseded', tone: 'still' },
      published: line.publishedAt === null ? 'not yet' : dayText(dayAt(line.publishedAt, timeZone)),
      items: String(line.items),
      reviews: String(line.reviews),
    })),
  }
}

export function checklistPage({ version, title, items }: Checklist): ChecklistPage {
  const critical = items.filter(({ importance }) => importance === 'critical').length
  const required = items.filter(({ importance }) => importance === 'required').length
  return {
    title: `Checklist version ${version}`,
    head: {
      crumbs: [...crumbs, { label: 'Checklists', href: '/checklists' }],
      title: `Version ${version}: ${title}`,
      state: null,
      lede: `${items.length} items: ${critical} critical, ${required} required, ${items.length - critical - required} advisory. Every critical item must be met before a center is approved.`,
      actions: [],
    },
    sections: [...Map.groupBy(items, ({ section }) => section)].map(([name, own], at) => ({ name, id: `section-${at + 1}`, items: own.map(itemOf) })),
  }
}

const itemOf = (item: Item): ChecklistPage['sections'][number]['items'][number] => ({
  code: item.code,
  question: item.question,
  tag: { word: item.importance, critical: item.importance === 'critical' },
  guidance: item.guidance,
  facts: [
    { label: 'Evidence', value: item.evidenceWanted ?? 'none wanted' },
    {
      label: 'Good for',
      value:
        item.monthsGood === null
          ? 'until the day printed on it'
          : `${item.monthsGood} ${item.monthsGood === 1 ? 'month' : 'months'} from its date, unless a day is printed on it`,
    },
    { label: 'Applies to', value: item.appliesTo.length === 0 ? 'every center' : item.appliesTo.map((each) => appliesText[each]).join(', ') },
    {
      label: 'Answers',
      value: `${item.polarity === 'red flag' ? 'a red flag: “yes” is not met' : 'met, partly met, not met'}${item.notApplicableAllowed ? ', does not apply' : ''}`,
    },
    ...(item.source === null ? [] : [{ label: 'From', value: item.source }]),
  ],
})

const appliesText: Record<Applicability, string> = {
  residential: 'centers where people live',
  minors: 'centers that serve minors',
  us: 'centers in the United States',
  'outside us': 'centers outside the United States',
}
