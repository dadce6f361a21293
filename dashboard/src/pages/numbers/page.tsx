import { Trans, useLingui } from '@lingui/react/macro'
import { Button, SimpleGrid } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { CreateNumber } from './create-number.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { NumberCard } from './number-card.tsx'
import { NumberSheet } from './number-sheet.tsx'

export const Page = () => {
  const { t } = useLingui()
  const sessions = useSessions()
  const [creating, setCreating] = useState(false)
  const [search, change] = useSearchParams()
  const linking = sessions.data?.find(({ id }) => id === search['link'])
  const shown = sessions.data?.find(({ id }) => id === search['number'])
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setCreating(true)}>
      <Trans>Link a number</Trans>
    </Button>
  )
  return (
    <>
      <PageHeader title={t`Numbers`} says={<Trans>Each number is linked to one phone.</Trans>}>
        {(sessions.data?.length ?? 0) > 0 && add}
      </PageHeader>
      <Loaded query={sessions} height={150}>
        {(list) =>
          list.length === 0 ? (
            <Empty
              title={<Trans>No number yet</Trans>}
              says={
                <Trans>
                  Link a WhatsApp number with its phone, as you do for WhatsApp Web. Then you can
                  send and receive with it.
                </Trans>
              }
            >
              {add}
            </Empty>
          ) : (
            <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
              {list.map((session) => (
                <NumberCard
                  key={session.id}
                  session={session}
                  onLink={() => change({ link: session.id })}
                  onOpen={() => change({ number: session.id })}
                />
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
      {creating && (
        <CreateNumber
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false)
            change({ link: id })
          }}
        />
      )}
      {linking && <LinkDialog session={linking} onClose={() => change({ link: null })} />}
      {shown && <NumberSheet session={shown} onClose={() => change({ number: null })} />}
    </>
  )
}
