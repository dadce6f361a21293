import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHeader } from '../../components/page-header.tsx'
import { MessagePlaces } from '../messages/message-places.tsx'
import { Preview } from './preview.tsx'
import { Sending } from './sending.tsx'
import { useSending } from './use-sending.ts'
import { type Draft, empty_draft, Write } from './write.tsx'

/** The same text to many, with what is in the columns of a list put into it: write, look, send. */
export const Page = () => {
  const { t } = useLingui()
  const [draft, setDraft] = useState<Draft>(empty_draft)
  const [looking, setLooking] = useState(false)
  const sending = useSending()
  const again = (): void => {
    sending.reset()
    setLooking(false)
    setDraft(empty_draft)
  }
  return (
    <>
      <PageHeader
        title={t`Send to many`}
        says={
          <Trans>
            One text to a list of numbers. What became of each is in the{' '}
            <Anchor component={Link} to="/messages">
              messages
            </Anchor>
            .
          </Trans>
        }
      />
      <MessagePlaces />
      <Card component="section" maw={760}>
        {sending.progress ? (
          <Sending progress={sending.progress} onGoOn={sending.go} onAgain={again} />
        ) : looking ? (
          <Preview draft={draft} onBack={() => setLooking(false)} onSend={sending.begin} />
        ) : (
          <Write draft={draft} onChange={setDraft} onDone={() => setLooking(true)} />
        )}
      </Card>
    </>
  )
}
