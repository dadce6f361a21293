import { isPnUser, jidDecode, type SignalRepositoryWithLIDStore } from 'baileys'
import { LRUCache } from 'lru-cache'
import { expectFunction } from './expect-function.ts'

type Mapping = SignalRepositoryWithLIDStore['lidMapping']

const without_lid_max = 1_000
/** So long a number for which the server named no LID is not asked about again. */
const without_lid_ms = 600_000

/** By mapping: the question for many at once, as Baileys has it. */
const ask_at_once = new WeakMap<Mapping, Mapping['getLIDsForPNs']>()

/** By mapping: numbers without a LID, as far as anybody knows. */
const without_lid = new WeakMap<Mapping, LRUCache<string, true>>()

/**
 * Lets a known number's LID be found without the detour that Baileys takes for it, seven times for each message; and lets
 * one that has none be asked about once, instead of as often. Asked for several, Baileys wants addresses for which to fetch
 * keys, and fetches none for those it gets no LID of: they stand for themselves.
 */
export const cacheLidLookups = (mapping: Mapping): void => {
  const { mappingCache } = mapping as unknown as {
    mappingCache: { get(name: string): string | undefined }
  }
  expectFunction(mappingCache, 'get')
  expectFunction(mapping, 'getLIDsForPNs')
  const find = mapping.getLIDsForPNs.bind(mapping)
  const none = new LRUCache<string, true>({ max: without_lid_max, ttl: without_lid_ms })
  without_lid.set(mapping, none)
  ask_at_once.set(mapping, find)

  mapping.getLIDForPN = async (pn) => {
    const { user = '', device } = jidDecode(pn) ?? {}
    if (isPnUser(pn)) {
      const lid = mappingCache.get(`pn:${user}`)
      if (lid) return device ? `${lid}:${device}@lid` : `${lid}@lid`
      if (none.has(user)) return null
    }
    const [found] = (await find([pn])) ?? []
    if (!found && isPnUser(pn)) none.set(user, true)
    return found?.lid ?? null
  }
  mapping.getLIDsForPNs = (pns) =>
    Promise.all(pns.map(async (pn) => ({ pn, lid: (await mapping.getLIDForPN(pn)) ?? pn })))
}

/** The LIDs of numbers, of which WhatsApp is asked for all that are not known in one question. Who has none is left out. */
export const lidsOf = async (mapping: Mapping, pns: string[]): Promise<Map<string, string>> => {
  const find = ask_at_once.get(mapping)
  if (!find || pns.length === 0) return new Map()
  const found = (await find(pns)) ?? []
  return new Map(found.map(({ pn, lid }) => [pn, lid]))
}

/** Lets the server be asked once more for the LID of a number that had none. */
export const askAgainForLid = (mapping: Mapping, pn: string): void => {
  without_lid.get(mapping)?.delete(jidDecode(pn)?.user ?? '')
}
