import { forgetGroupKeys } from '../groups/group-keys.ts'
import {
  type Input,
  InputError,
  optionalFlag,
  optionalNumber,
  optionalText,
  text
} from '../lib/input.ts'
import { removeDevice } from '../phones/devices.ts'
import { refuseLogins } from '../phones/login-refusals.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { reinstall } from '../phones/reinstall.ts'
import { forgetSessions } from '../phones/signal.ts'
import type { SimulatorStats } from '../types/types.ts'
import { sendStreamError, stallConnection } from '../wire/connection-faults.ts'
import { node } from '../wire/node.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'
import { resetWorld } from './reset.ts'

export const TROUBLE_CALLS: Record<string, Call> = {
  disconnect: (world, input) => {
    const phone = getPhone(world, input)
    const devices = chosenDevices(phone, input).filter(({ connection }) => connection)
    for (const device of devices) disconnect(device, input)
    return { disconnected: devices.length }
  },
  logout: (world, input) => {
    const devices = chosenDevices(getPhone(world, input), input)
    for (const device of devices) removeDevice(world, device)
    return { removed: devices.length }
  },
  ban: (world, input) => {
    const phone = getPhone(world, input)
    if (optionalFlag(input, 'banned') ?? true) {
      refuseLogins(phone, { reason: 406, code: '', ends_at: null })
    } else phone.login_refusal = null
  },
  forget_sessions: (world, input) => {
    const phone = getPhone(world, input)
    if (phone.signal) forgetSessions(phone.signal)
    forgetGroupKeys(world, phone)
  },
  reinstall: (world, input) => reinstall(world, getPhone(world, input)),
  set_auto_phones: (world, input) => {
    world.options.auto_phones = optionalText(input, 'prefix') ?? null
  },
  stats: (world) => statsOf(world),
  reset: (world) => resetWorld(world)
}

/** The device that is named, or all of the phone's. */
export const chosenDevices = (phone: Phone, input: Input): Device[] => {
  const id = optionalNumber(input, 'device')
  if (id === undefined) return [...phone.devices.values()]
  const device = phone.devices.get(id)
  if (!device) throw new InputError(`${phone.number} has no device ${id}`, 404)
  return [device]
}

const disconnect = (device: Device, input: Input): void => {
  const { connection } = device
  if (!connection) return
  const how = text(input, 'how')
  const code = optionalNumber(input, 'code') ?? 503
  switch (how) {
    case 'drop':
      connection.drop()
      return
    case 'half_open':
      stallConnection(device, connection)
      return
    case 'stream_error':
      sendStreamError(connection, code)
      return
    case 'conflict':
      connection.send(node('stream:error', {}, [node('conflict', { type: 'replaced' })]))
      connection.end()
      return
    case 'deaf':
      connection.deaf = 'wholly'
      return
    case 'deaf_but_for_pings':
      connection.deaf = 'but_for_pings'
      return
    default:
      throw new InputError(
        'how must be drop, half_open, stream_error, conflict, deaf or deaf_but_for_pings'
      )
  }
}

const statsOf = (world: World): SimulatorStats => {
  const { started_at, cpu_start, unknown_iq_kinds, ...counts } = world.stats
  const cpu = process.cpuUsage(cpu_start)
  const devices = [...world.devices_by_noise.values()]
  return {
    ...counts,
    receipts: counts.receipts_in + counts.receipts_out,
    media_uploads: world.media.uploads,
    media_downloads: world.media.downloads,
    connections: world.connections.size,
    accounts: new Set(devices.map(({ phone }) => phone)).size,
    phones: world.phones.size,
    unknown_iq_kinds: Object.fromEntries(unknown_iq_kinds.entries),
    received_kept: world.received.kept,
    received_forgotten: world.received.forgotten,
    queued: devices.reduce((sum, { queue }) => sum + queue.entries.size, 0),
    awaited_acks: [...world.connections].reduce(
      (sum, { awaited_acks }) => sum + awaited_acks.size,
      0
    ),
    queue_dropped: devices.reduce((sum, { queue }) => sum + queue.dropped, 0),
    cpu_ms: Math.round((cpu.user + cpu.system) / 1000),
    rss_bytes: process.memoryUsage.rss(),
    uptime_ms: Date.now() - started_at,
    faults: world.faults.applied
  }
}
