import { useLingui } from '@lingui/react/macro'
import { Table, Text } from '@mantine/core'
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react'
import { memo, type Ref } from 'react'
import { MessageBadge } from '../../components/badges.tsx'
import { ChatName } from '../../components/chat-name.tsx'
import { ContentLine } from '../../components/content.tsx'
import { When } from '../../components/when.tsx'
import type { Message } from '../../lib/api.ts'

type Props = {
  message: Message
  /** Its place among all rows, of which some are not in the page. */
  index: number
  onOpen: (id: string) => void
  ref: Ref<HTMLTableRowElement>
}

/** Drawn again only when its message has changed: of a log of thousands, events touch one row. */
export const MessageRow = memo(({ message, index, onOpen, ref }: Props) => {
  const { t } = useLingui()
  const inbound = message.direction === 'inbound'
  const Icon = inbound ? IconArrowDownLeft : IconArrowUpRight
  return (
    <Table.Tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      className="row"
      tabIndex={0}
      onClick={() => onOpen(message.id)}
      onKeyDown={(event) => event.key === 'Enter' && onOpen(message.id)}
    >
      <Table.Td>
        <MessageBadge status={message.status} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="span" style={{ whiteSpace: 'nowrap' }}>
          <Icon
            size={15}
            className="mirror"
            aria-label={inbound ? t`Incoming` : t`Outgoing`}
            role="img"
            style={{ verticalAlign: 'text-bottom', marginInlineEnd: 4 }}
          />
          <ChatName message={message} />
        </Text>
      </Table.Td>
      <Table.Td maw={420}>
        <Text size="sm" truncate>
          <ContentLine message={message} />
        </Text>
        {message.error && (
          <Text size="xs" c="red" truncate>
            {message.error.message}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="var(--quiet)">
          <When at={message.queued_at} />
        </Text>
      </Table.Td>
    </Table.Tr>
  )
})
