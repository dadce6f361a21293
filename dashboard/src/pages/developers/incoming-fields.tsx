import { useLingui } from '@lingui/react/macro'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { useSessions } from '../../lib/queries.ts'

type Props = {
  errors: Record<string, string>
  incoming?: Schemas['IncomingWebhook']
}

/** As many as are offered; others can be typed. */
const offered_max = 100

/** From which number an incoming webhook writes to which chat, and how. */
export const IncomingFields = ({ errors, incoming }: Props) => {
  const { t } = useLingui()
  const { data: sessions = [] } = useSessions()
  const [chosen, setChosen] = useState(incoming?.session_id)
  const session_id = chosen ?? sessions[0]?.id ?? ''
  return (
    <>
      <TextInput
        name="name"
        label={t`Name`}
        dir="auto"
        maxLength={100}
        defaultValue={incoming?.name ?? ''}
        error={errors['name']}
        required
        withAsterisk={false}
        data-autofocus
      />
      <NativeSelect
        name="session_id"
        label={t`Number`}
        value={session_id}
        onChange={({ currentTarget: { value } }) => setChosen(value)}
        data={sessions.map(({ id, session_name }) => ({ value: id, label: session_name }))}
        error={errors['session_id']}
      />
      <ChatField session_id={session_id} to={incoming?.to ?? ''} error={errors['to']} />
      <TemplateFields errors={errors} incoming={incoming} />
      <TextInput
        name="per_minute"
        inputMode="numeric"
        label={t`Messages a minute`}
        description={t`At most 600. What is more is refused.`}
        defaultValue={incoming?.per_minute ?? 60}
        error={errors['per_minute']}
      />
    </>
  )
}

const ChatField = (props: { session_id: string; to: string; error: string | undefined }) => {
  const { session_id } = props
  const { t } = useLingui()
  const list = useId()
  const { data } = useQuery({
    queryKey: ['chats-offered', session_id],
    queryFn: ({ signal }) => api.listChats({ id: session_id, limit: offered_max }, { signal }),
    enabled: session_id !== ''
  })
  return (
    <>
      <TextInput
        name="to"
        label={t`Chat`}
        description={t`A number with the code of its country, or a chat from the list.`}
        dir="ltr"
        list={list}
        autoComplete="off"
        defaultValue={props.to}
        error={props.error}
        required
        withAsterisk={false}
      />
      <datalist id={list}>
        {data?.data.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  )
}

const TemplateFields = ({ errors, incoming }: Props) => {
  const { t } = useLingui()
  const [template_id, setTemplate] = useState(incoming?.template_id ?? '')
  const { data } = useQuery({
    queryKey: ['templates', 'offered'],
    queryFn: ({ signal }) => api.listTemplates({ limit: offered_max }, { signal })
  })
  const templates = data?.data ?? []
  const template = templates.find(({ id }) => id === template_id)
  const names = new Map(templates.map(({ id, name }) => [id, name]))
  if (incoming?.template_id && !names.has(incoming.template_id))
    names.set(incoming.template_id, incoming.template_id)
  return (
    <>
      <NativeSelect
        name="template_id"
        label={t`Template`}
        value={template_id}
        onChange={({ currentTarget: { value } }) => setTemplate(value)}
        data={[
          { value: '', label: t`None: what is posted is written as it is` },
          ...[...names].map(([value, label]) => ({ value, label }))
        ]}
        error={errors['template_id']}
      />
      {template && Object.keys(template.texts).length > 1 && (
        <NativeSelect
          name="language"
          label={t`Language`}
          defaultValue={incoming?.language ?? template.default_language}
          data={Object.keys(template.texts)}
          error={errors['language']}
        />
      )}
    </>
  )
}
