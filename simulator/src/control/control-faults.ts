import { type Input, InputError, optionalFlag, optionalNumber, optionalText } from '../lib/input.ts'
import { heldFor } from '../messages/held-receipts.ts'
import { releaseHeld } from '../messages/receipts-out.ts'
import type { FaultName, FaultReport, FaultSettings, Times } from '../types/types-faults.ts'
import { applyFaults } from '../wire/connection-faults.ts'
import { isGroupJid, normalizeNumber } from '../wire/jid.ts'
import { runLater, type World } from '../world.ts'
import type { Call } from './call.ts'
import { clearFaults, FAULT_NAMES, setFaults, unsetFaults } from './faults.ts'

export const FAULT_CALLS: Record<string, Call> = {
  set_faults: (world, input) => {
    const number = faultNumber(input)
    const settings = readFaults(input)
    const for_ms = optionalNumber(input, 'for_ms')
    setFaults(world.faults, number, settings)
    applyToAll(world)
    if (for_ms === undefined) return
    runLater(world, for_ms, () => endFaults(world, number, Object.keys(settings) as FaultName[]))
  },
  clear_faults: (world, input) => {
    const number = faultNumber(input)
    clearFaults(world.faults, number)
    applyToAll(world)
    releaseHeld(world, number)
  },
  faults: (world, input) => reportOf(world, faultNumber(input)),
  release_receipts: (world, input) => ({ released: releaseHeld(world, faultNumber(input)) })
}

const faultNumber = (input: Input): string | undefined => {
  const number = optionalText(input, 'number')
  if (number === undefined || isGroupJid(number)) return number
  return normalizeNumber(number)
}

/** Faults that are an amount, and those that are on or off; all others happen a number of times. */
const AMOUNTS = new Set<FaultName>([
  'delay_ms',
  'delay_in_ms',
  'stream_error_code',
  'refusal_code',
  'media_code'
])
const SWITCHES = new Set<FaultName>(['silent'])

const readFaults = (input: Input): Partial<FaultSettings> => {
  const known = new Set<string>([...FAULT_NAMES, 'number', 'for_ms'])
  const unknown = Object.keys(input).find((name) => !known.has(name))
  if (unknown) throw new InputError(`there is no fault named ${unknown}`)
  const given = FAULT_NAMES.map((name) => [name, readFault(input, name)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

const readFault = (input: Input, name: FaultName): Times | undefined => {
  if (AMOUNTS.has(name)) return optionalNumber(input, name)
  if (SWITCHES.has(name) || typeof input[name] === 'boolean') return optionalFlag(input, name)
  return optionalNumber(input, name)
}

const endFaults = (world: World, number: string | undefined, names: FaultName[]): void => {
  unsetFaults(world.faults, number, names)
  applyToAll(world)
  if (names.includes('withhold_receipts') || names.includes('reorder_receipts')) {
    releaseHeld(world, number)
  }
}

const applyToAll = (world: World): void => {
  for (const connection of world.connections) applyFaults(world, connection)
}

const reportOf = ({ faults }: World, number: string | undefined): FaultReport => {
  const of_number = number !== undefined
  return {
    settings: (of_number ? faults.by_number.get(number) : faults.everyone) ?? {},
    applied: (of_number ? faults.applied_by_number.get(number) : faults.applied) ?? {},
    receipts_held: heldFor(faults, number).length
  }
}
