import type { z } from 'zod'
import type { ErrorCode } from '../domain/errors.ts'

/**
 * The state of a session in which a call can be made; worker/session/calls.ts says what happens in the others.
 * `link_offer`: WhatsApp offers to link a phone; waited for within a few seconds. `passkey_signature`, `passkey_comparison`:
 * a number with a passkey is being linked. `connected`: the session is logged in.
 */
export type CallNeeds = 'link_offer' | 'passkey_signature' | 'passkey_comparison' | 'connected'

/**
 * What a call asks WhatsApp for, as far as WhatsApp counts it: `people` are numbers that are looked up, `questions` all else.
 * A session has a limit for each (worker/session/rates.ts), because WhatsApp restricts numbers that ask too much.
 */
export type CallRate = 'people' | 'questions'

export type CallDefinition<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject
> = {
  /** Strict: both ends refuse what it does not name. */
  input: Input
  /** Not strict: during an upgrade a worker may say more than a gateway knows, and the gateway leaves it out. */
  output: Output
  needs: CallNeeds
  /** How long the caller waits at most, from the moment in which the worker is asked. */
  timeout_ms: number
  /** Whether making it twice does what making it once does: then it is repeated where its connection was lost. */
  repeatable: boolean
  /** The limit of the session that it counts for; without it, none. */
  rate?: CallRate
  /** The list in the input of which each entry counts; without it, the call counts once. */
  counts_each?: string
  /** What it refuses besides what every call does. */
  errors: readonly ErrorCode[]
}

/** Declares a call. */
export const call = <
  const Input extends z.ZodObject,
  const Output extends z.ZodObject,
  const More extends Omit<CallDefinition<Input, Output>, 'input' | 'output'>
>(
  definition: { input: Input; output: Output } & More
) => definition
