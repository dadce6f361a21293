import { BoundedMap } from '../lib/bounded-map.ts'
import type { Device } from '../phones/phone.ts'
import type { CountedFault, FaultName, FaultSettings, Times } from '../types/types-faults.ts'
import type { BinaryNode } from '../wire/wire.ts'

/** The settings and how often each took effect. Ask `faultOf` or `takeFault` where a fault bites. */
export interface Faults {
  everyone: Partial<FaultSettings>
  readonly by_number: BoundedMap<string, Partial<FaultSettings>>
  readonly applied: FaultCounts
  readonly applied_by_number: BoundedMap<string, FaultCounts>
  readonly held_receipts: Set<HeldReceipt>
}

/** A receipt that a fault keeps from its device. */
export interface HeldReceipt {
  readonly device: Device
  readonly receipt: BinaryNode
  /** Set when it only lets "read" go first. */
  readonly until_read: boolean
}

export type FaultCounts = Partial<Record<FaultName, number>>

const NEUTRAL: FaultSettings = {
  delay_ms: 0,
  delay_in_ms: 0,
  silent: false,
  stream_error_code: 503,
  refusal_code: 479,
  refuse_sends: false,
  withhold_acks: false,
  duplicate_acks: false,
  reorder_acks: false,
  drop_before_ack: false,
  drop_before_message: false,
  half_open_at_message: false,
  stream_error_at_message: false,
  corrupt_messages: false,
  absent_messages: false,
  bare_messages: false,
  duplicate_messages: false,
  drop_at_receipt: false,
  refuse_messages: false,
  refuse_questions: false,
  refuse_in_result: false,
  withhold_answers: false,
  stale_groups: false,
  withhold_receipts: false,
  reorder_receipts: false,
  duplicate_receipts: false,
  media_code: 503,
  refuse_uploads: false,
  cut_uploads: false,
  stall_uploads: false,
  refuse_downloads: false,
  stall_downloads: false,
  cut_downloads: false,
  truncate_downloads: false,
  damage_downloads: false,
  endless_downloads: false,
  slow_downloads: false,
  refuse_connections: false,
  refuse_upgrades: false,
  stream_error_at_login: false
}

export const FAULT_NAMES = Object.keys(NEUTRAL) as FaultName[]

const NUMBERS_MAX = 100_000

export const createFaults = (): Faults => ({
  everyone: {},
  by_number: new BoundedMap(NUMBERS_MAX),
  applied: {},
  applied_by_number: new BoundedMap(NUMBERS_MAX),
  held_receipts: new Set()
})

export const setFaults = (
  faults: Faults,
  number: string | undefined,
  settings: Partial<FaultSettings>
): void => {
  if (number === undefined) Object.assign(faults.everyone, settings)
  else faults.by_number.set(number, { ...faults.by_number.get(number), ...settings })
}

/** Ends some faults of a number or of everybody, and leaves the others. */
export const unsetFaults = (
  faults: Faults,
  number: string | undefined,
  names: FaultName[]
): void => {
  const settings = number === undefined ? faults.everyone : faults.by_number.get(number)
  for (const name of names) delete settings?.[name]
}

/** Ends all faults of a number; without one, all there are. */
export const clearFaults = (faults: Faults, number?: string): void => {
  if (number !== undefined) {
    faults.by_number.set(number, {})
    return
  }
  faults.everyone = {}
  faults.by_number.clear()
}

export const faultOf = <K extends FaultName>(
  faults: Faults,
  number: string,
  name: K
): FaultSettings[K] =>
  faults.by_number.get(number)?.[name] ?? faults.everyone[name] ?? NEUTRAL[name]

/** Whose fault it is where both somebody and a group may have one: the group's, if it has any. */
export const faultedName = (
  faults: Faults,
  name: FaultName,
  { number }: { number: string },
  group: { jid: string } | undefined
): string => (group && faults.by_number.get(group.jid)?.[name] !== undefined ? group.jid : number)

/** True, and counted, as many times as the fault was set to happen. */
export const takeFault = (faults: Faults, number: string, name: CountedFault): boolean => {
  const own = faults.by_number.get(number)
  const settings = own?.[name] !== undefined ? own : faults.everyone
  const left: Times = settings[name] ?? false
  if (left === false || left === 0) return false
  if (left !== true) settings[name] = left - 1
  countFault(faults, number, name)
  return true
}

/** Notes that a fault took effect, so that a test can prove it did. */
export const countFault = (faults: Faults, number: string, name: FaultName): void => {
  faults.applied[name] = (faults.applied[name] ?? 0) + 1
  const counts = faults.applied_by_number.get(number) ?? {}
  counts[name] = (counts[name] ?? 0) + 1
  faults.applied_by_number.set(number, counts)
}
