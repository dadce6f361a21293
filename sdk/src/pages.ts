type Page<T> = { data: T[]; next_cursor: string | null }

/**
 * Every entry of a list, page after page: `for await (const message of everyOf(client.listMessages, { session_id }))`. The next
 * page is fetched when it is needed.
 */
export async function* everyOf<A extends { cursor?: string }, T, O>(
  list: (args?: A, options?: O) => Promise<Page<T>>,
  args?: A,
  options?: O
): AsyncGenerator<T> {
  let cursor = args?.cursor
  for (;;) {
    const page = await list({ ...(args as A), ...(cursor !== undefined && { cursor }) }, options)
    yield* page.data
    if (page.next_cursor === null) return
    cursor = page.next_cursor
  }
}
