/** A map that forgets its oldest entry when full, and counts what it forgot. */
export class BoundedMap<K, V> {
  readonly entries = new Map<K, V>()
  readonly entries_max: number
  forgotten = 0

  constructor(entries_max: number) {
    this.entries_max = entries_max
  }

  get(key: K): V | undefined {
    return this.entries.get(key)
  }

  set(key: K, value: V): void {
    this.entries.set(key, value)
    if (this.entries.size <= this.entries_max) return
    const oldest = this.entries.keys().next()
    if (oldest.done) return
    this.entries.delete(oldest.value)
    this.forgotten += 1
  }

  delete(key: K): void {
    this.entries.delete(key)
  }

  clear(): void {
    this.entries.clear()
    this.forgotten = 0
  }
}
