import {
  type AuthenticationCreds,
  type BinaryNode,
  BufferJSON,
  initAuthCreds,
  jidNormalizedUser
} from 'baileys'
import type { Log } from '../../lib/log.ts'
import type { After } from '../../lib/timer-wheel.ts'
import type { CloseReason, Connection, ConnectionChange } from '../contract.ts'
import { createProxyAgents } from '../proxy/agents.ts'
import { createDial, type DialOptions } from '../proxy/dial.ts'
import { createAddresses } from './addresses/addresses.ts'
import { createMemberLists } from './addresses/member-lists.ts'
import { type AppState, createAppState } from './appstate/app-state.ts'
import type { BorderOptions } from './border.ts'
import { type Ask, createAsk } from './calls/ask.ts'
import { openCalls } from './calls/open-calls.ts'
import { type ConnectionEnd, createConnectionEnd } from './connection-end.ts'
import { listenForAcks } from './events/acks.ts'
import { listenForConnection } from './events/connection.ts'
import { listenForGroupNews } from './events/group-news.ts'
import { listenForGroups } from './events/groups.ts'
import { listenForLimits } from './events/limits.ts'
import { listenForMessages } from './events/messages.ts'
import { createPhoneCalls } from './events/phone-calls.ts'
import { listenForReceipts } from './events/receipts.ts'
import { createStatusStanzas } from './events/status-stanzas.ts'
import { listenForTyping } from './events/typing.ts'
import { createAcknowledge, listenForUnhandled } from './events/unhandled.ts'
import { listenForUnnamedGroups } from './events/unnamed-groups.ts'
import { createFiles } from './files/files.ts'
import { createKeyHolders } from './keys/key-holders.ts'
import { createKeyStore, type KeyCache } from './keys/key-store.ts'
import { createSignalRepository } from './keys/signal-repository.ts'
import { logOut } from './linking/log-out.ts'
import { recordInbound } from './messages/inbound.ts'
import { readRawForms } from './messages/raw-form.ts'
import { createResends } from './messages/resends.ts'
import { createSend } from './messages/send.ts'
import { sentMessage } from './messages/sent-message.ts'
import { guardSocket } from './socket/guard-socket.ts'
import { browser, openSocket } from './socket/open-socket.ts'
import { gateOutput } from './socket/output-gate.ts'
import { rawSocketOf } from './socket/raw-socket.ts'

/** What all connections of a worker have in common. */
export type Shared = {
  endpoint: { waWebSocketUrl?: string }
  cache: KeyCache
  after: After
  proxies: DialOptions
}

/**
 * Opens the connection of one session. Whatever lives as long as it is made here: its credentials, keys and socket, what
 * listens to the socket (`events/`), and how it ends (`connection-end.ts`).
 */
export const openConnection = (options: BorderOptions, shared: Shared, log: Log): Connection => {
  const { journal } = options
  const end = createConnectionEnd(options.changed)
  const changed = (change: ConnectionChange): void => {
    if (!end.over.aborted) options.changed(change)
  }
  const base = openWithKeys(options, shared, end, log)
  const { socket, creds, own, numberOfLid, gone } = base
  // Reported as closed only when the socket is.
  const giveUp = (reason: CloseReason, detail: string): void => {
    end.fault(reason, detail)
    void socket.end(undefined)
  }

  const acks = listenForAcks(socket)
  end.whenOver(acks.interrupt)
  guardSocket(socket, {
    linked: !!creds.account,
    after: shared.after,
    journal,
    heard: options.heard,
    changed,
    giveUp,
    log
  })
  base.holders.listen(socket)
  const ask = createAsk(socket)
  listenForUnnamedGroups(socket, { stored: options.keys, ask, journal, over: end.over, log })
  const app_state = appStateOf(base, options, { ask, over: end.over, log })
  listenForUnhandled(socket, { ...base, journal, app_state, log })
  gateOutput(socket, journal, (error) =>
    end.closedHere({ reason: 'lost', detail: `nothing can be sent: ${(error as Error).message}` })
  )
  const offer = listenForConnection(socket, creds, browser, {
    over: () => end.over.aborted,
    changed: (change) => {
      changed(change)
      if (change.type !== 'connected' || end.over.aborted) return
      base.catchUp()
      app_state.catchUp()
    },
    closed: end.socketClosed,
    ranOut: () => giveUp('qr_expired', 'all codes were shown'),
    failed: (error) => giveUp('lost', `no code can be shown: ${(error as Error).message}`),
    saveCredentials: base.saveCredentials
  })
  const calls = callsThrough(base, { end, offer, changed, giveUp, ask, app_state, acks, journal })
  const readLimits = listenForLimits(socket, changed, (error) =>
    log.debug({ err: error }, 'limits cannot be read now')
  )
  listenForMessages(socket, { keys: base.holders.keys, stanzas: base.stanzas, log })
  listenForReceipts(socket, { journal, acks, own })
  listenForTyping(socket, { journal, numberOfLid, log })

  return {
    send: createSend(socket, { ...base, ask, acks, journal, stored: options.keys, over: end.over }),
    numberOf: async (lid) => normalized(await numberOfLid(lid)),
    get offer_ends_at() {
      return offer.ends_at
    },
    calls,
    files: base.files,
    readLimits,
    logout: () => logOut(socket, creds.me?.id, end),
    close: async () => {
      end.closedHere({ reason: 'closed_by_us', detail: '' })
      await socket.end(undefined)
      // Closing may have begun before.
      await gone
    }
  }
}

