import { z } from 'zod'

export const port = (fallback: number) =>
  z.coerce.number().int().min(0).max(65_535).default(fallback)
export const whole = (fallback: number, min = 1) =>
  z.coerce.number().int().min(min).default(fallback)
export const key = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hex digits (32 bytes)')
  .optional()

export const previous = z
  .string()
  .regex(
    /^ *[0-9a-fA-F]{64}( *, *[0-9a-fA-F]{64})* *$/,
    'must be keys of 64 hex digits with commas between them'
  )
  .optional()
