import type { Chance } from './chance.ts'

/** Countries by how many of the centers are there; the United States hold a quarter. */
export const countries = [
  ...Array.from({ length: 12 }, () => 'US'),
  ...'KE KE KE IN IN IN TH TH PH PH UG UG NP NP MX MX GT GH'.split(' '),
  ...'NG CO PE BR HT KH VN ID RO UA GR IT GB ZA TZ ET BD LK'.split(' '),
]

export const states = ['Florida', 'Illinois', 'Texas', 'Ohio', 'Georgia', 'Nevada', 'Oregon', 'Maine']

const first = [
  ...'Hope, Harbour, Casa, Maison, Lighthouse, Dawn, River, Cedar, Olive, Anchor, Bridge, Morning, Open, Safe, New'.split(', '),
  ...'Green, Stone, Garden, Sister, Good, Acacia, Baobab, Lotus, Jasmine, Amani, Asha, Nuru, Umoja, Talitha, Ruth'.split(', '),
  ...'Étoile, São Bento, Дом, Надежда, บ้าน, आशा, Ngôi nhà, Ελπίδα, Bethel, Selah'.split(', '),
]
const second = [
  ...'House, Home, Luz, Haven, Gate, Court, Light, Door, Path, Well, Field, Hill, Tree, Table, Roof, Lumière'.split(', '),
  ...'Network, Clinic, Centre, Project, Village, Shelter, Collective, Trust, School, Workshop, Paz, Esperanza'.split(', '),
]
const before = ['Ka', 'Mo', 'Sa', 'Lu', 'Ti', 'Ba', 'Ro', 'Ne', 'Vi', 'Do', 'Cha', 'Pre', 'Wa', 'Jo', 'Su', 'Be']
const middle = ['ra', 'li', 'mo', 'ten', 'sha', 'ri', 'no', 'va', 'du', 'ke', 'la', 'mi', 'bu', 'gan']
const end = ['ndi', 'ville', 'pur', 'ma', 'ton', 'ka', 'ria', 'bad', 'nia', 'sk', 'lo', 'ya']

/** The name of a town that there is not. */
export const townName = (chance: Chance): string => `${chance.of(before)}${chance.of(middle)}${chance.of(end)}`
export const centerName = (chance: Chance): string => `${chance.of(first)} ${chance.of(second)} ${townName(chance)}`
export const personName = (chance: Chance): string => `${chance.of(before)}${chance.of(middle)} ${chance.of(before)}${chance.of(end)}`
