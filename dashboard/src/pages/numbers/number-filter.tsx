import { useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import { memo } from 'react'
import type { Session } from '../../lib/api.ts'
import { useSessions } from '../../lib/queries.ts'
import { useSteady } from '../../lib/use-steady.ts'

type Props = {
  value: string
  /** Whether its name stands above it. */
  labelled?: boolean
  className?: string | undefined
  onChange: (id: string) => void
}

/** One of the numbers, or all of them. */
export const NumberFilter = ({ onChange, ...props }: Props) => {
  const { data } = useSessions()
  const choose = useSteady(onChange)
  return <Choices {...props} sessions={data ?? none} onChange={choose} />
}

const none: Session[] = []

/** There may be 500 of them: what else changes on the page does not draw them again. */
const Choices = memo((props: Props & { sessions: Session[] }) => {
  const { sessions, value, labelled = false, className, onChange } = props
  const { t } = useLingui()
  return (
    <NativeSelect
      {...(labelled ? { label: t`Number` } : { 'aria-label': t`Number` })}
      className={className}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t`All numbers` },
        ...sessions.map(({ id, session_name }) => ({ value: id, label: session_name }))
      ]}
    />
  )
})
