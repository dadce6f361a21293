import type { WebSocket } from 'ws'
import type { Origin } from '../messages/peer-there.ts'
import { type AwaitedAcks, awaitAck } from './awaited-acks.ts'
import type { Certificates } from './certificate.ts'
import { Line, type Waiting } from './channel.ts'
import { createHandshake, type Handshake, type Transport } from './noise.ts'
import { type BinaryNode, decodeNode, encodeNode } from './wire.ts'

export interface ConnectionHandlers {
  /** The handshake is done; `payload` says who wants in. */
  opened(connection: Connection, client_static: Buffer, payload: Buffer): void
  received(connection: Connection, stanza: BinaryNode): void
  closed(connection: Connection): void
  /** What went wrong on a connection that is being closed for it. */
  failed(connection: Connection, error: unknown): void
  /** A fault kept something from passing at once. */
  waited(connection: Connection, direction: 'in' | 'out', why: Waiting): void
}

/** A reader this far behind will never catch up; keeping its bytes would only eat memory. */
const BUFFERED_BYTES_MAX = 64 * 1024 * 1024
/** More than this does not wait on a line that a fault has slowed down or stopped. */
const WAITING_MAX = 100_000

/**
 * One WebSocket: hello → finish → open → closed. A half-open connection neither reads nor writes
 * and does not close, which is how a dead network looks from both ends.
 */
export class Connection {
  readonly id: number
  /** Set with the login: what it is told from here on has to be acknowledged. */
  logged_in = false
  /** Called for answers to requests the server made, by their id. */
  readonly awaiting = new Map<string, (answer: BinaryNode) => void>()
  /** Acknowledgements that a fault lets the next one overtake. */
  readonly acks_held: BinaryNode[] = []
  /** What this client was told since its login and has to acknowledge. */
  readonly awaited_acks: AwaitedAcks = new Map()
  half_open = false
  /** It stays open and reads, but says nothing; or nothing but the answers to keep-alive pings. */
  deaf: 'no' | 'wholly' | 'but_for_pings' = 'no'
  /** It is no open socket of its device any more, though it may not have ended yet. */
  counted_closed = false
  readonly origin: Origin
  readonly opened_at = Date.now()
  closed = false
  private readonly socket: WebSocket
  private readonly handlers: ConnectionHandlers
  private readonly handshake: Handshake
  private transport: Transport | null = null
  private greeted = false
  private pending: Buffer = Buffer.alloc(0)
  private intro_read = false
  private readonly incoming: Line<Buffer>
  private readonly outgoing: Line<BinaryNode | Buffer>
  private dropped = false
  private readonly closing: (() => void)[] = []

  constructor(
    id: number,
    socket: WebSocket,
    certificates: Certificates,
    handlers: ConnectionHandlers,
    origin: Origin
  ) {
    this.id = id
    this.origin = origin
    this.socket = socket
    this.handlers = handlers
    this.handshake = createHandshake(certificates)
    this.incoming = new Line(
      (data) => this.take(data),
      (why) => handlers.waited(this, 'in', why)
    )
    this.outgoing = new Line(
      (stanza) => this.write(stanza),
      (why) => handlers.waited(this, 'out', why)
    )
    socket.on('message', (data: Buffer) => this.hear(data))
    socket.on('close', () => this.finish())
    // An 'error' is always followed by 'close', where the one clean-up is.
    socket.on('error', (error) => handlers.failed(this, error))
  }

  /** Says a stanza, or the bytes of one as they are. A deaf connection says only what is said all the same. */
  send(stanza: BinaryNode | Buffer, all_the_same = false): void {
    if (this.isDead() || (this.deaf !== 'no' && !all_the_same)) return
    this.outgoing.push(stanza)
    if (this.outgoing.length > WAITING_MAX) this.drop()
  }

