import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { AuditAction } from '../domain/audit.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { Idempotency } from '../domain/idempotency.ts'
import type { Scope, Tenant } from '../domain/tenant.ts'
import type { Log } from '../lib/log.ts'
import type { Context } from '../usecases/context.ts'
import type { Deps } from '../usecases/deps.ts'
import type { Upload } from './upload.ts'

/** A body in one JSON schema, or several content types with a schema each (anything but JSON is for the documentation only). */
export type ResponseSchema =
  | z.ZodType
  | { description?: string; content: Record<string, { schema: z.ZodType }> }

export type RouteSchema = {
  params?: z.ZodType
  querystring?: z.ZodType
  body?: z.ZodType
  response: Record<number, ResponseSchema>
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined

/** What a handler may give: what the schema of a success declares, or a reply that it has written itself. */
export type AnswerOf<S extends RouteSchema> =
  | {
      [Status in keyof S['response']]: S['response'][Status] extends z.ZodType
        ? S['response'][Status] extends z.ZodUndefined
          ? // biome-ignore lint/suspicious/noConfusingVoidType: a handler without an answer returns what its use case does
            void
          : z.output<S['response'][Status]>
        : unknown
    }[keyof S['response']]
  | FastifyReply

/** What a handler may know of a request. */
export type RouteRequest<S extends RouteSchema, Public extends boolean> = {
  id: string
  /** Who calls, from the credential. Undefined on public routes. */
  tenant: Public extends true ? undefined : Tenant
  /** The same with all that a change needs: for use cases that change something. */
  context: Public extends true ? undefined : Context
  params: OutputOf<S['params']>
  query: OutputOf<S['querystring']>
  body: OutputOf<S['body']>
  headers: IncomingHttpHeaders
  ip: string
  /** Set when the caller sent an Idempotency-Key; for use cases that keep the answer themselves. */
  idempotency: Idempotency | undefined
  /** Aborts when the caller has gone, the server is closing, or (with the AppError that says so) the credential has ended. */
  signal: AbortSignal
  log: Log
  /** The file of a multipart body, on routes that take files; null when the body is none. */
  upload(): Promise<Upload | null>
}

/** What the audit log calls a change, or why it has no entry. */
type Audit = AuditAction | { none: string }

/** Whatever is not a GET says what the audit log calls it: a route without it does not compile. */
type Method =
  | { method: 'GET'; audit?: never }
  | { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; audit: Audit }

/** What is said of a route, whoever may call it. */
export type RouteFacts<S extends RouteSchema> = Method & {
  /** What a generated client calls it: a verb and a noun, and its own within a service. It stays as it is within v1. */
  operation_id: string
  url: string
  /** What it refuses besides what every route of its kind does: for the document, and held to it by the tests. */
  errors?: readonly ErrorCode[]
  schema: S
  summary: string
  description?: string
  /** The most values a body may have in JSON, where that is not the server's own limit. */
  body_values_max?: number
  /**
   * Set when the use case keeps the answer in its own transaction, as `command` does; the answer of
   * every other change is kept when the handler is done.
   */
  idempotency?: 'transactional'
  /** Whether it takes files as multipart bodies too. These have no limit but the handler's own. */
  takes_files?: boolean
  /** Whether it takes plain texts and forms as bodies too. */
  takes_text?: boolean
  /** Whether its body is taken as the bytes that came, whatever they say they are. */
  takes_raw?: boolean
  /** The largest body it takes, where that is not the server's own limit. */
  body_bytes_max?: number
  /** The status of a success; without it the lowest one in `schema.response`. */
  status?: number
  /** Keeps the route out of the OpenAPI document. */
  hidden?: boolean
}

type Definition<S extends RouteSchema, Public extends boolean> = RouteFacts<S> & {
  /** What an API key must be allowed; `admin` also asks for an administrator. */
  scope?: Scope
  /** Whether only a person who is logged in may use it, no API key. */
  person?: boolean
  /** Whether it is about the person who calls alone: whoever is logged in may use it, whatever their role. An API key needs the scope. */
  personal?: boolean
  /** Whether it is about what is kept where the user's home is: it runs there, whatever tenant the login acts in. */
  at_home?: boolean
  /** Whether only an owner of the tenant who is logged in may use it. */
  owner?: boolean
  /** Whether it reaches beyond sessions though its scope does not say so: keys that are bound to sessions are refused. */
  beyond_sessions?: boolean
  /** Whether it answers with a secret that outlives the caller's login: administrators who act for a customer are refused. */
  yields_secret?: boolean
  /** Whether it takes a link token too, for the session of its path. */
  link_token?: boolean
  /** What it asks of who calls it beyond the credential; rejects with what is missing. Nothing of the body is read before. */
  admits?(tenant: Tenant): Promise<void>
  /** Answers without a credential. */
  public?: Public
  tags: readonly string[]
  /**
   * Returns what is sent, checked and cut to the declared schema. For another status or content type set it on `reply`;
   * a Buffer or a stream goes out as it is; a handler that has written the answer itself returns `reply`.
   */
  handler(
    deps: Deps,
    request: RouteRequest<S, Public>,
    reply: FastifyReply
  ): AnswerOf<S> | Promise<AnswerOf<S>>
}

export type Route = Definition<RouteSchema, boolean>

/** Declares a route. Input objects must be strict (`z.strictObject`): the server refuses to start otherwise. */
export const route = <const S extends RouteSchema, Public extends boolean = false>(
  definition: Definition<S, Public>
): Route => definition as unknown as Route
