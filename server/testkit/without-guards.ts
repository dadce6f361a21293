import type { Db, Tx } from '../src/lib/db.ts'

/** Where a statement says whose rows it wants. */
const guard = /\b(?:\w+\.)?tenant_id = (\$\d+)(?:::text)?/g

/** The statement without the nth of its conditions on the tenant, for each of them. */
export const withoutEachGuard = (text: string): string[] =>
  [...text.matchAll(guard)].map(
    ({ index, 0: found, 1: parameter }) =>
      `${text.slice(0, index)}${parameter}::text is not null${text.slice(index + found.length)}`
  )

export type Tried = {
  /** Statements that were made without one of their conditions. */
  variants: Set<string>
  /** Those that gave other rows then: nothing but the condition had kept them apart. */
  told_apart: Set<string>
  /** Those that could not be made, with the reason. */
  failed: Map<string, string>
}

/**
 * The database, with every statement of a tenant made once more for each of its conditions `tenant_id = …`, without that
 * one, before it is made itself. What it would have changed is taken back.
 */
export const withoutGuards = (db: Db, tried: Tried): Db => ({
  ...db,
  ofTenant: (tenant) => ({
    query: (text, values, name) =>
      db.withTenant(tenant, (tx) => doubled(tx, tried).query(text, values, name))
  }),
  withTenant: (tenant, work, limits) =>
    db.withTenant(tenant, (tx) => work(doubled(tx, tried)), limits)
})

const doubled = (tx: Tx, tried: Tried): Tx => ({
  ...tx,
  query: async (text, values, name) => {
    const answers: [string, unknown[] | null][] = []
    for (const variant of withoutEachGuard(text)) {
      await tx.query('savepoint variant')
      tried.variants.add(variant)
      const rows = await tx.query(variant, values).catch((error: Error) => {
        tried.failed.set(variant, error.message)
        return null
      })
      await tx.query('rollback to variant')
      answers.push([variant, rows])
    }
    const rows = await tx.query(text, values, name)
    for (const [variant, others] of answers)
      if (others && !isSame(text, others, rows)) tried.told_apart.add(variant)
    // biome-ignore lint/suspicious/noExplicitAny: the rows are those of the statement itself
    return rows as any
  }
})

/** Of what writes the number of rows counts: the rows themselves have new ids and times. */
const isSame = (text: string, some: unknown[], others: unknown[]): boolean =>
  /^\s*select/i.test(text)
    ? JSON.stringify(some) === JSON.stringify(others)
    : some.length === others.length
