import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Progress as Bar, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { csvOf } from '../../lib/csv.ts'
import { useFormat } from '../../lib/format.ts'
import { sentenceOf } from '../../lib/problem.ts'
import { saveFile } from '../../lib/save-file.ts'
import type { Progress, Refused } from './use-sending.ts'

const shown_max = 100

type Props = { progress: Progress; onGoOn: () => void; onAgain: () => void }

/** How far it is, what was refused, and where to look afterwards. */
export const Sending = ({ progress, onGoOn, onAgain }: Props) => {
  const { t } = useLingui()
  const format = useFormat()
  const { total, accepted, refused, busy, error } = progress
  const done = accepted + refused.length
  return (
    <Stack>
      <Title order={2} size="h4" aria-live="polite">
        {busy ? (
          <Trans>Handing over…</Trans>
        ) : error === null ? (
          <Trans>All are handed over</Trans>
        ) : (
          <Trans>It has stopped</Trans>
        )}
      </Title>
      <Bar value={total === 0 ? 100 : (done / total) * 100} aria-label={t`Handed over`} />
      <Text size="sm">
        <Trans>
          <bdi>{format.number(done)}</bdi> of <bdi>{format.number(total)}</bdi>
        </Trans>
        {' · '}
        <Plural value={accepted} one="# accepted" other="# accepted" />
        {refused.length > 0 && (
          <>
            {' · '}
            <Plural value={refused.length} one="# refused" other="# refused" />
          </>
        )}
      </Text>
      {error !== null && (
        <Alert color="red" variant="light" role="alert">
          <Stack gap="xs" align="flex-start">
            {sentenceOf(error)}
            <Button size="compact-sm" onClick={onGoOn}>
              <Trans>Go on from here</Trans>
            </Button>
          </Stack>
        </Alert>
      )}
      {refused.length > 0 && <RefusedTable refused={refused} />}
      {!busy && (
        <Group justify="space-between">
          <Button variant="default" onClick={onAgain}>
            <Trans>Write another one</Trans>
          </Button>
          <Button component={Link} to="/messages">
            <Trans>See what becomes of them</Trans>
          </Button>
        </Group>
      )}
    </Stack>
  )
}

const RefusedTable = ({ refused }: { refused: Refused[] }) => {
  const { t } = useLingui()
  const save = (): void =>
    saveFile(
      'refused.csv',
      'text/csv;charset=utf-8',
      csvOf([
        ['to', 'code', 'detail'],
        ...refused.map(({ to, code, detail }) => [to, code, detail])
      ])
    )
  return (
    <>
      <Table.ScrollContainer minWidth={420} maxHeight={320}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t`To`}</Table.Th>
              <Table.Th>{t`Why it was refused`}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {refused.slice(0, shown_max).map(({ to, code, detail }) => (
              <Table.Tr key={to}>
                <Table.Td>
                  <bdi dir="ltr">{to}</bdi>
                </Table.Td>
                <Table.Td>
                  <bdi>{detail}</bdi> <code dir="ltr">{code}</code>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group>
        <Button variant="default" size="compact-sm" onClick={save}>
          <Trans>What was refused as CSV</Trans>
        </Button>
      </Group>
    </>
  )
}
