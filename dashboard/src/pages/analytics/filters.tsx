import { useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { NumberFilter } from '../numbers/number-filter.tsx'
import classes from './analytics.module.css'
import { type Asked, timezones } from './use-asked.ts'

/** Which time is shown, in which time zone, and of which number. */
export const Filters = ({ asked, timezone, session_id, search, change }: Asked) => {
  const { t } = useLingui()
  const chosen = search['range'] ?? '7'
  const choose = (range: string): void =>
    range === 'days'
      ? change({ range, from: asked.first_day, to: asked.last_day })
      : change({ range, from: null, to: null })
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <NativeSelect
        label={t`Time`}
        className={classes['filter']}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '1', label: t`Today` },
          { value: '7', label: t`7 days` },
          { value: '30', label: t`30 days` },
          { value: '90', label: t`90 days` },
          { value: 'days', label: t`From day to day` }
        ]}
      />
      {chosen === 'days' && (
        <>
          <TextInput
            type="date"
            className={classes['filter']}
            label={t`From`}
            value={search['from'] ?? asked.first_day}
            max={asked.last_day}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            className={classes['filter']}
            label={t`Until`}
            value={search['to'] ?? asked.last_day}
            min={asked.first_day}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </>
      )}
      <NativeSelect
        label={t`Time zone`}
        dir="ltr"
        value={timezone}
        onChange={(event) => change({ timezone: event.currentTarget.value })}
        data={timezones.includes(timezone) ? timezones : [timezone, ...timezones]}
        className={classes['filter']}
      />
      <NumberFilter
        labelled
        value={session_id ?? ''}
        onChange={(id) => change({ session_id: id })}
        className={classes['filter']}
      />
    </Group>
  )
}
