import type { InfiniteData } from '@tanstack/react-query'

export type Page<T> = { data: T[]; next_cursor: string | null }
export type Pages<T> = InfiniteData<Page<T>>

/** The same pages with this entry in the place of the one with its id. Whatever has not changed stays the same object. */
export const patchPages = <T extends { id: string }>(
  pages: Pages<T> | undefined,
  entry: T
): Pages<T> | undefined => {
  if (!pages?.pages.some(({ data }) => data.some(({ id }) => id === entry.id))) return pages
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.data.some(({ id }) => id === entry.id)
        ? { ...page, data: page.data.map((one) => (one.id === entry.id ? entry : one)) }
        : page
    )
  }
}
