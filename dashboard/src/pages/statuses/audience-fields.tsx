import { useLingui } from '@lingui/react/macro'
import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { namesPeople } from './audience-of.ts'
import { audience_names } from './audiences.ts'

/** Who may see a status. */
export const AudienceFields = ({ errors }: { errors: Record<string, string> }) => {
  const { t, i18n } = useLingui()
  const [chosen, choose] = useState('phone')
  const wrong = Object.entries(errors).find(([path]) => path.startsWith('audience'))?.[1]
  return (
    <>
      <NativeSelect
        name="audience"
        label={t`Who may see it`}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
        data={Object.entries(audience_names).map(([value, name]) => ({
          value,
          label: i18n._(name)
        }))}
        error={namesPeople(chosen) ? undefined : wrong}
      />
      {namesPeople(chosen) && (
        <Textarea
          name="people"
          label={t`Numbers`}
          description={t`Numbers with the code of their country, one in a line.`}
          dir="ltr"
          rows={4}
          error={wrong}
          required
          withAsterisk={false}
        />
      )}
    </>
  )
}
