import assert from 'node:assert/strict'
import type { Db, Tx } from '../src/lib/db.ts'

type Plan = { 'Shared Hit Blocks': number; 'Shared Read Blocks': number }

/** The blocks that an explained statement read. */
export const blocksOf = (rows: { 'QUERY PLAN': { Plan: Plan }[] }[]): number => {
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  assert.ok(plan)
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
}

/** The blocks that all statements of this work read. */
export const blocksOfAll = async (
  db: Db,
  work: (tx: Pick<Tx, 'query'>) => Promise<unknown>
): Promise<number> => {
  let blocks = 0
  const query: Tx['query'] = async (text, values) => {
    blocks += blocksOf(await db.query(`explain (analyze, buffers, format json) ${text}`, values))
    return db.query(text, values)
  }
  await work({ query })
  return blocks
}
