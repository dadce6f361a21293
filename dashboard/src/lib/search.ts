import { useNavigate, useRouterState } from '@tanstack/react-router'

/** What an address holds behind its question mark, as the pages use it: texts. */
export type Search = Record<string, string>

/** Keeps these members of an address, when they are texts with something in them. */
export const textsOf =
  (...names: string[]) =>
  (given: Record<string, unknown>): Search =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = given[name]
        return (typeof value === 'string' || typeof value === 'number') && value !== ''
          ? [[name, String(value)]]
          : []
      })
    )

/** The filters of a page live in its address: they survive a reload and can be sent to others. */
export const useSearchParams = (): [Search, (change: Record<string, string | null>) => void] => {
  const search = useRouterState({ select: (state) => state.location.search as Search })
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const navigate = useNavigate()
  const change = (given: Record<string, string | null>): void => {
    const next = { ...search, ...given }
    const kept = Object.fromEntries(
      Object.entries(next).filter(([, value]) => value !== null && value !== '')
    )
    // Who opens something in a list is at the same place of it afterwards.
    navigate({ to: pathname, search: kept as never, replace: true, resetScroll: false })
  }
  return [search, change]
}
