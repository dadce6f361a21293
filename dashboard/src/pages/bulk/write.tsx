import { Plural, Trans, useLingui } from '@lingui/react/macro'
import {
  Alert,
  Button,
  FileButton,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea
} from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { tellError } from '../../lib/notify.ts'
import { useSessions } from '../../lib/queries.ts'
import { recipientsOf, unknownPlaces } from './recipients.ts'

export type Draft = { session_id: string; list: string; text: string }
export const empty_draft: Draft = { session_id: '', list: '', text: '' }

/** So many at once are still looked through by somebody. */
export const recipients_max = 10_000
const file_bytes_max = 2_000_000
const example = 'phone,name\n+201001234567,Mona\n+4915112345678,Ali'

type Props = { draft: Draft; onChange: (draft: Draft) => void; onDone: () => void }

export const Write = ({ draft, onChange, onDone }: Props) => {
  const { t } = useLingui()
  const sessions = useSessions()
  const connected = (sessions.data ?? []).filter(({ status }) => status === 'connected')
  const session_id = draft.session_id || (connected[0]?.id ?? '')
  const { rows, names } = recipientsOf(draft.list)
  const unknown = unknownPlaces(draft.text, names)
  const too_many = rows.length > recipients_max
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onChange({ ...draft, session_id })
    onDone()
  }
  if (sessions.data && connected.length === 0)
    return (
      <Text c="var(--quiet)">
        <Trans>No number is connected. Link one first.</Trans>
      </Text>
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={t`From`}
          value={session_id}
          onChange={(event) => onChange({ ...draft, session_id: event.currentTarget.value })}
          data={connected.map(({ id, session_name }) => ({ value: id, label: session_name }))}
        />
        <List
          list={draft.list}
          count={rows.length}
          onChange={(list) => onChange({ ...draft, list })}
        />
        <Textarea
          label={t`Text`}
          value={draft.text}
          onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
          rows={4}
          dir="auto"
          maxLength={60_000}
          required
          withAsterisk={false}
        />
        <Places names={names} unknown={unknown} />
        <Group justify="flex-end">
          <Button type="submit" disabled={rows.length === 0 || too_many || session_id === ''}>
            <Trans>Preview</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Whom it goes to: written, pasted or read from a file. */
const List = (props: { list: string; count: number; onChange: (list: string) => void }) => {
  const { t } = useLingui()
  const readFile = async (file: File | null): Promise<void> => {
    if (!file) return
    if (file.size > file_bytes_max) return tellError(new Error(t`The file has more than 2 MB.`))
    props.onChange(await file.text())
  }
  return (
    <>
      <Textarea
        label={t`To`}
        description={t`A number in each line, with the code of its country. More columns may follow; a first line may name them.`}
        placeholder={example}
        value={props.list}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        error={props.count > recipients_max && t`At most 10,000 numbers at once.`}
        rows={7}
        dir="ltr"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        required
        withAsterisk={false}
      />
      <Group justify="space-between">
        <Text size="sm" c="var(--quiet)" role="status">
          <Plural value={props.count} one="# number" other="# numbers" />
        </Text>
        <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={readFile}>
          {(button) => (
            <Button
              {...button}
              variant="default"
              size="compact-sm"
              leftSection={<IconFileText size={14} />}
            >
              <Trans>From a file</Trans>
            </Button>
          )}
        </FileButton>
      </Group>
    </>
  )
}

/** What of the text is replaced, and what only looks as if it were. */
const Places = ({ names, unknown }: { names: string[]; unknown: string[] }) => (
  <>
    {names.length > 0 && (
      <Text size="sm" c="var(--quiet)">
        <Trans>These are replaced in the text:</Trans>{' '}
        <bdi dir="ltr">{names.map((name) => `{${name}}`).join(' ')}</bdi>
      </Text>
    )}
    {unknown.length > 0 && (
      <Alert color="orange" variant="light">
        <Trans>
          No column has this name, so it is sent as it stands:{' '}
          <bdi dir="ltr">{unknown.map((name) => `{${name}}`).join(' ')}</bdi>
        </Trans>
      </Alert>
    )}
  </>
)
