/** What was counted under a key since its window of time began, and how long the window still lasts. */
export type Count = { used: number; reset_s: number }

/**
 * Counts within windows of time. A window begins with the first count under its key; its length is that of the call which
 * began it. Losing counts is allowed: a limit is then late by one window. No method ever rejects: a limit that cannot be
 * shared is kept by each process for itself, and nobody is refused because the cache is away.
 */
export type Counters = {
  /** Adds to the count (takes back where `points` is negative, never below 0) in one step, and says what it is now. */
  add(key: string, points: number, window_s: number): Promise<Count>
  /** What the count is, without counting. Without a window: 0, and `reset_s` is 0. */
  read(key: string): Promise<Count>
  forget(key: string): Promise<void>
}

/**
 * Copies of what stands elsewhere: any of them may be gone at any time, so a reader must be able to do without. A deletion
 * that does not reach the others is lost, too; so nothing belongs here that may not be as old as its time to live. No
 * method rejects.
 */
export type Values = {
  /** Null: not there, over, or not to be had at the moment. */
  get(key: string): Promise<string | null>
  /** `text` has at most `value_length_max` characters. */
  set(key: string, text: string, ttl_s: number): Promise<void>
  delete(key: string): Promise<void>
}

export const value_length_max = 65_536

export type Listener = {
  /** What it throws is logged and harms nobody else. */
  message(text: string): void
  /** Messages may have been missed: look for yourself. */
  missed(): void
}

/**
 * Messages to every process that listens, this one included, each at most once; those of one process come in their order.
 * While the cache is away they reach this process alone, and listeners elsewhere hear `missed` when it is back. So a
 * message may only say that there is something to look at. No method rejects.
 */
export type Channel = {
  publish(text: string): Promise<void>
  /** Resolves when messages are heard, or will be once the cache is back. Call what it returns to end it. */
  subscribe(listener: Listener): Promise<() => Promise<void>>
}

/** `away`: every process is by itself for now. */
export type CacheState = 'ok' | 'away'

/**
 * What may be lost, shared by all processes that use the same one. Names separate purposes from each other; keys may be
 * any text that strangers choose, of any number: what they take has a bound.
 */
export type Cache = {
  readonly kind: 'memory' | 'redis'
  /** Exact as long as the cache is there: for what is asked seldom and must not be passed, such as guesses at passwords. */
  counters(name: string): Counters
  /**
   * Waits for nothing outside of this process: what others have counted is known within `lag_ms` of the second call. For
   * every request; a limit may be passed by what comes in that time.
   */
  laggingCounters(name: string): Counters
  values(name: string): Values
  channel(name: string): Channel
  /** Answers within half a second. */
  state(): Promise<CacheState>
  close(): Promise<void>
}

export const lag_ms = 100
