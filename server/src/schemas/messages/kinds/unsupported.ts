import { z } from 'zod'
import { receivedKind } from './kind.ts'

export const unsupported = receivedKind({
  type: 'unsupported',
  description: 'Content of a kind that is not understood yet; it is received, and never sent.',
  shown: z.object({
    kinds: z.array(z.string()).describe('The names that WhatsApp has for what is in it.')
  })
})
