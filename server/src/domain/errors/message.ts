import type { ErrorTable } from './table.ts'

/** What cannot be done with a message. */
export const message_errors = {
  recipient_invalid: {
    status: 422,
    title: 'The recipient is not a phone number, JID or group id',
    text: 'Write the number in international format, such as +20 100 123 4567.',
    retry: 'no'
  },
  message_not_waiting: {
    status: 409,
    title: 'The message is no longer waiting',
    text: 'Only a queued or scheduled message can be canceled, and only before it is being sent.',
    retry: 'no'
  },
  message_not_failed: {
    status: 409,
    title: 'The message has not failed',
    text: 'Only an outgoing message that has failed can be sent again.',
    retry: 'no'
  },
  message_not_sent: {
    status: 409,
    title: 'The message has not been sent',
    text: 'No recipient has it, so it cannot be changed there. A message that is still waiting can be canceled.',
    retry: 'no'
  },
  message_deleted: {
    status: 409,
    title: 'The message was deleted',
    text: 'The message was deleted for everyone, so nothing more can be done with it.',
    retry: 'no'
  },
  message_not_own: {
    status: 409,
    title: 'The message is not from this account',
    text: 'Only messages that this account has sent can be edited, or deleted for everyone; in groups admins may delete those of others.',
    retry: 'no'
  },
  message_own: {
    status: 409,
    title: 'The message is from this account',
    text: 'Only received messages can be marked as read.',
    retry: 'no'
  },
  message_unsuitable: {
    status: 409,
    title: 'This cannot be done with a message of this type',
    text: 'Edits are for texts (`text`) and for captions of pictures, videos and documents (`caption`); reactions and other changes to messages cannot be changed themselves.',
    retry: 'no'
  },
  edit_window_over: {
    status: 409,
    title: 'The message is too old to be edited',
    text: 'WhatsApp shows edits only within 15 minutes after a message was sent.',
    retry: 'no'
  },
  delete_window_over: {
    status: 409,
    title: 'The message is too old to be deleted for everyone',
    text: 'WhatsApp deletes messages for everyone only within 60 hours after they were sent.',
    retry: 'no'
  }
} as const satisfies ErrorTable
