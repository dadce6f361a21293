import { z } from 'zod'
import { receivedKind } from './kind.ts'

export const button = receivedKind({
  type: 'button',
  description: 'A button of a template that somebody has pressed.',
  shown: z.object({ payload: z.string(), text: z.string() })
})
