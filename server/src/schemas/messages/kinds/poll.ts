import { z } from 'zod'
import { kind } from './kind.ts'

/** What WhatsApp's apps allow. */
export const poll_bounds = { options: 12, question_length: 255, option_length: 100 } as const

export const poll = kind({
  type: 'poll',
  description: 'A question with options to choose from; votes come as `message.poll_vote`.',
  sent: z
    .strictObject({
      question: z.string().min(1).max(poll_bounds.question_length),
      options: z
        .array(z.string().min(1).max(poll_bounds.option_length))
        .min(2)
        .max(poll_bounds.options)
        .refine((options) => new Set(options).size === options.length, 'Must differ.'),
      answers_max: z
        .int()
        .min(0)
        .max(poll_bounds.options)
        .default(1)
        .describe('How many options one person may choose; 0: any number.')
    })
    .refine(({ options, answers_max }) => answers_max <= options.length, {
      path: ['answers_max'],
      message: 'Must not be more than there are options.'
    }),
  shown: z.object({
    question: z.string(),
    options: z.array(z.string()),
    answers_max: z.number().describe('0: any number.')
  }),
  example: { question: 'When shall we deliver?', options: ['Morning', 'Evening'], answers_max: 1 }
})
