import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Loaded } from '../../components/loaded.tsx'
import { Phone } from '../../components/phone.tsx'
import { api, type Message } from '../../lib/api.ts'
import { chatNumber } from '../../lib/chat-number.ts'
import { chat_keys } from '../../lib/keep-chats.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { usePages } from '../../lib/queries.ts'
import classes from './chats.module.css'
import { Composer } from './composer.tsx'
import { Timeline } from './timeline.tsx'

type Props = { session_id: string; chat_id: string; onBack: () => void }

/** One chat: its messages from the newest up, and what is written next. */
export const Conversation = ({ session_id, chat_id, onBack }: Props) => {
  const { t } = useLingui()
  const [quoted, setQuoted] = useState<Message | null>(null)
  const { may } = usePermissions()
  const may_write = may('messages:write')
  const list = usePages<Message>(chat_keys.messages(session_id, chat_id), (asked, signal) =>
    api.listChatMessages({ id: session_id, chat: chat_id, ...asked }, { signal })
  )
  const { data: chat } = useQuery({
    queryKey: chat_keys.chat(session_id, chat_id),
    queryFn: ({ signal }) => api.getChat({ id: session_id, chat: chat_id }, { signal })
  })
  const unread = chat?.unread_count ?? 0
  useEffect(() => {
    // What cannot be marked now is marked with the next message.
    if (unread > 0 && may_write)
      api.markChatRead({ id: session_id, chat: chat_id, receipts: true }).catch(() => undefined)
  }, [unread, may_write, session_id, chat_id])
  const number = chatNumber(chat_id)
  return (
    <>
      <Group p="sm" gap="xs" style={{ borderBottom: '1px solid var(--line)' }} wrap="nowrap">
        <ActionIcon
          className={classes['back']}
          variant="subtle"
          color="gray"
          onClick={onBack}
          aria-label={t`Back to the chats`}
        >
          <IconArrowLeft size={20} className="mirror" />
        </ActionIcon>
        <div style={{ minWidth: 0 }}>
          <Text fw={600} truncate component="h2">
            {chat?.name ? <bdi>{chat.name}</bdi> : number && <Phone number={number} />}
          </Text>
          {chat?.name && number && (
            <Text size="xs" c="var(--quiet)">
              <Phone number={number} />
            </Text>
          )}
        </div>
      </Group>
      <Loaded query={list.loaded}>
        {(messages) => (
          <Timeline messages={messages} query={list} onReply={may_write ? setQuoted : null} />
        )}
      </Loaded>
      {may_write ? (
        <Composer
          session_id={session_id}
          to={chat_id}
          quoted={quoted}
          onDone={() => setQuoted(null)}
        />
      ) : (
        <Text size="sm" c="var(--quiet)" p="sm" style={{ borderTop: '1px solid var(--line)' }}>
          <Trans>With your role you can read this chat, but not write in it.</Trans>
        </Text>
      )}
    </>
  )
}
