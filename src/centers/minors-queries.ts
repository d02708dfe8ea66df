import { sql, type RawBuilder } from 'kysely'

/** As `servesMinors` of a center, said in SQL of the center whose id stands in a column: "centers.id". */
export const servesMinorsIn = (idColumn: string): RawBuilder<0 | 1> =>
  sql<0 | 1>`EXISTS (SELECT 1 FROM center_populations cp JOIN populations p ON p.code = cp.population_code
    WHERE cp.center_id = ${sql.ref(idColumn)} AND (p.minors = 1 OR cp.from_age < 18))`
