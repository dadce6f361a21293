import { useLingui } from '@lingui/react/macro'
import { Textarea, TextInput } from '@mantine/core'
import { dayOf, wrongAddress } from './key-values.ts'

type Props = {
  errors: Record<string, string>
  expires_at?: string | null
  allowed_addresses?: string[]
}

/** Until when a key works, and from where. */
export const KeyFields = ({ errors, expires_at = null, allowed_addresses = [] }: Props) => {
  const { t } = useLingui()
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
    </>
  )
}
