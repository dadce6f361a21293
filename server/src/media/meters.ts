import { meterTable } from '../lib/meters.ts'

export const media_ways = ['stored', 'read'] as const

/** What a process that keeps files counts of them. */
export const media_meters = meterTable({
  gateway_media_bytes_total: {
    type: 'counter',
    help: 'Bytes of files that were stored, and that were begun to be read.',
    labels: { way: media_ways }
  }
})
