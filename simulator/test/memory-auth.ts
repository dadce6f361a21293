import { inspect } from 'node:util'
import {
  type AuthenticationCreds,
  type AuthenticationState,
  initAuthCreds,
  type SignalDataTypeMap
} from 'baileys'

/** Credentials and keys that live as long as the test. */
export const memoryAuth = (creds: AuthenticationCreds = initAuthCreds()): AuthenticationState => {
  const rows = new Map<string, unknown>()
  return {
    creds,
    keys: {
      get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: { [id: string]: SignalDataTypeMap[T] } = {}
        for (const id of ids) {
          const value = rows.get(`${type} ${id}`)
          if (value) found[id] = structuredClone(value) as SignalDataTypeMap[T]
        }
        return found
      },
      set: async (data) => {
        for (const [type, entries] of Object.entries(data)) {
          for (const [id, value] of Object.entries(entries ?? {})) {
            if (value) rows.set(`${type} ${id}`, structuredClone(value))
            else rows.delete(`${type} ${id}`)
          }
        }
      }
    }
  }
}

/** Says nothing, or with SIM_TEST_LOG what Baileys warns of. */
export const silent = {
  level: process.env.SIM_TEST_LOG ?? 'silent',
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: (...parts: unknown[]) => report(parts),
  error: (...parts: unknown[]) => report(parts)
}

const report = (parts: unknown[]): void => {
  if (process.env.SIM_TEST_LOG) process.stderr.write(`${inspect(parts, { depth: 4 })}\n`)
}
