import { z } from 'zod'
import { receivedKind } from './kind.ts'

const choice = z.object({ id: z.string(), title: z.string() })

export const interactive = receivedKind({
  type: 'interactive',
  description:
    'Buttons, lists and forms of a business, and what somebody has chosen there, in the shapes of the Cloud API.',
  shown: z.object({
    type: z
      .enum(['button_reply', 'list_reply', 'nfm_reply', 'button', 'list'])
      .describe('The replies are what somebody has chosen; the others are what is asked.'),
    button_reply: choice.optional(),
    list_reply: choice.extend({ description: z.string().optional() }).optional(),
    nfm_reply: z
      .object({
        name: z.string().optional(),
        body: z.string().optional(),
        response_json: z.string().optional()
      })
      .optional(),
    header: z.string().optional(),
    body: z.string().optional(),
    footer: z.string().optional(),
    choices: z
      .array(choice.partial({ id: true }).extend({ description: z.string().optional() }))
      .optional()
      .describe('What can be chosen.')
  })
})

export const button = receivedKind({
  type: 'button',
  description: 'A button of a template that somebody has pressed.',
  shown: z.object({ payload: z.string(), text: z.string() })
})
