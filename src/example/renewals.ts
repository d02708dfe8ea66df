import { askForOpening, answerOpening } from '../openings/service.ts'
import { getCenter } from '../centers/queries.ts'
import { listRenewableItems } from '../renewals/item-queries.ts'
import { findDecidedReview } from '../renewals/queries.ts'
import { answerRenewal, renewEvidence } from '../renewals/service.ts'
import { paper } from './papers.ts'
import { renewedItems, renewedPapers } from './reviews.ts'
import { stories, type Story } from './story.ts'
import { scopeOf } from './vetting.ts'
import { centerCalled, type World } from './world.ts'

/** How often what is good for six months is shown anew. */
const daysBetweenRenewals = 165

/** Papers that were renewed between reviews, and approvals that were taken over from before the register began. */
export function planRenewals(world: World): void {
  for (const story of stories) {
    planOpening(world, story)
    const decided = story.approved ?? []
    for (const [index, ago] of decided.entries()) {
      const next = decided[index + 1] ?? -1
      // Papers are dated two weeks before the decision: six months from then on they must have been renewed.
      for (let due = ago + 15 - daysBetweenRenewals; due > next; due -= daysBetweenRenewals) {
        const isLast = due - daysBetweenRenewals <= next && next === -1
        planRenewal(world, story, due, isLast && story.renewalWaits === true)
      }
    }
  }
}

/** Added by the center's lead, accepted by a manager two days later; or, where it waits, left until now. */
function planRenewal(world: World, story: Story, ago: number, waits: boolean): void {
  world.ago(waits ? 2 : ago, async () => {
    const center = centerCalled(world, story.center)
    const reviewId = await findDecidedReview(world.reader, center, world.today())
    if (reviewId === null) return
    const wanted = await listRenewableItems(world.reader, reviewId)
    for (const code of renewedItems.filter((each) => wanted.some((item) => item.code === each))) {
      const form = { item: code, title: renewedPapers[code] ?? code, datedOn: world.today(), expiresOn: null }
      const id = await renewEvidence(world.writer, world.as(story.lead), center, form, paper(form.title))
      if (waits) continue
      world.after(2, async () => {
        await answerRenewal(world.writer, world.as(story.decider), id, { answer: 'accepted', reason: null })
      })
    }
  })
}

function planOpening(world: World, story: Story): void {
  const { opening } = story
  if (!opening) return
  world.ago(opening.asked, async () => {
    const id = centerCalled(world, story.center)
    const scope = scopeOf(await getCenter(world.reader, id))
    const title = 'Letter of approval from before the register'
    const form = {
      effective: world.end.subtract({ days: opening.effective }),
      valid: world.end.add({ days: opening.lastDay }),
      populations: scope.populations,
      fromAge: scope.fromAge,
      toAge: scope.toAge,
      people: null,
      stay: null,
      rationale: 'Approved by the committee of that time after a visit; the letter is attached.',
      title,
    }
    const asked = await askForOpening(world.writer, world.as(story.lead), id, form, paper(title))
    if (opening.answered !== null)
      world.ago(opening.answered, async () => {
        await answerOpening(world.writer, world.as(story.decider), asked, 'taken over')
      })
  })
}
