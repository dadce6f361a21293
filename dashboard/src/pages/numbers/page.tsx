import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { usePermissions } from '../../lib/permissions.ts'
import { useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { useSteady } from '../../lib/use-steady.ts'
import { CreateNumber } from './create-number.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { NumberGrid } from './number-grid.tsx'
import { NumberSheet } from './number-sheet.tsx'

export const Page = () => {
  const { t } = useLingui()
  const sessions = useSessions()
  const { may } = usePermissions()
  const [creating, setCreating] = useState(false)
  const [search, change] = useSearchParams()
  const link = useSteady((id: string) => change({ link: id }))
  const open = useSteady((id: string) => change({ number: id }))
  const linking = sessions.data?.find(({ id }) => id === search['link'])
  const shown = sessions.data?.find(({ id }) => id === search['number'])
  const add = (
    <Guarded needs="sessions:write">
      <Button leftSection={<IconPlus size={18} />} onClick={() => setCreating(true)}>
        <Trans>Link a number</Trans>
      </Button>
    </Guarded>
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
            <NumberGrid sessions={list} onLink={link} onOpen={open} />
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
      {linking && may('sessions:write') && (
        <LinkDialog session={linking} onClose={() => change({ link: null })} />
      )}
      {shown && <NumberSheet session={shown} onClose={() => change({ number: null })} />}
    </>
  )
}
