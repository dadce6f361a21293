import { Tokens } from '../../../schemas/auth.ts'
import { Acceptance, InvitationQuestion, OpenInvitation } from '../../../schemas/invitation.ts'
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
  schema: { body: InvitationQuestion, response: { 200: OpenInvitation } },
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
  errors: [
    'link_invalid',
    'email_taken',
    'already_member',
    'plan_limit_reached',
    'login_failed',
    'second_factor_required',
    'second_factor_wrong',
    'account_suspended',
    'account_erasing',
    'rate_limited'
  ],
  summary: 'Accept an invitation into a team',
  description:
    'Where nobody has registered with the address that was invited, this makes the user, also where registration is closed. Where somebody has, it takes their password, and a code as for POST /api/v1/auth/login: they are in several accounts from then on. The login that is answered acts in the account of the team. The link in the mail leads to the page /invitation with the token behind `#token=`; it works once, and has proved the address.',
  tags: ['team'],
  handler: (deps, request) =>
    acceptInvitation(
      deps,
      { ...request.body, language: mailLanguageOf(request.headers['accept-language']) },
      callerOf(request)
    )
})
