import type { ErrorTable } from './table.ts'

/** Who may not: credentials, scopes, accounts. */
export const access_errors = {
  unauthenticated: {
    status: 401,
    title: 'No valid credential',
    text: 'Send "Authorization: Bearer" with an access token or an API key, or "X-API-Key".',
    retry: 'no'
  },
  token_expired: {
    status: 401,
    title: 'The access token has expired',
    text: 'Get a new one with POST /api/v1/auth/refresh.',
    retry: 'no'
  },
  login_failed: {
    status: 401,
    title: 'Wrong e-mail address or password',
    text: 'Check both and try again.',
    retry: 'no'
  },
  refresh_token_invalid: {
    status: 401,
    title: 'The refresh token is not valid',
    text: 'It has expired, was revoked or never existed. Log in again.',
    retry: 'no'
  },
  refresh_token_reused: {
    status: 401,
    title: 'The refresh token was used before',
    text: 'Every token of this login has been revoked, because somebody may have copied one. Log in again.',
    retry: 'no'
  },
  link_invalid: {
    status: 403,
    title: 'The link is not valid',
    text: 'It was used, has expired or was replaced by a newer one. Ask for another mail.',
    retry: 'no'
  },
  passkey_refused: {
    status: 401,
    title: 'The passkey was not accepted',
    text: 'It is not known here, or it did not sign a challenge that was made for this log-in a moment ago. Ask for a new challenge and try again.',
    retry: 'no'
  },
  passkey_known: {
    status: 409,
    title: 'This passkey is registered already',
    text: 'Make another one, or use the one that is there.',
    retry: 'no'
  },
  passkeys_full: {
    status: 409,
    title: 'There are as many passkeys as a user may have',
    text: 'Delete one that is not used any more.',
    retry: 'no'
  },
  passkeys_unavailable: {
    status: 409,
    title: 'There are no passkeys at this address',
    text: 'Passkeys are bound to a domain name: the operator has to set PUBLIC_URL to one.',
    retry: 'no'
  },
  second_factor_required: {
    status: 403,
    title: 'A code of the authenticator app is needed',
    text: 'The password is right. Send the same call with "code", the six digits that the app shows, with "recovery_code", or with "passkey".',
    retry: 'no'
  },
  second_factor_wrong: {
    status: 403,
    title: 'The code is wrong',
    text: 'Send the code that the app shows now. Each code is good once, and so is each recovery code.',
    retry: 'no'
  },
  second_factor_active: {
    status: 409,
    title: 'A second factor is in use already',
    text: 'Disable it first to set up another app.',
    retry: 'no'
  },
  second_factor_demanded: {
    status: 403,
    title: 'Administrators need a second factor here',
    text: 'This installation lets administrators do this with a second factor alone. Set one up: POST /api/v1/auth/2fa/setup, then …/confirm; in the dashboard under Settings, Security.',
    retry: 'no'
  },
  second_factor_missing: {
    status: 409,
    title: 'No second factor is set up',
    text: 'Begin with POST /api/v1/auth/2fa/setup.',
    retry: 'no'
  },
  password_wrong: {
    status: 403,
    title: 'The current password is wrong',
    text: 'Send the password you log in with as current_password.',
    retry: 'no'
  },
  support_refused: {
    status: 403,
    title: 'Nobody may do this for a customer',
    text: 'Whoever acts for a customer changes no password, second factor, login, key or plan, gets no secrets, and neither exports nor erases the account. Nobody acts for an administrator.',
    retry: 'no'
  },
  login_required: {
    status: 403,
    title: 'Only a logged-in user may do this',
    text: 'An API key is not enough. Log in and send the access token.',
    retry: 'no'
  },
  owner_required: {
    status: 403,
    title: 'Only an owner of the account may do this',
    text: 'Ask an owner; the list of members says who that is.',
    retry: 'no'
  },
  last_owner: {
    status: 409,
    title: 'This is the last owner of the account',
    text: 'Make another member an owner first.',
    retry: 'no'
  },
  already_member: {
    status: 409,
    title: 'Somebody with this address is in the team already',
    text: 'Change the role of that member instead.',
    retry: 'no'
  },
  already_invited: {
    status: 409,
    title: 'This address is invited already',
    text: 'Send that invitation again, or take it back first.',
    retry: 'no'
  },
  scope_missing: {
    status: 403,
    title: 'A scope is missing',
    text: 'Use a key, or a role in the team, with the scope named in "detail".',
    retry: 'no'
  },
  address_not_allowed: {
    status: 403,
    title: 'The API key may not be used from this address',
    text: 'Use it from an address that it allows, or have its owner allow this one.',
    retry: 'no'
  },
  key_bound: {
    status: 403,
    title: 'The API key is bound to sessions',
    text: 'It may be used for its sessions alone, and this reaches beyond them. Use a key of all sessions, or log in.',
    retry: 'no'
  },
  account_suspended: {
    status: 403,
    title: 'The account is suspended',
    text: 'Contact the operator of this service.',
    retry: 'no'
  },
  account_erasing: {
    status: 403,
    title: 'The account is being erased',
    text: 'All its data is being deleted. This cannot be undone.',
    retry: 'no'
  },
  export_running: {
    status: 409,
    title: 'An export is being made already',
    text: 'Wait until it is ready: GET /api/v1/account/export/{id} tells.',
    retry: 'yes'
  },
  last_administrator: {
    status: 409,
    title: 'This is the last administrator',
    text: 'Make somebody else an administrator first, or nobody could look after this installation.',
    retry: 'no'
  },
  registration_closed: {
    status: 403,
    title: 'Registration is closed',
    text: 'Ask the operator of this service for an account.',
    retry: 'no'
  },
  invitation_invalid: {
    status: 403,
    title: 'An invitation is needed',
    text: 'Send the token of an invitation that was made for this address, has not been used and has not expired. The operator of this service makes them.',
    retry: 'no'
  },
  email_taken: {
    status: 409,
    title: 'This e-mail address is already registered',
    text: 'Log in, or use another address.',
    retry: 'no'
  }
} as const satisfies ErrorTable
