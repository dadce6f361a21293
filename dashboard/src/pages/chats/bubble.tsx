import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Text, Tooltip } from '@mantine/core'
import {
  IconAlertCircle,
  IconCheck,
  IconChecks,
  IconClock,
  IconCornerUpLeft
} from '@tabler/icons-react'
import { ContentLine } from '../../components/content.tsx'
import type { Message } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Attachment } from './attachment.tsx'
import classes from './chats.module.css'

export const Bubble = ({
  message,
  onReply
}: {
  message: Message
  onReply: (() => void) | null
}) => {
  const { t } = useLingui()
  const format = useFormat()
  const own = message.direction === 'outbound'
  return (
    <article className={classes['bubble']} data-own={own}>
      {!own && message.chat_id.endsWith('@g.us') && message.from_name && (
        <Text size="xs" fw={600} c="leaf">
          <bdi>{message.from_name}</bdi>
        </Text>
      )}
      {message.context && (
        <div className={classes['quote']}>
          <Trans>Answer to a message</Trans>
        </div>
      )}
      {message.deleted_at ? (
        <Text size="sm" fs="italic">
          <Trans>This message was deleted.</Trans>
        </Text>
      ) : (
        <>
          <Attachment message={message} />
          <Text size="sm" dir="auto" component="div">
            {message.text ? message.text.body : <ContentLine message={message} />}
          </Text>
        </>
      )}
      {message.reactions && message.reactions.length > 0 && (
        <Text size="sm">{message.reactions.map(({ emoji }) => emoji).join(' ')}</Text>
      )}
      {message.error && (
        <Text size="xs" c="red">
          {message.error.message}
        </Text>
      )}
      <div className={classes['foot']}>
        {message.edited_at && <Trans>edited</Trans>}
        <time dateTime={message.queued_at}>{format.clock(message.queued_at)}</time>
        {own && <Ticks message={message} />}
        {onReply && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="xs"
            onClick={onReply}
            aria-label={t`Answer this message`}
          >
            <IconCornerUpLeft size={13} className="mirror" />
          </ActionIcon>
        )}
      </div>
    </article>
  )
}

const Ticks = ({ message }: { message: Message }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { status, read_at, delivered_at, sent_at } = message
  const looks = {
    read: [t`Read`, IconChecks, 'var(--mantine-color-blue-5)', read_at],
    delivered: [t`Delivered`, IconChecks, undefined, delivered_at],
    sent: [t`Sent`, IconCheck, undefined, sent_at],
    failed: [t`Failed`, IconAlertCircle, 'var(--mantine-color-red-6)', null]
  } as const
  const look = status in looks ? looks[status as keyof typeof looks] : null
  const [name, Icon, color, at] = look ?? [t`Queued`, IconClock, undefined, null]
  const says = at ? `${name} ${format.moment(at)}` : name
  return (
    <Tooltip label={says}>
      <Icon size={15} color={color ?? 'currentColor'} role="img" aria-label={says} />
    </Tooltip>
  )
}
