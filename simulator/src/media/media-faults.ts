import type { ServerResponse } from 'node:http'
import { faultOf, takeFault } from '../control/faults.ts'
import type { CountedFault } from '../types/types-faults.ts'
import type { World } from '../world.ts'

/** Files are loaded without a name: the faults of everybody hold. */
const EVERYBODY = ''

/** The status with which a transfer is refused by a fault; null: it is not. */
export const refusedBy = (
  world: World,
  fault: 'refuse_uploads' | 'refuse_downloads'
): number | null =>
  takeMediaFault(world, fault) ? faultOf(world.faults, EVERYBODY, 'media_code') : null

export const takeMediaFault = (world: World, fault: CountedFault): boolean =>
  takeFault(world.faults, EVERYBODY, fault)

const SLOW_PIECES = 40
const SLOW_PAUSE_MS = 25
const ENDLESS_PIECE = Buffer.alloc(64 * 1024)

/** Answers a download with what a fault makes of it; false: none is set. */
export const answerFaulty = (world: World, bytes: Buffer, response: ServerResponse): boolean => {
  const half = bytes.subarray(0, bytes.length >> 1)
  const head = (length?: number): ServerResponse =>
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      ...(length !== undefined && { 'content-length': length })
    })
  if (takeMediaFault(world, 'stall_downloads')) head(bytes.length).write(half)
  else if (takeMediaFault(world, 'cut_downloads'))
    head(bytes.length).write(half, () => response.destroy())
  else if (takeMediaFault(world, 'truncate_downloads')) head(half.length).end(half)
  else if (takeMediaFault(world, 'damage_downloads')) head(bytes.length).end(damaged(bytes))
  else if (takeMediaFault(world, 'endless_downloads')) {
    head().write(bytes)
    writeForEver(response)
  } else if (takeMediaFault(world, 'slow_downloads')) writeSlowly(head(bytes.length), bytes)
  else return false
  return true
}

const damaged = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  const middle = copy.length >> 1
  copy.writeUInt8(copy.readUInt8(middle) ^ 1, middle)
  return copy
}

const writeForEver = (response: ServerResponse): void => {
  while (!response.destroyed && response.write(ENDLESS_PIECE)) {
    // Until the line is full.
  }
  if (!response.destroyed) response.once('drain', () => writeForEver(response))
}

const writeSlowly = (response: ServerResponse, bytes: Buffer): void => {
  const piece = Math.max(1, Math.ceil(bytes.length / SLOW_PIECES))
  let at = 0
  const timer = setInterval(() => {
    if (response.destroyed || at >= bytes.length) {
      clearInterval(timer)
      if (!response.destroyed) response.end()
      return
    }
    response.write(bytes.subarray(at, at + piece))
    at += piece
  }, SLOW_PAUSE_MS)
}
