import { z } from 'zod'

/** How mails are sent. */
export const mail_settings = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]+(\/\S*)?$/, 'must be like smtp://user:password@mail.example.com:587')
    .optional()
    .describe(
      'Mail server, such as smtp://user:password@mail.example.com:587 (STARTTLS where it has it) or smtps://…:465. Unset: mails wait, and `npm run mail:links` shows their links to the operator.'
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address or Name <address>'
    )
    .optional()
    .describe(
      'Sender of mails, such as WhatsApp Gateway <no-reply@example.com>. Needed with SMTP_URL.'
    ),
  OPERATOR_EMAIL: z
    .email()
    .optional()
    .describe(
      'Who is told of troubles of the machine, such as a backup that failed, by the deployment kit (gateway/). Unset: nobody.'
    )
}
