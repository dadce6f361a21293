import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Box, Group, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useRef, useState } from 'react'
import { ContentLine } from '../../components/content.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Phone } from '../../components/phone.tsx'
import { When } from '../../components/when.tsx'
import { api, type Chat } from '../../lib/api.ts'
import { chatNumber } from '../../lib/chat-number.ts'
import { useFormat } from '../../lib/format.ts'
import { chat_keys } from '../../lib/keep-chats.ts'
import { usePages } from '../../lib/queries.ts'
import { useSteady } from '../../lib/use-steady.ts'
import classes from './chats.module.css'
import { matches } from './matches.ts'

type Props = { session_id: string; chosen: string | undefined; onChoose: (id: string) => void }

/** The chats of a number, the one with the newest message first. */
export const ChatList = ({ session_id, chosen, onChoose }: Props) => {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const list = usePages<Chat>(chat_keys.list(session_id), (asked, signal) =>
    api.listChats({ id: session_id, ...asked }, { signal })
  )
  const choose = useSteady(onChoose)
  return (
    <>
      <TextInput
        p="sm"
        type="search"
        dir="auto"
        aria-label={t`Search chats`}
        placeholder={t`Search chats`}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Loaded query={list.loaded}>
        {(chats) => {
          const found = chats.filter((chat) => matches(chat, text))
          return (
            <Entries chats={found} chosen={chosen} onChoose={choose}>
              {found.length === 0 && (
                <Text c="var(--quiet)" size="sm" p="md" ta="center">
                  {chats.length === 0 ? <Trans>No chat yet</Trans> : <Trans>No chat matches</Trans>}
                </Text>
              )}
              <Box pb="md">
                <LoadMore query={list} />
              </Box>
            </Entries>
          )
        }}
      </Loaded>
    </>
  )
}

type EntriesProps = {
  chats: Chat[]
  chosen: string | undefined
  onChoose: (id: string) => void
  children: ReactNode
}

const entry_px = 68

/** Only the chats in sight are in the page, however many were read. */
const Entries = ({ chats, chosen, onChoose, children }: EntriesProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: chats.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => chats[index]?.id ?? index,
    estimateSize: () => entry_px,
    overscan: 4
  })
  return (
    <div ref={scroller} className={classes['entries']}>
      <div className={classes['rows']} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const chat = chats[index]
          return chat ? (
            <div
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Entry chat={chat} chosen={chat.id === chosen} onChoose={onChoose} />
            </div>
          ) : null
        })}
      </div>
      {children}
    </div>
  )
}

type EntryProps = { chat: Chat; chosen: boolean; onChoose: (id: string) => void }

/** Drawn again only when its chat has changed: of a list of thousands, an event touches one. */
const Entry = memo((props: EntryProps) => {
  const { chat } = props
  const format = useFormat()
  const number = chatNumber(chat.id)
  return (
    <UnstyledButton
      className={classes['entry']}
      aria-current={props.chosen}
      onClick={() => props.onChoose(chat.id)}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" truncate>
          {chat.name ? (
            <bdi>{chat.name}</bdi>
          ) : number ? (
            <Phone number={number} />
          ) : (
            <bdi dir="ltr">{chat.id}</bdi>
          )}
        </Text>
        {chat.last_message && (
          <Text size="xs" c="var(--quiet)">
            <When at={chat.last_message.queued_at} />
          </Text>
        )}
      </Group>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" c="var(--quiet)" truncate>
          {chat.last_message ? <ContentLine message={chat.last_message} /> : '—'}
        </Text>
        {chat.unread_count > 0 && (
          <Badge size="sm" circle={chat.unread_count < 10}>
            {format.number(chat.unread_count)}
          </Badge>
        )}
      </Group>
    </UnstyledButton>
  )
})
