import type { TrialAccount } from './trial-account.ts'

type Facts = {
  version: string
  gateway: string
  /** Whether there are pages for people. */
  dashboard: boolean
  session_auth: string
  database: string
  log: string
  seconds: number
  trial: TrialAccount | null
  /** Whether a person reads this, and not a file or a collector of logs. */
  to_person: boolean
}

/** What the terminal shows when everything is up. */
export const bannerText = (facts: Facts): string => {
  const lines = [
    '',
    `  WhatsApp SaaS Gateway ${facts.version} is up (${facts.seconds.toFixed(1)} s)`,
    '',
    ...(facts.dashboard ? [`  Dashboard      ${facts.gateway}/`] : []),
    `  API            ${facts.gateway}/api/v1`,
    `  Documentation  ${facts.gateway}/docs, of every call ${facts.gateway}/api-docs`,
    `  Session auth   ${facts.session_auth}/session/{id}/qr`,
    `  Database       ${facts.database}`,
    `  Log            ${facts.log}`,
    ''
  ]
  if (facts.trial) {
    lines.push(
      '  Trial account:',
      `    e-mail    ${facts.trial.email}`,
      `    password  ${facts.to_person ? facts.trial.password : `in ${facts.trial.file}`}`,
      ...(facts.to_person ? [`    (both are kept in ${facts.trial.file})`] : []),
      ''
    )
  }
  lines.push(
    '  Next: log in and link a number',
    `    curl -X POST ${facts.gateway}/api/v1/auth/login -H 'Content-Type: application/json' \\`,
    `      -d '{"email":"${facts.trial?.email ?? 'you@example.com'}","password":"${(facts.to_person && facts.trial?.password) || '…'}"}'`,
    '',
    '  Ctrl-C stops everything.',
    ''
  )
  return lines.join('\n')
}
