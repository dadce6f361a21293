import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type {
  KindCalls,
  RingCalls,
  SimulatorClient,
  SimulatorInfo,
  SimulatorOptions
} from './types/types.ts'
import type { ChatCalls } from './types/types-chats.ts'

export { scanCodes } from './phones/scan-codes.ts'
export type * from './types/types.ts'

export interface SpawnedSimulator {
  client: SimulatorClient
  info: SimulatorInfo
  pid: number
  stop(): Promise<void>
}

/** A client of a running simulator. A refused call becomes an Error with the refusal's text. */
export const connectSimulator = (control_url: string): SimulatorClient => {
  const call = async <T>(name: string, input: object = {}): Promise<T> => {
    const response = await fetch(`${control_url}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input)
    })
    const body = (await response.json()) as T & { error?: string }
    if (!response.ok) throw new Error(body.error ?? `the simulator answered ${response.status}`)
    return body
  }
  const about =
    (name: string) =>
    <T>(number: string, input: object = {}): Promise<T> =>
      call<T>(name, { number, ...input })

  return {
    createPhone: (options) => call('create_phone', options),
    createPhones: (count, options) => call('create_phones', { count, ...options }),
    updatePhone: about('update_phone'),
    phone: about('phone'),
    scan: (number, qr) => call('scan', { number, qr }),
    enterCode: (number, code) => call('enter_code', { number, code }),
    say: about('say'),
    ...chatCalls(about),
    setProfile: about('set_profile'),
    muteStatuses: about('mute_statuses'),
    block: about('block'),
    sendMedia: about('send_media'),
    expireMedia: (input) => call('expire_media', input),
    ...kindCalls(about),
    edit: about('edit'),
    revoke: about('revoke'),
    sayMany: (list) => call('say_many', { list }),
    received: about('received'),
    waitReceived: about('wait_received'),
    read: about('read'),
    played: about('played'),
    delivered: about('delivered'),
    sentStatus: (number, id) => call('sent_status', { number, id }),
    typing: about('typing'),
    presence: about('presence'),
    disconnect: about('disconnect'),
    logout: about('logout'),
    ban: about('ban'),
    refuseLogins: about('refuse_logins'),
    setLimits: about('set_limits'),
    limits: about('limits'),
    sendStanza: (number, stanza) => call('send_stanza', { number, stanza }),
    setSeason: (input) => call('set_season', input),
    setBuildMin: (input) => call('set_build_min', input),
    setPasskey: (number, credential) => call('set_passkey', { number, ...credential }),
    signPasskey: (number, options) => call('sign_passkey', { number, options }),
    passkeyCode: about('passkey_code'),
    refreshCodes: (input) => call('refresh_codes', input),
    forgetSessions: about('forget_sessions'),
    reinstall: about('reinstall'),
    setFaults: (input) => call('set_faults', input),
    clearFaults: (input) => call('clear_faults', input),
    faults: (input) => call('faults', input),
    releaseReceipts: (input) => call('release_receipts', input),
    setAutoPhones: (input) => call('set_auto_phones', input),
    createGroup: about('create_group'),
    group: (id) => call('group', { id }),
    changeGroup: about('change_group'),
    joinGroup: about('join_group'),
    leaveGroup: about('leave_group'),
    ...ringCalls(about),
    makeChannel: about('make_channel'),
    channel: about('channel'),
    setChannelState: about('set_channel_state'),
    leaveOut: (input) => call('leave_out', input),
    push: about('push'),
    extras: () => call('extras'),
    audit: (input) => call('audit', input),
    sentAddresses: about('sent_addresses'),
    stats: () => call('stats'),
    reset: () => call('reset')
  }
}

type About = (name: string) => <T>(number: string, input?: object) => Promise<T>

const ringCalls = (about: About): RingCalls => ({
  ring: about('ring'),
  hangUp: about('hang_up'),
  ringing: about('ringing')
})

const chatCalls = (about: About): ChatCalls => ({
  chats: about('chats'),
  keptMessage: about('kept_message'),
  modifyChat: about('modify_chat'),
  saveContacts: about('save_contacts'),
  setLabel: about('set_label'),
  labelChat: about('label_chat'),
  appState: about('app_state')
})

const kindCalls = (about: About): KindCalls => ({
  sendLocation: about('send_location'),
  react: about('react'),
  sendContent: about('send_content'),
  reactSealed: about('react_sealed'),
  vote: about('vote'),
  comment: about('comment'),
  respond: about('respond')
})

/** Starts the simulator as a process of its own and waits until it is ready. */
export const spawnSimulator = async (options: SimulatorOptions = {}): Promise<SpawnedSimulator> => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  // Started alone it is in the autumn; a program says what it wants.
  const wanted = { autumn: false, ...options }
  const child = spawn(process.execPath, [main, ...argumentsFor(wanted)], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const complaint: string[] = []
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    complaint.push(part)
    if (complaint.length > 50) complaint.shift()
  })
  const exited = once(child, 'exit')
  const line = await firstLine(child.stdout, exited)
  if (line === null || child.pid === undefined) {
    throw new Error(`the simulator did not start: ${complaint.join('').trim()}`)
  }
  child.stdout.resume()
  const info = JSON.parse(line) as SimulatorInfo
  return {
    client: connectSimulator(info.control_url),
    info,
    pid: child.pid,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await exited
    }
  }
}

const firstLine = (
  output: NodeJS.ReadableStream,
  exited: Promise<unknown>
): Promise<string | null> => {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const lines = createInterface({ input: output })
  lines.once('line', resolve)
  exited.then(
    () => resolve(null),
    () => resolve(null)
  )
  return promise.finally(() => lines.close())
}

/** Option names and flags are the same words, written as each side likes them. */
const argumentsFor = (options: SimulatorOptions): string[] =>
  Object.entries(options).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [`--${name.replaceAll('_', '-')}`, String(value)]
  )
