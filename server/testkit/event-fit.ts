import assert from 'node:assert/strict'
import { z } from 'zod'
import { canonicalJson } from '../src/lib/canonical-json.ts'
import type { Db } from '../src/lib/db.ts'
import { event_types } from '../src/schemas/events.ts'

const of_tests = new Set<string>()

/** Data that a test has made up: they need not be those of their event. */
export const noteTestData = (data: unknown): void => {
  of_tests.add(canonicalJson(data))
}

/** What is wrong with the data of an event: they lack what their type promises, or have what nobody knows of. Null: nothing. */
export const misfitOf = (type: string, data: unknown): string | null => {
  if (of_tests.has(canonicalJson(data))) return null
  const found = new Map<string, { data: z.ZodObject }>(Object.entries(event_types)).get(type)
  if (!found) return `${type} is no type of event`
  const read = z.safeDecode(found.data, data as z.input<z.ZodObject>)
  if (!read.success) return `${type}: ${z.prettifyError(read.error)}`
  const [documented, told] = [canonicalJson(z.encode(found.data, read.data)), canonicalJson(data)]
  return documented === told ? null : `${type}: documented is ${documented}, told was ${told}`
}

/** Sees that every event of a database has the data that its type promises. */
export const checkEvents = async (owner: Db): Promise<void> => {
  const rows = await owner.query<{ type: string; data: unknown }>('select type, data from events')
  const misfits = rows.flatMap(({ type, data }) => misfitOf(type, data) ?? [])
  assert.deepEqual(misfits.slice(0, 3), [], 'events that are not as they are documented')
}
