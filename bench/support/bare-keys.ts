import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from 'baileys'

/** Keys by kind and id. */
export type KeptKeys = Map<string, unknown>

/** Keys as the simplest program would keep them: in memory, lost with the process unless it saves them. */
export const keysInMemory = (kept: KeptKeys): SignalKeyStore => ({
  get: <T extends keyof SignalDataTypeMap>(kind: T, ids: string[]) => {
    const found: Record<string, SignalDataTypeMap[T]> = {}
    for (const id of ids) {
      const value = kept.get(`${kind} ${id}`)
      if (value !== undefined) found[id] = value as SignalDataTypeMap[T]
    }
    return found
  },
  set: (data: SignalDataSet) => {
    for (const [kind, values] of Object.entries(data)) {
      for (const [id, value] of Object.entries(values)) {
        if (value === null || value === undefined) kept.delete(`${kind} ${id}`)
        else kept.set(`${kind} ${id}`, value)
      }
    }
  }
})
