import { Trans, useLingui } from '@lingui/react/macro'
import { Box, Button, Card, Group, Table, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { csvOf } from '../../lib/csv.ts'
import { useFormat } from '../../lib/format.ts'
import { saveFile } from '../../lib/save-file.ts'

export type Column<Row> = {
  label: string
  /** As a file has it. */
  value: (row: Row) => string | number | null
  /** As the page shows it, where that is more than the number or text. */
  shown?: (row: Row) => ReactNode
}

type Props<Row> = {
  title: string
  /** What the file is called, without its ending. */
  file: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  chart?: ReactNode
}

/** Figures as a chart, as a table beside it, and as a file. */
export const DataCard = <Row,>({ title, file, columns, rows, keyOf, chart }: Props<Row>) => {
  const { t } = useLingui()
  const [as_table, setAsTable] = useState(chart === undefined)
  const save = (): void =>
    saveFile(
      `${file}.csv`,
      'text/csv;charset=utf-8',
      csvOf([
        columns.map(({ label }) => label),
        ...rows.map((row) => columns.map(({ value }) => value(row)))
      ])
    )
  return (
    <Card component="section" aria-label={title}>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {rows.length > 0 && (
          <Group gap="xs">
            {chart !== undefined && (
              <Button
                size="compact-sm"
                variant="default"
                aria-pressed={as_table}
                onClick={() => setAsTable(!as_table)}
              >
                <Trans>As a table</Trans>
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} />}
              onClick={save}
              aria-label={t`${title}: download as CSV`}
            >
              CSV
            </Button>
          </Group>
        )}
      </Group>
      {rows.length === 0 ? (
        <Text c="var(--quiet)" size="sm">
          <Trans>Nothing in this time.</Trans>
        </Text>
      ) : as_table ? (
        <DataTable columns={columns} rows={rows} keyOf={keyOf} label={title} />
      ) : (
        chart
      )}
    </Card>
  )
}

const rows_max_height = 420

const DataTable = <Row,>({
  columns,
  rows,
  keyOf,
  label
}: Pick<Props<Row>, 'columns' | 'rows' | 'keyOf'> & { label: string }) => {
  const format = useFormat()
  const isNumber = (column: Column<Row>): boolean => {
    const [first] = rows
    return first !== undefined && typeof column.value(first) === 'number'
  }
  const shown = (column: Column<Row>, row: Row): ReactNode => {
    if (column.shown) return column.shown(row)
    const value = column.value(row)
    if (typeof value === 'number') return format.number(value)
    return value === null ? '—' : <bdi>{value}</bdi>
  }
  return (
    <Box
      role="group"
      tabIndex={0}
      aria-label={label}
      style={{ overflow: 'auto', maxBlockSize: rows_max_height }}
    >
      <Table verticalSpacing={6} fz="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.label} ta={isNumber(column) ? 'end' : 'start'}>
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map((column) => (
                <Table.Td key={column.label} ta={isNumber(column) ? 'end' : 'start'}>
                  {shown(column, row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}
