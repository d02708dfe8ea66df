import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when: string): string => `CREATE TRIGGER ${name} BEFORE ${before} WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`
const today = '(SELECT day FROM register_day)'
const approval = `NEW.review_id IS NOT NULL AND NEW.outcome IN ('approve', 'approve with conditions')`
const leftOut = `x.result IS 'not applicable' AND x.not_applicable_allowed = 1`

/** Vetting that plain SQL could still go round: papers dated ahead (V5), and reviews in which nothing was found (V4, V5). */
const statements = [
  // Only on their way in: an older register may hold such papers, and they stay as they came.
  refuse('a_document_is_not_dated_ahead', 'INSERT ON documents', `NEW.dated_on > ${today}`),
  refuse('a_document_came_by_today', 'INSERT ON documents', `NEW.received_on > ${today}`),

  // V1: what of a center decides which items apply to it: as it is now while a review is open, as it was from its submission on.
  `CREATE VIEW review_traits AS SELECT r.id AS review_id,
      iif(k.kept, json_extract(r.traits, '$.residential'), c.kind IN ('residential shelter', 'transitional housing', 'foster network')) AS residential,
      iif(k.kept, json_extract(r.traits, '$.servesMinors'), EXISTS (SELECT 1 FROM center_populations s JOIN populations p ON p.code = s.population_code
        WHERE s.center_id = c.id AND (p.minors = 1 OR s.from_age < 18))) AS serves_minors,
      iif(k.kept, json_extract(r.traits, '$.country'), c.country) AS country
    FROM reviews r JOIN centers c ON c.id = r.center_id JOIN (SELECT id, state <> 'open' AND traits IS NOT NULL AS kept FROM reviews) k ON k.id = r.id`,
  // The items that apply, each with the finding that stands.
  `CREATE VIEW review_items AS SELECT r.id AS review_id, i.id AS item_id, i.importance, i.evidence_wanted, i.months_good, i.not_applicable_allowed, f.result,
      f.id IS NOT NULL AND f.carried_from IS NULL AS found
    FROM reviews r JOIN review_traits t ON t.review_id = r.id JOIN checklist_items i ON i.checklist_id = r.checklist_id
      LEFT JOIN findings f ON f.review_id = r.id AND f.item_id = i.id
        AND f.revision = (SELECT max(l.revision) FROM findings l WHERE l.review_id = r.id AND l.item_id = i.id)
    WHERE NOT EXISTS (SELECT 1 FROM json_each(i.applies_to) a WHERE CASE a.value WHEN 'residential' THEN NOT t.residential WHEN 'minors' THEN NOT t.serves_minors
      WHEN 'us' THEN t.country <> 'US' WHEN 'outside us' THEN t.country = 'US' END)`,

  // V4
  refuse(
    'a_review_is_submitted_complete',
    'UPDATE OF state ON reviews',
    `NEW.state = 'submitted' AND OLD.state <> 'submitted' AND EXISTS (SELECT 1 FROM review_items WHERE review_id = OLD.id AND NOT found)`,
  ),
  // Else a row could say of itself which items it may leave out.
  refuse(
    'a_submitted_review_keeps_what_applied',
    'UPDATE OF state, traits ON reviews',
    `(NEW.state = 'submitted' AND EXISTS (SELECT 1 FROM review_traits t WHERE t.review_id = OLD.id AND (json_extract(NEW.traits, '$.residential') IS NOT t.residential
        OR json_extract(NEW.traits, '$.servesMinors') IS NOT t.serves_minors OR json_extract(NEW.traits, '$.country') IS NOT t.country)))
      OR (NEW.state = 'decided' AND NEW.traits IS NOT OLD.traits)`,
  ),

  // V5. 'floor' ends months as the program does: from 29 February twelve months reach to 28 February.
  'DROP TRIGGER an_approval_meets_every_critical_item',
  refuse(
    'an_approval_meets_every_critical_item',
    'INSERT ON decisions',
    `${approval} AND EXISTS (SELECT 1 FROM review_items x WHERE x.review_id = NEW.review_id AND x.importance = 'critical' AND NOT (${leftOut})
      AND NOT (x.found AND x.result IS 'met' AND (x.evidence_wanted IS NULL OR EXISTS (
        SELECT 1 FROM finding_evidence e JOIN documents d ON d.id = e.document_id
        WHERE e.review_id = x.review_id AND e.item_id = x.item_id AND e.removed_at IS NULL AND ifnull(d.dated_on, '') <= NEW.effective_on
          AND coalesce(d.expires_on, date(d.dated_on, '+' || x.months_good || ' months', 'floor')) >= NEW.effective_on))))`,
  ),
  // Of an approval with conditions nothing can be said yet: its conditions come after it.
  refuse(
    'an_approval_meets_every_required_item',
    'INSERT ON decisions',
    `NEW.review_id IS NOT NULL AND NEW.outcome = 'approve'
      AND EXISTS (SELECT 1 FROM review_items x WHERE x.review_id = NEW.review_id AND x.importance = 'required' AND NOT (${leftOut}) AND x.result IS NOT 'met')`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
