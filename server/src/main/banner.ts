import type { TrialAccount } from './trial-account.ts'

type Facts = {
  version: string
  gateway: string
  session_auth: string
  database: string
  log: string
  seconds: number
  trial: TrialAccount | null
}

/** What the terminal shows when everything is up. */
export const bannerText = (facts: Facts): string => {
  const lines = [
    '',
    `  WhatsApp SaaS Gateway ${facts.version} is up (${facts.seconds.toFixed(1)} s)`,
    '',
    `  API            ${facts.gateway}/api/v1`,
    `  Documentation  ${facts.gateway}/api-docs`,
    `  Session auth   ${facts.session_auth}/session/{id}/qr`,
    `  Database       ${facts.database}`,
    `  Log            ${facts.log}`,
    ''
  ]
  if (facts.trial) {
    lines.push(
      '  Trial account, shown this once:',
      `    e-mail    ${facts.trial.email}`,
      `    password  ${facts.trial.password}`,
      ''
    )
  }
  lines.push(
    '  Next: log in and link a number',
    `    curl -X POST ${facts.gateway}/api/v1/auth/login -H 'Content-Type: application/json' \\`,
    `      -d '{"email":"${facts.trial?.email ?? 'you@example.com'}","password":"${facts.trial?.password ?? '…'}"}'`,
    '',
    '  Ctrl-C stops everything.',
    ''
  )
  return lines.join('\n')
}
