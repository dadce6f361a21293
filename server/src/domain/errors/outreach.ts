import type { ErrorTable } from './table.ts'

/** What is in the way of writing to many: templates and who does not want to be written to. */
export const outreach_errors = {
  template_name_taken: {
    status: 409,
    title: 'Another template has this name',
    text: 'Names of templates are used once. Give another name, or change the template that has it.',
    retry: 'no'
  },
  template_in_use: {
    status: 409,
    title: 'Incoming webhooks use this template',
    text: 'Give them another template, or delete them, before you delete this one.',
    retry: 'no'
  },
  list_full: {
    status: 409,
    title: 'There are too many of these already',
    text: 'Delete some that are no longer used.',
    retry: 'no'
  },
  recipient_opted_out: {
    status: 409,
    title: 'The recipient does not want to be written to',
    text: 'They have opted out. Only an answer within 24 hours of what they wrote is sent, and none in bulk.',
    retry: 'no'
  }
} as const satisfies ErrorTable
