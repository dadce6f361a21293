import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Message } from './api.ts'

/** What each kind of message is called where it has no text of its own. */
export const kind_names = new Map<string, MessageDescriptor>([
  ['image', msg`Picture`],
  ['video', msg`Video`],
  ['audio', msg`Audio`],
  ['document', msg`Document`],
  ['sticker', msg`Sticker`],
  ['location', msg`Location`],
  ['live_location', msg`Live location`],
  ['contacts', msg`Contact`],
  ['reaction', msg`Reaction`],
  ['poll', msg`Poll`],
  ['poll_vote', msg`Vote`],
  ['event', msg`Event`],
  ['event_response', msg`Response to an event`],
  ['group_invite', msg`Invitation to a group`],
  ['interactive', msg`Buttons`],
  ['button', msg`Button`],
  ['product', msg`Product`],
  ['order', msg`Order`],
  ['call', msg`Call`],
  ['edit', msg`Edit`],
  ['delete', msg`Deletion`],
  ['pin', msg`Pin`],
  ['read', msg`Read receipt`],
  ['unsupported', msg`A message of another kind`]
])

/** What may have words in it: a message, or a status. */
export type Worded = Pick<
  Message,
  | ('type' | 'text' | 'image' | 'video' | 'document' | 'reaction' | 'location' | 'poll' | 'event')
  | ('interactive' | 'contacts' | 'group_invite' | 'button' | 'product' | 'order' | 'edit')
  | 'poll_vote'
>

/** The words in a message, whatever its kind; '' where there are none. */
export const wordsOf = (message: Worded): string => {
  const { text, image, video, document, reaction, location, poll, event, interactive } = message
  const { contacts, group_invite, button, product, order, edit, poll_vote } = message
  const parts = [
    text?.body,
    image?.caption,
    video?.caption,
    document?.caption ?? document?.filename,
    reaction?.emoji,
    location && [location.name, location.address].filter(Boolean).join(', '),
    poll?.question,
    event?.name,
    contacts?.map(({ name }) => name.formatted_name).join(', '),
    group_invite?.name,
    interactive?.button_reply?.title ?? interactive?.list_reply?.title ?? interactive?.body?.text,
    button?.text,
    product?.title,
    order?.title,
    edit?.text?.body ?? edit?.caption,
    poll_vote?.options.join(', ')
  ]
  return parts.find((part) => part) ?? ''
}
