import assert from 'node:assert/strict'
import type { Db, Tx } from '../src/lib/db.ts'

type Plan = {
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

/** The blocks that an explained statement read. */
export const blocksOf = (rows: { 'QUERY PLAN': { Plan: Plan }[] }[]): number => {
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  assert.ok(plan)
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
}

/** The tables that an explained statement reads from one end to the other. */
export const scannedBy = (rows: { 'QUERY PLAN': { Plan: Plan }[] }[]): string[] => {
  const scanned = ({ Plans = [], ...node }: Plan): string[] => [
    ...(node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []),
    ...Plans.flatMap(scanned)
  ]
  return (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => scanned(Plan))
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
