import { sql } from 'kysely'

/** Ids as one value, so that a long list has no longer a text of SQL than a short one: `.where('center_id', 'in', among(ids))`; a question is given them as JSON. */
export const among = (ids: readonly number[] | string) => sql<number>`(SELECT value FROM json_each(${Array.isArray(ids) ? JSON.stringify(ids) : ids}))`
