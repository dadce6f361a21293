import { Tokens } from '../../../schemas/auth.ts'
import { Acceptance, InvitationAnswer, InvitationQuestion } from '../../../schemas/invitation.ts'
import { acceptInvitation, readInvitation } from '../../../usecases/auth/accept-invitation.ts'
import { callerOf } from '../../caller.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'

export const readInvitationRoute = route({
  operation_id: 'readTeamInvitation',
  method: 'POST',
  audit: { none: 'It changes nothing; a token does not belong into an address.' },
  url: '/api/v1/invitations/lookup',
  public: true,
  status: 200,
  schema: { body: InvitationQuestion, response: { 200: InvitationAnswer } },
  errors: ['link_invalid'],
  summary: 'Read an invitation by the token of its link',
  description: 'What the page /invitation shows before somebody accepts.',
  tags: ['team'],
  handler: (deps, request) => readInvitation(deps, request.body.token)
})

export const acceptInvitationRoute = route({
  operation_id: 'acceptTeamInvitation',
  method: 'POST',
  audit: 'member.joined',
  url: '/api/v1/invitations/accept',
  public: true,
  schema: { body: Acceptance, response: { 201: Tokens } },
  errors: ['link_invalid', 'email_taken', 'plan_limit_reached'],
  summary: 'Accept an invitation into a team',
  description:
    'Makes the user, with the address that was invited, and logs them in; also where registration is closed. The link in the mail leads to the page /invitation with the token behind `#token=`; it works once, and has proved the address. 409 `email_taken` where somebody has registered with the address already.',
  tags: ['team'],
  handler: (deps, request) =>
    acceptInvitation(
      deps,
      { ...request.body, language: mailLanguageOf(request.headers['accept-language']) },
      callerOf(request)
    )
})
