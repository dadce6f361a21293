import type { proto } from 'baileys'

/** A text that a stranger gave; undefined when there is none. */
export const textOr = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** A number as Protobuf has it; undefined when it is none. */
export const numberOr = (value: unknown): number | undefined => {
  const number = value === null || value === undefined ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : undefined
}

const time_most_ms = Date.UTC(2200, 0, 1)

/** Seconds or milliseconds since 1970 as a time; undefined when they name none. */
export const timeOr = (value: unknown, unit: 's' | 'ms' = 's'): string | undefined => {
  const ms = (numberOr(value) ?? 0) * (unit === 's' ? 1_000 : 1)
  return ms > 0 && ms < time_most_ms ? new Date(ms).toISOString() : undefined
}

/** Whether it is a number of degrees that a place on the globe may have. */
export const isWithin = (degrees: unknown, most: number): degrees is number =>
  typeof degrees === 'number' && Math.abs(degrees) <= most

/** The part of a message that carries its secret. */
export const withSecret = (secret: Uint8Array): Pick<proto.IMessage, 'messageContextInfo'> => ({
  messageContextInfo: { messageSecret: secret }
})
