import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { usePages } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { MessagePlaces } from '../messages/message-places.tsx'
import { AddOptOut } from './add-opt-out.tsx'
import { OptOutTable } from './opt-out-table.tsx'
import { WordsSheet } from './words-sheet.tsx'

const typing_ms = 300

/** Who does not want to be written to. */
export const Page = () => {
  const { t } = useLingui()
  const [{ contact, open }, change] = useSearchParams()
  const { may } = usePermissions()
  const list = usePages<Schemas['OptOut']>(['opt-outs', contact ?? ''], (asked, signal) =>
    api.listOptOuts({ ...(contact && { contact }), ...asked }, { signal })
  )
  const close = (): void => change({ open: null })
  return (
    <>
      <PageHeader
        title={t`Opt-outs`}
        says={<Trans>Who does not want to be written to. Every number of yours keeps to it.</Trans>}
      >
        <Button variant="default" onClick={() => change({ open: 'words' })}>
          <Trans>Words</Trans>
        </Button>
        <Guarded needs="contacts:write">
          <Button onClick={() => change({ open: 'add' })}>
            <Trans>Add somebody</Trans>
          </Button>
        </Guarded>
      </PageHeader>
      <MessagePlaces />
      <Search contact={contact ?? ''} onSearch={(text) => change({ contact: text })} />
      <Loaded query={list.loaded} height={44}>
        {(rows) =>
          rows.length === 0 ? (
            <NoOptOuts filtered={Boolean(contact)} clear={() => change({ contact: null })} />
          ) : (
            <OptOutTable rows={rows} />
          )
        }
      </Loaded>
      <LoadMore query={list} />
      {open === 'add' && may('contacts:write') && <AddOptOut onClose={close} />}
      {open === 'words' && <WordsSheet onClose={close} />}
    </>
  )
}

const Search = ({ contact, onSearch }: { contact: string; onSearch: (text: string) => void }) => {
  const { t } = useLingui()
  const search = useDebouncedCallback((text: string) => onSearch(text.trim()), typing_ms)
  return (
    <Group mb="md">
      <TextInput
        // Made anew when the filter is cleared.
        key={contact === '' ? 'empty' : 'filled'}
        type="search"
        dir="ltr"
        w={300}
        aria-label={t`Search by number`}
        placeholder={t`Search by number`}
        leftSection={<IconSearch size={16} />}
        defaultValue={contact}
        onChange={(event) => search(event.currentTarget.value)}
      />
    </Group>
  )
}

const NoOptOuts = ({ filtered, clear }: { filtered: boolean; clear: () => void }) =>
  filtered ? (
    <Empty
      title={<Trans>Nobody matches</Trans>}
      says={<Trans>This number has not opted out: it may be written to.</Trans>}
    >
      <Button variant="default" onClick={clear}>
        <Trans>Clear the filters</Trans>
      </Button>
    </Empty>
  ) : (
    <Empty
      title={<Trans>Nobody has opted out</Trans>}
      says={
        <Trans>
          Whoever answers with one word such as STOP is listed here, and is not written to any more
          until they say so.
        </Trans>
      }
    />
  )
