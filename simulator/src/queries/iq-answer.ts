import type { Device } from '../phones/phone.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'

/** Answers a request's content, or null when it does not know the request. */
export type IqHandler = (world: World, device: Device, request: BinaryNode) => IqAnswer | null

export interface IqAnswer {
  content?: BinaryNode[]
  error?: { code: string; text: string }
  /** The question stays without an answer. */
  withheld?: true
  /** What happens after the answer is on its way. */
  afterwards?: () => void
}
