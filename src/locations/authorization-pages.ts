import type { State } from '../http/parts.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import { overtakenText, type Authorization } from './location.ts'

/** One authorization on the place's page, with what the person may answer. */
export interface AuthorizationLine {
  id: number
  said: string
  /** What will be seen once it is confirmed, for whoever is to confirm it, or why nobody can; null once it is answered. */
  shows: string | null
  state: State
  documentHref: string
  /** What the person may answer now: each a button of its own. */
  answers: { answer: string; label: string; tone: 'main' | 'plain' }[]
  action: string
}

export function authorizationLine(each: Authorization, names: Map<number, string>, person: number, today: Day): AuthorizationLine {
  const asked = names.get(each.askedBy) ?? 'somebody'
  const answered = each.answeredBy === null ? '' : `; ${each.answer} by ${names.get(each.answeredBy) ?? 'somebody'}`
  const own = each.askedBy === person
  const open: AuthorizationLine['answers'] = own
    ? [{ answer: 'withdrawn', label: 'Withdraw it', tone: 'plain' }]
    : [
        ...(each.overtakenOn === null ? [{ answer: 'confirmed', label: 'Confirm: show this much of the place', tone: 'main' as const }] : []),
        { answer: 'declined', label: 'Decline it', tone: 'plain' },
      ]
  return {
    id: each.id,
    said: `${each.secrecy === 'city' ? 'Region and city' : 'Open'} until ${dayText(each.untilOn)}, signed by ${each.signedBy} on ${dayText(each.signedOn)}. Asked by ${asked}${answered}.`,
    shows: each.answer === null ? waitingText(each, own) : null,
    state: authorizationState(each, today),
    documentHref: `/documents/${each.documentId}`,
    answers: each.answer === null ? open : [],
    action: `/place-authorizations/${each.id}/answer`,
  }
}

function waitingText({ secrecy, overtakenOn }: Authorization, own: boolean): string {
  if (overtakenOn === null) return willShow[secrecy]
  return `${overtakenText(overtakenOn)} What it signed was about the place as it was. ${own ? 'Withdraw this one' : 'Decline this one'} first, since only one can wait.`
}

const willShow: Record<Authorization['secrecy'], string> = {
  city: 'Once confirmed: region and city may be seen until that day, in lists and search too. Street, postal code and all else are shown on request only.',
  open: 'Once confirmed: coordinators and program managers see street and postal code beside region and city, here and on the center’s page, until that day; they give no reason, and it is not in the log. Region and city may be seen in lists and search too. Coordinates, directions and private phones are still shown on request only.',
}

function authorizationState({ answer, untilOn, overtakenOn }: Authorization, today: Day): State {
  if (answer === null && overtakenOn !== null) return { word: 'cannot be confirmed', tone: 'warn' }
  if (answer === null) return { word: 'waits for a second person', tone: 'calm' }
  if (answer !== 'confirmed') return { word: answer, tone: 'still' }
  return isAfter(today, untilOn) ? { word: 'ended', tone: 'still' } : { word: 'confirmed', tone: 'good' }
}
