import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../lib/api.ts'
import { tell } from '../../../lib/notify.ts'
import { fieldErrors, sentenceOf } from '../../../lib/problem.ts'
import { isRole, type Role, roles } from './roles.ts'
import type { OwnPlace } from './use-own-place.ts'

/** Invites an address. Where the gateway sends no mails the link is shown, to be handed over. */
export const Invite = (props: {
  own: OwnPlace
  onClose: () => void
  onLink: (link: string | null) => void
}) => {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [role, setRole] = useState<Role>('agent')
  const invite = useMutation({
    mutationFn: (email: string) => api.createTeamInvitation({ email, role }),
    meta: { quiet: true },
    onSuccess: ({ link }) => {
      props.onClose()
      if (link === null) tell(t`The invitation is on its way`)
      else props.onLink(link)
      return queries.invalidateQueries({ queryKey: ['invitations'] })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    invite.mutate(String(new FormData(event.currentTarget).get('email') ?? ''))
  }
  const error = invite.error && (fieldErrors(invite.error)['email'] ?? sentenceOf(invite.error))
  return (
    <Modal opened onClose={props.onClose} title={<Trans>Invite somebody</Trans>}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            name="email"
            type="email"
            label={t`E-mail address`}
            dir="ltr"
            error={error}
            required
            withAsterisk={false}
            data-autofocus
          />
          <NativeSelect
            label={t`Role`}
            description={i18n._(roles[role].says)}
            value={role}
            onChange={({ currentTarget: { value } }) => isRole(value) && setRole(value)}
            data={props.own.gives.map((value) => ({ value, label: i18n._(roles[value].name) }))}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={invite.isPending}>
              <Trans>Invite</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
