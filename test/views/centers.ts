import type { AllExtremes } from './extremes.ts'
import { centerSections, fullHistory } from './center-sections.ts'
import { decisions } from './decisions.ts'
import { documents } from './documents.ts'
import { locations } from './locations.ts'
import { needs } from './needs.ts'
import { payments } from './payments.ts'
import { fullFacts, fullHead, fullNotice, smallHead } from './pieces.ts'
import { reviews } from './reviews.ts'
import { hostile } from './text.ts'

/** A center's page: every section at its smallest, and every one at its fullest. */
export const centers: Pick<AllExtremes, 'centers/show'> = {
  'centers/show': {
    smallest: {
      title: 'A',
      head: smallHead,
      hold: null,
      unseen: null,
      standing: decisions['standing/center-section'].smallest,
      conditions: null,
      money: payments['payments/center-section'].smallest,
      needs: needs['needs/center-section'].smallest,
      reviews: reviews['reviews/center-section'].smallest,
      documents: documents['documents/center-section'].smallest,
      place: locations['locations/center-section'].smallest,
      contacts: centerSections['centers/contacts'].smallest,
      services: centerSections['centers/services'].smallest,
      notes: centerSections['centers/notes-section'].smallest,
      beds: centerSections['centers/beds'].smallest,
      about: [],
      history: { rows: [], allHref: '/centers/1/history' },
    },
    fullest: {
      title: hostile,
      head: fullHead,
      hold: fullNotice,
      unseen: fullNotice,
      standing: decisions['standing/center-section'].fullest,
      conditions: decisions['decisions/conditions-section'].fullest,
      money: payments['payments/center-section'].fullest,
      needs: needs['needs/center-section'].fullest,
      reviews: reviews['reviews/center-section'].fullest,
      documents: documents['documents/center-section'].fullest,
      place: locations['locations/center-section'].fullest,
      contacts: centerSections['centers/contacts'].fullest,
      services: centerSections['centers/services'].fullest,
      notes: centerSections['centers/notes-section'].fullest,
      beds: centerSections['centers/beds'].fullest,
      about: fullFacts,
      history: { rows: fullHistory, allHref: '/centers/1/history?a=1&b=2' },
    },
  },
}
