import { atOneMoment, type Reader } from '../db/database.ts'
import { answerQuestions } from '../db/thread.ts'
import { loadTerms } from './amount-queries.ts'
import type { FoundRows, Question } from './apart-queries.ts'
import { measure } from './measure-queries.ts'
import { listFigureRows } from './row-queries.ts'
import type { FigureRow } from './row.ts'
import { loadSummary } from './summary-queries.ts'

// The thread in which reports are worked out that read rows. It knows nothing of who asks.

async function answer(db: Reader, question: Question): Promise<unknown> {
  switch (question.what) {
    case 'summary':
      return loadSummary(db, question.days, question.currency)
    case 'page': {
      const { key, days, currency, part, paging } = question
      const terms = await loadTerms(db, days, currency, part)
      return { ...(await listFigureRows(db, key, terms, paging)), measure: await measure(db, key, terms) } satisfies FoundRows
    }
    case 'rows': {
      const { key, days, currency, part } = question
      return (await listFigureRows(db, key, await loadTerms(db, days, currency, part), everything)).rows satisfies FigureRow[]
    }
    default:
      return question satisfies never
  }
}

const everything = { limit: Number.MAX_SAFE_INTEGER, offset: 0 }

// Other changes go on meanwhile, and a report is of one moment.
answerQuestions((db, question) => atOneMoment(db, () => answer(db, question as Question)))
