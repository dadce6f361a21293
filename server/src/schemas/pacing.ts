import { z } from 'zod'

export const Pacing = z
  .object({
    messages_per_minute: z.number().nullable(),
    pause_between_messages_ms: z.number().nullable()
  })
  .describe('How fast the session sends; null means without a limit.')
