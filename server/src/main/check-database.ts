import { DatabaseUnavailable } from '../lib/database-unavailable.ts'
import type { Db } from '../lib/db.ts'
import { StartError } from './start-error.ts'

/** Makes sure before a process starts that its database answers, lets the role in and has the schema. */
export const checkDatabase = async (db: Db, url: string): Promise<void> => {
  try {
    await db.query('select from subscription_plans limit 1')
  } catch (error) {
    const reason = why(error)
    if (reason === undefined) throw error
    throw new StartError(`The database at ${placeOf(url)} cannot be used: ${reason}`, {
      cause: error
    })
  }
}

const why = (error: unknown): string | undefined => {
  if (error instanceof DatabaseUnavailable) {
    const { message, code } = error.cause as { message?: string; code?: string }
    return `it cannot be reached (${message || code}). Is it running, and is the address right?`
  }
  const { code } = error as { code?: string }
  if (code === '28P01' || code === '28000') return 'it does not accept the user or the password.'
  if (code === '3D000') return 'there is no database of this name.'
  if (code === '42P01') return 'it has no tables yet. Run the migrations first.'
  if (code === '42501') return 'the user may not read it. Use the role made for this service.'
  return undefined
}

/** Host and database, without user and password. */
export const placeOf = (url: string): string => {
  if (!URL.canParse(url)) return 'the configured address'
  const { hostname, port, pathname } = new URL(url)
  return `${decodeURIComponent(hostname)}${port && `:${port}`}${pathname}`
}
