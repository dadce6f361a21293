import { useLingui } from '@lingui/react/macro'
import { Places } from '../../components/places.tsx'

/** What there is of messages besides their log. */
export const MessagePlaces = () => {
  const { t } = useLingui()
  return (
    <Places
      label={t`Messages`}
      of={[
        ['/messages', t`Log`],
        ['/messages/bulk', t`Send to many`],
        ['/messages/templates', t`Templates`],
        ['/messages/opt-outs', t`Opt-outs`]
      ]}
    />
  )
}
