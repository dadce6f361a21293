import type { WebSocket } from 'ws'
import type { Certificates } from './certificate.ts'
import type { Device } from './device.ts'
import { createHandshake, type Handshake, type Transport } from './noise.ts'
import { type BinaryNode, decodeNode, encodeNode } from './wire.ts'

export interface ConnectionHandlers {
  /** The handshake is done; `payload` says who wants in. */
  opened(connection: Connection, client_static: Buffer, payload: Buffer): void
  received(connection: Connection, stanza: BinaryNode): void
  closed(connection: Connection): void
  /** What went wrong on a connection that is being closed for it. */
  failed(connection: Connection, error: unknown): void
}

/** A reader this far behind will never catch up; keeping its bytes would only eat memory. */
const BUFFERED_BYTES_MAX = 64 * 1024 * 1024

/**
 * One WebSocket: hello → finish → open → closed. A half-open connection neither reads nor writes
 * and does not close, which is how a dead network looks from both ends.
 */
export class Connection {
  readonly id: number
  device: Device | null = null
  /** Called for answers to requests the server made, by their id. */
  readonly awaiting = new Map<string, (answer: BinaryNode) => void>()
  delay_ms = 0
  half_open = false
  closed = false
  private readonly socket: WebSocket
  private readonly handlers: ConnectionHandlers
  private readonly handshake: Handshake
  private transport: Transport | null = null
  private greeted = false
  private pending: Buffer = Buffer.alloc(0)
  private intro_read = false
  private readonly delayed: { stanza: BinaryNode; due: number }[] = []
  private delay_timer: NodeJS.Timeout | null = null
  private readonly closing: (() => void)[] = []

  constructor(
    id: number,
    socket: WebSocket,
    certificates: Certificates,
    handlers: ConnectionHandlers
  ) {
    this.id = id
    this.socket = socket
    this.handlers = handlers
    this.handshake = createHandshake(certificates)
    socket.on('message', (data: Buffer) => this.take(data))
    socket.on('close', () => this.finish())
    // An 'error' is always followed by 'close', where the one clean-up is.
    socket.on('error', (error) => handlers.failed(this, error))
  }

  send(stanza: BinaryNode): void {
    if (this.half_open || this.closed) return
    if (this.delay_ms === 0 && this.delayed.length === 0) {
      this.write(stanza)
      return
    }
    this.delayed.push({ stanza, due: Date.now() + this.delay_ms })
    this.delay_timer ??= setTimeout(() => this.writeDelayed(), this.delay_ms)
  }

  /** Tells whoever waits for an answer on this connection that none will come. */
  onClosed(listener: () => void): void {
    if (this.closed) listener()
    else this.closing.push(listener)
  }

  /** Says goodbye properly: what was sent before still arrives. */
  end(): void {
    while (this.delayed.length > 0) this.write(this.delayed.shift()?.stanza as BinaryNode)
    this.socket.close()
  }

  /** Cuts the line without a word. */
  drop(): void {
    this.socket.terminate()
  }

  stall(): void {
    this.half_open = true
    this.socket.pause()
  }

  private take(data: Buffer): void {
    if (this.half_open || this.closed) return
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
    while (this.pending.length >= 3 && !this.half_open) {
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

  private write(stanza: BinaryNode): void {
    if (!this.transport || this.socket.readyState !== this.socket.OPEN) return
    this.writeFrame(this.transport.encrypt(encodeNode(stanza)))
    if (this.socket.bufferedAmount > BUFFERED_BYTES_MAX) this.drop()
  }

  private writeFrame(body: Buffer): void {
    const frame = Buffer.allocUnsafe(3 + body.length)
    frame.writeUIntBE(body.length, 0, 3)
    body.copy(frame, 3)
    this.socket.send(frame)
  }

  /** One timer for the whole line: stanzas keep their order however the delay changes. */
  private writeDelayed(): void {
    this.delay_timer = null
    const now = Date.now()
    while (this.delayed[0] && this.delayed[0].due <= now && !this.half_open) {
      this.write(this.delayed.shift()?.stanza as BinaryNode)
    }
    const next = this.delayed[0]
    if (next && !this.closed && !this.half_open) {
      this.delay_timer = setTimeout(() => this.writeDelayed(), Math.max(1, next.due - now))
    }
  }

  private finish(): void {
    if (this.closed) return
    this.closed = true
    if (this.delay_timer) clearTimeout(this.delay_timer)
    this.delayed.length = 0
    this.awaiting.clear()
    for (const listener of this.closing) listener()
    this.handlers.closed(this)
  }
}
