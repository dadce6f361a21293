import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../components/empty.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { api, type Message } from '../../lib/api.ts'
import { messageOf } from '../../lib/chat-news.ts'
import { useEvents } from '../../lib/live.ts'
import { patchPages } from '../../lib/patch-pages.ts'
import { usePages } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { useSteady } from '../../lib/use-steady.ts'
import { Filters } from './filters.tsx'
import { isNew, queryOf } from './log-query.ts'
import { MessagePlaces } from './message-places.tsx'
import { MessageSheet } from './message-sheet.tsx'
import { MessageTable } from './message-table.tsx'

type Log = { data: Message[]; next_cursor: string | null }

/** Every message, newest first. What is shown changes in its place; what is new waits until it is asked for. */
export const Page = () => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [{ message, ...filters }, change] = useSearchParams()
  const [fresh, setFresh] = useState(0)
  const key = ['message-log', filters]
  const list = usePages<Message>(key, (asked, signal) =>
    api.listMessages({ ...queryOf(filters), ...asked }, { signal })
  )
  useEvents((event) => {
    const changed = messageOf(event)
    if (isNew(event.type)) setFresh((count) => count + 1)
    else if (changed)
      queries.setQueryData<InfiniteData<Log>>(key, (pages) => patchPages(pages, changed))
  })
  const show = (): void => {
    setFresh(0)
    queries.invalidateQueries({ queryKey: key })
  }
  const open = useSteady((id: string) => change({ message: id }))
  const filtered = Object.keys(filters).length > 0
  return (
    <>
      <PageHeader title={t`Messages`} says={<Trans>Everything sent and received.</Trans>} />
      <MessagePlaces />
      <Filters filters={filters} change={change} />
      {fresh > 0 && (
        <Button variant="light" fullWidth mb="sm" onClick={show}>
          <Trans>Show what is new</Trans>
        </Button>
      )}
      <Loaded query={list.loaded} height={44}>
        {(rows) =>
          rows.length === 0 ? (
            <NoMessages filtered={filtered} clear={() => change(emptied(filters))} />
          ) : (
            <MessageTable
              rows={rows}
              onOpen={open}
              onEnd={() => {
                if (list.hasNextPage && !list.isFetchingNextPage) list.fetchNextPage()
              }}
            />
          )
        }
      </Loaded>
      <LoadMore query={list} />
      {message && <MessageSheet id={message} onClose={() => change({ message: null })} />}
    </>
  )
}

const emptied = (filters: Record<string, string>): Record<string, null> =>
  Object.fromEntries(Object.keys(filters).map((name) => [name, null]))

const NoMessages = ({ filtered, clear }: { filtered: boolean; clear: () => void }) =>
  filtered ? (
    <Empty
      title={<Trans>No message matches</Trans>}
      says={<Trans>Messages are there, but none that all the filters let through.</Trans>}
    >
      <Button variant="default" onClick={clear}>
        <Trans>Clear the filters</Trans>
      </Button>
    </Empty>
  ) : (
    <Empty
      title={<Trans>No message yet</Trans>}
      says={<Trans>What you send and receive is listed here, with what became of it.</Trans>}
    />
  )
