/**
 * What goes wrong on purpose. A setting holds for one number (the account or phone it happens to)
 * or for everybody; a number's own setting comes first. Add a fault here with its neutral value,
 * and ask `faultOf` or `takeFault` at the place where it bites.
 */
export interface FaultSettings {
  /** Everything the server sends waits this long. */
  delay_ms: number
  /** Messages are taken and delivered, but the sender never hears `ack`. */
  withhold_acks: boolean
  /** The next so many messages to this number's linked devices arrive damaged. */
  corrupt_messages: number
  /** The next so many messages can't be decrypted by this phone. */
  refuse_messages: number
}

export interface Faults {
  everyone: Partial<FaultSettings>
  by_number: Map<string, Partial<FaultSettings>>
}

const NEUTRAL: FaultSettings = {
  delay_ms: 0,
  withhold_acks: false,
  corrupt_messages: 0,
  refuse_messages: 0
}

export const FAULT_NAMES = Object.keys(NEUTRAL) as (keyof FaultSettings)[]

export const createFaults = (): Faults => ({ everyone: {}, by_number: new Map() })

export const setFaults = (
  faults: Faults,
  number: string | undefined,
  settings: Partial<FaultSettings>
): void => {
  if (number === undefined) Object.assign(faults.everyone, settings)
  else faults.by_number.set(number, { ...faults.by_number.get(number), ...settings })
}

export const clearFaults = (faults: Faults, number?: string): void => {
  if (number !== undefined) {
    faults.by_number.delete(number)
    return
  }
  faults.everyone = {}
  faults.by_number.clear()
}

export const faultOf = <K extends keyof FaultSettings>(
  faults: Faults,
  number: string,
  name: K
): FaultSettings[K] =>
  faults.by_number.get(number)?.[name] ?? faults.everyone[name] ?? NEUTRAL[name]

/** True as many times as the fault was set to happen. */
export const takeFault = (
  faults: Faults,
  number: string,
  name: 'corrupt_messages' | 'refuse_messages'
): boolean => {
  const own = faults.by_number.get(number)
  const settings = own?.[name] !== undefined ? own : faults.everyone
  const left = settings[name] ?? 0
  if (left <= 0) return false
  settings[name] = left - 1
  return true
}
