import { useMatches } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Session } from '../../lib/api.ts'
import { inRows } from './in-rows.ts'
import { NumberCard } from './number-card.tsx'
import classes from './numbers.module.css'

type Props = {
  sessions: Session[]
  onLink: (id: string) => void
  onOpen: (id: string) => void
}

const row_px = 168
const gap_px = 16

/** The numbers as cards beside each other. Only those in sight are in the page, however many there are. */
export const NumberGrid = ({ sessions, onLink, onOpen }: Props) => {
  const columns = useMatches({ base: 1, md: 2, xl: 3 }, { getInitialValueInEffect: false })
  const rows = inRows(sessions, columns)
  const grid = useRef<HTMLDivElement>(null)
  const [top_px, setTop] = useState(0)
  useLayoutEffect(() => {
    const top = grid.current?.getBoundingClientRect().top
    if (top !== undefined) setTop(top + window.scrollY)
  }, [])
  const list = useWindowVirtualizer({
    count: rows.length,
    getItemKey: (index) => rows[index]?.[0]?.id ?? index,
    estimateSize: () => row_px,
    gap: gap_px,
    overscan: 2,
    scrollMargin: top_px
  })
  return (
    <div ref={grid} className={classes['rows']} style={{ blockSize: list.getTotalSize() }}>
      {list.getVirtualItems().map(({ index, key, start }) => (
        <div
          key={key}
          ref={list.measureElement}
          data-index={index}
          className={classes['row']}
          style={{
            transform: `translateY(${start - top_px}px)`,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`
          }}
        >
          {rows[index]?.map((session, nth) => (
            <NumberCard
              key={session.id}
              session={session}
              place={index * columns + nth + 1}
              of={sessions.length}
              onLink={onLink}
              onOpen={onOpen}
            />
          ))}
        </div>
      ))}
    </div>
  )
}