/** What the account sets on its devices, as far as this connection hears of it. */
const appStateOf = (
  { socket, creds, holders, files, numberOfLid }: ReturnType<typeof openWithKeys>,
  { journal, keys: stored }: BorderOptions,
  more: { ask: Ask; over: AbortSignal; log: Log }
): AppState =>
  createAppState({
    socket,
    creds,
    keys: holders.keys,
    files,
    numberOfLid,
    journal,
    stored,
    ...more
  })

/** The only way to WhatsApp of a session that has a proxy. */
const proxyOf = (
  { proxy }: BorderOptions,
  { endpoint, proxies }: Pick<Shared, 'endpoint' | 'proxies'>,
  fault: ConnectionEnd['fault']
) =>
  proxy &&
  createProxyAgents(createDial(proxy, proxies), endpoint.waWebSocketUrl, (failure) =>
    fault(failure.reason, failure.message)
  )

/** What the connection can be asked. */
const callsThrough = (
  { socket, creds, lidOf, addresses, phone_calls, group_news }: ReturnType<typeof openWithKeys>,
  more: Omit<
    Parameters<typeof openCalls>[0],
    'socket' | 'creds' | 'lidOf' | 'addresses' | 'phone_calls' | 'group_news'
  >
): Connection['calls'] =>
  openCalls({ ...more, socket, creds, lidOf, addresses, phone_calls, group_news })

const normalized = (jid: string | null): string | null => jid && jidNormalizedUser(jid)

/** The socket of a session, with its credentials and keys. */
const openWithKeys = (
  options: BorderOptions,
  { endpoint, cache, proxies }: Shared,
  { fault, over }: ConnectionEnd,
  log: Log
) => {
  const { journal, keys: stored } = options
  const creds: AuthenticationCreds = options.credentials
    ? JSON.parse(Buffer.from(options.credentials).toString('utf8'), BufferJSON.reviver)
    : initAuthCreds()
  const own = () => ({ jid: creds.me?.id, lid: creds.me?.lid })
  const store = createKeyStore(options.cache_scope, journal, stored, cache, options.lidMapped)
  const holders = createKeyHolders(store, journal, stored, own, log)
  /** The stanza to which each ciphertext belongs. */
  const stanzas = new WeakMap<Uint8Array, BinaryNode>()
  const resends = createResends(journal, stored, own, log)
  const members = createMemberLists(journal, own, (group) => groups.noteMetadata(group))
  const mapping = () => socket.signalRepository.lidMapping
  const numberOfLid = (lid: string): Promise<string | null> => mapping().getPNForLID(lid)
  const lidOf = (jid: string): Promise<string | null> => mapping().getLIDForPN(jid)
  const status_stanzas = createStatusStanzas(createAcknowledge(() => socket, own, log))
  const inbound = recordInbound({
    ...options,
    stored,
    own,
    numberOfLid,
    lidOfNumber: lidOf,
    recorded: status_stanzas.recorded,
    resends,
    log
  })
  const proxy = proxyOf(options, { endpoint, proxies }, fault)
  const socket = openSocket({
    endpoint,
    proxy,
    client_build: options.client_build,
    auth: { creds, keys: holders.keys },
    cachedGroupMetadata: members.take,
    makeSignalRepository: createSignalRepository(holders.keys, stanzas, inbound),
    getMessage: (key) =>
      sentMessage(key, { stored, sentFile: options.sentFile, files, lidOf, own }),
    log
  })
  const groups = listenForGroups(socket, { journal })
  const files = createFiles(socket, {
    agent: proxy?.fetchAgent,
    ws_url: endpoint.waWebSocketUrl,
    own_jid: () => creds.me?.id,
    log
  })
  const gone = new Promise<void>((resolve) => rawSocketOf(socket).once('close', () => resolve()))
  if (proxy) void gone.then(proxy.close)
  return {
    socket,
    creds,
    own,
    holders,
    stanzas,
    status_stanzas,
    numberOfLid,
    lidOf,
    files,
    /** Resolves when the socket has closed. */
    gone,
    addresses: createAddresses(socket),
    group_news: listenForGroupNews(socket, { journal, stored, log }),
    phone_calls: createPhoneCalls(socket, { ...options, stored, own, numberOfLid, over, log }),
    members,
    saveCredentials: (): void =>
      journal.putCredentials(() => Buffer.from(JSON.stringify(creds, BufferJSON.replacer))),
    /** Asks for, and reads, what earlier connections could not. */
    catchUp: (): void => {
      resends.askAgain(socket).catch((error: Error) => log.warn({ err: error }, 'not asked again'))
      readRawForms(journal, stored).catch((error: Error) =>
        log.warn({ err: error }, 'raw messages not read')
      )
    }
  }
}
