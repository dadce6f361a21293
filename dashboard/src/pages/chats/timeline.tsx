import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Message } from '../../lib/api.ts'
import { Bubble } from './bubble.tsx'
import classes from './chats.module.css'

type Props = {
  /** The newest first, as the API lists them. */
  messages: Message[]
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  /** null: the user may not write. */
  onReply: ((message: Message) => void) | null
}

const bubble_px = 68
const gap_px = 6
const padding_px = 16
/** Room above the first message for what brings the ones before it. */
const button_px = 44

/** The messages of a chat, the newest at the end. Only those in sight are in the page, however many were read. */
export const Timeline = ({ messages, query, onReply }: Props) => {
  const { t } = useLingui()
  const scroller = useRef<HTMLElement>(null)
  const rows = useMemo(() => messages.toReversed(), [messages])
  const { hasNextPage } = query
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => bubble_px,
    overscan: 10,
    gap: gap_px,
    paddingStart: padding_px + (hasNextPage ? button_px : 0),
    paddingEnd: padding_px,
    // What comes before stays where it is read, and what comes after is followed by who is at the end.
    anchorTo: 'end',
    followOnAppend: true
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chat is opened at its end, once
  useLayoutEffect(() => list.scrollToEnd(), [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section ref={scroller} className={classes['messages']} tabIndex={0} aria-label={t`Messages`}>
      <div className={classes['timeline']} style={{ blockSize: list.getTotalSize() }}>
        {hasNextPage && (
          <Button
            className={classes['earlier']}
            variant="subtle"
            loading={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            <Trans>Earlier messages</Trans>
          </Button>
        )}
        {list.getVirtualItems().map(({ index, key, start }) => {
          const message = rows[index]
          return message ? (
            <div
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={classes['place']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Bubble message={message} onReply={onReply && (() => onReply(message))} />
            </div>
          ) : null
        })}
      </div>
    </section>
  )
}
