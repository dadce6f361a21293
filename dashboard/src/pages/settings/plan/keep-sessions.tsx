import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { MultiSelect } from '@mantine/core'
import { useSessions } from '../../../lib/queries.ts'

type Props = { most: number; kept: string[]; onChange: (ids: string[]) => void }

/** Which numbers go on with a plan that allows fewer. */
export const KeepSessions = ({ most, kept, onChange }: Props) => {
  const { t } = useLingui()
  const { data = [] } = useSessions()
  return (
    <MultiSelect
      label={t`Numbers that go on`}
      description={t`${plural(most, {
        one: 'The plan allows # number.',
        other: 'The plan allows # numbers.'
      })} The others are stopped on that day; nothing is deleted.`}
      data={data.map(({ id, session_name }) => ({ value: id, label: session_name }))}
      value={kept}
      onChange={onChange}
      maxValues={most}
      nothingFoundMessage={t`No number matches`}
      limit={50}
      searchable
    />
  )
}
