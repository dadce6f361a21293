import { z } from 'zod'
import { kind } from './kind.ts'

/** What Meta's Cloud API allows. */
export const interactive_bounds = { buttons: 3, sections: 10, rows: 10 } as const
/** Of what WhatsApp's apps make buttons of, in whatever form they understand. */
const flow_bounds = { buttons: 10, parameters_length: 4_096 } as const

const words = (most: number) => z.strictObject({ text: z.string().min(1).max(most) })
const id = z.string().min(1).max(256)

const common = {
  header: z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(60) }).optional(),
  body: words(1_024),
  footer: words(60).optional(),
  fallback: z
    .literal('text')
    .optional()
    .describe(
      'When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.'
    )
}

const row = z.strictObject({
  id: id.max(200),
  title: z.string().min(1).max(24),
  description: z.string().min(1).max(72).optional()
})

const buttons = z.strictObject({
  ...common,
  type: z.literal('button'),
  action: z.strictObject({
    buttons: z
      .array(
        z.strictObject({
          type: z.literal('reply'),
          reply: z.strictObject({ id, title: z.string().min(1).max(20) })
        })
      )
      .min(1)
      .max(interactive_bounds.buttons)
  })
})

const list = z.strictObject({
  ...common,
  type: z.literal('list'),
  action: z.strictObject({
    button: z.string().min(1).max(20).describe('What opens the list.'),
    sections: z
      .array(
        z.strictObject({
          title: z.string().min(1).max(24).optional(),
          rows: z.array(row).min(1).max(interactive_bounds.rows)
        })
      )
      .min(1)
      .max(interactive_bounds.sections)
  })
})

const link = z.strictObject({
  ...common,
  type: z.literal('cta_url'),
  action: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({
      display_text: z.string().min(1).max(20),
      url: z.url({ protocol: /^https?$/ }).max(2_048)
    })
  })
})

const flow = z.strictObject({
  ...common,
  type: z.literal('native_flow'),
  action: z.strictObject({
    buttons: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z_]{0,63}$/, 'Must be lower-case letters and underscores.')
            .describe(
              "What WhatsApp's apps know the button by: `quick_reply`, `cta_call`, `cta_copy`…"
            ),
          parameters: z
            .record(z.string(), z.unknown())
            .refine((one) => JSON.stringify(one).length <= flow_bounds.parameters_length, {
              message: `Must have at most ${flow_bounds.parameters_length} characters as JSON.`
            })
            .describe('Passed on as they are; `display_text` is what stands on most buttons.')
        })
      )
      .min(1)
      .max(flow_bounds.buttons)
  })
})

const choice = z.object({ id: z.string(), title: z.string() })
const shown_words = z.object({ text: z.string() }).optional()

export const interactive = kind({
  type: 'interactive',
  description:
    'Buttons, lists and links to press, and what somebody has chosen there, in the shapes of the Cloud API; `native_flow` passes on any button that WhatsApp may know. **Experimental**: WhatsApp shows what linked devices send of this kind in some of its apps only, and may stop without notice.',
  sent: z.discriminatedUnion('type', [buttons, list, link, flow]),
  shown: z.object({
    type: z
      .enum(['button_reply', 'list_reply', 'nfm_reply', 'button', 'list', 'cta_url', 'native_flow'])
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
    header: z.object({ type: z.literal('text'), text: z.string() }).optional(),
    body: shown_words,
    footer: shown_words,
    action: z
      .union([buttons.shape.action, list.shape.action, link.shape.action, flow.shape.action])
      .optional()
      .describe('What was sent to be chosen from.'),
    choices: z
      .array(choice.partial({ id: true }).extend({ description: z.string().optional() }))
      .optional()
      .describe('What can be chosen, of messages that arrived.'),
    fallback: z.literal('text').optional()
  }),
  example: {
    type: 'button',
    body: { text: 'Shall we deliver tomorrow?' },
    action: {
      buttons: [
        { type: 'reply', reply: { id: 'yes', title: 'Yes' } },
        { type: 'reply', reply: { id: 'no', title: 'No' } }
      ]
    }
  }
})
