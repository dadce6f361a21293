/** Why something on a line did not go through at once. */
export type Waiting = 'delayed' | 'held'

/**
 * One direction of a connection. Things pass in their order: at once, or each after the delay;
 * while the line is held nothing passes, and what waited goes when it is let go.
 */
export class Line<T> {
  private readonly waiting: { item: T; due: number }[] = []
  private readonly pass: (item: T) => void
  private readonly waits: (why: Waiting) => void
  private timer: NodeJS.Timeout | null = null
  private delay_ms = 0
  private held = false

  constructor(pass: (item: T) => void, waits: (why: Waiting) => void) {
    this.pass = pass
    this.waits = waits
  }

  get length(): number {
    return this.waiting.length
  }

  get isHeld(): boolean {
    return this.held
  }

  push(item: T): void {
    if (this.delay_ms === 0 && !this.held && this.waiting.length === 0) {
      this.pass(item)
      return
    }
    if (this.held) this.waits('held')
    else if (this.delay_ms > 0) this.waits('delayed')
    this.waiting.push({ item, due: Date.now() + this.delay_ms })
    this.schedule()
  }

  /** Changes what happens from here on; what waits already keeps its place. */
  set(delay_ms: number, held: boolean): void {
    this.delay_ms = delay_ms
    this.held = held
    this.schedule()
  }

  /** Lets everything pass now, whatever it waited for. */
  flush(): void {
    while (this.waiting.length > 0) this.next()
    this.stop()
  }

  clear(): void {
    this.waiting.length = 0
    this.stop()
  }

  /** One timer for the whole line: things keep their order however the delay changes. */
  private schedule(): void {
    const first = this.waiting[0]
    if (!first || this.held || this.timer) return
    const wait_ms = Math.max(0, first.due - Date.now())
    this.timer = setTimeout(() => this.drain(), wait_ms)
  }

  private drain(): void {
    this.timer = null
    const now = Date.now()
    while (!this.held && (this.waiting[0]?.due ?? Infinity) <= now) this.next()
    this.schedule()
  }

  private next(): void {
    const first = this.waiting.shift()
    if (first) this.pass(first.item)
  }

  private stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}
