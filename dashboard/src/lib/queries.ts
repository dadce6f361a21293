import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, type Session } from './api.ts'
import { usePermissions } from './permissions.ts'

const page_entries = 50
const sessions_max = 500

/** Events tell what becomes of numbers; names alone, given in another window, are told by none. */
const sessions_fresh_ms = 60_000

/** Every number of the account, as far as people look through them. */
export const useSessions = () => {
  const { may } = usePermissions()
  return useQuery({
    queryKey: ['sessions'],
    staleTime: sessions_fresh_ms,
    enabled: may('sessions:read'),
    queryFn: async ({ signal }): Promise<Session[]> => {
      const sessions: Session[] = []
      let cursor: string | undefined
      do {
        const page = await api.listSessions({ limit: 100, ...(cursor && { cursor }) }, { signal })
        sessions.push(...page.data)
        cursor = page.next_cursor ?? undefined
      } while (cursor && sessions.length < sessions_max)
      return sessions
    }
  })
}

type Page<T> = { data: T[]; next_cursor: string | null }
type Asked = { limit: number; cursor?: string }

/** A list that is read page after page. */
export const usePages = <T>(
  key: readonly unknown[],
  read: (asked: Asked, signal: AbortSignal) => Promise<Page<T>>,
  options: { refetchInterval?: number } = {}
) => {
  const query = useInfiniteQuery({
    queryKey: key,
    ...options,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      read({ limit: page_entries, ...(pageParam && { cursor: pageParam }) }, signal),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData
  })
  const rows = query.data?.pages.flatMap((page) => page.data)
  const { error, refetch } = query
  return { ...query, rows, loaded: { data: rows, error, refetch } }
}
