import type { operations } from './generated/api.ts'
import type { operation_table } from './generated/operations.ts'

export type OperationId = keyof typeof operation_table & keyof operations
type Answers = typeof operation_table

/** The calls that answer with an object or with nothing. Events are read with `events`, files with `openFile`. */
export type CallId = {
  [Id in OperationId]: Answers[Id]['answer'] extends 'json' | 'none' ? Id : never
}[OperationId]

type Given<T> = [T] extends [undefined] ? unknown : T
type Json<O> = O extends { requestBody?: { content: { 'application/json': infer Body } } }
  ? Body
  : O extends { requestBody: { content: { 'application/json': infer Body } } }
    ? Body
    : undefined
type InPath<O> = O extends { parameters: { path: infer P } } ? P : undefined
type InQuery<O> = O extends { parameters: { query?: infer Q } } ? Q : undefined
type Parts<O> = Given<InPath<O>> & Given<NonNullable<InQuery<O>>> & Given<Json<O>>

/** What a call takes: the parameters of its path and query and the members of its body, as one object. */
export type Arguments<Id extends OperationId> = Id extends 'uploadMedia'
  ? Parts<operations[Id]> | { file: Blob }
  : Parts<operations[Id]>

type Success<O> = O extends { responses: infer R } ? R[keyof R] : never
type Content<S> = S extends { content: { 'application/json': infer Body } } ? Body : never

/** What a call resolves to. */
export type Result<Id extends OperationId> = Answers[Id]['answer'] extends 'none'
  ? undefined
  : Content<Success<operations[Id]>>

export type CallOptions = {
  /**
   * Up to 255 visible ASCII characters. Calls that change something get a new key unless you give one: with your own, a call
   * that is made again by another process is done once too. The gateway remembers keys for 24 hours.
   */
  idempotency_key?: string
  signal?: AbortSignal
  /** How often the call is repeated after it failed in a way that may pass; 0: never. */
  retries?: number
  /** Milliseconds until an attempt is given up. */
  timeout_ms?: number
}

type Takes<Id extends CallId> =
  unknown extends Arguments<Id>
    ? [args?: Record<never, never>, options?: CallOptions]
    : Record<never, never> extends Arguments<Id>
      ? [args?: Arguments<Id>, options?: CallOptions]
      : [args: Arguments<Id>, options?: CallOptions]

export type Call<Id extends CallId> = (...given: Takes<Id>) => Promise<Result<Id>>
export type Calls = { readonly [Id in CallId]: Call<Id> }
