import { sha256 } from './crypto.ts'

/** A piece of a list, and where the next one begins (null: this was the last). */
export type Page<T> = { data: T[]; next_cursor: string | null }

/** What a list is asked for. `position` is what the cursor stands for: the place after which to go on. */
export type PageRequest = { limit: number; position: string | null }

const check_bytes = 6

/** Hides a position in a word that callers hand back unchanged. */
export const encodeCursor = (position: string): string =>
  Buffer.concat([
    sha256(`cursor ${position}`).subarray(0, check_bytes),
    Buffer.from(position)
  ]).toString('base64url')

/** The position in a cursor, or null when the cursor is not one of ours. */
export const decodeCursor = (cursor: string): string | null => {
  const bytes = Buffer.from(cursor, 'base64url')
  const position = bytes.subarray(check_bytes).toString()
  return encodeCursor(position) === cursor ? position : null
}

/**
 * Makes a page of rows that were selected with `limit + 1`: the row too many only says that there are more.
 * `positionOf` names the place of a row in the order of the list; without it that is its id.
 */
export const toPage = <Row extends { id: string }>(
  rows: Row[],
  limit: number,
  positionOf: (row: Row) => string = (row) => row.id
): Page<Row> => {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return {
    data,
    next_cursor: rows.length > limit && last ? encodeCursor(positionOf(last)) : null
  }
}

/** The same page with its entries as callers see them. */
export const mapPage = <Row, View>(page: Page<Row>, view: (row: Row) => View): Page<View> => ({
  ...page,
  data: page.data.map(view)
})
