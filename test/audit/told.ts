import type { Told } from './telling.ts'
import { toldOfDirectory } from './told-directory.ts'
import { toldOfMoney } from './told-money.ts'
import { toldOfPeople } from './told-people.ts'
import { toldOfVetting } from './told-vetting.ts'

/** R1: each table of records, and what the log says of each of its columns. A new table or column is told of here, or kept apart with the reason. */
export const told: Record<string, Told> = { ...toldOfPeople, ...toldOfDirectory, ...toldOfVetting, ...toldOfMoney }

const list = 'a list that the product brings, written when the register is set up'
const follows = 'follows from records, and is written anew from them'

export const noRecords: Record<string, string> = {
  events: 'the log itself',
  migrations: 'what the program did to the file',
  register_day: 'the clock of the triggers',
  sessions: 'who is signed in now, which is swept',
  links: 'tokens of an hour or a day; making one and using it are events of the person',
  form_tokens: 'that a form counts once (M7)',
  populations: list,
  service_types: list,
  purposes: list,
  catalogue_items: list,
  checklist_items: list,
  standing_spans: follows,
  evidence_spans: follows,
  centers_without_evidence_spans: follows,
  directory_turns: follows,
  center_names: follows,
  center_shown: follows,
  organization_names: follows,
  contact_words: follows,
  money_totals: follows,
  unsettled_rows: follows,
  unsettled_rates: follows,
  allocation_totals: follows,
  standing_counts: follows,
  need_progress: follows,
  need_totals: follows,
  decision_totals: follows,
  past_needs: 'what a need was before, kept by a trigger; each change of it is an event of the need',
}
