import { useLingui } from '@lingui/react/macro'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useSessions } from '../../lib/queries.ts'
import { dayOf, wrongAddress } from './key-values.ts'

type Props = {
  errors: Record<string, string>
  expires_at?: string | null
  allowed_addresses?: string[]
  session_ids?: string[]
}

/** Until when a key works, from where, and for which numbers. */
export const KeyFields = (props: Props) => {
  const { errors, expires_at = null, allowed_addresses = [], session_ids = [] } = props
  const { t } = useLingui()
  const sessions = useSessions()
  const names = new Map(sessions.data?.map(({ id, session_name }) => [id, session_name]))
  return (
    <>
      <TextInput
        type="date"
        name="last_day"
        label={t`Last day`}
        description={t`Left empty: it works until it is revoked.`}
        defaultValue={expires_at === null ? '' : dayOf(expires_at)}
        error={errors['expires_at']}
      />
      <Textarea
        name="allowed_addresses"
        label={t`Allowed addresses`}
        description={t`Addresses or networks of your servers, one in a line, such as 203.0.113.0/24. Left empty: from anywhere.`}
        defaultValue={allowed_addresses.join('\n')}
        error={wrongAddress(errors)}
        dir="ltr"
        rows={3}
        spellCheck={false}
      />
      <MultiSelect
        name="session_ids"
        label={t`Numbers`}
        description={t`It sees and uses these alone. Left empty: all, and those to come.`}
        placeholder={t`All numbers`}
        data={[...new Set([...names.keys(), ...session_ids])].map((id) => ({
          value: id,
          label: names.get(id) ?? id
        }))}
        defaultValue={session_ids}
        error={errors['session_ids']}
        nothingFoundMessage={t`No number matches`}
        limit={50}
        searchable
        clearable
      />
    </>
  )
}
