import checklistItems from '../../data/lists/vetting_checklist.json' with { type: 'json' }
import purposes from '../../data/lists/funding_categories.json' with { type: 'json' }
import catalogue from '../../data/lists/needs_catalogue.json' with { type: 'json' }
import populations from '../../data/lists/populations.json' with { type: 'json' }
import services from '../../data/lists/service_taxonomy.json' with { type: 'json' }
import type { NewItem } from '../checklists/checklist.ts'
import type { DefaultLists } from '../lists/list.ts'

/** The groups of the list that are under 18. */
const minors = ['POP-GIRLS', 'POP-BOYS', 'POP-TEEN']

export const defaultLists: DefaultLists = {
  populations: populations.map(({ code, name, open_eligibility_id }) => ({
    code,
    name,
    minors: minors.includes(code) ? 1 : 0,
    open_eligibility_id: open_eligibility_id || null,
  })),
  services: services.map(({ code, name, open_eligibility_id, airs_211_code }) => ({
    code,
    name,
    open_eligibility_id: open_eligibility_id || null,
    taxonomy_code: airs_211_code || null,
  })),
  purposes: purposes.map(({ code, name }) => ({ code, name })),
  catalogue: catalogue.map(({ code, category, item, unit }) => ({ code, category, item, unit })),
}

const applies = { all: 'all', residential: 'residential', minors: 'minors', us: 'us', non_us: 'outside us' } as const

/** The default checklist: version 1 of every register. */
export const defaultChecklist: NewItem[] = checklistItems.map((item, position) => ({
  section: item.section,
  position: position + 1,
  code: item.code,
  question: item.question,
  guidance: item.guidance || null,
  evidenceWanted: item.evidence || null,
  importance: oneOf(['critical', 'required', 'advisory'] as const, item.importance),
  polarity: item.polarity === 'good' ? 'good' : 'red flag',
  notApplicableAllowed: item.not_applicable === 'Y',
  monthsGood: item.validity_months,
  appliesTo: item.applies_to
    .split(';')
    .filter((condition) => condition !== 'all')
    .map((condition) => applies[oneOf(['residential', 'minors', 'us', 'non_us'] as const, condition)]),
  source: item.sources || null,
}))

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((each) => each === text)
  if (word === undefined) throw new Error(`The default checklist says ${text}.`)
  return word
}
