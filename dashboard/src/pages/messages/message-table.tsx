import { useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Message } from '../../lib/api.ts'
import { MessageRow } from './message-row.tsx'

type Props = {
  rows: Message[]
  onOpen: (id: string) => void
  /** Called when the last rows come into sight. */
  onEnd: () => void
}

const row_px = 53
const near_end = 10

/** The log as a table. Only the rows in sight are in the page, however many were read. */
export const MessageTable = ({ rows, onOpen, onEnd }: Props) => {
  const { t } = useLingui()
  const body = useRef<HTMLTableSectionElement>(null)
  const [top_px, setTop] = useState(0)
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top
    if (top !== undefined) setTop(top + window.scrollY)
  }, [])
  const list = useWindowVirtualizer({
    count: rows.length,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => row_px,
    overscan: 12,
    scrollMargin: top_px
  })
  const items = list.getVirtualItems()
  const last = items.at(-1)
  const at_end = last !== undefined && last.index >= rows.length - near_end
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end that is reached
  useEffect(() => {
    if (at_end) onEnd()
  }, [at_end, rows.length])
  return (
    <Table.ScrollContainer minWidth={680} maxHeight="none">
      <Table highlightOnHover verticalSpacing="sm" aria-rowcount={rows.length + 1}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`State`}</Table.Th>
            <Table.Th>{t`With`}</Table.Th>
            <Table.Th>{t`Content`}</Table.Th>
            <Table.Th>{t`Time`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          <Space px={(items[0]?.start ?? top_px) - top_px} />
          {items.map(({ index, key }) => {
            const row = rows[index]
            return row ? (
              <MessageRow
                key={key}
                ref={list.measureElement}
                index={index}
                message={row}
                onOpen={onOpen}
              />
            ) : null
          })}
          <Space px={list.getTotalSize() - ((last?.end ?? top_px) - top_px)} />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** The room of rows that are not in sight. */
const Space = ({ px }: { px: number }) =>
  px > 0 ? (
    <tr>
      <td colSpan={4} style={{ height: px, padding: 0 }} />
    </tr>
  ) : null