  /** Sets how slow the line is in each direction, and whether anything passes at all. */
  setLines(delay_out_ms: number, delay_in_ms: number, silent: boolean): void {
    this.outgoing.set(delay_out_ms, silent)
    this.incoming.set(delay_in_ms, silent)
  }

  /** Tells whoever waits for an answer on this connection that none will come. */
  onClosed(listener: () => void): void {
    if (this.closed) listener()
    else this.closing.push(listener)
  }

  /** Says goodbye properly: what was sent before still arrives, unless the line is silent. */
  end(): void {
    if (this.outgoing.isHeld) {
      this.drop()
      return
    }
    this.outgoing.flush()
    this.socket.close()
  }

  /** Cuts the line without a word; what has arrived but was not read is lost with it. */
  drop(): void {
    this.dropped = true
    this.socket.terminate()
  }

  stall(): void {
    this.half_open = true
    this.incoming.clear()
    this.outgoing.clear()
    this.socket.pause()
  }

  private isDead(): boolean {
    return this.half_open || this.closed || this.dropped
  }

  private hear(data: Buffer): void {
    if (this.isDead()) return
    this.incoming.push(data)
    if (this.incoming.length > WAITING_MAX) this.drop()
  }

  private take(data: Buffer): void {
    if (this.isDead()) return
    this.pending = this.pending.length === 0 ? data : Buffer.concat([this.pending, data])
    try {
      this.readFrames()
    } catch (error) {
      this.handlers.failed(this, error)
      this.drop()
    }
  }

  private readFrames(): void {
    if (!this.intro_read && !this.readIntro()) return
    while (this.pending.length >= 3 && !this.isDead()) {
      const end = 3 + this.pending.readUIntBE(0, 3)
      if (this.pending.length < end) return
      const frame = this.pending.subarray(3, end)
      this.pending = this.pending.subarray(end)
      this.readFrame(frame)
    }
  }

  /** The first bytes are the prologue, behind routing information if the client has any. */
  private readIntro(): boolean {
    let length = 4
    if (this.pending.length >= 7 && this.pending.toString('latin1', 0, 2) === 'ED') {
      length += 7 + this.pending.readUIntBE(4, 3)
    }
    if (this.pending.length < length) return false
    if (this.pending.toString('latin1', length - 4, length - 2) !== 'WA') {
      throw new Error('the first bytes are not a WhatsApp prologue')
    }
    this.pending = this.pending.subarray(length)
    this.intro_read = true
    return true
  }

  private readFrame(frame: Buffer): void {
    if (this.transport) {
      this.handlers.received(this, decodeNode(this.transport.decrypt(frame)))
    } else if (this.greeted) {
      const { client_static, payload, transport } = this.handshake.finish(frame)
      this.transport = transport
      this.handlers.opened(this, client_static, payload)
    } else {
      this.greeted = true
      this.writeFrame(this.handshake.hello(frame))
    }
  }

  private write(stanza: BinaryNode | Buffer): void {
    if (!this.transport || this.socket.readyState !== this.socket.OPEN) return
    this.writeFrame(this.transport.encrypt(Buffer.isBuffer(stanza) ? stanza : encodeNode(stanza)))
    if (this.logged_in && !Buffer.isBuffer(stanza)) awaitAck(this.awaited_acks, stanza)
    if (this.socket.bufferedAmount > BUFFERED_BYTES_MAX) this.drop()
  }

  private writeFrame(body: Buffer): void {
    const frame = Buffer.allocUnsafe(3 + body.length)
    frame.writeUIntBE(body.length, 0, 3)
    body.copy(frame, 3)
    // One WebSocket message for each: Baileys works on all stanzas of a message at the same time,
    // and the first of a new contact, which takes longer, would come out after the others.
    this.socket.send(frame)
  }

  private finish(): void {
    if (this.closed) return
    this.closed = true
    this.incoming.clear()
    this.outgoing.clear()
    this.awaiting.clear()
    this.awaited_acks.clear()
    for (const listener of this.closing) listener()
    this.handlers.closed(this)
  }
}
