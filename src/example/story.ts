import centerRows from '../../data/example/centers.json' with { type: 'json' }
import countryRows from '../../data/example/countries.json' with { type: 'json' }
import storyRows from '../../data/example/stories.json' with { type: 'json' }
import type { CenterKind } from '../centers/center.ts'
import type { Name } from './world.ts'

/** An invented center, as data/example/centers.json has it. */
export interface ToldCenter {
  organization: string
  name: string
  localName: string | null
  country: string
  kind: CenterKind
  populations: { code: string; fromAge: number | null; toAge: number | null }[]
  languages: string[]
  services: string[]
  beds: number
  /** The state that it is in, where a country's centers are told apart by it, with how a phone number there begins. */
  at?: { region: string; phone: string }
}

/** A review that is not decided. Days count back from today; the target counts forward. */
export interface OpenReview {
  kind: 'initial' | 'renewal'
  opened: number
  target: number
  /** What share of its items has a finding. */
  found: number
  submitted?: number
  returned?: number
  withdrawn?: number
}

/** What happened to one center. `approved`, `declined`, `ago` and `asked` are days back from today; `lastDay`, `due`, `met` and `on` are days from today, below zero when past. */
export interface Story {
  center: string
  lead: Name
  decider: Name
  approved?: number[]
  /** The last approval's last day; as far as V7 lets it when not said. */
  lastDay?: number
  /** Of the last approval. */
  conditions?: { item: string; due: number; met: number | null }[]
  /** An item whose evidence of the last approval expired on a day. */
  expired?: { item: string; on: number }
  /** New evidence came for what went out of date, and nobody has looked at it yet. */
  renewalWaits?: boolean
  declined?: number
  open?: OpenReview
  opening?: { asked: number; effective: number; lastDay: number; answered: number | null }
  steps?: { step: 'suspend' | 'reinstate' | 'close' | 'reopen'; ago: number; by: Name; why: string }[]
}

/** Invented names and places that sound at home in a country. Beyond its states, none of them exists. */
export interface Country {
  country: string
  first: string[]
  family: string[]
  regions: string[]
  cities: string[]
  streets: string[]
  /** Where its organizations are registered. */
  register: string
  /** How a phone number begins of which two digits are left to say: of the US those kept for fiction, elsewhere noughts with which none begins. */
  phone: string
  /** # stands for any digit; empty where letters need no code. */
  postalCode: string
  /** What dollars are paid out in, where banks there do so, and at how much for one. */
  currency?: string
  rate?: string
}

export const stories = storyRows as Story[]
const centers = centerRows as ToldCenter[]
const countries: Country[] = countryRows

export function centerOf({ center }: Story): ToldCenter {
  const told = centers.find(({ name }) => name === center)
  if (!told) throw new Error(`data/example/centers.json has no center called ${center}.`)
  return told
}

export function countryOf(code: string): Country {
  const told = countries.find(({ country }) => country === code)
  if (!told) throw new Error(`data/example/countries.json has no names for ${code}.`)
  return told
}

/** How many days ago the register first knew of a center: a little before whatever came first. */
export function firstKnown({ approved = [], declined, open, opening }: Story): number {
  const reviewed = [...approved, declined].flatMap((ago) => (ago === undefined ? [] : [ago + longestReview]))
  return Math.max(40, ...reviewed, open?.opened ?? 0, opening?.asked ?? 0) + 8
}

/** From the opening of a review to its decision, at the least and at the most. */
export const shortestReview = 40
export const longestReview = 62
