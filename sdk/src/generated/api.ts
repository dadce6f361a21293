// Written by `npm run docs:dump` from the documents of the API. Do not edit.

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the health of the service
         * @description 503 when the database does not answer within two seconds. A part that is unavailable or a disk that is nearly full makes it degraded.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether the process answers
         * @description Restart the process when this fails.
         */
        get: operations["checkLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether the process can serve requests
         * @description Send the process no requests while this answers 503.
         */
        get: operations["checkReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an account
         * @description A mail with a link to verify the address is sent, in the language that Accept-Language asks for, of the twelve of the dashboard. The account starts with the default plan and is logged in at once. Registrations are limited for each IP address: 429 with Retry-After. 403 `registration_closed` when the operator has closed registration, `invitation_invalid` when it takes an invitation.
         */
        post: operations["registerUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Where the account has a second factor, the right password alone answers 403 `second_factor_required`: send the same call with `code` or `recovery_code`, or with `passkey`, which has signed a challenge for `second_factor` (POST /api/v1/auth/passkeys/challenge). Failed logins are limited for each IP address and for each pair of IP address and account: 429 with Retry-After. Nobody can lock another person out by failing to log in.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token
         * @description Each refresh token works once and is replaced by the one in the answer. Used again within ten seconds it gets the same answer; later it ends the login.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the login of the refresh token in the body; without a body, that of the access token in the header.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out everywhere
         * @description Ends all logins of the user, including this one. API keys keep working.
         *
         *     Scope: `account:write` (API keys; a person may, whatever their role).
         */
        post: operations["logOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the current user
         * @description Scope: `account:read` (API keys; a person may, whatever their role).
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /**
         * Erase the own user
         * @description For owners, whose account goes with them: the same as DELETE /api/v1/account. Other members leave with DELETE /api/v1/memberships/{id}. Cannot be undone. From this answer on no token and no API key of the account works (403 `account_erasing`), nothing is sent and no webhook is called. Linked numbers are logged out on WhatsApp until `log_out_until`; then sessions, messages, chats, contacts, files, keys, webhooks, events, the audit log, usage and users are deleted. What the operator keeps is that there was an account, when it was erased and how much there was. Takes the password, and a code where log-ins take one.
         *
         *     Takes the access token of a person; an API key is refused.
         *
         *     Only owners of the account may.
         */
        delete: operations["deleteMe"];
        options?: never;
        head?: never;
        /**
         * Change name or e-mail address
         * @description A new address gets a mail with a link to verify it.
         *
         *     Scope: `account:write` (API keys; a person may, whatever their role).
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/api/v1/auth/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the accounts that the user is in
         * @description The one they have been in longest comes first.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        get: operations["listTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/switch-tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in to another account that the user is in
         * @description Answers a new login that acts in that account, with the role that the user has there, for as long as they are in its team. The login that asked goes on: end it with its refresh token where it is of no more use.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["switchTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Ends every other login of the user.
         *
         *     Scope: `account:write` (API keys; a person may, whatever their role).
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the devices on which the user is logged in
         * @description Scope: `account:read` (API keys; a person may, whatever their role).
         */
        get: operations["listDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Log out one device
         * @description Scope: `account:write` (API keys; a person may, whatever their role).
         */
        delete: operations["deleteDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/2fa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether log-ins take a second factor
         * @description Scope: `account:read` (API keys; a person may, whatever their role).
         */
        get: operations["getSecondFactor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/2fa/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set up an authenticator app
         * @description Log-ins go on as before until a code of the app was sent to POST /api/v1/auth/2fa/confirm. Asking again replaces a secret that was not confirmed.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["setUpSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/2fa/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the authenticator app with a code of it
         * @description From now on POST /api/v1/auth/login takes a `code`. API keys go on as before.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/2fa/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have log-ins take the password alone again
         * @description Takes the access token of a person; an API key is refused.
         */
        post: operations["disableSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the passkeys of the user
         * @description Scope: `account:read` (API keys; a person may, whatever their role).
         */
        get: operations["listPasskeys"];
        put?: never;
        /**
         * Register a passkey
         * @description From now on it logs in by itself, and stands in for a code of the authenticator app where there is a second factor. The password goes on working. A mail tells the user of it.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["registerPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to register a passkey
         * @description Gives what `navigator.credentials.create` takes, by way of `PublicKeyCredential.parseCreationOptionsFromJSON`. Send what it makes to POST /api/v1/auth/passkeys within five minutes. Takes the password and, where there is a second factor, a code, so that a stolen token registers none. Passkeys are bound to the domain of PUBLIC_URL.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a passkey
         * @description It opens nothing from now on. Log-ins that were made with it go on until they are ended (DELETE /api/v1/auth/devices/{id}).
         *
         *     Takes the access token of a person; an API key is refused.
         */
        delete: operations["deletePasskey"];
        options?: never;
        head?: never;
        /**
         * Rename a passkey
         * @description Takes the access token of a person; an API key is refused.
         */
        patch: operations["renamePasskey"];
        trace?: never;
    };
    "/api/v1/auth/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a challenge to be signed with a passkey
         * @description Gives what `navigator.credentials.get` takes, by way of `PublicKeyCredential.parseRequestOptionsFromJSON`. It names nobody: the authenticator offers the passkeys that it has. A challenge is good for five minutes, for what it was asked for, and once.
         */
        post: operations["askForPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with a passkey
         * @description Without a name and without a password. A passkey stands for both factors: its authenticator has asked for a PIN, a finger or a face.
         */
        post: operations["logInWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the e-mail address with the token of a mail
         * @description The link in the mail leads to the page /verify-email with the token behind `#token=`. It works once, within 72 hours, and not for an address that was changed since.
         */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the mail that verifies the e-mail address once more
         * @description Links of earlier mails are of no use then. An address that is verified gets none.
         *
         *     Scope: `account:write` (API keys; a person may, whatever their role).
         */
        post: operations["sendVerificationMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a link to a new password sent
         * @description The answer is the same whether somebody has registered with the address or not. The mail is in the language that Accept-Language asks for, of the twelve of the dashboard. Where the service has no mail server, its operator can read the link (`npm run mail:links`).
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password with the token of a mail
         * @description The link in the mail leads to the page /reset-password with the token behind `#token=`. It works once, within an hour. All logins are ended, and the passkeys of the user deleted; API keys stay.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys that access tokens are checked with
         * @description As in RFC 7517. The first one signs new tokens; the others have signed tokens that are still valid. A good signature does not tell whether the login still stands.
         */
        get: operations["listPublicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of the team
         * @description Newest first. Whoever registered is the owner.
         *
         *     Scope: `team:read`.
         */
        get: operations["listMemberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memberships/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member, or leave the team
         * @description From this answer on the logins of that member are refused, as are the API keys and links that they have made. Everybody may leave; to remove others takes `team:write` and every scope that they have.
         *
         *     Scope: `team:write` (API keys; a person may, whatever their role).
         */
        delete: operations["removeMembership"];
        options?: never;
        head?: never;
        /**
         * Change the role of a member
         * @description Counts for the next request of that member. API keys that the member has made lose the scopes that the new role does not have; one left without any is revoked. Nobody gives a role that may do what they may not, or changes a member who may; owners are changed by owners who are logged in. An account has an owner: 409 `last_owner` for the last one. To hand an account over, make another member an owner, then change your own role.
         *
         *     Scope: `team:write`.
         */
        patch: operations["changeMembership"];
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the invitations that wait for an answer
         * @description Newest first, those among them that have expired: they can be sent again. What was accepted or taken back is not listed.
         *
         *     Scope: `team:read`.
         */
        get: operations["listTeamInvitations"];
        put?: never;
        /**
         * Invite somebody into the team
         * @description A mail with a link is sent, which works once, within seven days; where the service sends no mails the answer has the link. Nobody invites to a role that may do what they may not, and the invitation ends when they may not any more. The plan counts it as a member.
         *
         *     Scope: `team:write`.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["createTeamInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read an invitation by the token of its link
         * @description What the page /invitation shows before somebody accepts.
         */
        post: operations["readTeamInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation into a team
         * @description Where nobody has registered with the address that was invited, this makes the user, also where registration is closed. Where somebody has, it takes their password, and a code as for POST /api/v1/auth/login: they are in several accounts from then on. The login that is answered acts in the account of the team. The link in the mail leads to the page /invitation with the token behind `#token=`; it works once, and has proved the address.
         */
        post: operations["acceptTeamInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description For another seven days, also when it has expired. The links that were sent before are of no use then.
         *
         *     Scope: `team:write`.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["sendTeamInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an invitation back
         * @description Its link is refused from this answer on.
         *
         *     Scope: `team:write`.
         */
        delete: operations["deleteTeamInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Newest first. Revoked keys are not listed.
         *
         *     Scope: `api_keys:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description A key made with another API key cannot have more scopes or live longer than that key, and is revoked with it. Without `expires_at` it expires when that key does; it may be used from where that key may and has its limit of requests; only a person gives `allowed_addresses` and `requests_per_minute_max`.
         *
         *     Scope: `api_keys:write`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description Scope: `api_keys:read`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description The key and all keys made with it stop working at once and for good. An API key may revoke itself and those made with it.
         *
         *     Scope: `api_keys:write`.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Scopes and time that are taken from a key are also taken from the keys made with it. `allowed_addresses` and `requests_per_minute_max` count for these as well, and are given by a person. An API key may change itself and those made with it.
         *
         *     Scope: `api_keys:write`.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace an API key
         * @description The old key stops working at once or, with `overlap_seconds`, after that time (30 days at most), which `old_key_until` shows; keys made with it keep working. Replacing it once more ends what is older, and revoking the key ends both. The caller must have every scope of the key; an API key may replace itself and those made with it.
         *
         *     Scope: `api_keys:write`.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was asked with an API key
         * @description Of the last seven days, newest first, a second or so after each answer. The body is kept of requests that were refused (4xx), without what may be a secret. With `Accept: text/csv` or `application/x-ndjson` all entries are streamed, a line each, from `cursor` on; `limit` does not count then.
         *
         *     Scope: `api_keys:read`.
         */
        get: operations["listApiKeyRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the plans */
        get: operations["listPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a plan */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the subscription
         * @description Scope: `billing:read`.
         */
        get: operations["getSubscription"];
        /**
         * Change the plan
         * @description An API key may not do this. 409 plan_too_small when more is in use than the new plan allows. While a plan is paid, one that costs less or nothing follows on it (next_plan_id); the present plan takes that back, and a cancellation too. One that costs more is bought with POST /api/v1/subscription/checkout.
         *
         *     Scope: `billing:write`.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        put: operations["changePlan"];
        post?: never;
        /**
         * Cancel to the end of the time that is paid
         * @description An API key may not do this. All goes on until then, and no invoice follows; then nothing is sent any more, as when nobody pays. PUT with the present plan takes it back, and so does a payment.
         *
         *     Scope: `billing:write`.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        delete: operations["cancelSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the usage of the plan
         * @description Scope: `billing:read`.
         */
        get: operations["getSubscriptionUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List which plans were taken, and which limits were granted
         * @description Newest first; the last one is the plan with which the account began.
         *
         *     Scope: `billing:read`.
         */
        get: operations["listSubscriptionHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a plan would cost now, and when it would begin
         * @description Nothing is changed. What is left of the time that is paid is taken off a plan that costs more, to the second: the invoice is a little more than this says. An invoice for the same price that is open is paid as it was issued.
         *
         *     Scope: `billing:read`.
         */
        get: operations["previewPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the providers through which something can be paid here
         * @description Those that the operator has set up, for POST /api/v1/subscription/checkout. None as long as no administrator has said who sells.
         *
         *     Scope: `billing:read`.
         */
        get: operations["listPaymentProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whom invoices name as the buyer
         * @description Scope: `billing:read`.
         */
        get: operations["getBillingDetails"];
        /**
         * Set whom invoices name as the buyer
         * @description It counts for invoices that are issued from now on; those that were stay as they are.
         *
         *     Scope: `billing:write`.
         */
        put: operations["setBillingDetails"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invoices and credit notes, newest first
         * @description Scope: `billing:read`.
         */
        get: operations["listInvoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an invoice, as JSON, as a page to print or as a PDF
         * @description Scope: `billing:read`.
         */
        get: operations["getInvoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to pay a plan or an invoice
         * @description An API key may not do this. The invoice is issued and the page is made right after: read the checkout until it is `open`, and send the customer to its `url`. What the wallet holds in the currency pays first. The plan is the customer’s when the invoice is paid.
         *
         *     Scope: `billing:write`.
         *
         *     Takes the access token of a person; an API key is refused.
         */
        post: operations["createCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/checkout/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a checkout
         * @description Scope: `billing:read`.
         */
        get: operations["getCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the wallet holds, and its entries, newest first
         * @description A payment that does not fit its invoice goes into the wallet, and the next invoice in the same currency is paid from it first. Each balance is the sum of its entries.
         *
         *     Scope: `billing:read`.
         */
        get: operations["getWallet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened in the account
         * @description Newest first. Every call that changes something is here, except messages, which are their own record. With `Accept: text/csv` or `application/x-ndjson` all entries are streamed, a line each, from `cursor` on; `limit` does not count then.
         *
         *     Scope: `account:read`.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions, newest first
         * @description Scope: `sessions:read`.
         */
        get: operations["listSessions"];
        put?: never;
        /**
         * Create a session
         * @description A session stands for one WhatsApp number. Start it with `POST /api/v1/instances`, then scan its QR code. Every event of the session is sent to `webhook_url`; setting it also needs the scope `messages:read`.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a session
         * @description Scope: `sessions:read`.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Delete a session
         * @description Removes the linked device from the phone, connecting first if necessary, and deletes the session with its messages and webhooks. 409 `logout_not_confirmed`: WhatsApp has not confirmed the log-out within a few seconds. The service keeps trying; call again later, or with `force=true`.
         *
         *     Scope: `sessions:write`.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        /**
         * Rename a session, or change its webhook address, proxy, pacing, calls or statuses
         * @description A changed webhook address keeps its secret; the answer contains `webhook_secret` when there was none before.
         *
         *     Scope: `sessions:write`.
         */
        patch: operations["updateSession"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a session
         * @description Answers at once; follow the status or the events of the session. To wait for the worker use `POST /api/v1/instances`. 429 `too_many_unlinked` when too many running sessions have never been linked.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["startSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a session
         * @description The session stays linked: when started again it connects without a new QR code.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["stopSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close the connection and open it again
         * @description Starts the session if it is not running. An unfinished linking is given up, and a new code follows.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["restartSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Removes the linked device from the phone, connecting first if necessary. The session then needs a new QR code. A session that is not linked stays as it is; a banned one forgets its number. 409 `logout_not_confirmed`: WhatsApp has not confirmed the log-out within a few seconds. The service keeps trying; call again later, or with `force=true`.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["logOutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the QR code to scan
         * @description With `wait` the call answers as soon as there is a code. With `shown` it answers as soon as there is a different code, such as the new one that WhatsApp may ask for after a scan. 409 `qr_not_ready`: try again in a second; `session_connected`: there is nothing to scan; `passkey_required`: a code was scanned, and linking continues with …/passkey.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getQrCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/pairing-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a pairing code to type instead of scanning
         * @description Start the session first; right after the start the call waits until a code is possible. The answer comes when WhatsApp has accepted the code; when WhatsApp refuses, `detail` says what to do. On the phone: Linked devices, Link a device, Link with phone number instead.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["requestPairingCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the owner of a number with a passkey has to sign
         * @description While the status is `passkey_required` and `passkey.step` is `sign`. An owner who signs within five minutes need not compare codes.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getPasskey"];
        put?: never;
        /**
         * Send the signature of the owner
         * @description Accepted once. The result shows in the status of the session: a code to compare, a connection, or a `status_reason` with a new code to scan.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["submitPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/passkey/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the code that the phone shows too
         * @description Available once the signature is accepted and the phone has continued. Owners who signed early need not compare it.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getPasskeyCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/passkey/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that both codes are the same
         * @description Only a person who sees both codes may confirm. If they differ, somebody may be intercepting the link: restart the session.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["confirmPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/link-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let somebody without an account link this session
         * @description For an end customer: the token allows the calls of port 3001 for this session only. It ends when the session is linked, when it expires, when another token replaces it, or with the API key that made it. Somebody who signs with a passkey through this link always has to compare codes.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["createLinkToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the status of a session
         * @description Scope: `sessions:read`.
         */
        get: operations["getSessionStatus"];
        put?: never;
        /**
         * Post a status
         * @description A text, a picture, a video or a voice message that people see for 24 hours. The answer means that it is stored and will be posted; `status.sent` or `status.failed` tells what became of it, `status.viewed` who has seen it. However many people may see it, it counts as one message of the quota.
         *
         *     Scope: `messages:write`.
         */
        post: operations["postStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the limits that WhatsApp has set for the number
         * @description The time-lock and the quota of new chats, as WhatsApp has reported them. While a limit is in force, messages to new people wait (`waiting_reason` is `new_chat_limit`); replies and known chats are not affected. The event `session.limited` reports when a limit begins, changes and ends.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getSessionLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the profile of the number
         * @description Name, about and picture of the linked account, as WhatsApp has them at this moment. The session must be connected.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getSessionProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/profile/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the name that other people are shown
         * @description On all devices of the account. WhatsApp Business accounts with a verified name keep showing that one.
         *
         *     Scope: `sessions:write`.
         */
        put: operations["setSessionName"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/profile/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change what the account says of itself
         * @description Empty: nothing.
         *
         *     Scope: `sessions:write`.
         */
        put: operations["setSessionAbout"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Show that the account is online, or that it is not
         * @description For as long as the connection lasts. While an account is online here, its phone may not ring; nothing is shown to those from whom its privacy hides it.
         *
         *     Scope: `sessions:write`.
         */
        put: operations["setSessionPresence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whom the account shows what
         * @description As WhatsApp has it at this moment.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getSessionPrivacy"];
        /**
         * Change whom the account shows what
         * @description What is not given stays as it is. `contacts_except` is set on the phone, where the people are chosen.
         *
         *     Scope: `sessions:write`.
         */
        put: operations["setSessionPrivacy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/profile/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the picture of the number
         * @description The file is made into a square first, for which the call waits up to eight seconds. Who sees the picture is up to its privacy.
         *
         *     Scope: `sessions:write`.
         */
        put: operations["setSessionPicture"];
        post?: never;
        /**
         * Take the picture of the number away
         * @description From then on it shows none.
         *
         *     Scope: `sessions:write`.
         */
        delete: operations["deleteSessionPicture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/uptime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read when the session was connected and when it was not
         * @description The wanted time is the time in which the session should have been connected: from its first connection on, without the time in which its user had stopped, restarted or logged it out. A log-out on the phone, a ban, or another program that takes over counts as an outage until the session is connected again or its user stops it. When a worker was lost, the outage begins with its last sign of life. Kept for 90 days.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getSessionUptime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream the events of one session as they happen
         * @description Server-sent events: `id` is the id of the event, `event` its type, `data` the event as webhooks receive it. With `Last-Event-ID` the stream continues after that event, without a gap. A comment is sent every 15 seconds. A stream ends after 15 minutes; open it again. When its credential ends, the stream ends within two seconds with the event `stream.ended`, whose data give the reason (`code`, `title`, `detail`). The same over WebSocket: `/ws`, see /asyncapi.json. Message events are left out without the scope `messages:read`.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["streamSessionEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List groups
         * @description The groups that the number of the session is in, in the order of their ids, without their members. WhatsApp is asked for all of them once for each connection; after that it tells what changes. The session must be connected.
         *
         *     Scope: `groups:read`.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Make a group
         * @description `results` says of each person whether they are in it: the group is made without those who have no account or let nobody add them. A description and who may add members are set with PATCH. A group is not made twice by an `Idempotency-Key`; where the connection ends in the middle (`call_interrupted`) look into the list of groups before calling again.
         *
         *     Scope: `groups:write`.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a group
         * @description The group as WhatsApp describes it to its members at this moment: subject, description, settings, and everybody in it. `group` is its id (…@g.us), which is the `chat_id` of its messages. The session must be connected.
         *
         *     Scope: `groups:read`.
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a group
         * @description What is left out stays, and what is so already is not sent to WhatsApp. WhatsApp takes changes one by one; when it refuses one the error says which were made before. Calling again makes the rest.
         *
         *     Scope: `groups:write`.
         */
        patch: operations["updateGroup"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a group
         * @description Its messages come no more; those that have come stay. Without an admin WhatsApp makes another member one.
         *
         *     Scope: `groups:write`.
         */
        post: operations["leaveGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the picture of a group
         * @description The file is made into a square first, for which the call waits up to eight seconds. Where only admins change the group WhatsApp takes it from them alone.
         *
         *     Scope: `groups:write`.
         */
        put: operations["setGroupPicture"];
        post?: never;
        /**
         * Take the picture of a group away
         * @description From then on it shows none.
         *
         *     Scope: `groups:write`.
         */
        delete: operations["deleteGroupPicture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add people to a group
         * @description Where a person lets nobody add them, or not this number, `status` is `invitation_needed` and `invitation` is the content of the message of type `group_invite` that invites them. The answer has one entry for each person, in the order of the request; it is 200 also where nothing was done with some of them, or all.
         *
         *     Scope: `groups:write`.
         */
        post: operations["addGroupParticipants"];
        /**
         * Remove people from a group
         * @description Only admins may. The answer has one entry for each person, in the order of the request; it is 200 also where nothing was done with some of them, or all.
         *
         *     Scope: `groups:write`.
         */
        delete: operations["removeGroupParticipants"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}/admins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make members of a group admins
         * @description Only admins may. The answer has one entry for each person, in the order of the request; it is 200 also where nothing was done with some of them, or all.
         *
         *     Scope: `groups:write`.
         */
        post: operations["addGroupAdmins"];
        /**
         * Make admins of a group plain members
         * @description Only admins may. They stay in the group. The answer has one entry for each person, in the order of the request; it is 200 also where nothing was done with some of them, or all.
         *
         *     Scope: `groups:write`.
         */
        delete: operations["removeGroupAdmins"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the invitation of a group
         * @description WhatsApp shows it to admins, and where members may add people to them too.
         *
         *     Scope: `groups:read`.
         */
        get: operations["getGroupInvite"];
        put?: never;
        /**
         * Replace the invitation of a group
         * @description The link before leads nowhere from now on. Only admins may.
         *
         *     Scope: `groups:write`.
         */
        post: operations["resetGroupInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/invite-info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the group behind an invitation
         * @description As WhatsApp shows it to those who are invited; nothing is joined.
         *
         *     Scope: `groups:read`.
         */
        get: operations["getGroupInviteInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a group by an invitation
         * @description Where admins let people in the number asks to join.
         *
         *     Scope: `groups:write`.
         */
        post: operations["joinGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/groups/{group}/join-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who asks to join a group
         * @description Only admins see it. `group.join_request` tells when somebody asks.
         *
         *     Scope: `groups:read`.
         */
        get: operations["listGroupJoinRequests"];
        put?: never;
        /**
         * Let people into a group who ask, or do not
         * @description Only admins may. The answer has one entry for each person, in the order of the request.
         *
         *     Scope: `groups:write`.
         */
        post: operations["decideGroupJoinRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels
         * @description Those that the number of the session follows or has made, in one page. WhatsApp is asked; the session must be connected.
         *
         *     Scope: `groups:read`.
         */
        get: operations["listChannels"];
        put?: never;
        /**
         * Make a channel
         * @description It belongs to the number. WhatsApp may want its terms for channels accepted on the phone first (`refused_by_whatsapp`). A channel is not made twice by an `Idempotency-Key`; where the connection ends in the middle (`call_interrupted`) look into the list of channels before calling again.
         *
         *     Scope: `groups:write`.
         */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels/invite-info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the channel behind a link
         * @description Its `id` is what it is followed by; nothing is followed.
         *
         *     Scope: `groups:read`.
         */
        get: operations["getChannelInviteInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a channel
         * @description Any channel, followed or not, as WhatsApp shows it now.
         *
         *     Scope: `groups:read`.
         */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels/{channel}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow a channel
         * @description For the number of the session, on all its devices. Following it twice is the same.
         *
         *     Scope: `groups:write`.
         */
        post: operations["followChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels/{channel}/unfollow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow a channel no more
         * @description WhatsApp lets whoever has made a channel not leave it (`refused_by_whatsapp`).
         *
         *     Scope: `groups:write`.
         */
        post: operations["unfollowChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels/{channel}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute a channel
         * @description The phone stays silent about what is posted there. Whoever does not follow it is refused by WhatsApp.
         *
         *     Scope: `groups:write`.
         */
        post: operations["muteChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/channels/{channel}/unmute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unmute a channel
         * @description The phone tells of its posts again.
         *
         *     Scope: `groups:write`.
         */
        post: operations["unmuteChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/calls/{call}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a call
         * @description While it rings: the event `call.received` tells its id. `PATCH /api/v1/sessions/{id}` with `calls` rejects every call by itself.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["rejectCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/calls/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link to a call
         * @description Whoever opens it in WhatsApp joins the call. It belongs to the number.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["createCallLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List labels
         * @description Labels of WhatsApp Business, by name. What apps of ordinary accounts call lists comes as labels too. They are kept as the phone has them.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listLabels"];
        put?: never;
        /**
         * Make a label
         * @description WhatsApp Business has room for 20. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["createLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a label with the chats and messages that carry it
         * @description Chats and messages that are not known here are named as WhatsApp names them.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getLabel"];
        put?: never;
        post?: never;
        /**
         * Delete a label
         * @description Chats and messages that carried it stay. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["deleteLabel"];
        options?: never;
        head?: never;
        /**
         * Rename a label, or change its colour
         * @description What is not given stays. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        patch: operations["updateLabel"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/labels/{label}/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a label on a chat
         * @description What has it already stays so. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["addChatLabel"];
        /**
         * Take a label off a chat
         * @description What does not have it stays so. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["removeChatLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/labels/{label}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a label on a message
         * @description What has it already stays so. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["addMessageLabel"];
        /**
         * Take a label off a message
         * @description What does not have it stays so. It is changed on the phone too, and `label.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["removeMessageLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was posted, newest first
         * @description Posts whose time is over are in it without their content.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a status
         * @description With how many have seen it, and where its file is.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        /**
         * Take a status away
         * @description One that still waits is canceled, and the answer is the status itself. Of one that WhatsApp has the answer is a status of type `delete`, which waits in the queue like one; once WhatsApp has taken it the content is gone and `status.deleted` reports it. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["deleteStatus"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses/{status}/viewers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who has seen a status
         * @description In the order in which they saw it. People who have switched off read receipts are never among them.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listStatusViewers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who sees the statuses that are posted on the phone
         * @description As it is set there: the audience of a status that is posted without one. The session must be connected.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getStatusAudience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the statuses of others, newest first
         * @description Those that can be seen now. They are kept where `statuses.received` of the session is on, from then on.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listReceivedStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses/received/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a status of somebody else
         * @description With where its file is. Its content is gone when its time is over or its author took it away.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getReceivedStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses/received/{status}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell the author that a status was seen
         * @description Nobody is told unless this is called. Where read receipts are switched off on the phone, only the phone is told.
         *
         *     Scope: `messages:write`.
         */
        post: operations["markStatusSeen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/{contact}/status-mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute the statuses of a contact
         * @description On the phone too. They are kept and listed as before, and no event tells of them. The contact is not told. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:write`.
         */
        post: operations["muteStatuses"];
        /**
         * Tell of the statuses of a contact again
         * @description On the phone too. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:write`.
         */
        delete: operations["unmuteStatuses"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List instances, newest first
         * @description Your own instances, and the shared ones that host your sessions.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["listInstances"];
        put?: never;
        /**
         * Start a session on a worker
         * @description Answers with the instance that hosts the session as soon as a worker has it; for a running session that is its current instance. Then show its QR code (`GET /api/v1/sessions/{id}/qr`). 503 `no_capacity` or `worker_unavailable` when no worker can take it now; it will start by itself. 429 `too_many_unlinked` when too many running sessions have never been linked.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["createInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an instance
         * @description Scope: `sessions:read`.
         */
        get: operations["getInstance"];
        put?: never;
        post?: never;
        /**
         * Delete an instance
         * @description Stops your sessions on it; they stay linked. An instance without sessions is removed.
         *
         *     Scope: `sessions:write`.
         */
        delete: operations["deleteInstance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the health of an instance
         * @description Asks the worker itself. A worker that does not answer is unhealthy.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getInstanceHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the resource usage of an instance
         * @description Scope: `sessions:read`.
         */
        get: operations["getInstanceStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of an instance
         * @description The last lines of the worker, about 256 kB at most, from the oldest on; when it has ended, those at its end. Only of instances that are yours alone: on a shared one the log tells of others. It has no texts of messages, and numbers are shortened. With `Accept: application/x-ndjson` each line is a line of the answer, for programs that collect logs.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["getInstanceLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start your sessions on an instance
         * @description 409 `instance_not_running` when it no longer hosts any of them: start the session instead.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["startInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop your sessions on an instance
         * @description They stay linked: when started again they connect without a new QR code.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["stopInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reconnect your sessions on an instance
         * @description Sessions of other customers on a shared instance are not touched.
         *
         *     Scope: `sessions:write`.
         */
        post: operations["restartInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages, newest first
         * @description A page may hold fewer entries than `limit`, or none, although `next_cursor` is not null: a rare filter over very many messages is searched in steps. Continue until `next_cursor` is null.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Send a message
         * @description The answer means that the message is stored and will be sent. What happens next is reported as events (`message.sent`, `message.delivered`, `message.read`, `message.failed`). A `traceparent` header (W3C Trace Context) is kept with the message, and webhooks that tell of it carry one of the same trace.
         *
         *     Scope: `messages:write`.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send up to 1,000 messages
         * @description Every message gets its own result, in order: a refused message does not affect the others. When the quota runs out, the remaining messages of the call are refused with `quota_exceeded`. An Idempotency-Key covers the whole call.
         *
         *     Scope: `messages:write`.
         */
        post: operations["sendMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a message
         * @description Scope: `messages:read`.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        /**
         * Delete a message for everyone, or for the account alone
         * @description For everyone: a message of this account, or as an admin of a group any message there (a deletion by somebody who is none fails with `not_a_group_admin`). Within 60 hours after it was sent; one that still waits then fails with `expired`. The answer is a message of type `delete`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, the content of the message is gone and `message.deleted` reports it. It does not count against the quota. With `for=me` any message is deleted at once, here and on the phone, and nobody else notices: 200 and the message.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        /**
         * Edit a text or a caption
         * @description Within 15 minutes after it was sent, which is as long as WhatsApp shows edits; one that still waits then fails with `expired`. The answer is a message of type `edit`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, the message has the new words and `message.edited` reports it. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        patch: operations["editMessage"];
        trace?: never;
    };
    "/api/v1/messages/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who has received, read and played a message
         * @description One entry for each person who has the message, in the order in which they got it; whoever is missing does not have it yet. People who have switched off read receipts never count as readers. Empty for messages that were received.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getMessageReceipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the file of a message
         * @description With a new link to its content. 404 for a message without a file, and when the file was deleted.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getMessageMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a message that is waiting to be sent
         * @description It no longer counts against the quota. A message that is already being sent (`waiting_reason` is `being_sent`) is refused with `message_not_waiting`: a message is either canceled or sent, never both.
         *
         *     Scope: `messages:write`.
         */
        post: operations["cancelMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a failed message again
         * @description The message is queued at once, behind the waiting messages of its chat, and keeps its WhatsApp id: a recipient it had reached after all sees it once. It does not count twice against the quota: one that failed before it left was given back, and counts anew. A past `expires_at` is cleared. A message that has not failed is refused with `message_not_failed`.
         *
         *     Scope: `messages:write`.
         */
        post: operations["retryMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/reaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * React to a message
         * @description The same as sending a message of type `reaction`; the answer is that message.
         *
         *     Scope: `messages:write`.
         */
        post: operations["reactToMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Vote in a poll
         * @description The answer is a message of type `poll_vote`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, the vote stands in `poll_result` of the poll and `message.poll_vote` reports it. Without options all votes of the account are taken back. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        post: operations["voteInPoll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/response": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer an event
         * @description The answer is a message of type `event_response`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, it stands in `event_responses` of the event and `message.event_response` reports it. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        post: operations["respondToEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forward a message
         * @description Sends the content of a message to another chat, or to the same one. People see that it was forwarded, unless this account wrote it. The answer is the new message.
         *
         *     Scope: `messages:write`.
         */
        post: operations["forwardMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pin a message in its chat
         * @description For everybody in the chat. The answer is a message of type `pin`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, `pinned_until` of the message is set and `message.pinned` reports it. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        post: operations["pinMessage"];
        /**
         * Unpin a message
         * @description For everybody in the chat. The answer is a message of type `pin`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, `pinned_until` of the message is null again and `message.pinned` reports it. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["unpinMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a received message and those before it as read
         * @description Their senders are told, unless read receipts are switched off on the phone, at most 256 messages at once. The answer is a message of type `read`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, `read_at` of the messages is set and the chat has no unread ones but newer ones. It does not count against the quota.
         *
         *     Scope: `messages:write`.
         */
        post: operations["markMessageRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/star": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Star or unstar a message
         * @description Only this account sees it. It is changed on the phone too, and `message.starred` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["starMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List templates, newest first
         * @description Scope: `messages:read`.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Create a template
         * @description A text with `{{variables}}` in one or more languages. Messages are made from it with `type: "template"` in `POST /api/v1/messages` and in bulk. Names of variables are letters, digits and `_`, in parts with dots between them (`order.id`).
         *
         *     Scope: `messages:write`.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a template
         * @description Scope: `messages:read`.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete a template
         * @description Messages that were made from it stay as they are.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        /**
         * Change a template
         * @description `texts` and `variables` take the place of all that were there. Where one of them or the default language is given, that is a new version; the last hundred are kept. Messages that wait keep the text they were made with.
         *
         *     Scope: `messages:write`.
         */
        patch: operations["updateTemplate"];
        trace?: never;
    };
    "/api/v1/templates/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a template, newest first
         * @description The last hundred.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listTemplateVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a template says with these values
         * @description The text as it would be sent, or what is wrong with the values. Nothing is sent.
         *
         *     Scope: `messages:read`.
         */
        post: operations["previewTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List files
         * @description Uploaded and received files, newest first.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listMedia"];
        put?: never;
        /**
         * Upload a file
         * @description Upload once, send as often as you like: the answer has the id that messages name. As `multipart/form-data` with one part named `file`, or as JSON with `url` or `data`. The type is recognized from the content. Pictures, videos and sound are examined in the background: `status` is `processing` until `media.ready` or `media.unavailable` tells how that ended; a message may be sent with such a file at once, and waits for it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["uploadMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file
         * @description With a new link to its content.
         *
         *     Scope: `messages:read`.
         */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        /**
         * Delete a file
         * @description Links to it end at once. Messages that were sent with it are not changed; while one waits to be sent with it the call is refused.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["deleteMedia"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description The address stands in `url` of a file: it is signed, needs no credential and is valid until `url_expires_at`. A wrong or expired signature and a file that is not there are both 404. Range requests are answered with 206.
         */
        get: operations["downloadMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List chats, the one with the newest message first
         * @description People and groups with whom the session has exchanged messages since it was linked here. A chat moves to the front with each message, so one may appear on two pages.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a chat
         * @description Scope: `messages:read`.
         */
        get: operations["getChat"];
        put?: never;
        post?: never;
        /**
         * Delete a chat for the account
         * @description With its messages, on the phone too. With the next message it is there again, without those. In `GET /api/v1/messages` they stay until they are cleaned up.
         *
         *     Scope: `messages:write`.
         */
        delete: operations["deleteChat"];
        options?: never;
        head?: never;
        /**
         * Set how long messages of a chat stay
         * @description For all who are in it: apps show the change in the chat. In a group it may take an admin. Messages that were sent before stay as they are, and the API keeps those that are gone from the phones. The same setting can be changed by the other side: the one made last counts, and `chat.updated` tells of it.
         *
         *     Scope: `messages:write`.
         */
        patch: operations["updateChat"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a chat, newest first, from any message on
         * @description Without `cursor` and `around` the page begins with the newest message. `next_cursor` leads to older messages, `previous_cursor` to newer ones; the entries of a page are always newest first.
         *
         *     Scope: `messages:read`.
         */
        get: operations["listChatMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a chat as read
         * @description Those who have written are told, at most of the newest 256 messages, unless read receipts are switched off on the phone. It is changed on the phone too, and `chat.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["markChatRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a chat as unread
         * @description For the account alone: `marked_unread`. It is changed on the phone too, and `chat.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["markChatUnread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive or unarchive a chat
         * @description An archived chat is no longer pinned. It is changed on the phone too, and `chat.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["archiveChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute or unmute a chat
         * @description Its messages come as before; the phone does not ring for them. It is changed on the phone too, and `chat.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["muteChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pin or unpin a chat
         * @description WhatsApp shows three pinned chats. It is changed on the phone too, and `chat.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["pinChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete all messages of a chat for the account
         * @description The chat stays. Here its messages are gone from the chat; in `GET /api/v1/messages` they stay until they are cleaned up. It is changed on the phone too, and `chat.updated` reports it.
         *
         *     Scope: `messages:write`.
         */
        post: operations["clearChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chats/{chat}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show in a chat that the account is typing or recording
         * @description Apps show it for some ten seconds, or until the next message or `paused`. The account counts as online meanwhile, and its phone may not ring.
         *
         *     Scope: `messages:write`.
         */
        post: operations["setTyping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts, newest first
         * @description People from whom the session has received messages, or to whom it has sent some.
         *
         *     Scope: `contacts:read`.
         */
        get: operations["listContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a contact
         * @description Two contacts become one when a number turns out to belong to a LID. Both ids then lead to the one that is older.
         *
         *     Scope: `contacts:read`.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check which numbers are on WhatsApp
         * @description WhatsApp is asked through this session, which must be connected. The answer has one entry for each number, in the order of the request. A session may check 500 numbers at once and one more each second: WhatsApp restricts numbers that look up many strangers.
         *
         *     Scope: `contacts:read`.
         */
        post: operations["checkContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/{contact}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the picture of a contact
         * @description The picture that the contact shows to this number at this moment. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:read`.
         */
        get: operations["getContactPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/{contact}/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the about text of a contact
         * @description What the contact says of themselves, as far as they show it to this number. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:read`.
         */
        get: operations["getContactAbout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/{contact}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block a contact
         * @description WhatsApp keeps their messages and calls away, on the phone too, and does not tell them. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:write`.
         */
        post: operations["blockContact"];
        /**
         * Unblock a contact
         * @description Their messages arrive again; what they wrote in the meantime does not. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:write`.
         */
        delete: operations["unblockContact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/blocklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who is blocked
         * @description Everybody whom the account has blocked, through the API or on the phone, as WhatsApp has it at this moment. Of those that this session knows by LID alone `jid` and `phone_number` are null.
         *
         *     Scope: `contacts:read`.
         */
        get: operations["getBlocklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/lids/{lid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find the number behind a LID
         * @description As far as this session has learned it, from messages, groups or checks of numbers; `jid` and `phone_number` are null while it has not. The session need not be connected.
         *
         *     Scope: `contacts:read`.
         */
        get: operations["getLid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/contacts/{contact}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Be told when a contact is online
         * @description `presence.updated` comes when the contact comes and goes, as far as the contact shows it, for as long as this connection of the session lasts; after `session.connected` ask again. `contact` is a number in international format, a JID (…@s.whatsapp.net) or a LID (…@lid).
         *
         *     Scope: `contacts:write`.
         */
        post: operations["watchPresence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opt-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who has opted out, the last ones first
         * @description Of all sessions of the account: who opts out of one opts out of all.
         *
         *     Scope: `contacts:read`.
         */
        get: operations["listOptOuts"];
        put?: never;
        /**
         * Note that somebody has opted out
         * @description Messages to them are refused with `recipient_opted_out` from now on, through every session, save an answer within 24 hours of what they wrote; what waits for them fails with that code. Noting it twice is the same.
         *
         *     Scope: `contacts:write`.
         */
        post: operations["createOptOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opt-outs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Note that somebody wants messages again
         * @description Only when they have said so. People do so themselves with one of the start words.
         *
         *     Scope: `contacts:write`.
         */
        delete: operations["deleteOptOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opt-outs/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the words with which people opt out
         * @description There are words in 33 languages to begin with. A message that says nothing but one of them counts: capitals, accents and what stands around the word make no difference.
         *
         *     Scope: `contacts:read`.
         */
        get: operations["getOptOutWords"];
        /**
         * Choose the words with which people opt out
         * @description They take the place of all that counted before. A message that says nothing but one of them counts: capitals, accents and what stands around the word make no difference.
         *
         *     Scope: `contacts:write`.
         */
        put: operations["setOptOutWords"];
        post?: never;
        /**
         * Go back to the words that everybody has
         * @description Scope: `contacts:write`.
         */
        delete: operations["resetOptOutWords"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks, newest first
         * @description Scope: `webhooks:read`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Every event that the webhook asks for is sent to its address, signed as Standard Webhooks describes, until the receiver answers with 2xx. An event arrives at least once and always with the same `webhook-id`, the id of the event, so a receiver can skip what it has seen. Event ids sort by time, and those of one session in the order in which they happened. Events of a session are sent in that order but may overtake each other when the receiver is slow or fails, unless `ordered` is set. With `batch` several events come in one request, whose `webhook-id` is that of the batch: skip what you have seen by the `id` of each event. After an outage of the receiver the waiting events are sent first, in order. Failed attempts are repeated after 3, 7, 20, 55 and 150 seconds and so on, up to every six hours, 21 times in three days; a receiver can ask for a longer pause with `Retry-After` (6 hours at most). An answer of 410 disables the webhook at once, and so do five days without a success. `*` and message events also need the scope `messages:read`.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description Scope: `webhooks:read`.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description Scope: `webhooks:write`.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Changing the address or the events of a webhook that receives `*` or message events also needs the scope `messages:read`. Headers of its own do not follow it to another origin: give `headers` with such a `url`.
         *
         *     Scope: `webhooks:write`.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a webhook again
         * @description Past failures are forgotten. POST …/replay sends the events it missed.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook a new secret
         * @description For 24 hours every attempt is signed with both, the new secret first: `webhook-signature` then has two signatures with a space between them, as Standard Webhooks describes. A receiver can so be given the new one without missing anything.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to a webhook
         * @description Sends `webhook.test` to this webhook only. Read the delivery to see the result.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a webhook the events it missed
         * @description Sends the events of a period that the webhook now asks for and never received: because it was disabled, did not exist yet, or the deliveries failed. Types, sessions and what has become of them narrow that down or, with `succeeded`, send what was delivered again; `…/replay/preview` counts them before. They are queued in the background in the order of events, each with its own `webhook-id`, 100,000 at most. Events that are on their way are left out, and those that were delivered unless asked for, so a second call sends nothing twice and continues where the first one stopped. Events are kept for 30 days by default. A webhook can have one replay at a time.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the events that a replay would send
         * @description Takes what `…/replay` takes and sends nothing, also for a webhook that is disabled or has a replay under way.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["previewWebhookReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of a webhook, newest first
         * @description Scope: `webhooks:read`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with its event and its attempts
         * @description Each attempt tells where it was sent, with which headers, how long it took and what was answered; it is kept as long as the delivery. A delivery of a message event also needs the scope `messages:read`.
         *
         *     Scope: `webhooks:read`.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description The `webhook-id` stays the same, so that a receiver can recognise it. A delivery that is still being attempted is left alone.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incoming webhooks, newest first
         * @description Scope: `webhooks:read`.
         */
        get: operations["listIncomingWebhooks"];
        put?: never;
        /**
         * Create an incoming webhook
         * @description A secret address for an alarm system: what it posts there becomes a message to one chat, through a template or as it is. The address is in this answer and in no other.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["createIncomingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an incoming webhook
         * @description Scope: `webhooks:read`.
         */
        get: operations["getIncomingWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete an incoming webhook
         * @description Its address opens nothing any more.
         *
         *     Scope: `webhooks:write`.
         */
        delete: operations["deleteIncomingWebhook"];
        options?: never;
        head?: never;
        /**
         * Change an incoming webhook
         * @description `enabled: false` closes its address until it is opened again.
         *
         *     Scope: `webhooks:write`.
         */
        patch: operations["updateIncomingWebhook"];
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an incoming webhook another address
         * @description The one before opens nothing from now on.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["rotateIncomingWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, oldest first
         * @description An event appears here a moment after it happened, in an order that never changes afterwards. Message events are left out without the scope `messages:read`.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream events as they happen
         * @description Server-sent events: `id` is the id of the event, `event` its type, `data` the event as webhooks receive it. With `Last-Event-ID` the stream continues after that event, without a gap. A comment is sent every 15 seconds. A stream ends after 15 minutes; open it again. When its credential ends, the stream ends within two seconds with the event `stream.ended`, whose data give the reason (`code`, `title`, `detail`). The same over WebSocket: `/ws`, see /asyncapi.json. Message events are left out without the scope `messages:read`.
         *
         *     Scope: `sessions:read`.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the event types
         * @description What webhooks and streams can bring, with a JSON Schema of the data of each.
         */
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was sent and received
         * @description The time is rounded to quarters of an hour: `from` down, `to` up. Messages that change others, such as edits, are not counted. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there. These are the types and, with `kind` `failed`, the reasons.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read messages by hour, day, week or month
         * @description In the calendar of any time zone, also where clocks change. Spans without a message are left out. The time is rounded to quarters of an hour: `from` down, `to` up. Messages that change others, such as edits, are not counted. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read messages by session
         * @description The time is rounded to quarters of an hour: `from` down, `to` up. Messages that change others, such as edits, are not counted. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read deliveries by webhook
         * @description As long as deliveries are kept. The time is rounded to quarters of an hour: `from` down, `to` up. Messages that change others, such as edits, are not counted. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/latency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how long the steps of messages took
         * @description Percentiles over the messages accepted in this time, as far as they are kept, to the millisecond. How long a recipient takes to read is theirs to decide. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsLatency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/busiest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the busiest chats and hours of the week
         * @description Hours are those of the time zone. Chats are found as long as messages are kept. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there. `kind` says whether one is an hour or a chat.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsBusiest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/api-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was asked with each API key
         * @description Requests are kept for seven days; the last second is not among them yet. With `Accept: text/csv` or `application/x-ndjson` its rows are answered, a line each; what is an object in JSON is columns of its own there.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["getAnalyticsApiCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the counts as CSV or NDJSON
         * @description Streamed, however long the time is. The time is rounded to quarters of an hour: `from` down, `to` up. Messages that change others, such as edits, are not counted.
         *
         *     Scope: `analytics:read`.
         */
        get: operations["exportAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase the account with all its data
         * @description Cannot be undone. From this answer on no token and no API key of the account works (403 `account_erasing`), nothing is sent and no webhook is called. Linked numbers are logged out on WhatsApp until `log_out_until`; then sessions, messages, chats, contacts, files, keys, webhooks, events, the audit log, usage and users are deleted. What the operator keeps is that there was an account, when it was erased and how much there was. Takes the password, and a code where log-ins take one.
         *
         *     Takes the access token of a person; an API key is refused.
         *
         *     Only owners of the account may.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export all data of the account
         * @description A ZIP with a file of JSON lines for each kind of data (messages, chats, contacts, sessions, webhooks, API keys, events, audit log, usage and more; no secrets), the files, and a README.txt. It is made in the background, one at a time; a mail tells when it is ready. It is kept for seven days, or until the next one is ready, and counts for no limit.
         *
         *     Takes the access token of a person; an API key is refused.
         *
         *     Only owners of the account may.
         */
        post: operations["startAccountExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/export/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far an export is, with a link to its file
         * @description Takes the access token of a person; an API key is refused.
         *
         *     Only owners of the account may.
         */
        get: operations["getAccountExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/export/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an export
         * @description The address stands in `url` of an export: it is signed, needs no credential and is valid until `url_expires_at`. A wrong or expired signature and a file that is not there are both 404.
         */
        get: operations["downloadAccountExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how the linking page looks
         * @description Scope: `account:read`.
         */
        get: operations["getBranding"];
        /**
         * Set how the linking page looks, and who may embed it
         * @description The page that a link token leads to shows the name, the logo and the colour. Sites of `embed_origins` may show it in a frame, and are told with `postMessage` when the number is linked: `{ "type": "whatsapp-linked", "session_id": … }`.
         *
         *     Scope: `account:write`.
         */
        put: operations["setBranding"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count everything in the installation
         * @description Tenants, users, sessions, instances, messages of today and the lengths of the queues.
         *
         *     Scope: `admin`.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users of all tenants, newest first
         * @description Scope: `admin`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create an account
         * @description Whoever may register otherwise. Left out, the plan is the default plan.
         *
         *     Scope: `admin`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a user
         * @description With the subscription, the usage and the sessions of the tenant of the user.
         *
         *     Scope: `admin`.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Erase a user with the whole account
         * @description As DELETE /api/v1/account by the user. A line without personal data remains: GET /api/v1/admin/erasures. The last administrator cannot be erased.
         *
         *     Scope: `admin`.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Suspend a user, or change name or role
         * @description A user who is suspended is refused with the next request, whatever the credential (403 `account_suspended`). Sessions stay linked and go on receiving. `active` ends it. Nobody can suspend themselves or stop being an administrator.
         *
         *     Scope: `admin`.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/api/v1/admin/users/{id}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the customer of a user on a plan, or give it limits of its own
         * @description With another plan the limits become those of that plan, and then those of `limits`. What is in use already stays, also beyond a limit.
         *
         *     Scope: `admin`.
         */
        post: operations["changeUserSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/impersonate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act for a user for a quarter of an hour
         * @description Takes the access token of an administrator and a code of their second factor; an API key is refused. The answer is an access token of the user that ends after 15 minutes, with POST /api/v1/auth/logout, when the user ends it (`DELETE /api/v1/auth/devices/{id}`), or with the login of the administrator. It cannot change password, second factor, logins, API keys or plan, neither export nor erase the account, and gets no secrets (403 `support_refused`). Both audit logs tell of it, and of all that is changed with it. Administrators cannot be impersonated.
         *
         *     Scope: `admin`.
         */
        post: operations["impersonateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the accounts that were erased, newest first
         * @description All that is kept of them: when, at whose word, and how much there was.
         *
         *     Scope: `admin`.
         */
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all plans, hidden ones too
         * @description Scope: `admin`.
         */
        get: operations["listAllPlans"];
        put?: never;
        /**
         * Create a plan
         * @description Scope: `admin`.
         */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a plan that nobody has been on
         * @description Scope: `admin`.
         */
        delete: operations["deletePlan"];
        options?: never;
        head?: never;
        /**
         * Change a plan
         * @description It counts for those who take the plan from now on. Customers who are on it keep the limits they have; POST /api/v1/admin/users/{id}/subscription changes those of one customer.
         *
         *     Scope: `admin`.
         */
        patch: operations["updatePlan"];
        trace?: never;
    };
    "/api/v1/admin/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invoices of all customers, newest first, or export them for the accountant
         * @description Scope: `admin`.
         */
        get: operations["listInvoicesOfAll"];
        put?: never;
        /**
         * Draft an invoice
         * @description Lines name a price of a plan, or say what they are for and what one costs. A draft has no number, and the customer does not see it.
         *
         *     Scope: `admin`.
         */
        post: operations["createInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invoices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an invoice of any customer
         * @description Scope: `admin`.
         */
        get: operations["getInvoiceOfAll"];
        put?: never;
        post?: never;
        /**
         * Discard a draft
         * @description Scope: `admin`.
         */
        delete: operations["discardInvoice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invoices/{id}/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue an invoice
         * @description It takes the next number of the prefix in this year (UTC), and seller, buyer, tax and lines stay as they are then.
         *
         *     Scope: `admin`.
         */
        post: operations["finalizeInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invoices/{id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a credit note for an invoice, or for a part of it
         * @description What was issued is never changed. A credit note has a number of the same row; the one that takes the last of an invoice voids it.
         *
         *     Scope: `admin`.
         */
        post: operations["creditInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invoices/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a payment that came by bank or in cash
         * @description Scope: `admin`.
         */
        post: operations["recordPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/payments/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a payment back, or a part of it
         * @description Stripe and Paymob are asked right after: read the invoice until the refund is no longer `pending`. What came by bank or in cash is to be given back the same way, and is entered at once; what the wallet had paid goes back there. A credit note takes what went back from the invoice, and when nothing of it is left, the period that it has paid for ends.
         *
         *     Scope: `admin`.
         */
        post: operations["refundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings of the installation
         * @description Scope: `admin`.
         */
        get: operations["getInstallationSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set who may register, who sells, what follows when nobody pays, and what administrators need
         * @description Scope: `admin`.
         */
        patch: operations["changeInstallationSettings"];
        trace?: never;
    };
    "/api/v1/admin/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations to register, newest first
         * @description Scope: `admin`.
         */
        get: operations["listRegistrationInvitations"];
        put?: never;
        /**
         * Invite somebody to register
         * @description Scope: `admin`.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an invitation back
         * @description Scope: `admin`.
         */
        delete: operations["deleteRegistrationInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all instances, newest first
         * @description Scope: `admin`.
         */
        get: operations["listAllInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/instances/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of any instance
         * @description The last lines of the worker, about 256 kB at most, from the oldest on. The end of the log of an instance that is gone is kept where it was of one customer alone; that of a shared one is in the log of the orchestrator.
         *
         *     Scope: `admin`.
         */
        get: operations["getLogsOfInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/instances/{id}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move all sessions of an instance to others, then end it
         * @description Each session goes on working until another worker takes it over, which takes it about a second and needs no QR code. Another worker is started where the others have no room. Its sessions are wanted all the while, so draining one instance after another replaces all workers.
         *
         *     Scope: `admin`.
         */
        post: operations["drainInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/scale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set how many shared workers run
         * @description A fixed number (`workers`) or bounds (`workers_min`, `workers_max`) between which the number follows sessions, processor and memory. Workers beyond it are drained one after the other: their sessions move to the others and stay connected. No more are given up than the sessions need. Workers of customers that have their own are not counted; WORKERS_MAX limits them all together.
         *
         *     Scope: `admin`.
         */
        put: operations["changeScale"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened in all accounts, newest first
         * @description Scope: `admin`.
         */
        get: operations["listAllAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/in/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post to an incoming webhook
         * @description The address itself is the credential. Values of the body are variables of the template under their names, with dots where they are nested (`commonLabels.alertname`, `alerts.0.status`). `title`, `text` and `link` are there for what Alertmanager, Grafana, Slack and Discord call otherwise. With an `Idempotency-Key` the same alarm becomes one message.
         */
        post: operations["postIncomingMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what a payment provider posts
         * @description The address to enter at Stripe (`…/payments/stripe`) or Paymob (`…/payments/paymob`). The signature is the only credential. What is posted is kept and then looked up at the provider, so it may come late, twice or in any order.
         */
        post: operations["postPaymentNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "token": "tin_0199…",
         *       "name": "Omar Nabil",
         *       "password": "a long way from home"
         *     }
         */
        AcceptTeamInvitation: {
            /** @description The token of the link. */
            token: string;
            /** @description Needed where nobody has registered with the address. */
            name?: string;
            /** @description A new one where nobody has registered with the address, as for POST /api/v1/auth/register; else the one that the user logs in with. */
            password: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
        };
        AccountExport: {
            id: string;
            /**
             * @description `expired`: its time is over, or a newer one is ready. `failed`: ask for another one.
             * @enum {string}
             */
            status: "running" | "ready" | "failed" | "expired";
            /** Format: date-time */
            requested_at: string;
            finished_at: string | null;
            /** @description Until when the file is kept; null: there is none yet. */
            expires_at: string | null;
            bytes: number | null;
            /** @description Where the file is downloaded from, without a credential; null: there is none. */
            url: string | null;
            /** @description Read the export again for a link that is newer. */
            url_expires_at: string | null;
        };
        AddChatLabel: {
            /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
            chat: string;
        };
        AddGroupAdmins: {
            /** @description Numbers in international format, JIDs, LIDs, or contacts by their ids or user names. */
            participants: string[];
        };
        AddGroupParticipants: {
            /** @description Numbers in international format, JIDs, LIDs, or contacts by their ids or user names. */
            participants: string[];
        };
        AddMessageLabel: {
            message_id: string;
        };
        AdminAuditEntry: {
            id: string;
            /** @description `user.registered`: The account was created. `user.logged_in`: Somebody logged in with the password, or with the passkey that `passkey_id` names. `user.login_failed`: Somebody tried to log in with a wrong password or a passkey that was refused, or with the right one while the account is suspended or without the right code. `user.logged_out`: A login was ended. `user.logged_out_everywhere`: All logins were ended. `user.switched`: Somebody logged in to another account that they are in. `user.updated`: Name or e-mail address changed. `user.password_changed`: The password was changed. `user.password_refused`: Somebody who is logged in gave a wrong password for a change that takes it. `user.admin_granted`: The operator made the user an administrator of the installation. `user.admin_revoked`: The user is no longer an administrator of the installation. `user.email_verified`: The e-mail address was proved to be that of the user. `user.verification_requested`: A mail to verify the e-mail address was asked for. `user.password_reset_requested`: Somebody asked for a link to a new password. `user.password_reset`: A new password was set with a link from a mail; all logins were ended. `second_factor.set_up`: An authenticator app was set up; it does not count before it is confirmed. `second_factor.confirmed`: From now on log-ins take a code of an authenticator app. `second_factor.disabled`: Log-ins take the password alone again. `passkey.registered`: A passkey was registered: it logs in from now on. `passkey.renamed`: A passkey has another name. `passkey.deleted`: A passkey was deleted. `user.created`: An administrator created the account. `user.changed_by_admin`: An administrator changed the account: its name, status or role. `user.impersonated`: An administrator acts for the user, for a quarter of an hour. What they change has `support` in its details. `support.acted`: An administrator who acts for the user made a call that has no entry of its own. `member.role_changed`: A member of the team was given another role. `member.removed`: A member of the team was removed, or left. `member.invited`: Somebody was invited into the team. `member.invited_again`: An invitation into the team was sent again; the one before is of no use. `member.uninvited`: An invitation into the team was taken back. `member.joined`: Somebody joined the team with an invitation. `account.erasure_requested`: All data of the account is being deleted, this log too. `account.export_requested`: An export of all data of the account was asked for. `branding.changed`: The looks of the linking page, or who may embed it, were changed. `plan.created`: An administrator created a plan. `plan.updated`: An administrator changed a plan. `plan.deleted`: An administrator deleted a plan. `billing.updated`: Whom invoices name as the buyer was changed. `invoice.created`: An administrator drafted an invoice. `invoice.issued`: An administrator issued an invoice: it has its number. `invoice.discarded`: An administrator discarded a draft of an invoice. `invoice.credited`: An administrator issued a credit note for an invoice. `invoice.renewal_issued`: The invoice for the next period was issued. `checkout.created`: Somebody began to pay a plan or an invoice. `payment.received`: A payment came in through a payment provider. `payment.refunded`: A payment was given back, or a part of it. `payment.refund_asked`: An administrator gives money back. `payment.refund_failed`: Money that an administrator wanted to give back was not given back. `payment.recorded`: An administrator recorded a payment of an invoice. `settings.changed`: An administrator changed settings of the installation. `invitation.created`: An administrator invited somebody to register. `invitation.revoked`: An administrator took an invitation back. `refresh_token.reused`: A used refresh token came again; its login was ended. `api_key.created`: An API key was created. `api_key.updated`: An API key was changed. `api_key.rotated`: An API key was replaced by a new one. `api_key.revoked`: An API key was revoked. `link_token.created`: A link token was made for a session. `subscription.changed`: Another plan was chosen, it was paid, or what follows when nobody has paid. `subscription.next_chosen`: Another plan was chosen for the time after the one that is paid. `subscription.canceled`: The subscription was canceled to the end of the time that is paid. `subscription.reminded`: A mail has reminded the customer that the subscription is to be paid. `session.created`: A session was created. `session.updated`: A session was changed. `session.started`: A session was started. `session.stopped`: A session was stopped. `session.restarted`: A session was restarted. `session.logged_out`: The number of a session was unlinked. `session.quarantined`: A session was held back because its worker crashed again and again. It is tried again later by itself. `session.profile_changed`: What a number shows of itself was changed through its session. `session.privacy_changed`: Whom a number shows what was changed through its session. `session.deleted`: A session was deleted. `session.pairing_code_requested`: A pairing code was requested for a session. `session.passkey_signed`: The signature of a passkey was sent for a session. `session.passkey_confirmed`: The codes of a passkey were confirmed to be the same. `call.rejected`: A call was rejected through a session. `channel.created`: A channel was made through a session. `channel.followed`: The number of a session follows a channel. `channel.unfollowed`: The number of a session follows a channel no more. `contact.blocked`: A contact was blocked through a session. `contact.unblocked`: A contact is no longer blocked. `group.created`: A group was made through a session. `group.updated`: A group was changed through a session. `group.left`: The number of a session left a group. `group.members_added`: People were added to a group through a session. `group.members_removed`: People were removed from a group through a session. `group.admins_added`: Members of a group were made admins through a session. `group.admins_removed`: Admins of a group were made plain members through a session. `group.invite_reset`: The invitation of a group was replaced through a session. `group.joined`: The number of a session joined a group, or asked to. `group.requests_decided`: Requests to join a group were decided through a session. `template.created`: A template was created. `template.updated`: A template was changed. `template.deleted`: A template was deleted. `opt_out.created`: It was noted that somebody does not want to be written to. `opt_out.deleted`: It was noted that somebody wants to be written to again. `opt_out.words_changed`: The words with which people opt out were changed. `incoming_webhook.created`: An incoming webhook was created. `incoming_webhook.updated`: An incoming webhook was changed. `incoming_webhook.secret_rotated`: An incoming webhook was given another address. `incoming_webhook.deleted`: An incoming webhook was deleted. `instance.created`: A session was placed on an instance of its own. `instance.started`: The sessions of an instance were started. `instance.stopped`: The sessions of an instance were stopped. `instance.restarted`: The sessions of an instance were restarted. `instance.drained`: An administrator moved the sessions of an instance to others, and ended it. `scale.changed`: An administrator set how many shared workers run. `instance.deleted`: An instance was given up. `media.deleted`: A file was deleted. `webhook.created`: A webhook was created. `webhook.updated`: A webhook was changed. `webhook.enabled`: A webhook was switched on. `webhook.deleted`: A webhook was deleted. `webhook.secret_rotated`: A webhook was given a new secret. `webhook.tested`: A test was sent to a webhook. `webhook.replayed`: Events that were missed are sent to a webhook. `webhook.delivery_replayed`: A delivery is sent again. */
            action: string;
            /** @description A user or an API key; null when unknown. */
            actor_id: string | null;
            target_id: string | null;
            ip: string | null;
            details: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            tenant_id: string;
        };
        AdminAuditEntryPage: {
            data: components["schemas"]["AdminAuditEntry"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        AdminInstance: {
            id: string;
            /** @enum {string} */
            status: "starting" | "running" | "unhealthy" | "draining" | "stopped" | "failed";
            status_reason: string | null;
            /**
             * @description Whether the instance hosts one session, the sessions of one customer, or sessions of many customers.
             * @enum {string}
             */
            mode: "dedicated" | "tenant" | "shared";
            /** @description What runs the instance: process or docker. */
            driver: string;
            /** @description Where the instance listens; null until it has been started. */
            host: string | null;
            port: number | null;
            sessions_max: number;
            restarts: number;
            started_at: string | null;
            heartbeat_at: string | null;
            stopped_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description null: shared by many tenants. */
            tenant_id: string | null;
            /** @enum {string} */
            desired: "running" | "stopped";
            sessions_count: number;
        };
        AdminInstancePage: {
            data: components["schemas"]["AdminInstance"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        AdminInvoice: {
            id: string;
            /**
             * @description A credit note takes its amounts from the invoice that it names.
             * @enum {string}
             */
            kind: "invoice" | "credit_note";
            /**
             * @description voided: all of it was credited.
             * @enum {string}
             */
            status: "draft" | "finalized" | "voided";
            /** @description null: a draft. */
            number: string | null;
            credited_invoice_id: string | null;
            currency: string;
            lines: {
                description: string;
                quantity: number;
                /** @description In the smallest unit of the currency. */
                unit_minor: number;
                /** @description In the smallest unit of the currency. */
                amount_minor: number;
            }[];
            /** @description In the smallest unit of the currency. */
            net_minor: number;
            /** @description In the smallest unit of the currency. */
            tax_minor: number;
            /** @description In the smallest unit of the currency. */
            total_minor: number;
            tax_name: string;
            /** @description In parts per million: 140000 is 14 %. */
            tax_rate_ppm: number;
            /** @description In the smallest unit of the currency. */
            paid_minor: number;
            /** @description What credit notes have taken from it, with tax. */
            credited_minor: number;
            /** @description What is still to be paid. */
            due_minor: number;
            note: string;
            /** @description As it was when the invoice was issued. */
            seller: components["schemas"]["Seller"] | null;
            /** @description As it was when the invoice was issued. */
            buyer: components["schemas"]["BillingDetails"] | null;
            /** Format: date-time */
            created_at: string;
            issued_at: string | null;
            due_at: string | null;
            voided_at: string | null;
            tenant_id: string;
        };
        AdminInvoiceDetails: {
            id: string;
            /**
             * @description A credit note takes its amounts from the invoice that it names.
             * @enum {string}
             */
            kind: "invoice" | "credit_note";
            /**
             * @description voided: all of it was credited.
             * @enum {string}
             */
            status: "draft" | "finalized" | "voided";
            /** @description null: a draft. */
            number: string | null;
            credited_invoice_id: string | null;
            currency: string;
            lines: {
                description: string;
                quantity: number;
                /** @description In the smallest unit of the currency. */
                unit_minor: number;
                /** @description In the smallest unit of the currency. */
                amount_minor: number;
            }[];
            /** @description In the smallest unit of the currency. */
            net_minor: number;
            /** @description In the smallest unit of the currency. */
            tax_minor: number;
            /** @description In the smallest unit of the currency. */
            total_minor: number;
            tax_name: string;
            /** @description In parts per million: 140000 is 14 %. */
            tax_rate_ppm: number;
            /** @description In the smallest unit of the currency. */
            paid_minor: number;
            /** @description What credit notes have taken from it, with tax. */
            credited_minor: number;
            /** @description What is still to be paid. */
            due_minor: number;
            note: string;
            /** @description As it was when the invoice was issued. */
            seller: components["schemas"]["Seller"] | null;
            /** @description As it was when the invoice was issued. */
            buyer: components["schemas"]["BillingDetails"] | null;
            /** Format: date-time */
            created_at: string;
            issued_at: string | null;
            due_at: string | null;
            voided_at: string | null;
            payments: components["schemas"]["Payment"][];
            tenant_id: string;
            /** @description What administrators have given back, or tried to. */
            refunds: components["schemas"]["Refund"][];
        };
        AdminInvoicePage: {
            data: components["schemas"]["AdminInvoice"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        AdminOverview: {
            tenants: number;
            users: {
                total: number;
                admins: number;
                suspended: number;
            };
            /** @description How many sessions are in each status. */
            sessions: {
                created: number;
                starting: number;
                qr: number;
                passkey_required: number;
                connected: number;
                reconnecting: number;
                stopped: number;
                logged_out: number;
                failed: number;
            };
            /** @description Since midnight UTC. null: too many to count in a few seconds. */
            messages_today: {
                /** Format: date-time */
                since: string;
                inbound: number | null;
                outbound: number | null;
            };
            /** @description Instances that are not stopped, by status. */
            instances: {
                starting: number;
                running: number;
                unhealthy: number;
                draining: number;
            };
            queues: {
                messages: {
                    queued: number;
                    /** @description To be sent later (send_at). */
                    scheduled: number;
                    /** @description Held back by a limit that WhatsApp has put on a number. */
                    held: number;
                };
                /** @description Webhook deliveries that wait until a failing receiver answers again. */
                delivery_backlog: number;
                /** @description Background jobs that are due, planned or will be tried again, by task. Those of deliver_webhook are webhook deliveries. */
                jobs: {
                    [key: string]: number;
                };
            };
            /** @description Sessions that are held back because their workers crashed again and again; the newest first. */
            quarantined: {
                session_id: string;
                tenant_id: string;
                session_name: string;
                /** Format: date-time */
                since: string;
                /**
                 * Format: date-time
                 * @description When it is tried again, on a worker of its own.
                 */
                until: string;
                /** @description How often it has been held back lately. */
                holds: number;
                /** @description How its last worker ended. */
                words: string;
            }[];
            scale: components["schemas"]["Scale"];
            /** @description What was last decided of workers, and why; the newest first. */
            decisions: components["schemas"]["ScaleDecision"][];
            /** @description What the deployment kit notes of its machine. null: none is at work here. */
            operation: {
                /** @description Whether somebody has shown that the recovery kit, with MASTER_KEY and the key of the backups, was downloaded and can be opened. missing: make one with `whatsapp-saas recovery-kit`. */
                recovery_kit: ("missing" | "confirmed") | null;
                /** @description The newest backup that was tried and found good. */
                backup_at: string | null;
                /** @description When the last backup failed; null: it did not. */
                backup_failed_at: string | null;
                /** @description When the newest backup was copied to another place (S3). */
                backup_copied_at: string | null;
                /**
                 * Format: date-time
                 * @description When the machine was last looked at; every five minutes.
                 */
                noted_at: string;
            } | null;
            /** Format: date-time */
            counted_at: string;
        };
        AdminPlan: {
            id: string;
            code: string;
            name: string;
            description: string;
            /** @description What a month costs everybody, in the smallest unit of `currency`; one of `prices`. */
            price_cents: number;
            currency: string;
            prices: components["schemas"]["AdminPlanPrice"][];
            /** @description null: unlimited. */
            sessions_max: number | null;
            /** @description null: unlimited. */
            messages_per_month_max: number | null;
            /** @description null: unlimited. */
            messages_per_minute_max: number | null;
            /** @description null: unlimited. */
            requests_per_minute_max: number | null;
            /** @description null: unlimited. */
            webhooks_max: number | null;
            /** @description null: unlimited. */
            api_keys_max: number | null;
            /** @description Members of the team; null: unlimited. */
            members_max: number | null;
            /** @description null: unlimited. */
            media_bytes_max: number | null;
            /** @description Days for which files are kept. */
            media_days: number;
            /** @description Days for which messages are kept; null: for good. */
            message_days: number | null;
            /** @enum {string} */
            instance_mode: "dedicated" | "tenant" | "shared";
            /** @description Workers of its own; null: as many as there is room for. */
            workers_max: number | null;
            cpu_millis: number;
            memory_mb: number;
            is_public: boolean;
            /** @description How many customers are on it. */
            subscriptions_count: number;
        };
        AdminPlanPage: {
            data: components["schemas"]["AdminPlan"][];
            next_cursor: null;
        };
        AdminPlanPrice: {
            id: string;
            /**
             * @description plan: the plan itself. messages, media_gb: what is used beyond its limit. sessions: sessions added to it.
             * @enum {string}
             */
            item: "plan" | "messages" | "media_gb" | "sessions";
            /** @description As in ISO 4217. */
            currency: string;
            /** @enum {string} */
            interval: "month" | "year";
            /** @description In the smallest unit of the currency, of which there may be 1, 100 or 1,000 in one: 1500 is 15.00 USD, 1.500 KWD, 1500 JPY. */
            amount_minor: number;
            /** @description How many messages, GB or sessions it is the price of. */
            units: number;
            /** @description The customer whom alone it is for; null: everybody. */
            tenant_id: string | null;
            /** @description false: nobody can take it any more. */
            active: boolean;
        };
        AdminUser: {
            id: string;
            tenant_id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "erasing";
            email_verified_at: string | null;
            last_login_at: string | null;
            /** Format: date-time */
            created_at: string;
            tenant_name: string;
            plan_code: string;
            sessions_count: number;
        };
        AdminUserDetails: {
            id: string;
            tenant_id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "erasing";
            email_verified_at: string | null;
            last_login_at: string | null;
            /** Format: date-time */
            created_at: string;
            tenant_name: string;
            plan_code: string;
            sessions_count: number;
            subscription: {
                id: string;
                /**
                 * @description past_due: the time that was paid is over, and the customer is served for a while. limited: nothing is sent, what comes in is kept. suspended: sessions are stopped. export_offered: the same, and the account is erased in a while. A payment leads back to active from each.
                 * @enum {string}
                 */
                status: "trialing" | "active" | "past_due" | "canceled" | "limited" | "suspended" | "export_offered";
                /** @description What this subscription allows: the limits of the plan as they were when it was taken, or as an administrator has set them since. */
                limits: components["schemas"]["PlanLimits"];
                /** Format: date-time */
                current_period_start: string;
                /** Format: date-time */
                current_period_end: string;
                /** @description The price at which it is paid; null: it costs nothing and goes on by itself. */
                price_id: string | null;
                /** @description Since when nothing is paid; null: it is, or need not be. */
                past_due_since: string | null;
                /** @description null: it is no trial, or one that does not end. */
                trial_ends_at: string | null;
                /** @description Whether nothing follows on the time that is paid. */
                cancel_at_period_end: boolean;
                /** @description The plan that follows on it; null: the same again, unless it is canceled. */
                next_plan_id: string | null;
                /** @description What that costs; null where there is a next plan: nothing. */
                next_price_id: string | null;
                /** @description Which sessions go on with the next plan; null: it was not said. */
                keep_session_ids: string[] | null;
            };
            /** @description What the tenant of the user uses against its plan. */
            usage: components["schemas"]["SubscriptionUsage"];
            /** @description How many sessions are in each status. */
            sessions: {
                created: number;
                starting: number;
                qr: number;
                passkey_required: number;
                connected: number;
                reconnecting: number;
                stopped: number;
                logged_out: number;
                failed: number;
            };
        };
        AdminUserPage: {
            data: components["schemas"]["AdminUser"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        AnalyticsBusiest: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            timezone: string;
            /** @description The hours of the week in which there were messages, the busiest first. */
            hours: {
                /** @description 1 is Monday, 7 is Sunday. */
                weekday: number;
                /** @description 0 to 23. */
                hour: number;
                inbound: number;
                outbound: number;
            }[];
            /** @description The busiest first, among the newest 100,000 messages of the time. */
            chats: {
                session_id: string;
                chat_id: string;
                inbound: number;
                outbound: number;
            }[];
        };
        AnalyticsKeyCalls: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            data: {
                api_key_id: string;
                calls: number;
                /** @description Answered with 4xx. */
                refused: number;
                /** @description Answered with 5xx. */
                failed: number;
                ms_p50: number | null;
                ms_p95: number | null;
                /** Format: date-time */
                last_at: string;
            }[];
        };
        AnalyticsLatency: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description How many messages were looked at: the newest, at most 100,000. */
            looked_at: number;
            /** @description Whether those are all of the time. */
            is_whole: boolean;
            data: {
                /** @description `accepted_to_sent` (from `send_at` on where it was scheduled), `sent_to_delivered`, `delivered_to_read`. */
                step: string;
                /** @description Those that have made this step. */
                messages: number;
                ms_p50: number | null;
                ms_p90: number | null;
                ms_p95: number | null;
                ms_p99: number | null;
            }[];
        };
        AnalyticsMessages: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            timezone: string;
            interval: string;
            data: {
                /**
                 * Format: date-time
                 * @description When the hour, day, week or month begins.
                 */
                at: string;
                /** @description What it is grouped by; null without group_by. */
                group: string | null;
                inbound: number;
                /** @description Of the messages accepted in this time: how many of them have come how far until now. */
                outbound: {
                    accepted: number;
                    sent: number;
                    delivered: number;
                    read: number;
                    failed: number;
                    canceled: number;
                };
            }[];
        };
        AnalyticsOverview: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            inbound: number;
            /** @description Of the messages accepted in this time: how many of them have come how far until now. */
            outbound: {
                accepted: number;
                sent: number;
                delivered: number;
                read: number;
                failed: number;
                canceled: number;
            };
            failed_by_reason: {
                reason: string;
                messages: number;
            }[];
            by_type: {
                type: string;
                inbound: number;
                outbound: number;
            }[];
            /** @description Sessions that sent or received something. */
            sessions_active: number;
        };
        AnalyticsSessions: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            data: {
                session_id: string;
                /** @description null: it was deleted. */
                session_name: string | null;
                /** @description How long it was to be connected, in seconds. */
                wanted_s: number;
                /** @description How long of that it was. */
                connected_s: number;
                inbound: number;
                /** @description Of the messages accepted in this time: how many of them have come how far until now. */
                outbound: {
                    accepted: number;
                    sent: number;
                    delivered: number;
                    read: number;
                    failed: number;
                    canceled: number;
                };
            }[];
        };
        AnalyticsWebhooks: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            data: {
                webhook_id: string;
                deliveries: number;
                succeeded: number;
                failed: number;
                pending: number;
                attempts: number;
                response_ms_p50: number | null;
                response_ms_p95: number | null;
            }[];
        };
        ApiKey: {
            id: string;
            name: string;
            /** @description The beginning of the key, to tell keys apart. */
            prefix: string;
            scopes: ("messages:read" | "messages:write" | "sessions:read" | "sessions:write" | "webhooks:read" | "webhooks:write" | "contacts:read" | "contacts:write" | "groups:read" | "groups:write" | "analytics:read" | "account:read" | "account:write" | "api_keys:read" | "api_keys:write" | "billing:read" | "billing:write" | "team:read" | "team:write" | "admin")[];
            user_id: string;
            expires_at: string | null;
            /** @description Empty: it may be used from anywhere. */
            allowed_addresses: string[];
            /** @description The sessions it is bound to. Empty: it may use all. */
            session_ids: string[];
            /** @description Requests a minute that it may make by itself; null: no limit of its own. */
            requests_per_minute_max: number | null;
            /** @description Until when the key before this one may be used as well; null: it may not. */
            old_key_until: string | null;
            /** @description Accurate to the minute. */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The key that made this key, which it cannot outlive; null when a person made it. */
            created_by_key_id: string | null;
        };
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        ApiKeyRequest: {
            id: string;
            /** Format: date-time */
            at: string;
            method: string;
            /** @description The pattern of the address, such as /api/v1/messages/:id. */
            route: string;
            status: number;
            ms: number;
            request_id: string;
            /** @description The problem code of an answer that is an error. */
            code: string | null;
            ip: string | null;
            /** @description The body of a request that was refused (4xx), as JSON, at most 4,000 characters. */
            body: string | null;
        };
        ApiKeyRequestPage: {
            data: components["schemas"]["ApiKeyRequest"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        ApiKeyWithKey: {
            id: string;
            name: string;
            /** @description The beginning of the key, to tell keys apart. */
            prefix: string;
            scopes: ("messages:read" | "messages:write" | "sessions:read" | "sessions:write" | "webhooks:read" | "webhooks:write" | "contacts:read" | "contacts:write" | "groups:read" | "groups:write" | "analytics:read" | "account:read" | "account:write" | "api_keys:read" | "api_keys:write" | "billing:read" | "billing:write" | "team:read" | "team:write" | "admin")[];
            user_id: string;
            expires_at: string | null;
            /** @description Empty: it may be used from anywhere. */
            allowed_addresses: string[];
            /** @description The sessions it is bound to. Empty: it may use all. */
            session_ids: string[];
            /** @description Requests a minute that it may make by itself; null: no limit of its own. */
            requests_per_minute_max: number | null;
            /** @description Until when the key before this one may be used as well; null: it may not. */
            old_key_until: string | null;
            /** @description Accurate to the minute. */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The key that made this key, which it cannot outlive; null when a person made it. */
            created_by_key_id: string | null;
            /** @description Shown only once; the service keeps a hash of it. */
            key: string;
        };
        ArchiveChat: {
            /** @description `false`: not any more. */
            archived?: boolean;
        };
        AskForPasskey: {
            /**
             * @description second_factor: to go with the password, as `passkey` of POST /api/v1/auth/login.
             * @default log_in
             * @enum {string}
             */
            for: "log_in" | "second_factor";
        };
        AuditEntry: {
            id: string;
            /** @description `user.registered`: The account was created. `user.logged_in`: Somebody logged in with the password, or with the passkey that `passkey_id` names. `user.login_failed`: Somebody tried to log in with a wrong password or a passkey that was refused, or with the right one while the account is suspended or without the right code. `user.logged_out`: A login was ended. `user.logged_out_everywhere`: All logins were ended. `user.switched`: Somebody logged in to another account that they are in. `user.updated`: Name or e-mail address changed. `user.password_changed`: The password was changed. `user.password_refused`: Somebody who is logged in gave a wrong password for a change that takes it. `user.admin_granted`: The operator made the user an administrator of the installation. `user.admin_revoked`: The user is no longer an administrator of the installation. `user.email_verified`: The e-mail address was proved to be that of the user. `user.verification_requested`: A mail to verify the e-mail address was asked for. `user.password_reset_requested`: Somebody asked for a link to a new password. `user.password_reset`: A new password was set with a link from a mail; all logins were ended. `second_factor.set_up`: An authenticator app was set up; it does not count before it is confirmed. `second_factor.confirmed`: From now on log-ins take a code of an authenticator app. `second_factor.disabled`: Log-ins take the password alone again. `passkey.registered`: A passkey was registered: it logs in from now on. `passkey.renamed`: A passkey has another name. `passkey.deleted`: A passkey was deleted. `user.created`: An administrator created the account. `user.changed_by_admin`: An administrator changed the account: its name, status or role. `user.impersonated`: An administrator acts for the user, for a quarter of an hour. What they change has `support` in its details. `support.acted`: An administrator who acts for the user made a call that has no entry of its own. `member.role_changed`: A member of the team was given another role. `member.removed`: A member of the team was removed, or left. `member.invited`: Somebody was invited into the team. `member.invited_again`: An invitation into the team was sent again; the one before is of no use. `member.uninvited`: An invitation into the team was taken back. `member.joined`: Somebody joined the team with an invitation. `account.erasure_requested`: All data of the account is being deleted, this log too. `account.export_requested`: An export of all data of the account was asked for. `branding.changed`: The looks of the linking page, or who may embed it, were changed. `plan.created`: An administrator created a plan. `plan.updated`: An administrator changed a plan. `plan.deleted`: An administrator deleted a plan. `billing.updated`: Whom invoices name as the buyer was changed. `invoice.created`: An administrator drafted an invoice. `invoice.issued`: An administrator issued an invoice: it has its number. `invoice.discarded`: An administrator discarded a draft of an invoice. `invoice.credited`: An administrator issued a credit note for an invoice. `invoice.renewal_issued`: The invoice for the next period was issued. `checkout.created`: Somebody began to pay a plan or an invoice. `payment.received`: A payment came in through a payment provider. `payment.refunded`: A payment was given back, or a part of it. `payment.refund_asked`: An administrator gives money back. `payment.refund_failed`: Money that an administrator wanted to give back was not given back. `payment.recorded`: An administrator recorded a payment of an invoice. `settings.changed`: An administrator changed settings of the installation. `invitation.created`: An administrator invited somebody to register. `invitation.revoked`: An administrator took an invitation back. `refresh_token.reused`: A used refresh token came again; its login was ended. `api_key.created`: An API key was created. `api_key.updated`: An API key was changed. `api_key.rotated`: An API key was replaced by a new one. `api_key.revoked`: An API key was revoked. `link_token.created`: A link token was made for a session. `subscription.changed`: Another plan was chosen, it was paid, or what follows when nobody has paid. `subscription.next_chosen`: Another plan was chosen for the time after the one that is paid. `subscription.canceled`: The subscription was canceled to the end of the time that is paid. `subscription.reminded`: A mail has reminded the customer that the subscription is to be paid. `session.created`: A session was created. `session.updated`: A session was changed. `session.started`: A session was started. `session.stopped`: A session was stopped. `session.restarted`: A session was restarted. `session.logged_out`: The number of a session was unlinked. `session.quarantined`: A session was held back because its worker crashed again and again. It is tried again later by itself. `session.profile_changed`: What a number shows of itself was changed through its session. `session.privacy_changed`: Whom a number shows what was changed through its session. `session.deleted`: A session was deleted. `session.pairing_code_requested`: A pairing code was requested for a session. `session.passkey_signed`: The signature of a passkey was sent for a session. `session.passkey_confirmed`: The codes of a passkey were confirmed to be the same. `call.rejected`: A call was rejected through a session. `channel.created`: A channel was made through a session. `channel.followed`: The number of a session follows a channel. `channel.unfollowed`: The number of a session follows a channel no more. `contact.blocked`: A contact was blocked through a session. `contact.unblocked`: A contact is no longer blocked. `group.created`: A group was made through a session. `group.updated`: A group was changed through a session. `group.left`: The number of a session left a group. `group.members_added`: People were added to a group through a session. `group.members_removed`: People were removed from a group through a session. `group.admins_added`: Members of a group were made admins through a session. `group.admins_removed`: Admins of a group were made plain members through a session. `group.invite_reset`: The invitation of a group was replaced through a session. `group.joined`: The number of a session joined a group, or asked to. `group.requests_decided`: Requests to join a group were decided through a session. `template.created`: A template was created. `template.updated`: A template was changed. `template.deleted`: A template was deleted. `opt_out.created`: It was noted that somebody does not want to be written to. `opt_out.deleted`: It was noted that somebody wants to be written to again. `opt_out.words_changed`: The words with which people opt out were changed. `incoming_webhook.created`: An incoming webhook was created. `incoming_webhook.updated`: An incoming webhook was changed. `incoming_webhook.secret_rotated`: An incoming webhook was given another address. `incoming_webhook.deleted`: An incoming webhook was deleted. `instance.created`: A session was placed on an instance of its own. `instance.started`: The sessions of an instance were started. `instance.stopped`: The sessions of an instance were stopped. `instance.restarted`: The sessions of an instance were restarted. `instance.drained`: An administrator moved the sessions of an instance to others, and ended it. `scale.changed`: An administrator set how many shared workers run. `instance.deleted`: An instance was given up. `media.deleted`: A file was deleted. `webhook.created`: A webhook was created. `webhook.updated`: A webhook was changed. `webhook.enabled`: A webhook was switched on. `webhook.deleted`: A webhook was deleted. `webhook.secret_rotated`: A webhook was given a new secret. `webhook.tested`: A test was sent to a webhook. `webhook.replayed`: Events that were missed are sent to a webhook. `webhook.delivery_replayed`: A delivery is sent again. */
            action: string;
            /** @description A user or an API key; null when unknown. */
            actor_id: string | null;
            target_id: string | null;
            ip: string | null;
            details: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
        };
        AuditEntryPage: {
            data: components["schemas"]["AuditEntry"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        BeginPasskey: {
            current_password: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
        };
        BillingDetails: {
            name: string;
            address: string;
            country: string | null;
            tax_id: string | null;
            email: string | null;
            /** @enum {string} */
            language: "en" | "ar";
        };
        BlockedContact: {
            /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
            jid: string | null;
            /** @description The address that does not reveal the number (…@lid). */
            lid: string | null;
            phone_number: string | null;
            blocked: boolean;
        };
        Blocklist: {
            data: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            }[];
        };
        Branding: {
            name: string | null;
            color: string;
            /** @description The colour of texts on `color`: black or white. */
            text_color: string;
            /** @description The picture as a data URL; null: there is none. */
            logo: string | null;
            embed_origins: string[];
            /** @description null: nothing was set yet. */
            updated_at: string | null;
        };
        BulkResult: {
            accepted: number;
            refused: number;
            /** @description One for each message of the call, in the same order. */
            results: {
                /** @description The position of the message in the call. */
                index: number;
                /** @enum {string} */
                status: "accepted" | "refused";
                /** @description Without the content, which the caller has. */
                message?: components["schemas"]["Message"];
                error?: {
                    /** @description One of the problem codes. */
                    code: string;
                    title: string;
                    detail: string;
                    /** @description The first field errors; at most twenty in the whole answer. */
                    errors: {
                        path: string;
                        message: string;
                    }[];
                    errors_total: number;
                };
            }[];
        };
        CallLink: {
            link: string;
            /** @enum {string} */
            media: "audio" | "video";
        };
        ChangeInstallationSettings: {
            /** @description open: anyone may register; invitation: who has one; closed: nobody, accounts are made with POST /api/v1/admin/users. null: as the environment says. */
            registration?: ("open" | "invitation" | "closed") | null;
            /** @description Who sells, as it stands on invoices that are issued from now on. It replaces all of what was set before. */
            seller?: {
                name: string;
                /** @default  */
                address: string;
                /** @default null */
                country: string | null;
                /** @default null */
                tax_id: string | null;
                /**
                 * @description What the tax is called, such as VAT.
                 * @default
                 */
                tax_name: string;
                /**
                 * @description Tax in parts per million of the net amount: 140000 is 14 %.
                 * @default 0
                 */
                tax_rate_ppm: number;
                /**
                 * @description What the numbers of documents begin with. Each prefix has numbers of its own.
                 * @default INV-
                 */
                prefix: string;
                /**
                 * @description How to pay: the account at the bank, or where the counter is.
                 * @default
                 */
                payment_instructions: string;
            };
            /** @description How long subscriptions are served that nobody pays, for those that are past due now too. It replaces all of what was set before. */
            subscription_life?: {
                /** @description For how long accounts are on trial that register from now on, without an invitation. null: for ever. */
                trial_days: number | null;
                /**
                 * @description How many days before the end of a paid period the invoice for the next one is issued.
                 * @default 7
                 */
                renewal_days: number;
                /** @description On which days after the end of what was paid, or of the trial, a mail reminds of it. In rising order. */
                reminder_days: number[];
                /** @description Days after that end in which the customer is served as before: past_due. */
                grace_days: number;
                /** @description Then days in which nothing is sent, and what comes in is kept. */
                limited_days: number;
                /** @description Then days in which sessions are stopped. */
                suspended_days: number;
                /** @description Then days in which an export is offered. After them the account is erased. null: never. */
                export_days: number | null;
            };
            /**
             * @description required: whoever has no second factor is refused at /api/v1/admin, with API keys too (403 `second_factor_demanded`). Only an administrator who has one may demand it.
             * @enum {string}
             */
            admin_second_factor?: "optional" | "required";
        };
        /**
         * @example {
         *       "role": "developer"
         *     }
         */
        ChangeMembership: {
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
        };
        ChangePassword: {
            current_password: string;
            /** @description 8 to 72 bytes of UTF-8, and none of the most common passwords. */
            new_password: string;
        };
        ChangePlan: {
            /** @description The id or the code of one of the plans. */
            plan_id: string;
            /** @description Which sessions go on when the plan follows on the time that is paid and allows fewer. The others are stopped then; nothing is deleted. */
            keep_session_ids?: string[];
        };
        ChangeScale: {
            /** @description So many, whatever there is to do. */
            workers?: number;
            /** @description At least so many, also when nothing needs them. null or left out: as the settings say. */
            workers_min?: number | null;
            /** @description At most so many. null or left out: as the settings say, which are the limit of this number as well. */
            workers_max?: number | null;
        };
        ChangeUser: {
            name?: string;
            /** @enum {string} */
            status?: "active" | "suspended";
            /** @enum {string} */
            role?: "owner" | "admin";
        };
        ChangeUserSubscription: {
            /** @description Id or code of a plan, public or not. */
            plan_id?: string;
            /** @description Limits of this customer alone: those named take the place of those of the plan. */
            limits?: {
                /** @description null: unlimited. */
                sessions_max?: number | null;
                /** @description null: unlimited. */
                messages_per_month_max?: number | null;
                /** @description null: unlimited. */
                messages_per_minute_max?: number | null;
                /** @description null: unlimited. */
                requests_per_minute_max?: number | null;
                /** @description null: unlimited. */
                webhooks_max?: number | null;
                /** @description null: unlimited. */
                api_keys_max?: number | null;
                /** @description null: unlimited. */
                members_max?: number | null;
                /** @description null: unlimited. */
                media_bytes_max?: number | null;
                media_days?: number;
                /** @description Days for which messages are kept; null: for good. */
                message_days?: number | null;
                /** @enum {string} */
                instance_mode?: "dedicated" | "tenant" | "shared";
                /** @description null: unlimited. */
                workers_max?: number | null;
                cpu_millis?: number;
                memory_mb?: number;
            };
            /** @enum {string} */
            status?: "trialing" | "active" | "past_due";
        };
        Channel: {
            /** @description Its address: …@newsletter. */
            id: string;
            session_id: string;
            name: string;
            description: string | null;
            /** @description What invites to it; null: WhatsApp tells none. */
            link: string | null;
            /** @description How many follow it, as WhatsApp counts; null: not told. */
            followers: number | null;
            verified: boolean;
            /**
             * @description `suspended` by WhatsApp; `restricted`: shut in some countries.
             * @enum {string}
             */
            state: "active" | "suspended" | "restricted";
            /**
             * @description What the number of the session is there; `none`: it does not follow it.
             * @enum {string}
             */
            role: "owner" | "admin" | "follower" | "none";
            /** @description Whether the phone stays silent about it. */
            muted: boolean;
            created_at: string | null;
        };
        ChannelPage: {
            data: components["schemas"]["Channel"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        Chat: {
            /** @description The JID of a number or of a group, as `chat_id` of its messages; a LID (…@lid) only while the number behind it is unknown. */
            id: string;
            session_id: string;
            /** @enum {string} */
            type: "person" | "group";
            /** @description Of a person: the name in the phone book of the account, else the one that the person chose. Of a group: its subject. null while it is unknown. */
            name: string | null;
            /** @description How many messages have come since the chat was last read, here or on the phone. */
            unread_count: number;
            /** @description Whether the account has marked it as unread by hand. */
            marked_unread: boolean;
            archived: boolean;
            /** @description Since when it is pinned to the top; null: it is not. */
            pinned_at: string | null;
            muted: boolean;
            /** @description null while `muted`: until the account changes it. */
            muted_until: string | null;
            /** @description How long new messages stay; 0: for good, null: not known yet. */
            disappearing_seconds: number | null;
            /** @description Messages up to this time were deleted from the chat; null: none. */
            cleared_at: string | null;
            /** @description null when its messages have been cleaned up. */
            last_message: components["schemas"]["Message"] | null;
        };
        ChatMessagePage: {
            data: components["schemas"]["Message"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
            /** @description The cursor of the page with newer messages; null when this is the newest. */
            previous_cursor: string | null;
        };
        ChatPage: {
            data: components["schemas"]["Chat"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        ChatState: {
            /** @description The JID of a number or of a group, as `chat_id` of its messages; a LID (…@lid) only while the number behind it is unknown. */
            id: string;
            session_id: string;
            /** @enum {string} */
            type: "person" | "group";
            /** @description Of a person: the name in the phone book of the account, else the one that the person chose. Of a group: its subject. null while it is unknown. */
            name: string | null;
            /** @description How many messages have come since the chat was last read, here or on the phone. */
            unread_count: number;
            /** @description Whether the account has marked it as unread by hand. */
            marked_unread: boolean;
            archived: boolean;
            /** @description Since when it is pinned to the top; null: it is not. */
            pinned_at: string | null;
            muted: boolean;
            /** @description null while `muted`: until the account changes it. */
            muted_until: string | null;
            /** @description How long new messages stay; 0: for good, null: not known yet. */
            disappearing_seconds: number | null;
            /** @description Messages up to this time were deleted from the chat; null: none. */
            cleared_at: string | null;
        };
        CheckContacts: {
            /** @description Numbers in international format, in any notation people use, or JIDs of numbers. */
            phone_numbers: string[];
        };
        CheckedContact: {
            /** @description The number as it was sent. */
            given: string;
            /** @description Its digits in international format: what WhatsApp was asked. */
            read_as: string;
            /** @description Whether the number has an account; null when WhatsApp gave no answer for it. */
            on_whatsapp: boolean | null;
            /** @description The number of the account as WhatsApp writes it; null without an account. */
            phone_number: string | null;
            /** @description Whether WhatsApp writes the number in another form than `read_as`: with or without Brazil’s ninth digit, Mexico’s 1 or Argentina’s 9. Messages to either form reach the same account. */
            number_changed: boolean;
            /** @description The address of the account: …@s.whatsapp.net. */
            jid: string | null;
            /** @description The address that does not reveal the number: …@lid; null when WhatsApp names none. */
            lid: string | null;
        };
        CheckedContacts: {
            data: components["schemas"]["CheckedContact"][];
        };
        Checkout: {
            id: string;
            /** @enum {string} */
            provider: "manual" | "stripe" | "paymob";
            /**
             * @description preparing: the invoice and the page are being made. open: it can be paid. paid: nothing of the invoice is due any more. failed: see error, and begin again.
             * @enum {string}
             */
            status: "preparing" | "open" | "paid" | "failed";
            invoice_id: string | null;
            currency: string;
            /** @description What is to be paid, with tax, after what the wallet has paid of the invoice. */
            amount_minor: number | null;
            /** @description Where the customer pays. */
            url: string | null;
            /** @description How to pay, where there is no page for it. */
            instructions: string | null;
            error: string | null;
            /** Format: date-time */
            created_at: string;
        };
        ClearChat: Record<string, never>;
        ConfirmSecondFactor: {
            /** @description The six digits that the authenticator app shows. */
            code: string;
        };
        Contact: {
            /** @description Stays the same when more of the person becomes known. */
            id: string;
            session_id: string;
            /** @description In international form, without the plus. */
            phone_number: string | null;
            /** @description The JID of the phone number. */
            jid: string | null;
            /** @description The address by which WhatsApp knows the person and which does not reveal the number. */
            lid: string | null;
            /** @description Without the @. */
            user_name: string | null;
            /** @description The best name that is known: the saved one, else that of the person, of the business, or the user name. */
            name: string | null;
            names: {
                /** @description In the phone book of the account. */
                saved: string | null;
                /** @description The name that the person has chosen. */
                pushed: string | null;
                /** @description Of a business, as WhatsApp shows it. */
                business: string | null;
            };
            /** @description Whether their statuses are muted: then they are kept and not told of. */
            status_muted: boolean;
            /** Format: date-time */
            created_at: string;
        };
        ContactAbout: {
            /** @description null when none is shown. */
            about: string | null;
            about_changed_at: string | null;
            /** @description Whether the contact does not show it to this number. Then nobody knows whether there is one. */
            hidden: boolean;
        };
        ContactPage: {
            data: components["schemas"]["Contact"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        ContactPicture: {
            /** @description null when none is shown. */
            picture: components["schemas"]["Picture"] | null;
            /** @description Whether the contact does not show it to this number. Then nobody knows whether there is one. */
            hidden: boolean;
        };
        CreateApiKey: {
            name: string;
            /** @description Only scopes that the caller has. */
            scopes: ("messages:read" | "messages:write" | "sessions:read" | "sessions:write" | "webhooks:read" | "webhooks:write" | "contacts:read" | "contacts:write" | "groups:read" | "groups:write" | "analytics:read" | "account:read" | "account:write" | "api_keys:read" | "api_keys:write" | "billing:read" | "billing:write" | "team:read" | "team:write" | "admin")[];
            /** @description null: it never expires. */
            expires_at?: string | null;
            /** @description Addresses and networks (CIDR) from which it may be used. Empty: from anywhere. */
            allowed_addresses?: string[];
            /** @description Sessions that it is bound to: it sees and uses these alone, and no call that reaches beyond sessions. Empty: it may use all. */
            session_ids?: string[];
            /** @description Requests a minute that it may make by itself, within those of the subscription. null: as many as these. */
            requests_per_minute_max?: number | null;
        };
        CreateCallLink: {
            /** @enum {string} */
            media: "audio" | "video";
        };
        CreateChannel: {
            name: string;
            description?: string;
        };
        CreateCheckout: {
            /**
             * @description manual: by bank or in cash, as the seller says.
             * @enum {string}
             */
            provider: "manual" | "stripe" | "paymob";
            /** @description An invoice that is to be paid. */
            invoice_id?: string;
            /** @description The id or the code of a plan that is to be bought. */
            plan_id?: string;
            /** @description With plan_id. Left out: the first currency of the plan. */
            currency?: string;
            /**
             * @description With plan_id.
             * @default month
             * @enum {string}
             */
            interval: "month" | "year";
        };
        CreateGroup: {
            /** @description What it is called. */
            subject: string;
            /** @description Whom to add: numbers in international format, JIDs, LIDs, or contacts by their ids. The number of the session is in the group anyway. */
            participants?: string[];
            settings?: {
                only_admins_send?: boolean;
                /** @description Subject, description and picture. */
                only_admins_edit?: boolean;
                /** @description Whether an admin has to let people in. */
                join_approval?: boolean;
                /**
                 * @description Seconds after which messages disappear: a day, a week, 90 days, or 0 to keep them.
                 * @enum {number}
                 */
                disappearing_s?: 0 | 86400 | 604800 | 7776000;
            };
        };
        CreateIncomingWebhook: {
            name: string;
            session_id: string;
            /** @description A number in international format, a JID, a LID or a group (…@g.us). */
            to: string;
            /**
             * @description The template that the text is made from; null: the text is made from what is posted.
             * @default null
             */
            template_id: string | null;
            /**
             * @description The language of the template; null: its default.
             * @default null
             */
            language: string | null;
            /**
             * @description How many messages a minute it takes; more are answered with 429.
             * @default 60
             */
            per_minute: number;
        };
        CreateInstance: {
            session_id: string;
        };
        CreateInvitation: {
            /** @description The only address that may use it. Left out: any. */
            email?: string;
            /** @description Id or code of the plan it gives. Left out: the default plan. */
            plan_id?: string;
            /** @default 72 */
            expires_in_hours: number;
        };
        CreateInvoice: {
            tenant_id: string;
            currency: string;
            lines: {
                /** @description A price of a plan, which says what the line is for and what one costs. */
                price_id?: string;
                description?: string;
                /** @default 1 */
                quantity: number;
                /** @description What one costs, without tax. Below zero: a discount. */
                unit_minor?: number;
            }[];
            /** @description Left out: that of the seller. */
            tax_rate_ppm?: number;
            /** @default 14 */
            due_days: number;
            /** @default  */
            note: string;
        };
        CreateLabel: {
            name: string;
            /** @description One of the colours of WhatsApp's apps, by its number. */
            color?: number;
        };
        CreateLinkToken: {
            /**
             * @description Seconds.
             * @default 1800
             */
            expires_in_s: number;
        };
        CreateOptOut: {
            /**
             * @description A number in international format, a JID or a LID.
             * @example +201001234567
             */
            contact: string;
        };
        CreatePlan: {
            code: string;
            name: string;
            /** @default  */
            description: string;
            /** @description What a month costs, in the smallest unit of the currency. */
            price_cents: number;
            /** @default USD */
            currency: string;
            /**
             * @description Whether customers see it and may choose it.
             * @default true
             */
            is_public: boolean;
            /** @description null: unlimited. */
            sessions_max: number | null;
            /** @description null: unlimited. */
            messages_per_month_max: number | null;
            /**
             * @description null: unlimited.
             * @default null
             */
            messages_per_minute_max: number | null;
            /**
             * @description null: unlimited.
             * @default 12000
             */
            requests_per_minute_max: number | null;
            /** @description null: unlimited. */
            webhooks_max: number | null;
            /** @description null: unlimited. */
            api_keys_max: number | null;
            /**
             * @description null: unlimited.
             * @default null
             */
            members_max: number | null;
            /**
             * @description null: unlimited.
             * @default 10737418240
             */
            media_bytes_max: number | null;
            /** @default 30 */
            media_days: number;
            /**
             * @description Days for which messages are kept; null: for good.
             * @default null
             */
            message_days: number | null;
            /**
             * @default shared
             * @enum {string}
             */
            instance_mode: "dedicated" | "tenant" | "shared";
            /**
             * @description null: unlimited.
             * @default null
             */
            workers_max: number | null;
            /** @default 500 */
            cpu_millis: number;
            /** @default 256 */
            memory_mb: number;
            /** @description All prices that the plan is to have: those it has and that are not among them end. The monthly price in the currency of the plan is price_cents, stays, and may be given here instead. */
            prices?: {
                /**
                 * @description plan: the plan itself. messages, media_gb: what is used beyond its limit. sessions: sessions added to it.
                 * @default plan
                 * @enum {string}
                 */
                item: "plan" | "messages" | "media_gb" | "sessions";
                currency: string;
                /**
                 * @default month
                 * @enum {string}
                 */
                interval: "month" | "year";
                /** @description In the smallest unit of the currency, of which there may be 1, 100 or 1,000 in one: 1500 is 15.00 USD, 1.500 KWD, 1500 JPY. */
                amount_minor: number;
                /**
                 * @description How many messages, GB or sessions it is the price of.
                 * @default 1
                 */
                units: number;
                /** @default true */
                active: boolean;
                /** @default null */
                tenant_id: string | null;
            }[];
        };
        CreateSession: {
            /** @description A name of your choice, unique among your sessions. */
            session_name: string;
            webhook_url?: string | null;
            proxy?: string | null;
        };
        /**
         * @example {
         *       "email": "omar@example.com",
         *       "role": "agent"
         *     }
         */
        CreateTeamInvitation: {
            /** @description Stored in lower case. */
            email: string;
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
            /**
             * @description Of the mail; without it the one that Accept-Language asks for.
             * @enum {string}
             */
            language?: "en" | "ar" | "bn" | "de" | "es" | "fr" | "hi" | "id" | "pt" | "ru" | "tr" | "ur";
        };
        CreateTemplate: {
            name: string;
            /** @default  */
            description: string;
            /** @description A language by its BCP 47 tag, such as `en`, `ar` or `pt-BR`. */
            default_language: string;
            /** @description The text in each language, with `{{variables}}` in it. */
            texts: {
                [key: string]: string;
            };
            /**
             * @description What may stand in the place of each variable, and what does if a call gives nothing (`default`). One without a default has to be given; one that only stands in the text is a text that has to be given.
             * @default {}
             */
            variables: {
                [key: string]: {
                    /** @enum {string} */
                    type: "text";
                    description?: string;
                    default?: string;
                    max_length?: number;
                } | {
                    /** @enum {string} */
                    type: "number";
                    description?: string;
                    default?: number;
                    /** @description 3 if not given. */
                    decimals_max?: number;
                } | {
                    /** @enum {string} */
                    type: "money";
                    description?: string;
                    default?: number;
                    /** @description By ISO 4217. */
                    currency: string;
                } | {
                    /** @enum {string} */
                    type: "date";
                    description?: string;
                    default?: string;
                    /**
                     * @description How long it is written; `long` if not given.
                     * @enum {string}
                     */
                    format?: "short" | "medium" | "long" | "full";
                } | {
                    /** @enum {string} */
                    type: "datetime";
                    description?: string;
                    default?: string;
                    /**
                     * @description How long it is written; `long` if not given.
                     * @enum {string}
                     */
                    format?: "short" | "medium" | "long" | "full";
                    /** @description In which it is shown; `UTC` if not given. */
                    time_zone?: string;
                } | {
                    /** @enum {string} */
                    type: "url";
                    description?: string;
                    default?: string;
                };
            };
        };
        CreateUser: {
            /** @description Stored in lower case. */
            email: string;
            name: string;
            /** @description 8 to 72 bytes of UTF-8, and none of the most common passwords. */
            password: string;
            /** @description Id or code of a plan, public or not. */
            plan_id?: string;
        };
        CreateWebhook: {
            /** @description An http or https address without a user name or password in it. */
            url: string;
            /**
             * @description Which events to send; `*` for all, `message.*` for all of messages, and so on. GET /api/v1/event-types lists them.
             * @default [
             *       "*"
             *     ]
             */
            event_types: ("*" | "session.*" | "instance.*" | "message.*" | "chat.*" | "contact.*" | "presence.*" | "group.*" | "call.*" | "label.*" | "status.*" | "media.*" | "subscription.*" | "quota.*" | "session.created" | "session.starting" | "session.qr" | "session.passkey_required" | "session.passkey_code" | "session.connected" | "session.reconnecting" | "session.unhealthy" | "session.healthy" | "session.limited" | "session.stopped" | "session.deleted" | "session.logged_out" | "session.failed" | "instance.started" | "instance.unhealthy" | "instance.replaced" | "instance.stopped" | "message.accepted" | "message.sent" | "message.delivered" | "message.read" | "message.played" | "message.failed" | "message.canceled" | "message.received" | "message.edited" | "message.deleted" | "message.pinned" | "message.kept" | "message.starred" | "message.reaction" | "message.poll_vote" | "message.event_response" | "chat.updated" | "chat.typing" | "contact.updated" | "contact.opted_out" | "contact.opted_in" | "presence.updated" | "group.created" | "group.updated" | "group.participants_changed" | "group.join_request" | "call.received" | "call.ended" | "label.updated" | "status.accepted" | "status.sent" | "status.failed" | "status.canceled" | "status.deleted" | "status.received" | "status.ended" | "status.viewed" | "media.ready" | "media.unavailable" | "subscription.changed" | "quota.warning" | "quota.exceeded" | "webhook.disabled" | "webhook.test")[];
            /** @description Only events of this session. */
            session_id?: string | null;
            /** @default  */
            description: string;
            /** @description Only events of these sessions. Empty: of all, those without a session too. */
            session_ids?: string[];
            /** @description Only events of messages that fit all that is named; other events are not filtered, and what an event does not tell keeps it from nobody. null: all. */
            filter?: {
                directions?: ("inbound" | "outbound")[];
                message_types?: string[];
                chat_kinds?: ("person" | "group" | "channel" | "broadcast")[];
                /** @description People: numbers in international form, JIDs or LIDs (…@lid). It looks at `from` of the message, which those that the session itself has sent may be without. */
                senders?: string[];
            } | null;
            /** @description Headers that go with every attempt, such as Authorization, by their names: at most 20. Kept sealed and never shown again; `header_names` tells which there are. Those of HTTP and of the signature cannot be set. {} takes them all away. */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description Whether each delivery waits until the earlier ones of its session are done: delivered, or failed for good after three days. Otherwise deliveries start in order and may overtake each other when a receiver is slow or fails. Applies to events that happen after it is set.
             * @default false
             */
            ordered: boolean;
            /** @description Several events in one request: `{"id":"bat_…","type":"batch","created_at":"…","session_id":null,"data":{"events":[…]}}`, each of the events as it would come by itself, in their order, signed as a whole. They are taken or fail together. null: each event comes by itself. */
            batch?: {
                /** @description At most so many events in one request, and 1 MB of them. */
                events_max: number;
                /** @description So long the first of them waits for others, in milliseconds. */
                wait_ms: number;
            } | null;
        };
        CreatedGroup: {
            id: string;
            subject: string;
            subject_changed_at: string | null;
            subject_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            description: string | null;
            description_changed_at: string | null;
            description_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** @description Who created the group; null when WhatsApp does not say. */
            owner: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            created_at: string | null;
            /**
             * @description Whether members call each other by number (pn) or by LID.
             * @enum {string}
             */
            addressing_mode: "pn" | "lid";
            settings: {
                only_admins_send: boolean;
                /** @description Subject, description and picture. */
                only_admins_edit: boolean;
                only_admins_add: boolean;
                /** @description Whether an admin has to let people in. */
                join_approval: boolean;
                /** @description Seconds after which messages disappear; 0 when they stay. */
                disappearing_s: number;
            };
            community: {
                is_community: boolean;
                /** @description The announcement group of a community. */
                is_announcements: boolean;
                /** @description The community that the group belongs to. */
                parent_id: string | null;
            };
            participants_count: number;
            participants: components["schemas"]["GroupParticipant"][];
            results: components["schemas"]["GroupMemberResult"][];
        };
        CreditInvoice: {
            reason: string;
            /** @description How much of the net amount. Left out: all that is left, and the invoice is voided. */
            net_minor?: number;
        };
        DecideGroupJoinRequests: {
            /** @enum {string} */
            action: "approve" | "reject";
            /** @description Numbers in international format, JIDs, LIDs, or contacts by their ids or user names. */
            participants: string[];
        };
        DeleteAccount: {
            current_password: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
        };
        DeleteMe: {
            current_password: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
        };
        Delivery: {
            id: string;
            webhook_id: string;
            /** @description The value of the webhook-id header, the same in every attempt. */
            event_id: string;
            event_type: string;
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed";
            attempts: number;
            next_attempt_at: string | null;
            response_status: number | null;
            response_ms: number | null;
            last_error: string | null;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
        };
        DeliveryAttempt: {
            /**
             * Format: date-time
             * @description When it was sent.
             */
            at: string;
            /** @description Where to; of a query only the names. */
            url: string;
            /** @description What went along. The signature and the values of headers of the webhook itself are left out. */
            headers: {
                [key: string]: string;
            };
            /** @description null: there was no answer. */
            response_status: number | null;
            response_ms: number;
            /** @description The first 4 KiB of the answer, as text. null: it was empty, or comes from a private network. */
            response_body: string | null;
            /** @description null: it was delivered. */
            error: string | null;
        };
        DeliveryPage: {
            data: components["schemas"]["Delivery"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        DeliveryWithEvent: {
            id: string;
            webhook_id: string;
            /** @description The value of the webhook-id header, the same in every attempt. */
            event_id: string;
            event_type: string;
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed";
            attempts: number;
            next_attempt_at: string | null;
            response_status: number | null;
            response_ms: number | null;
            last_error: string | null;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
            event: components["schemas"]["Event"];
            /** @description The last 25 attempts, the last one first. What was posted at each is `event`. */
            attempt_list: components["schemas"]["DeliveryAttempt"][];
        };
        Device: {
            id: string;
            user_agent: string | null;
            ip: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Whether this call uses that login. */
            current: boolean;
        };
        DevicePage: {
            data: components["schemas"]["Device"][];
            next_cursor: null;
        };
        DisableSecondFactor: {
            current_password: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
        };
        EditMessage: {
            /** @description The new text of a text. */
            text?: {
                body: string;
                /** @description Whether the first link in the text is shown with a preview. The page is looked up before the call is answered, for at most a few seconds; where that does not work the text goes out without one, and the answer has no `preview`. A picture is shown only where you give it in `preview`. Of a bulk call the first twenty links are looked up. */
                preview_url?: boolean;
                /** @description A preview as you want it shown; nothing is looked up. */
                preview?: {
                    /**
                     * Format: uri
                     * @description The link; it has to be in the text.
                     */
                    url: string;
                    title: string;
                    description?: string;
                    /** @description A small JPEG in base64. */
                    thumbnail?: string;
                };
                /** @description Members of the group who are mentioned: numbers, JIDs or LIDs. Each stands in the text as @ and the number (or the digits of the LID). */
                mentions?: string[];
                /** @description Whether everybody in the group is mentioned. Write `@all` where it is to be seen. */
                mention_all?: boolean;
            };
            /** @description The new caption of a picture, a video or a document. */
            caption?: string;
        };
        Erasure: {
            id: string;
            /** @constant */
            status: "erasing";
            /** Format: date-time */
            requested_at: string;
            /**
             * Format: date-time
             * @description So long linked numbers are logged out on WhatsApp. A phone that cannot be told by then goes on showing a linked device that nobody can use.
             */
            log_out_until: string;
            /**
             * Format: date-time
             * @description When nothing is left, at the latest.
             */
            complete_by: string;
        };
        ErasureLine: {
            id: string;
            /** @description The id of the account: it leads to nothing any more. */
            erased_tenant_id: string;
            /**
             * @description subscription: nobody has paid for it.
             * @enum {string}
             */
            asked_by: "user" | "administrator" | "subscription";
            administrator_id: string | null;
            /** Format: date-time */
            requested_at: string;
            /** @description null: it is under way. */
            finished_at: string | null;
            /** @description Numbers that were linked when it began. */
            linked: number | null;
            /** @description Numbers that WhatsApp could not be told of. */
            not_logged_out: number | null;
            /** @description Rows that were deleted, by table. */
            counts: {
                [key: string]: number;
            };
        };
        ErasureLinePage: {
            data: components["schemas"]["ErasureLine"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        Event: {
            id: string;
            type: string;
            /** Format: date-time */
            created_at: string;
            session_id: string | null;
            /** @description The object of the event, as it was at that time. */
            data: {
                [key: string]: unknown;
            };
        };
        EventPage: {
            data: components["schemas"]["Event"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        EventType: {
            /** @enum {string} */
            type: "session.created" | "session.starting" | "session.qr" | "session.passkey_required" | "session.passkey_code" | "session.connected" | "session.reconnecting" | "session.unhealthy" | "session.healthy" | "session.limited" | "session.stopped" | "session.deleted" | "session.logged_out" | "session.failed" | "instance.started" | "instance.unhealthy" | "instance.replaced" | "instance.stopped" | "message.accepted" | "message.sent" | "message.delivered" | "message.read" | "message.played" | "message.failed" | "message.canceled" | "message.received" | "message.edited" | "message.deleted" | "message.pinned" | "message.kept" | "message.starred" | "message.reaction" | "message.poll_vote" | "message.event_response" | "chat.updated" | "chat.typing" | "contact.updated" | "contact.opted_out" | "contact.opted_in" | "presence.updated" | "group.created" | "group.updated" | "group.participants_changed" | "group.join_request" | "call.received" | "call.ended" | "label.updated" | "status.accepted" | "status.sent" | "status.failed" | "status.canceled" | "status.deleted" | "status.received" | "status.ended" | "status.viewed" | "media.ready" | "media.unavailable" | "subscription.changed" | "quota.warning" | "quota.exceeded" | "webhook.disabled" | "webhook.test";
            /** @description When it comes. */
            description: string;
            /** @description The JSON Schema (2020-12) of the member `data` of such an event. */
            data_schema: {
                [key: string]: unknown;
            };
            /** @description An example of `data`. */
            example: {
                [key: string]: unknown;
            };
        };
        EventTypePage: {
            data: components["schemas"]["EventType"][];
            next_cursor: null;
        };
        ForgotPassword: {
            /** @description Stored in lower case. */
            email: string;
        };
        ForwardMessage: {
            /** @description As in `POST /api/v1/messages`. */
            to: string;
        };
        Group: {
            id: string;
            subject: string;
            subject_changed_at: string | null;
            subject_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            description: string | null;
            description_changed_at: string | null;
            description_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** @description Who created the group; null when WhatsApp does not say. */
            owner: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            created_at: string | null;
            /**
             * @description Whether members call each other by number (pn) or by LID.
             * @enum {string}
             */
            addressing_mode: "pn" | "lid";
            settings: {
                only_admins_send: boolean;
                /** @description Subject, description and picture. */
                only_admins_edit: boolean;
                only_admins_add: boolean;
                /** @description Whether an admin has to let people in. */
                join_approval: boolean;
                /** @description Seconds after which messages disappear; 0 when they stay. */
                disappearing_s: number;
            };
            community: {
                is_community: boolean;
                /** @description The announcement group of a community. */
                is_announcements: boolean;
                /** @description The community that the group belongs to. */
                parent_id: string | null;
            };
            participants_count: number;
            participants: components["schemas"]["GroupParticipant"][];
        };
        GroupInvite: {
            code: string;
            /** @description What people open to join: it has the code at its end. */
            link: string;
        };
        GroupJoinRequest: {
            /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
            jid: string | null;
            /** @description The address that does not reveal the number (…@lid). */
            lid: string | null;
            phone_number: string | null;
            username: string | null;
            /** @description How the person has asked, as WhatsApp calls it: `invite_link`, `linked_group_join` (from a community) or `non_admin_add` (a member wanted to add them). */
            method: string | null;
            requested_at: string | null;
        };
        GroupJoinRequests: {
            data: components["schemas"]["GroupJoinRequest"][];
        };
        GroupMemberResult: {
            /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
            jid: string | null;
            /** @description The address that does not reveal the number (…@lid). */
            lid: string | null;
            phone_number: string | null;
            /** @description The person as it was sent. */
            participant: string;
            /**
             * @description unchanged: everything was so before. invitation_needed: the person has to be asked with `invitation`.
             * @enum {string}
             */
            status: "done" | "unchanged" | "invitation_needed" | "failed";
            /** @description Why, where it was not done; else null. */
            code: ("already_member" | "not_a_member" | "already_admin" | "not_an_admin" | "privacy" | "left_recently" | "blocked" | "not_on_whatsapp" | "group_full" | "creator" | "no_request" | "not_answered" | "refused_by_whatsapp") | null;
            /** @description What WhatsApp answered for this person. */
            whatsapp_code: string | null;
            /** @description The code as a sentence. */
            message: string | null;
            /** @description The content of a message of type `group_invite` to this person. */
            invitation: {
                group_id: string;
                code: string;
                name: string;
                /** Format: date-time */
                expires_at?: string;
            } | null;
        };
        GroupMemberResults: {
            data: components["schemas"]["GroupMemberResult"][];
        };
        GroupParticipant: {
            /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
            jid: string | null;
            /** @description The address that does not reveal the number (…@lid). */
            lid: string | null;
            phone_number: string | null;
            username: string | null;
            /**
             * @description superadmin: created the group, or was made its owner.
             * @enum {string}
             */
            role: "member" | "admin" | "superadmin";
        };
        GroupSummary: {
            id: string;
            subject: string;
            subject_changed_at: string | null;
            subject_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            description: string | null;
            description_changed_at: string | null;
            description_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** @description Who created the group; null when WhatsApp does not say. */
            owner: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            created_at: string | null;
            /**
             * @description Whether members call each other by number (pn) or by LID.
             * @enum {string}
             */
            addressing_mode: "pn" | "lid";
            settings: {
                only_admins_send: boolean;
                /** @description Subject, description and picture. */
                only_admins_edit: boolean;
                only_admins_add: boolean;
                /** @description Whether an admin has to let people in. */
                join_approval: boolean;
                /** @description Seconds after which messages disappear; 0 when they stay. */
                disappearing_s: number;
            };
            community: {
                is_community: boolean;
                /** @description The announcement group of a community. */
                is_announcements: boolean;
                /** @description The community that the group belongs to. */
                parent_id: string | null;
            };
            participants_count: number;
            /** @description What the number of the session is in the group; null where WhatsApp does not say. */
            own_role: ("member" | "admin" | "superadmin") | null;
        };
        GroupSummaryPage: {
            data: components["schemas"]["GroupSummary"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            version: string;
            uptime_s: number;
            parts: {
                database: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                };
                orchestrator: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                };
                delivery: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                };
                instances: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                    counts: {
                        running: number;
                        starting: number;
                        unhealthy: number;
                    } | null;
                    /** @description Sessions that are waiting for a worker, by reason; any of them makes this part degraded. */
                    waiting_sessions: {
                        no_capacity: number;
                        worker_unavailable: number;
                        key_unavailable: number;
                    } | null;
                };
                /** @description The machines on which workers and the orchestrator run. degraded: the clock or the disk of one is wrong. null: not known. */
                hosts: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                    /** @description Hosts whose clock is more than 10 seconds from that of the database. */
                    clock_wrong: number | null;
                    /** @description Hosts with less free space than DISK_FREE_MB_MIN. */
                    disk_full: number | null;
                };
                /** @description Where limits are counted. degraded: Redis is away, and each process counts by itself. */
                cache: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                    /** @enum {string} */
                    kind: "memory" | "redis";
                };
                /** @description The disk of DATA_DIR. degraded: less space is free than DISK_FREE_MB_MIN. */
                disk: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                    free_mb: number | null;
                    total_mb: number | null;
                };
                media: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                    /**
                     * @description Where files are kept. degraded: it cannot be reached.
                     * @enum {string}
                     */
                    store: "disk" | "s3";
                    /** @description Whether voice messages, videos and GIFs can be converted. unavailable: the processes that work on files have no ffmpeg. null: none of them runs. */
                    transcoding: ("ok" | "unavailable") | null;
                };
                whatsapp: {
                    /** @enum {string} */
                    state: "ok" | "degraded" | "down";
                    /** Format: date-time */
                    since: string;
                    client: {
                        /** @description The version of WhatsApp Web that sessions use. */
                        version: string;
                        /** @description WhatsApp refuses every known version; sessions are waiting for a newer one. */
                        refused: boolean;
                        /** Format: date-time */
                        known_since: string;
                        /** @description Days since its release, if known. WhatsApp refuses a version after about eleven weeks. */
                        age_days: number;
                        /** @description The last login that WhatsApp accepted with it. */
                        accepted_at: string | null;
                        /** @description Logins that WhatsApp refused because of the version. */
                        refused_logins: {
                            version: string;
                            logins: number;
                        }[];
                        /** @description The last search for a newer version. */
                        looked_at: string | null;
                        look_failure: string | null;
                    } | null;
                };
            };
        };
        HostingInstance: {
            id: string;
            /** @description Your sessions on this instance. */
            session_ids: string[];
            /** @enum {string} */
            status: "starting" | "running" | "unhealthy" | "draining" | "stopped" | "failed";
            status_reason: string | null;
            /**
             * @description Whether the instance hosts one session, the sessions of one customer, or sessions of many customers.
             * @enum {string}
             */
            mode: "dedicated" | "tenant" | "shared";
            /** @description What runs the instance: process or docker. */
            driver: string;
            /** @description Where the instance listens; null until it has been started. */
            host: string | null;
            port: number | null;
            sessions_max: number;
            restarts: number;
            started_at: string | null;
            heartbeat_at: string | null;
            stopped_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The session that was requested. */
            session_id: string;
        };
        ImpersonateUser: {
            /** @description Why. The customer reads it in the audit log. */
            reason: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
        };
        Impersonation: {
            /** @description Shown only once. It cannot be renewed. */
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds. */
            expires_in: number;
            /** Format: date-time */
            expires_at: string;
            /** @description The login, among the devices of the user. */
            device_id: string;
            user: components["schemas"]["AdminUser"];
        };
        IncomingMessage: {
            message_id: string;
            /** @constant */
            status: "accepted";
        };
        IncomingWebhook: {
            id: string;
            name: string;
            session_id: string;
            to: string;
            template_id: string | null;
            language: string | null;
            per_minute: number;
            enabled: boolean;
            /** @description To the minute. */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        IncomingWebhookPage: {
            data: components["schemas"]["IncomingWebhook"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        IncomingWebhookWithUrl: {
            id: string;
            name: string;
            session_id: string;
            to: string;
            template_id: string | null;
            language: string | null;
            per_minute: number;
            enabled: boolean;
            /** @description To the minute. */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The address to post to. Whoever has it may write to that chat. Shown only once; without `PUBLIC_URL` it begins with the path. */
            url: string;
        };
        InstallationSettings: {
            /** @constant */
            id: "installation";
            /**
             * @description Who may register now.
             * @enum {string}
             */
            registration: "open" | "invitation" | "closed";
            /**
             * @description What the environment says (REGISTRATION), which holds where nothing else is set.
             * @enum {string}
             */
            registration_default: "open" | "invitation" | "closed";
            /** @description Who sells; null: nobody has said so, and no invoice is issued. */
            seller: components["schemas"]["Seller"] | null;
            /** @description How long subscriptions are served that nobody pays. */
            subscription_life: components["schemas"]["SubscriptionLife"];
            /**
             * @description required: administrators without a second factor are refused at /api/v1/admin.
             * @enum {string}
             */
            admin_second_factor: "optional" | "required";
            changed_at: string | null;
        };
        Instance: {
            id: string;
            /** @description Your sessions on this instance. */
            session_ids: string[];
            /** @enum {string} */
            status: "starting" | "running" | "unhealthy" | "draining" | "stopped" | "failed";
            status_reason: string | null;
            /**
             * @description Whether the instance hosts one session, the sessions of one customer, or sessions of many customers.
             * @enum {string}
             */
            mode: "dedicated" | "tenant" | "shared";
            /** @description What runs the instance: process or docker. */
            driver: string;
            /** @description Where the instance listens; null until it has been started. */
            host: string | null;
            port: number | null;
            sessions_max: number;
            restarts: number;
            started_at: string | null;
            heartbeat_at: string | null;
            stopped_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        InstanceHealth: {
            instance_id: string;
            /** @enum {string} */
            status: "healthy" | "draining" | "unhealthy" | "stopped" | "failed";
            /** Format: date-time */
            checked_at: string;
            uptime_s: number | null;
            sessions: {
                session_id: string;
                connected: boolean;
            }[];
        };
        InstanceLogs: {
            data: {
                time: string | null;
                level: ("trace" | "debug" | "info" | "warn" | "error" | "fatal") | null;
                message: string;
                /** @description What the line is about, such as session_id. Numbers are shortened. */
                fields: {
                    [key: string]: unknown;
                };
            }[];
            /**
             * @description Whether the worker itself was asked, or the end of its log was kept when it ended.
             * @enum {string}
             */
            source: "worker" | "end";
            /** @description The time of the oldest line that is still there, whatever was asked for. */
            oldest_at: string | null;
        };
        InstancePage: {
            data: components["schemas"]["Instance"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        InstanceStats: {
            instance_id: string;
            uptime_s: number;
            /** @description null on an instance that you share with other customers. */
            memory_rss_bytes: number | null;
            /** @description null on an instance that you share with other customers. */
            cpu_s: number | null;
            /** @description null on an instance that you share with other customers. */
            queue_depth: number | null;
            sessions_count: number;
            connected_count: number;
        };
        Invitation: {
            id: string;
            /** @description The only address that may use it; null: any. */
            email: string | null;
            plan_code: string;
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            used_at: string | null;
        };
        InvitationPage: {
            data: components["schemas"]["Invitation"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        InvitedGroup: {
            id: string;
            subject: string;
            subject_changed_at: string | null;
            subject_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            description: string | null;
            description_changed_at: string | null;
            description_changed_by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** @description Who created the group; null when WhatsApp does not say. */
            owner: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            created_at: string | null;
            /**
             * @description Whether members call each other by number (pn) or by LID.
             * @enum {string}
             */
            addressing_mode: "pn" | "lid";
            settings: {
                only_admins_send: boolean;
                /** @description Subject, description and picture. */
                only_admins_edit: boolean;
                only_admins_add: boolean;
                /** @description Whether an admin has to let people in. */
                join_approval: boolean;
                /** @description Seconds after which messages disappear; 0 when they stay. */
                disappearing_s: number;
            };
            community: {
                is_community: boolean;
                /** @description The announcement group of a community. */
                is_announcements: boolean;
                /** @description The community that the group belongs to. */
                parent_id: string | null;
            };
            participants_count: number;
        };
        Invoice: {
            id: string;
            /**
             * @description A credit note takes its amounts from the invoice that it names.
             * @enum {string}
             */
            kind: "invoice" | "credit_note";
            /**
             * @description voided: all of it was credited.
             * @enum {string}
             */
            status: "draft" | "finalized" | "voided";
            /** @description null: a draft. */
            number: string | null;
            credited_invoice_id: string | null;
            currency: string;
            lines: {
                description: string;
                quantity: number;
                /** @description In the smallest unit of the currency. */
                unit_minor: number;
                /** @description In the smallest unit of the currency. */
                amount_minor: number;
            }[];
            /** @description In the smallest unit of the currency. */
            net_minor: number;
            /** @description In the smallest unit of the currency. */
            tax_minor: number;
            /** @description In the smallest unit of the currency. */
            total_minor: number;
            tax_name: string;
            /** @description In parts per million: 140000 is 14 %. */
            tax_rate_ppm: number;
            /** @description In the smallest unit of the currency. */
            paid_minor: number;
            /** @description What credit notes have taken from it, with tax. */
            credited_minor: number;
            /** @description What is still to be paid. */
            due_minor: number;
            note: string;
            /** @description As it was when the invoice was issued. */
            seller: components["schemas"]["Seller"] | null;
            /** @description As it was when the invoice was issued. */
            buyer: components["schemas"]["BillingDetails"] | null;
            /** Format: date-time */
            created_at: string;
            issued_at: string | null;
            due_at: string | null;
            voided_at: string | null;
        };
        InvoiceDetails: {
            id: string;
            /**
             * @description A credit note takes its amounts from the invoice that it names.
             * @enum {string}
             */
            kind: "invoice" | "credit_note";
            /**
             * @description voided: all of it was credited.
             * @enum {string}
             */
            status: "draft" | "finalized" | "voided";
            /** @description null: a draft. */
            number: string | null;
            credited_invoice_id: string | null;
            currency: string;
            lines: {
                description: string;
                quantity: number;
                /** @description In the smallest unit of the currency. */
                unit_minor: number;
                /** @description In the smallest unit of the currency. */
                amount_minor: number;
            }[];
            /** @description In the smallest unit of the currency. */
            net_minor: number;
            /** @description In the smallest unit of the currency. */
            tax_minor: number;
            /** @description In the smallest unit of the currency. */
            total_minor: number;
            tax_name: string;
            /** @description In parts per million: 140000 is 14 %. */
            tax_rate_ppm: number;
            /** @description In the smallest unit of the currency. */
            paid_minor: number;
            /** @description What credit notes have taken from it, with tax. */
            credited_minor: number;
            /** @description What is still to be paid. */
            due_minor: number;
            note: string;
            /** @description As it was when the invoice was issued. */
            seller: components["schemas"]["Seller"] | null;
            /** @description As it was when the invoice was issued. */
            buyer: components["schemas"]["BillingDetails"] | null;
            /** Format: date-time */
            created_at: string;
            issued_at: string | null;
            due_at: string | null;
            voided_at: string | null;
            payments: components["schemas"]["Payment"][];
        };
        InvoicePage: {
            data: components["schemas"]["Invoice"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        JoinGroup: {
            /** @description The link of the invitation (https://chat.whatsapp.com/…), or its code. */
            invite: string;
        };
        JoinedGroup: {
            group_id: string;
            /**
             * @description requested: an admin has to let the number in.
             * @enum {string}
             */
            status: "joined" | "requested" | "already_member";
        };
        KnownLid: {
            /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
            jid: string | null;
            /** @description The address that does not reveal the number (…@lid). */
            lid: string | null;
            phone_number: string | null;
        };
        Label: {
            /** @description As WhatsApp has it; another number has others. */
            id: string;
            session_id: string;
            name: string;
            color: number | null;
            /** @description Whether WhatsApp Business came with it. */
            predefined: boolean;
            chats_count: number;
            messages_count: number;
        };
        LabelWithMarks: {
            /** @description As WhatsApp has it; another number has others. */
            id: string;
            session_id: string;
            name: string;
            color: number | null;
            /** @description Whether WhatsApp Business came with it. */
            predefined: boolean;
            chats_count: number;
            messages_count: number;
            /** @description The chats that carry it, at most 1,000. */
            chats: string[];
            /** @description The messages that carry it, at most 1,000. */
            messages: {
                /** @description null: the message is not known here. */
                id: string | null;
                whatsapp_id: string;
                chat_id: string;
            }[];
        };
        Labels: {
            data: components["schemas"]["Label"][];
        };
        LinkToken: {
            /** @description Shown only once. */
            token: string;
            /** @description The address of the linking page (port 3001). Whoever has it can link a number, until it ends. */
            path: string;
            /** Format: date-time */
            expires_at: string;
        };
        Liveness: {
            /** @constant */
            status: "ok";
        };
        LogIn: {
            /** @description Stored in lower case. */
            email: string;
            password: string;
            /** @description The six digits that the authenticator app shows. */
            code?: string;
            /** @description One of the codes for when the app is lost. Each is good once. */
            recovery_code?: string;
            /** @description What navigator.credentials.get() has given, as its toJSON() says it. */
            passkey?: {
                id: string;
                rawId: string;
                /** @enum {string} */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                    userHandle?: string | null;
                    attestationObject?: string | null;
                };
                authenticatorAttachment?: string | null;
                clientExtensionResults?: {
                    [key: string]: unknown;
                };
            };
        };
        LogInWithPasskey: {
            /** @description What navigator.credentials.get() has given, as its toJSON() says it. */
            credential: {
                id: string;
                rawId: string;
                /** @enum {string} */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                    userHandle?: string | null;
                    attestationObject?: string | null;
                };
                authenticatorAttachment?: string | null;
                clientExtensionResults?: {
                    [key: string]: unknown;
                };
            };
        };
        LogOut: {
            refresh_token?: string;
        };
        MarkChatRead: {
            /** @description `false`: those who have written are not told. */
            receipts?: boolean;
        };
        MarkChatUnread: Record<string, never>;
        MarkMessageRead: {
            /** @description Of a voice message: whether it has been played, too. */
            played?: boolean;
        };
        Me: {
            id: string;
            tenant_id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "erasing";
            email_verified_at: string | null;
            last_login_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description What the user is in the team of this account; null for an API key. */
            member_role: ("owner" | "admin" | "developer" | "agent" | "billing" | "viewer") | null;
            credential: {
                /** @enum {string} */
                type: "access_token" | "api_key";
                api_key_id: string | null;
                /** @description null: everything in the account; otherwise those of the key or of the role in the team. */
                scopes: string[] | null;
            };
        };
        MediaWithUrl: {
            id: string;
            /** @description Of what came with a message: its session. */
            session_id: string | null;
            /** @description The message it came with. */
            message_id: string | null;
            /** @enum {string} */
            source: "upload" | "url" | "inline" | "received";
            /**
             * @description `processing`: it is being fetched from its address or looked at. `fetching`: it came with a message and is being fetched from WhatsApp.
             * @enum {string}
             */
            status: "processing" | "fetching" | "ready" | "unavailable";
            /** @description Why it is unavailable. `empty`: The file has no content. `too_large`: The file is larger than is allowed. `wrong_type`: The file is not of a type that can be used for this. `too_small`: The picture has too few pixels: it needs at least 192 each way. `damaged`: The file is damaged or cannot be read. `not_found`: There is no file at this address. `refused`: The server at this address refused to give the file. `timed_out`: The file did not arrive in time. `connection_failed`: No connection could be made to this address, or it was lost. `address_not_allowed`: The address is not public, or a redirect leads to one that is not. `too_many_redirects`: The address leads from one redirect to the next. `transcoding_unavailable`: The file has to be converted, and this service has no ffmpeg to do that with. `transcoding_failed`: The file could not be converted. `infected`: The virus scanner has found something harmful in the file. `not_scanned`: The file is larger than the virus scanner takes. `storage_full`: There was no room left for it. `expired`: WhatsApp does not have the file any more, and the phone has not sent it again. `deleted`: The file was deleted, or its time was over. `failed`: The file could not be fetched after several attempts. */
            reason: string | null;
            mime_type: string | null;
            file_name: string | null;
            bytes: number | null;
            /** @description Of its content, in lower-case hex. */
            sha256: string | null;
            /** @description In pixels. */
            width: number | null;
            /** @description In pixels. */
            height: number | null;
            /** @description How long it plays. */
            seconds: number | null;
            page_count: number | null;
            /** @description A small JPEG in base64. */
            thumbnail: string | null;
            /** @description Of a voice message: how loud it is, from 0 to 100. */
            waveform: number[] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Where the content can be downloaded without a credential, until `url_expires_at`. null until the file is ready. */
            url: string | null;
            url_expires_at: string | null;
        };
        MediaWithUrlPage: {
            data: components["schemas"]["MediaWithUrl"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "id": "mem_0199c3d2a1b47c8e9f00112233445566",
         *       "user_id": "usr_0199c3d2a1b47c8e9f00112233445566",
         *       "email": "mona@example.com",
         *       "name": "Mona Adel",
         *       "role": "owner",
         *       "last_login_at": "2026-11-29T09:12:44.031Z",
         *       "created_at": "2026-11-02T08:00:00.000Z"
         *     }
         */
        Membership: {
            id: string;
            user_id: string;
            email: string;
            name: string;
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
            last_login_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        MembershipPage: {
            data: components["schemas"]["Membership"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        Message: {
            id: string;
            session_id: string;
            /** @enum {string} */
            direction: "inbound" | "outbound";
            /** @enum {string} */
            status: "queued" | "sent" | "delivered" | "read" | "failed" | "canceled" | "received" | "undecryptable";
            /** @description The id of the message within WhatsApp. */
            whatsapp_id: string;
            /** @description The chat of the message: the JID of a number or of a group. A LID (…@lid) only while the number behind it is unknown. */
            chat_id: string;
            /** @description The recipient as the call wrote it; null for messages that were not sent through the API. `chat_id` names the same person as WhatsApp does. In some countries (Brazil, Mexico, Argentina) that is a different number, which is found out when the message is sent. */
            to: string | null;
            from: string | null;
            /** @description The display name of the sender; a user name begins with @. */
            from_name: string | null;
            /** @description The name of the member that holds the content. */
            type: string;
            /** @description A text, with or without links, mentions and a preview of a link. */
            text?: {
                body: string;
                preview_url?: boolean;
                /** @description The preview of a link that is shown with the text. */
                preview?: {
                    url: string;
                    title?: string;
                    description?: string;
                    /** @description A small JPEG in base64. */
                    thumbnail?: string;
                };
                /** @description Who is mentioned, as JIDs; in the text each is @ and the digits. A LID only while the number is not known. */
                mentions?: string[];
                mention_all?: boolean;
                /** @description true when the text was longer than WhatsApp's apps allow and was cut after 65,536 characters. */
                truncated?: boolean;
            };
            /** @description A picture, with or without a caption. */
            image?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                caption?: string;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            /** @description A video, with or without a caption; also a GIF, or a round video note. */
            video?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                /** @description How long it plays. */
                seconds?: number;
                caption?: string;
                /**
                 * @description It is played without sound, over and over, as WhatsApp plays GIFs.
                 * @constant
                 */
                gif?: true;
                /**
                 * @description It is shown round, as if filmed in the chat.
                 * @constant
                 */
                video_note?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            /** @description An audio file or a voice message. */
            audio?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description How long it plays. */
                seconds?: number;
                /**
                 * @description It is a voice message, with its waveform.
                 * @constant
                 */
                voice?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            /** @description A file of any type, with its name. */
            document?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                caption?: string;
                filename?: string;
                page_count?: number;
            };
            /** @description A sticker, still or animated. */
            sticker?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                /**
                 * @description It moves. Known of received stickers only.
                 * @constant
                 */
                animated?: true;
            };
            /** @description A place on the map, with or without a name. */
            location?: {
                latitude: number;
                longitude: number;
                name?: string;
                address?: string;
            };
            /** @description A reaction to a message of the same chat. A reaction of somebody else is not a message: it comes as `message.reaction` and is listed in `reactions` of the message it is about. */
            reaction?: {
                message_id: string;
                emoji: string;
            };
            /** @description Cards of one or several contacts: names, numbers, addresses, companies. */
            contacts?: {
                name: {
                    formatted_name: string;
                    first_name?: string;
                    last_name?: string;
                    middle_name?: string;
                    prefix?: string;
                    suffix?: string;
                };
                phones?: {
                    phone: string;
                    type?: string;
                    /** @description The number on WhatsApp, where the card has it. */
                    wa_id?: string;
                }[];
                emails?: {
                    email: string;
                    type?: string;
                }[];
                urls?: {
                    url: string;
                    type?: string;
                }[];
                addresses?: {
                    street?: string;
                    city?: string;
                    state?: string;
                    zip?: string;
                    country?: string;
                    country_code?: string;
                    type?: string;
                }[];
                org?: {
                    company?: string;
                    department?: string;
                    title?: string;
                };
                birthday?: string;
            }[];
            /** @description An invitation for one person to join a group. */
            group_invite?: {
                group_id: string;
                code: string;
                name: string;
                caption?: string;
                expires_at?: string;
            };
            /** @description A question with options to choose from; votes come as `message.poll_vote`. */
            poll?: {
                question: string;
                options: string[];
                /** @description 0: any number. */
                answers_max: number;
            };
            /** @description An appointment that people accept or decline; their answers come as `message.event_response`. */
            event?: {
                name: string;
                description?: string;
                start_at: string | null;
                end_at?: string;
                location?: {
                    name?: string;
                    address?: string;
                    latitude?: number;
                    longitude?: number;
                };
                extra_guests_allowed?: boolean;
                /** @description The link of the call, where it is one. */
                join_link?: string;
                canceled?: boolean;
            };
            /** @description Buttons, lists and links to press, and what somebody has chosen there, in the shapes of the Cloud API; `native_flow` passes on any button that WhatsApp may know. **Experimental**: WhatsApp shows what linked devices send of this kind in some of its apps only, and may stop without notice. */
            interactive?: {
                /**
                 * @description The replies are what somebody has chosen; the others are what is asked.
                 * @enum {string}
                 */
                type: "button_reply" | "list_reply" | "nfm_reply" | "button" | "list" | "cta_url" | "native_flow";
                button_reply?: {
                    id: string;
                    title: string;
                };
                list_reply?: {
                    id: string;
                    title: string;
                    description?: string;
                };
                nfm_reply?: {
                    name?: string;
                    body?: string;
                    response_json?: string;
                };
                header?: {
                    /** @constant */
                    type: "text";
                    text: string;
                };
                body?: {
                    text: string;
                };
                footer?: {
                    text: string;
                };
                /** @description What was sent to be chosen from. */
                action?: {
                    buttons: {
                        /** @constant */
                        type: "reply";
                        reply: {
                            id: string;
                            title: string;
                        };
                    }[];
                } | {
                    /** @description What opens the list. */
                    button: string;
                    sections: {
                        title?: string;
                        rows: {
                            id: string;
                            title: string;
                            description?: string;
                        }[];
                    }[];
                } | {
                    /** @constant */
                    name: "cta_url";
                    parameters: {
                        display_text: string;
                        /** Format: uri */
                        url: string;
                    };
                } | {
                    buttons: {
                        /** @description What WhatsApp's apps know the button by: `quick_reply`, `cta_call`, `cta_copy`… */
                        name: string;
                        /** @description Passed on as they are; `display_text` is what stands on most buttons. */
                        parameters: {
                            [key: string]: unknown;
                        };
                    }[];
                };
                /** @description What can be chosen, of messages that arrived. */
                choices?: {
                    id?: string;
                    title: string;
                    description?: string;
                }[];
                /** @constant */
                fallback?: "text";
            };
            /** @description Where somebody is, updated for a while; each update edits the message. */
            live_location?: {
                latitude: number;
                longitude: number;
                accuracy_m?: number;
                speed_mps?: number;
                /** @description Clockwise from magnetic north. */
                heading_degrees?: number;
                caption?: string;
            };
            /** @description A product from the catalog of a business. */
            product?: {
                product_id: string;
                retailer_id?: string;
                title?: string;
                description?: string;
                price?: {
                    /** @description As a decimal number, such as 12.50. */
                    amount: string;
                    currency?: string;
                };
                sale_price?: {
                    /** @description As a decimal number, such as 12.50. */
                    amount: string;
                    currency?: string;
                };
                url?: string;
                /** @description The business: a JID. */
                seller?: string;
                body?: string;
                footer?: string;
            };
            /** @description An order for products from a catalog. */
            order?: {
                order_id: string;
                /** @description The business uses it to read the order. */
                token?: string;
                item_count?: number;
                title?: string;
                message?: string;
                /** @description The business: a JID. */
                seller?: string;
                total?: {
                    /** @description As a decimal number, such as 12.50. */
                    amount: string;
                    currency?: string;
                };
            };
            /** @description A button of a template that somebody has pressed. */
            button?: {
                payload: string;
                text: string;
            };
            /** @description A call as it stands in the chat, with what became of it. */
            call?: {
                video: boolean;
                /** @enum {string} */
                outcome: "connected" | "missed" | "failed" | "rejected" | "accepted_elsewhere" | "ongoing" | "silenced";
                duration_s?: number;
                /** @description The participants of a group call, as JIDs. */
                participants?: string[];
            };
            /** @description Content of a kind that is not understood yet; it is received, and never sent. */
            unsupported?: {
                /** @description The names that WhatsApp has for what is in it. */
                kinds: string[];
            };
            /** @description A new text or caption for a message that this account has sent. */
            edit?: {
                /** @description The message it is about. */
                message_id: string;
                /** @description The new text. */
                text?: {
                    body: string;
                    preview_url?: boolean;
                    /** @description The preview of a link that is shown with the text. */
                    preview?: {
                        url: string;
                        title?: string;
                        description?: string;
                        /** @description A small JPEG in base64. */
                        thumbnail?: string;
                    };
                    /** @description Who is mentioned, as JIDs; in the text each is @ and the digits. A LID only while the number is not known. */
                    mentions?: string[];
                    mention_all?: boolean;
                    /** @description true when the text was longer than WhatsApp's apps allow and was cut after 65,536 characters. */
                    truncated?: boolean;
                };
                /** @description The new caption of a file. */
                caption?: string;
            };
            /** @description Deletes a message for everyone. */
            delete?: {
                /** @description The message it is about. */
                message_id: string;
            };
            /** @description Pins a message in its chat, or unpins it. */
            pin?: {
                /** @description The message it is about. */
                message_id: string;
                /** @description null: unpinned. */
                for: ("24h" | "7d" | "30d") | null;
            };
            /** @description Tells the senders that their messages were read. */
            read?: {
                /** @description The newest of them. */
                message_id: string;
                /** @description How many messages it is about. */
                count: number;
                /** @description Whether the newest, a voice message, was played too. */
                played: boolean;
            };
            /** @description Votes in a poll. */
            poll_vote?: {
                /** @description The message it is about. */
                message_id: string;
                /** @description As the poll writes them; none: all votes are taken back. */
                options: string[];
            };
            /** @description Says whether the account comes to an event. */
            event_response?: {
                /** @description The message it is about. */
                message_id: string;
                /** @enum {string} */
                response: "going" | "not_going" | "maybe";
                /** @description How many others come along. */
                extra_guests: number;
            };
            /** @description The message that this one quotes; null: none. */
            context: {
                /** @description null while the session has no such message. */
                message_id: string | null;
                /** @description The id of the message within WhatsApp. */
                whatsapp_id: string;
                /** @description Who wrote it, as a JID. */
                from: string;
                /** @description Only for a message quoted from another chat: that chat. */
                chat_id: string | null;
            } | null;
            /** @description The template it was made from, if it was. */
            template?: {
                id: string;
                version: number;
                language: string;
            };
            /** @description How often it was forwarded; 0: not at all. Apps show 5 or more as many times. */
            forwarding_score: number;
            /** @description The reactions to the message, oldest first. Only where messages are read: a change comes as `message.reaction`. */
            reactions?: {
                /** @description Who reacted: a JID, as in `from`. */
                from: string;
                emoji: string;
                /** Format: date-time */
                reacted_at: string;
            }[];
            /** @description How a poll stands. Only where messages are read: a change comes as `message.poll_vote`. */
            poll_result?: components["schemas"]["PollResult"];
            /** @description Who comes to an event and who does not, the last answer of each. Only where messages are read: a change comes as `message.event_response`. */
            event_responses?: {
                /** @description Who answered, as a JID. */
                from: string;
                /** @enum {string} */
                response: "going" | "not_going" | "maybe";
                /** @description How many others they bring. */
                extra_guests: number;
                /** Format: date-time */
                responded_at: string;
            }[];
            /** @description null for messages that were not sent through the API. */
            priority: ("high" | "normal" | "bulk") | null;
            /** @description The message is not sent before this time. */
            send_at: string | null;
            /** @description The message is not sent after this time. */
            expires_at: string | null;
            /** @description Why a queued message has not been sent yet; null when it is next. `session_ended`: The session was logged out or has failed. The message will not be sent and is about to fail. `new_chat_limit`: WhatsApp does not let this number start new chats at the moment. The message is sent when that ends, at waiting_until, or as soon as the recipient writes. `scheduled`: Its send_at is still in the future. `subscription_limited`: The subscription was not paid. The message is sent at its send_at when it is, and at once where that has passed. `session_not_connected`: The session is starting or reconnecting. `temporarily_banned`: WhatsApp has banned the number for a while. Its messages are kept, and waiting_until is when the session tries to connect again. `account_locked`: WhatsApp has locked the number until its owner opens WhatsApp on the phone. Its messages are kept. `worker_unavailable`: The session is waiting for a worker and continues by itself. `behind_earlier_messages`: Earlier messages to the same chat, or more urgent ones of the session, go first. `paced`: The pacing of the session does not allow it yet. `media_processing`: Its file, or that of an earlier message of the chat, is still being fetched or converted. `being_sent`: It is on its way to WhatsApp and can no longer be canceled. */
            waiting_reason: string | null;
            /** @description When the wait ends, if that is known. */
            waiting_until: string | null;
            /** Format: date-time */
            queued_at: string;
            whatsapp_at: string | null;
            sent_at: string | null;
            delivered_at: string | null;
            read_at: string | null;
            /** @description When a voice message was played. */
            played_at: string | null;
            /** @description Of messages to a group: how many members have it, have read it and have played it; null for all others. As in WhatsApp, `status` becomes `delivered` or `read` when that is so for all of them. */
            receipts: {
                delivered: number;
                read: number;
                played: number;
                /** @description The other members of the group when it was sent; null for messages sent from another device of the account. */
                of: number | null;
            } | null;
            failed_at: string | null;
            /** @description When its author last edited it. The content is the current one; earlier versions are only in the events about them. */
            edited_at: string | null;
            /** @description Until when it is pinned in its chat; null: it is not. */
            pinned_until: string | null;
            /** @description When it disappears from its chat; null: it stays. Its content is gone within a minute or so, as if it had been deleted for everyone then. */
            disappears_at: string | null;
            /** @description Since when somebody keeps it in its chat, so that it does not disappear; null: nobody does. */
            kept_at: string | null;
            /** @description Since when it has a star; null: it has none. */
            starred_at: string | null;
            /** @description When it was deleted or has disappeared. Its content is gone. */
            deleted_at: string | null;
            /** @description `me`: only the account itself does not see it any more. */
            deleted_for: ("everyone" | "me") | null;
            /** @description Why it failed. */
            error: {
                /** @description `not_on_whatsapp`: The recipient has no WhatsApp account. `expired`: It was still waiting when it expired. `session_logged_out`: The session was logged out before the message could be sent. `session_failed`: The session failed before the message could be sent. `refused_by_whatsapp`: WhatsApp refused the message with a code that has no meaning known here; `whatsapp_code` has it. `malformed_for_recipient`: WhatsApp refused the form of the message for this recipient: its apps there do not take this kind, or its content is not complete. `kind_not_allowed`: WhatsApp does not take this kind of message from linked devices. `not_allowed_to_write`: WhatsApp does not let this account write to this person: it was blocked, or the person takes messages from others only. `account_restricted`: WhatsApp lets this account send no messages. Its phone says why. `recipient_gone`: The recipient, or the group, is not there any more. `message_too_large`: WhatsApp refused the message because it is too large. `group_changed`: The members of the group changed while it was being sent, twice in a row. It can be sent again with `POST …/retry`. `group_not_found`: There is no such group. `not_a_group_member`: The account is not, or no longer, a member of the group. `not_a_group_admin`: Only admins of the group may do this. `not_allowed_in_group`: This account may not write to the group: it has left the group, or only admins may write there. `recipient_opted_out`: The recipient has opted out of messages while it was waiting. `recipient_restricted`: WhatsApp does not let this account write to this person first. The message is not sent again, since that would restrict the account further. Ask the person to write first, or wait. `address_refused`: WhatsApp refused the phone number as an address of this person. The message is not sent again; once the person has written, WhatsApp accepts messages. `new_chats_limited`: WhatsApp does not let this account start more new chats at the moment and does not say until when. The message is not sent again, since that would restrict the account further. `connection_lost`: The connection to WhatsApp was lost while it was being sent, five times in a row. `no_audience`: Nobody who may see the status has a WhatsApp account that it can be sent to. `not_answerable`: The message it answers came without the secret with which answers are sealed, so nobody could read this one. `media_unavailable`: Its file is no longer there, or could not be fetched. `media_upload_failed`: Its file could not be uploaded to WhatsApp after several attempts. `send_failed`: The message could not be sent after several attempts. */
                code: string;
                /** @description The same, as a sentence. */
                message: string;
                /** @description The code that WhatsApp gave, if any. */
                whatsapp_code?: string;
            } | null;
        } & {
            [key: string]: unknown;
        };
        MessagePage: {
            data: components["schemas"]["Message"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        MessageReceipts: {
            message_id: string;
            data: {
                /** @description A JID, as in `from` of a message. */
                from: string;
                /** Format: date-time */
                delivered_at: string;
                read_at: string | null;
                played_at: string | null;
            }[];
            /** @description All entries are in one answer. */
            next_cursor: null;
        };
        MuteChat: {
            /** @description `false`: not any more. */
            muted?: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself; without it, it does not.
             */
            until?: string;
        };
        NewInvitation: {
            id: string;
            /** @description The only address that may use it; null: any. */
            email: string | null;
            plan_code: string;
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            used_at: string | null;
            /** @description Shown now and never again. It registers one account. */
            token: string;
        };
        /**
         * @example {
         *       "email": "omar@example.com",
         *       "role": "agent",
         *       "account": "Mona Adel",
         *       "inviter": "Mona Adel",
         *       "has_account": false,
         *       "expires_at": "2026-12-06T09:12:44.031Z"
         *     }
         */
        OpenInvitation: {
            email: string;
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
            /** @description The name of the account whose team it is. */
            account: string;
            /** @description The name of whoever invites. */
            inviter: string;
            /** @description Whether somebody has registered with the address: they accept with their password. */
            has_account: boolean;
            /** Format: date-time */
            expires_at: string;
        };
        OptOut: {
            id: string;
            /** @description The JID of the number; a LID (…@lid) where the number was unknown. */
            contact_id: string;
            phone_number: string | null;
            /**
             * @description `word`: the person wrote one of the words. `api`: a call said so.
             * @enum {string}
             */
            source: "word" | "api";
            /** @description What the person wrote. */
            word: string | null;
            /** @description In which message. */
            message_id: string | null;
            /** Format: date-time */
            created_at: string;
        };
        OptOutPage: {
            data: components["schemas"]["OptOut"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        OptOutWords: {
            /** @description Whether these are the words that everybody has. */
            is_default: boolean;
            stop_words: string[];
            start_words: string[];
        };
        OwnProfile: {
            phone_number: string | null;
            jid: string;
            lid: string | null;
            /** @description The name that other people are shown. */
            name: string | null;
            /** @description null when there is none. */
            about: string | null;
            about_changed_at: string | null;
            /** @description null when there is none. */
            picture: components["schemas"]["Picture"] | null;
            /** @description Whether the phone runs WhatsApp Business. */
            business: boolean;
            /** @description The app on the phone as WhatsApp names it, such as android, iphone or smba. */
            platform: string | null;
        };
        PairingCode: {
            /** @description Eight characters. */
            code: string;
            /** @description The same code for people: XXXX-XXXX. */
            formatted_code: string;
            phone_number: string;
            /** @description The code can be typed until then. A later code or a new connection replaces it: see `pairing` in …/status. */
            expires_at: string;
        };
        Passkey: {
            /** @description For `PublicKeyCredential.parseRequestOptionsFromJSON()`, then `navigator.credentials.get({ publicKey })`. */
            options: {
                [key: string]: unknown;
            };
            /** @description The origin on which the request has to be signed: https://web.whatsapp.com. */
            origin: string;
            /**
             * Format: date-time
             * @description When the signature must have been sent.
             */
            expires_at: string;
        };
        PasskeyCode: {
            /** @description XXXX-XXXX, as the phone shows it. */
            code: string;
            /** @description true: compare it with the code on the phone, then POST …/passkey/confirm. */
            confirm: boolean;
            /** Format: date-time */
            expires_at: string;
        };
        PasskeyCreation: {
            rp: {
                id: string;
                name: string;
            };
            user: {
                id: string;
                name: string;
                displayName: string;
            };
            challenge: string;
            pubKeyCredParams: {
                /** @constant */
                type: "public-key";
                alg: number;
            }[];
            timeout: number;
            excludeCredentials: {
                id: string;
                /** @constant */
                type: "public-key";
            }[];
            authenticatorSelection: {
                /** @constant */
                residentKey: "required";
                requireResidentKey: boolean;
                /** @constant */
                userVerification: "required";
            };
            /** @constant */
            attestation: "none";
        };
        PasskeyRequest: {
            challenge: string;
            rpId: string;
            allowCredentials: {
                id: string;
                /** @constant */
                type: "public-key";
            }[];
            /** @enum {string} */
            userVerification: "required" | "preferred";
            timeout: number;
        };
        Payment: {
            id: string;
            invoice_id: string;
            /** @description How it came: bank, cash, wallet, or through stripe or paymob. */
            provider: string;
            reference: string;
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed" | "refunded";
            amount_minor: number;
            currency: string;
            /** @description What of it was given back. */
            refunded_minor: number;
            /** @description What of it did not fit the invoice and went into the wallet. */
            wallet_minor: number;
            note: string;
            paid_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        PaymentNotice: {
            /** @constant */
            received: true;
        };
        PaymentProvider: {
            /**
             * @description manual: by bank or in cash; an administrator records what has come in.
             * @enum {string}
             */
            provider: "manual" | "stripe" | "paymob";
            /** @description Whether customers pay on a page of the provider; otherwise the checkout says how. */
            has_page: boolean;
        };
        PaymentProviderPage: {
            data: components["schemas"]["PaymentProvider"][];
            next_cursor: null;
        };
        Picture: {
            /** @description Another picture has another id. */
            id: string;
            /** @description Where WhatsApp serves the picture. The address expires: ask again instead of storing it. */
            url: string | null;
        };
        PictureSet: {
            /** @description As GET …/profile and the event group.updated name it. */
            id: string;
        };
        PinChat: {
            /** @description `false`: not any more. */
            pinned?: boolean;
        };
        PinMessage: {
            /** @enum {string} */
            for: "24h" | "7d" | "30d";
        };
        Plan: {
            id: string;
            code: string;
            name: string;
            description: string;
            /** @description What a month costs everybody, in the smallest unit of `currency`; one of `prices`. */
            price_cents: number;
            currency: string;
            /** @description What it costs, by currency and interval. */
            prices: components["schemas"]["PlanPrice"][];
            /** @description null: unlimited. */
            sessions_max: number | null;
            /** @description null: unlimited. */
            messages_per_month_max: number | null;
            /** @description null: unlimited. */
            messages_per_minute_max: number | null;
            /** @description null: unlimited. */
            requests_per_minute_max: number | null;
            /** @description null: unlimited. */
            webhooks_max: number | null;
            /** @description null: unlimited. */
            api_keys_max: number | null;
            /** @description Members of the team; null: unlimited. */
            members_max: number | null;
            /** @description null: unlimited. */
            media_bytes_max: number | null;
            /** @description Days for which files are kept. */
            media_days: number;
            /** @description Days for which messages are kept; null: for good. */
            message_days: number | null;
            /** @enum {string} */
            instance_mode: "dedicated" | "tenant" | "shared";
            /** @description Workers of its own; null: as many as there is room for. */
            workers_max: number | null;
            cpu_millis: number;
            memory_mb: number;
        };
        PlanLimits: {
            /** @description null: unlimited. */
            sessions_max: number | null;
            /** @description null: unlimited. */
            messages_per_month_max: number | null;
            /** @description null: unlimited. */
            messages_per_minute_max: number | null;
            /** @description null: unlimited. */
            requests_per_minute_max: number | null;
            /** @description null: unlimited. */
            webhooks_max: number | null;
            /** @description null: unlimited. */
            api_keys_max: number | null;
            /** @description Members of the team; null: unlimited. */
            members_max: number | null;
            /** @description null: unlimited. */
            media_bytes_max: number | null;
            /** @description Days for which files are kept. */
            media_days: number;
            /** @description Days for which messages are kept; null: for good. */
            message_days: number | null;
            /** @enum {string} */
            instance_mode: "dedicated" | "tenant" | "shared";
            /** @description Workers of its own; null: as many as there is room for. */
            workers_max: number | null;
            cpu_millis: number;
            memory_mb: number;
        };
        PlanPage: {
            data: components["schemas"]["Plan"][];
            next_cursor: null;
        };
        PlanPreview: {
            plan_id: string;
            /** @description null: it costs nothing. */
            price_id: string | null;
            /**
             * @description checkout: it is bought with POST /api/v1/subscription/checkout. change: PUT /api/v1/subscription takes it, and nothing is to be paid now.
             * @enum {string}
             */
            by: "checkout" | "change";
            /**
             * Format: date-time
             * @description When the plan begins, if that is done now.
             */
            begins_at: string;
            currency: string;
            /** @description What the invoice would say; none where there is none. */
            lines: {
                description: string;
                quantity: number;
                /** @description In the smallest unit of the currency. */
                unit_minor: number;
                /** @description In the smallest unit of the currency. */
                amount_minor: number;
            }[];
            /** @description In the smallest unit of the currency. */
            net_minor: number;
            /** @description In the smallest unit of the currency. */
            tax_minor: number;
            /** @description In the smallest unit of the currency. */
            total_minor: number;
            /** @description What the wallet would pay of it. */
            wallet_minor: number;
            /** @description What would be left to pay. */
            due_minor: number;
        };
        PlanPrice: {
            id: string;
            /**
             * @description plan: the plan itself. messages, media_gb: what is used beyond its limit. sessions: sessions added to it.
             * @enum {string}
             */
            item: "plan" | "messages" | "media_gb" | "sessions";
            /** @description As in ISO 4217. */
            currency: string;
            /** @enum {string} */
            interval: "month" | "year";
            /** @description In the smallest unit of the currency, of which there may be 1, 100 or 1,000 in one: 1500 is 15.00 USD, 1.500 KWD, 1500 JPY. */
            amount_minor: number;
            /** @description How many messages, GB or sessions it is the price of. */
            units: number;
            /** @description Whether it is for this customer alone; it stands before the one for everybody. */
            own: boolean;
        };
        PollResult: {
            /** @description How many people have voted. */
            voters: number;
            options: {
                name: string;
                votes: number;
                /** @description Who chose it, as JIDs. */
                voters: string[];
            }[];
        };
        PostStatus: {
            /** @description Who may see it: whoever sees what is posted on the phone, as it is set there when this is posted (`phone`, unless given), everybody in the phone book of the account (`contacts`), `only` these people, or everybody in it `except` these. People are given as recipients of messages are. */
            audience?: {
                /** @constant */
                type: "phone";
            } | {
                /** @constant */
                type: "contacts";
            } | {
                /** @constant */
                type: "only";
                contacts: string[];
            } | {
                /** @constant */
                type: "except";
                contacts: string[];
            };
            /**
             * Format: date-time
             * @description It is not posted before this time, at most a year ahead.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description One that still waits at this time is not posted; it fails with `expired`.
             */
            expires_at?: string;
            /** @constant */
            type: "text";
            /**
             * @example {
             *       "body": "Open until ten tonight."
             *     }
             */
            text: {
                body: string;
            };
            /** @description The colour behind it, `#1E6E4F` unless given. */
            background?: string;
            /**
             * @description The letters, `system` unless given.
             * @enum {string}
             */
            font?: "system" | "text" | "script" | "bold" | "morning_breeze" | "calistoga" | "exo2" | "courier";
        } | {
            /** @description Who may see it: whoever sees what is posted on the phone, as it is set there when this is posted (`phone`, unless given), everybody in the phone book of the account (`contacts`), `only` these people, or everybody in it `except` these. People are given as recipients of messages are. */
            audience?: {
                /** @constant */
                type: "phone";
            } | {
                /** @constant */
                type: "contacts";
            } | {
                /** @constant */
                type: "only";
                contacts: string[];
            } | {
                /** @constant */
                type: "except";
                contacts: string[];
            };
            /**
             * Format: date-time
             * @description It is not posted before this time, at most a year ahead.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description One that still waits at this time is not posted; it fails with `expired`.
             */
            expires_at?: string;
            /** @constant */
            type: "image";
            /**
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "caption": "The new colours."
             *     }
             */
            image: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
                /** @description The text below it. */
                caption?: string;
            };
        } | {
            /** @description Who may see it: whoever sees what is posted on the phone, as it is set there when this is posted (`phone`, unless given), everybody in the phone book of the account (`contacts`), `only` these people, or everybody in it `except` these. People are given as recipients of messages are. */
            audience?: {
                /** @constant */
                type: "phone";
            } | {
                /** @constant */
                type: "contacts";
            } | {
                /** @constant */
                type: "only";
                contacts: string[];
            } | {
                /** @constant */
                type: "except";
                contacts: string[];
            };
            /**
             * Format: date-time
             * @description It is not posted before this time, at most a year ahead.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description One that still waits at this time is not posted; it fails with `expired`.
             */
            expires_at?: string;
            /** @constant */
            type: "video";
            /**
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "caption": "How it is assembled."
             *     }
             */
            video: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
                /** @description The text below it. */
                caption?: string;
            };
        } | {
            /** @description Who may see it: whoever sees what is posted on the phone, as it is set there when this is posted (`phone`, unless given), everybody in the phone book of the account (`contacts`), `only` these people, or everybody in it `except` these. People are given as recipients of messages are. */
            audience?: {
                /** @constant */
                type: "phone";
            } | {
                /** @constant */
                type: "contacts";
            } | {
                /** @constant */
                type: "only";
                contacts: string[];
            } | {
                /** @constant */
                type: "except";
                contacts: string[];
            };
            /**
             * Format: date-time
             * @description It is not posted before this time, at most a year ahead.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description One that still waits at this time is not posted; it fails with `expired`.
             */
            expires_at?: string;
            /** @constant */
            type: "audio";
            /**
             * @description A voice message.
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50"
             *     }
             */
            audio: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
            };
            /** @description The colour behind it, `#1E6E4F` unless given. */
            background?: string;
        };
        PreviewTemplate: {
            version?: number;
            /** @description A language by its BCP 47 tag, such as `en`, `ar` or `pt-BR`. */
            language?: string;
            /** @description By name. Numbers and money as numbers (or digits in a text), dates as 2026-01-31, times in RFC 3339 form; each is written as the language does. */
            variables?: {
                [key: string]: string | number;
            };
        };
        PreviewWebhookReplay: {
            /**
             * Format: date-time
             * @description Events from this time on.
             */
            since: string;
            /**
             * Format: date-time
             * @description Events before this time; the default is now.
             */
            until?: string;
            /** @description Only these, of those that the webhook asks for; `message.*` for all of messages, and so on. */
            event_types?: ("*" | "session.*" | "instance.*" | "message.*" | "chat.*" | "contact.*" | "presence.*" | "group.*" | "call.*" | "label.*" | "status.*" | "media.*" | "subscription.*" | "quota.*" | "session.created" | "session.starting" | "session.qr" | "session.passkey_required" | "session.passkey_code" | "session.connected" | "session.reconnecting" | "session.unhealthy" | "session.healthy" | "session.limited" | "session.stopped" | "session.deleted" | "session.logged_out" | "session.failed" | "instance.started" | "instance.unhealthy" | "instance.replaced" | "instance.stopped" | "message.accepted" | "message.sent" | "message.delivered" | "message.read" | "message.played" | "message.failed" | "message.canceled" | "message.received" | "message.edited" | "message.deleted" | "message.pinned" | "message.kept" | "message.starred" | "message.reaction" | "message.poll_vote" | "message.event_response" | "chat.updated" | "chat.typing" | "contact.updated" | "contact.opted_out" | "contact.opted_in" | "presence.updated" | "group.created" | "group.updated" | "group.participants_changed" | "group.join_request" | "call.received" | "call.ended" | "label.updated" | "status.accepted" | "status.sent" | "status.failed" | "status.canceled" | "status.deleted" | "status.received" | "status.ended" | "status.viewed" | "media.ready" | "media.unavailable" | "subscription.changed" | "quota.warning" | "quota.exceeded" | "webhook.disabled" | "webhook.test")[];
            /** @description Only events of these sessions. */
            session_ids?: string[];
            /** @description What has become of them: `missed` (never sent to this webhook), `failed` for good, or `succeeded`, which sends them once more. The default is `missed` and `failed`. */
            statuses?: ("missed" | "failed" | "succeeded")[];
        };
        Privacy: {
            /** @description Who sees when the account was there last. */
            last_seen: ("everyone" | "contacts" | "contacts_except" | "nobody") | null;
            /** @description Who sees that the account is there now. */
            online: ("everyone" | "as_last_seen") | null;
            picture: ("everyone" | "contacts" | "contacts_except" | "nobody") | null;
            about: ("everyone" | "contacts" | "contacts_except" | "nobody") | null;
            /** @description Who may add the account to groups. */
            groups: ("everyone" | "contacts" | "contacts_except" | "nobody") | null;
            /** @description Who may call. */
            calls: ("everyone" | "known") | null;
            /** @description Who may write first. */
            messages: ("everyone" | "contacts") | null;
            /** @description Whether others are told what was read; without, the account is not told either. */
            read_receipts: boolean | null;
        };
        /**
         * @description RFC 9457 problem details.
         *
         *     | code | status | meaning |
         *     |---|---|---|
         *     | `validation_failed` | 422 | Some values are not valid. Look at "errors" for the fields to correct. |
         *     | `bad_json` | 400 | The body is not valid JSON. Send a JSON object with Content-Type: application/json. |
         *     | `bad_request` | 400 | The request cannot be read. It is not well-formed HTTP, or it ended too early. |
         *     | `request_timeout` | 408 | The request did not arrive in time. Send it again, without pauses. |
         *     | `headers_too_large` | 431 | The address or the headers are too long. Together they may be up to 16,384 bytes long. |
         *     | `expectation_failed` | 417 | This Expect header is not supported. Leave the header out, or send "Expect: 100-continue". |
         *     | `unsupported_media_type` | 415 | This content type is not accepted. Send the body as application/json. |
         *     | `body_too_large` | 413 | The body is too large. Send less in one call. |
         *     | `not_found` | 404 | Not found. There is no such object, or it is not yours. |
         *     | `method_not_allowed` | 405 | This method is not allowed here. Look at the Allow header. |
         *     | `not_acceptable` | 406 | None of the accepted content types is available. See the documentation for the content types of this address. |
         *     | `request_canceled` | 499 | The caller has gone. The connection was closed before there was an answer, and the work was given up. |
         *     | `idempotency_key_reused` | 422 | This Idempotency-Key was used for a different request. Use a new key for a new request. |
         *     | `idempotency_running` | 409 | A request with this Idempotency-Key is still running. Wait for its answer, then call again if you need to. |
         *     | `rate_limited` | 429 | Too many requests. Wait for the seconds that Retry-After gives. |
         *     | `too_much_at_once` | 429 | Too much is being sent at once. Wait for the answers to your running calls, then try again. |
         *     | `too_many_streams` | 429 | Too many streams are open. Close one before opening another. |
         *     | `upgrade_required` | 426 | This address speaks WebSocket. Open it with a WebSocket client (version 13), or read GET /api/v1/events/stream. |
         *     | `reader_too_slow` | 408 | The reader takes too little of what it is sent. Open the stream again after the last event that you have. |
         *     | `unauthenticated` | 401 | No valid credential. Send "Authorization: Bearer" with an access token or an API key, or "X-API-Key". |
         *     | `token_expired` | 401 | The access token has expired. Get a new one with POST /api/v1/auth/refresh. |
         *     | `login_failed` | 401 | Wrong e-mail address or password. Check both and try again. |
         *     | `refresh_token_invalid` | 401 | The refresh token is not valid. It has expired, was revoked or never existed. Log in again. |
         *     | `refresh_token_reused` | 401 | The refresh token was used before. Every token of this login has been revoked, because somebody may have copied one. Log in again. |
         *     | `link_invalid` | 403 | The link is not valid. It was used, has expired or was replaced by a newer one. Ask for another mail. |
         *     | `passkey_refused` | 401 | The passkey was not accepted. It is not known here, or it did not sign a challenge that was made for this log-in a moment ago. Ask for a new challenge and try again. |
         *     | `passkey_known` | 409 | This passkey is registered already. Make another one, or use the one that is there. |
         *     | `passkeys_full` | 409 | There are as many passkeys as a user may have. Delete one that is not used any more. |
         *     | `passkeys_unavailable` | 409 | There are no passkeys at this address. Passkeys are bound to a domain name: the operator has to set PUBLIC_URL to one. |
         *     | `second_factor_required` | 403 | A code of the authenticator app is needed. The password is right. Send the same call with "code", the six digits that the app shows, with "recovery_code", or with "passkey". |
         *     | `second_factor_wrong` | 403 | The code is wrong. Send the code that the app shows now. Each code is good once, and so is each recovery code. |
         *     | `second_factor_active` | 409 | A second factor is in use already. Disable it first to set up another app. |
         *     | `second_factor_demanded` | 403 | Administrators need a second factor here. This installation lets administrators do this with a second factor alone. Set one up: POST /api/v1/auth/2fa/setup, then …/confirm; in the dashboard under Settings, Security. |
         *     | `second_factor_missing` | 409 | No second factor is set up. Begin with POST /api/v1/auth/2fa/setup. |
         *     | `password_wrong` | 403 | The current password is wrong. Send the password you log in with as current_password. |
         *     | `support_refused` | 403 | Nobody may do this for a customer. Whoever acts for a customer changes no password, second factor, login, key or plan, gets no secrets, and neither exports nor erases the account. Nobody acts for an administrator. |
         *     | `login_required` | 403 | Only a logged-in user may do this. An API key is not enough. Log in and send the access token. |
         *     | `owner_required` | 403 | Only an owner of the account may do this. Ask an owner; the list of members says who that is. |
         *     | `last_owner` | 409 | This is the last owner of the account. Make another member an owner first. |
         *     | `already_member` | 409 | Somebody with this address is in the team already. Change the role of that member instead. |
         *     | `already_invited` | 409 | This address is invited already. Send that invitation again, or take it back first. |
         *     | `scope_missing` | 403 | A scope is missing. Use a key, or a role in the team, with the scope named in "detail". |
         *     | `address_not_allowed` | 403 | The API key may not be used from this address. Use it from an address that it allows, or have its owner allow this one. |
         *     | `key_bound` | 403 | The API key is bound to sessions. It may be used for its sessions alone, and this reaches beyond them. Use a key of all sessions, or log in. |
         *     | `account_suspended` | 403 | The account is suspended. Contact the operator of this service. |
         *     | `account_erasing` | 403 | The account is being erased. All its data is being deleted. This cannot be undone. |
         *     | `export_running` | 409 | An export is being made already. Wait until it is ready: GET /api/v1/account/export/{id} tells. |
         *     | `last_administrator` | 409 | This is the last administrator. Make somebody else an administrator first, or nobody could look after this installation. |
         *     | `registration_closed` | 403 | Registration is closed. Ask the operator of this service for an account. |
         *     | `invitation_invalid` | 403 | An invitation is needed. Send the token of an invitation that was made for this address, has not been used and has not expired. The operator of this service makes them. |
         *     | `email_taken` | 409 | This e-mail address is already registered. Log in, or use another address. |
         *     | `plan_limit_reached` | 403 | The limit of the plan is reached. Delete what is no longer needed, or change to a larger plan. |
         *     | `plan_needs_operator` | 403 | Customers cannot choose this plan themselves. Ask the operator of this service to change the plan. |
         *     | `plan_unknown` | 422 | There is no such plan. Choose one of the plans that GET /api/v1/plans lists. |
         *     | `plan_in_use` | 409 | The plan is in use. Customers are on it, or have been. Hide it with "is_public": false instead. |
         *     | `plan_code_taken` | 409 | Another plan has this code. Choose another code, or change that plan. |
         *     | `plan_too_small` | 409 | More is in use than this plan allows. Delete what is no longer needed first, or choose a larger plan. |
         *     | `nothing_to_cancel` | 409 | There is nothing to cancel. The subscription costs nothing. DELETE /api/v1/account deletes the account. |
         *     | `subscription_limited` | 403 | The subscription was not paid: nothing is sent. Pay with POST /api/v1/subscription/checkout: sending goes on at once. What comes in is kept, and webhooks are called. |
         *     | `subscription_suspended` | 403 | The subscription was not paid: its sessions are stopped. Pay with POST /api/v1/subscription/checkout: the sessions that were stopped start by themselves. Everything can be read and exported. |
         *     | `quota_exceeded` | 429 | The quota of this period is used up. Wait for the next period, or change to a larger plan. |
         *     | `invoice_not_draft` | 409 | The invoice is not a draft. What was issued is not changed: credit it with POST /api/v1/admin/invoices/{id}/credit. |
         *     | `invoice_not_open` | 409 | The invoice is not open. It is a draft, a credit note, or voided: nothing can be paid or credited of it. |
         *     | `seller_missing` | 409 | Nobody has said yet who sells. Set "seller" with PATCH /api/v1/admin/settings first. |
         *     | `payment_signature_invalid` | 403 | The signature is not that of the provider. Post what the payment provider has signed, as it is, within five minutes. |
         *     | `payment_known` | 409 | A payment with this reference was recorded before. Look at the payments of the invoices of this customer and of others. |
         *     | `nothing_to_refund` | 409 | Nothing of the payment can be given back. All of it was given back, it did not come in, or what went into the wallet was spent. |
         *     | `refund_pending` | 409 | Money of this payment is being given back. Read the invoice until that has ended, and then say how much more. |
         *     | `session_name_taken` | 409 | A session with this name already exists. Choose another session_name. |
         *     | `session_not_started` | 409 | The session has not been started. Start it with POST /api/v1/instances {"session_id"}. |
         *     | `session_not_linked` | 409 | The session has never been linked to a number. Start it, then scan its QR code (GET /api/v1/sessions/{id}/qr) with WhatsApp on the phone. |
         *     | `session_not_connected` | 409 | The session is not connected to WhatsApp. Look at its status and status_help, and try again when it is connected. |
         *     | `session_connected` | 409 | The session is linked and connected. There is no QR code to scan. Log out first to link another number. |
         *     | `session_logged_out` | 409 | The session was logged out. Start it again and scan a new QR code. |
         *     | `session_failed` | 409 | The session has failed. Look at its status_reason, then restart it. |
         *     | `session_wanted` | 409 | The session has been started again. It was started after the call that asked for it to stop. |
         *     | `too_many_unlinked` | 429 | Too many sessions are waiting for their codes to be scanned. Scan the codes of the running sessions, or stop them. A session whose codes nobody scans ends after ten minutes. |
         *     | `instance_not_running` | 409 | The instance is not running. Start the session first. |
         *     | `instance_shared` | 403 | The instance is shared with other customers. Its log tells of their sessions as well, so only an administrator can read it. |
         *     | `qr_not_ready` | 409 | There is no QR code yet. It takes a moment after the start. Try again in a second, or follow the events of the session. |
         *     | `pairing_code_refused` | 409 | WhatsApp refuses to give a pairing code for this number. Check the number, or scan the QR code instead. |
         *     | `pairing_code_limited` | 429 | WhatsApp gives no more pairing codes for this number at the moment. Too many were requested. Wait for the seconds that Retry-After gives, or scan the QR code instead. |
         *     | `pairing_code_unanswered` | 503 | WhatsApp has not answered the request for a pairing code. Try again in a moment, or scan the QR code instead. |
         *     | `link_token_used` | 403 | This link has been used. A number has been linked with it. Ask for another link where you got this one. |
         *     | `passkey_required` | 409 | The number that is being linked is protected by a passkey. A code has already been scanned. Continue with GET …/passkey, or start over with POST …/restart. |
         *     | `passkey_not_asked` | 409 | No signature is needed now. A signature is needed while passkey.step of the session is "sign", and it is accepted once. |
         *     | `passkey_code_not_shown` | 409 | There is no code to compare. A code waits to be confirmed while passkey.step of the session is "compare". |
         *     | `logout_not_confirmed` | 409 | WhatsApp has not confirmed the log-out. Call again in a moment. With ?force=true the link is forgotten here alone: the phone then lists a linked device that nobody can use until it is removed there. |
         *     | `recipient_invalid` | 422 | The recipient is not a phone number, JID or group id. Write the number in international format, such as +20 100 123 4567. |
         *     | `message_not_waiting` | 409 | The message is no longer waiting. Only a queued or scheduled message can be canceled, and only before it is being sent. |
         *     | `message_not_failed` | 409 | The message has not failed. Only an outgoing message that has failed can be sent again. |
         *     | `message_not_sent` | 409 | The message has not been sent. No recipient has it, so it cannot be changed there. A message that is still waiting can be canceled. |
         *     | `message_deleted` | 409 | The message was deleted. The message was deleted for everyone, so nothing more can be done with it. |
         *     | `message_not_own` | 409 | The message is not from this account. Only messages that this account has sent can be edited, or deleted for everyone; in groups admins may delete those of others. |
         *     | `message_own` | 409 | The message is from this account. Only received messages can be marked as read. |
         *     | `message_unsuitable` | 409 | This cannot be done with a message of this type. Edits are for texts (`text`) and for captions of pictures, videos and documents (`caption`); reactions and other changes to messages cannot be changed themselves. |
         *     | `edit_window_over` | 409 | The message is too old to be edited. WhatsApp shows edits only within 15 minutes after a message was sent. |
         *     | `delete_window_over` | 409 | The message is too old to be deleted for everyone. WhatsApp deletes messages for everyone only within 60 hours after they were sent. |
         *     | `template_name_taken` | 409 | Another template has this name. Names of templates are used once. Give another name, or change the template that has it. |
         *     | `template_in_use` | 409 | Incoming webhooks use this template. Give them another template, or delete them, before you delete this one. |
         *     | `list_full` | 409 | There are too many of these already. Delete some that are no longer used. |
         *     | `recipient_opted_out` | 409 | The recipient does not want to be written to. They have opted out. Only an answer within 24 hours of what they wrote is sent, and none in bulk. |
         *     | `call_timed_out` | 504 | WhatsApp has not answered in time. Try again as Retry-After says. |
         *     | `call_interrupted` | 503 | The connection of the session ended before WhatsApp had answered. It is not known whether WhatsApp has carried out the request. The session reconnects by itself: read the current state, then call again. |
         *     | `settings_not_shared` | 503 | The phone has not shared yet what it takes to change chats. The phone gives a linked device the keys to its chats when it is online. Open WhatsApp on the phone, then try again as Retry-After says. |
         *     | `session_rate_limited` | 429 | This session has sent WhatsApp too many requests in a short time. WhatsApp restricts numbers that send it too many requests, so each session has a limit. Wait for the seconds that Retry-After gives. |
         *     | `whatsapp_rate_limited` | 429 | WhatsApp answers no more requests from this number at the moment. Wait for the seconds that Retry-After gives, and ask less often. |
         *     | `whatsapp_unavailable` | 503 | WhatsApp cannot answer right now. WhatsApp reports a problem on its side. Try again as Retry-After says. |
         *     | `refused_by_whatsapp` | 409 | WhatsApp refuses this request. WhatsApp gave no reason. |
         *     | `call_not_found` | 404 | The session has heard of no such call. The event call.received tells the id of a call. Only the latest calls are known. |
         *     | `call_over` | 409 | The call has ended. The event call.ended has told why. |
         *     | `picture_refused` | 422 | WhatsApp does not take this picture. Give another picture. |
         *     | `contact_not_found` | 404 | WhatsApp knows no account with this address. Check the number: POST …/contacts/check tells which numbers are on WhatsApp. |
         *     | `channel_not_found` | 404 | WhatsApp knows no channel with this id or link. Check the id (…@newsletter) or the link. The channel may have been deleted. |
         *     | `group_not_found` | 404 | WhatsApp knows no group with this id. Check the id (…@g.us). The group may have been deleted. |
         *     | `invitation_not_found` | 404 | The invitation leads to no group. Check the link or code. An admin may have reset it, or the group is gone. |
         *     | `group_full` | 409 | The group has as many members as WhatsApp allows. Somebody has to leave first. |
         *     | `not_a_group_admin` | 403 | The number of this session may not change the group. In this group only admins may, or the number is not in it any more. |
         *     | `not_a_group_member` | 403 | The number of this session is not in the group. WhatsApp shows a group to its members only. |
         *     | `media_storage_full` | 403 | There is no room for more files. Delete files that are no longer needed, wait until the oldest expire, or change to a larger plan. |
         *     | `media_in_use` | 409 | A message waits to be sent with this file. Cancel the message, or wait until it has been sent. |
         *     | `media_not_ready` | 409 | The file is not ready yet. It is being fetched or looked at. Nothing was changed. Try again after the seconds that Retry-After gives. |
         *     | `transcoding_unavailable` | 422 | The file has to be converted, and this service cannot do that. Send a file that needs no conversion, or ask the operator to install ffmpeg. |
         *     | `media_refused` | 422 | The virus scanner has refused the file. Send another file. |
         *     | `file_scanner_away` | 503 | Files cannot be scanned right now. Nothing was changed. Try again after the seconds that Retry-After gives. |
         *     | `file_store_away` | 503 | Files cannot be reached right now. Nothing was changed. Try again after the seconds that Retry-After gives. |
         *     | `range_not_satisfiable` | 416 | The requested range lies outside the file. Look at Content-Range for the size of the file. |
         *     | `webhook_disabled` | 409 | The webhook is disabled. Enable it with POST /api/v1/webhooks/{id}/enable. |
         *     | `replay_running` | 409 | A replay of this webhook is already running. Wait until it is done; the deliveries of the webhook show how far it is. |
         *     | `replay_span_empty` | 422 | The period is empty. "until" must be later than "since". |
         *     | `no_capacity` | 503 | Every worker is in use. The session starts by itself as soon as a worker has room. Stopping sessions you do not need makes room. |
         *     | `worker_unavailable` | 503 | The session waits for a worker. It starts by itself as soon as a worker takes it. Try again after the seconds that Retry-After gives. |
         *     | `worker_unreachable` | 503 | The worker of this session does not answer right now. Try again in a moment. |
         *     | `database_away` | 503 | The service is not available right now. Nothing was changed. Try again after the seconds that Retry-After gives. |
         *     | `disk_full` | 503 | The disk of the service is full. Nothing was changed. The operator has to free some space; try again after the seconds that Retry-After gives. |
         *     | `stopping` | 503 | The service is being restarted. Nothing was changed. Try again after the seconds that Retry-After gives. |
         *     | `busy` | 503 | The service is busy. Nothing was changed. Try again after the seconds that Retry-After gives. |
         *     | `internal` | 500 | Something went wrong on our side. The error has been recorded. If you report it, give the request_id. |
         */
        Problem: {
            /** @description A stable address, one for each code. */
            type: string;
            title: string;
            status: number;
            /** @description What you can do about it. */
            detail: string;
            /** @enum {string} */
            code: "validation_failed" | "bad_json" | "bad_request" | "request_timeout" | "headers_too_large" | "expectation_failed" | "unsupported_media_type" | "body_too_large" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_canceled" | "idempotency_key_reused" | "idempotency_running" | "rate_limited" | "too_much_at_once" | "too_many_streams" | "upgrade_required" | "reader_too_slow" | "unauthenticated" | "token_expired" | "login_failed" | "refresh_token_invalid" | "refresh_token_reused" | "link_invalid" | "passkey_refused" | "passkey_known" | "passkeys_full" | "passkeys_unavailable" | "second_factor_required" | "second_factor_wrong" | "second_factor_active" | "second_factor_demanded" | "second_factor_missing" | "password_wrong" | "support_refused" | "login_required" | "owner_required" | "last_owner" | "already_member" | "already_invited" | "scope_missing" | "address_not_allowed" | "key_bound" | "account_suspended" | "account_erasing" | "export_running" | "last_administrator" | "registration_closed" | "invitation_invalid" | "email_taken" | "plan_limit_reached" | "plan_needs_operator" | "plan_unknown" | "plan_in_use" | "plan_code_taken" | "plan_too_small" | "nothing_to_cancel" | "subscription_limited" | "subscription_suspended" | "quota_exceeded" | "invoice_not_draft" | "invoice_not_open" | "seller_missing" | "payment_signature_invalid" | "payment_known" | "nothing_to_refund" | "refund_pending" | "session_name_taken" | "session_not_started" | "session_not_linked" | "session_not_connected" | "session_connected" | "session_logged_out" | "session_failed" | "session_wanted" | "too_many_unlinked" | "instance_not_running" | "instance_shared" | "qr_not_ready" | "pairing_code_refused" | "pairing_code_limited" | "pairing_code_unanswered" | "link_token_used" | "passkey_required" | "passkey_not_asked" | "passkey_code_not_shown" | "logout_not_confirmed" | "recipient_invalid" | "message_not_waiting" | "message_not_failed" | "message_not_sent" | "message_deleted" | "message_not_own" | "message_own" | "message_unsuitable" | "edit_window_over" | "delete_window_over" | "template_name_taken" | "template_in_use" | "list_full" | "recipient_opted_out" | "call_timed_out" | "call_interrupted" | "settings_not_shared" | "session_rate_limited" | "whatsapp_rate_limited" | "whatsapp_unavailable" | "refused_by_whatsapp" | "call_not_found" | "call_over" | "picture_refused" | "contact_not_found" | "channel_not_found" | "group_not_found" | "invitation_not_found" | "group_full" | "not_a_group_admin" | "not_a_group_member" | "media_storage_full" | "media_in_use" | "media_not_ready" | "transcoding_unavailable" | "media_refused" | "file_scanner_away" | "file_store_away" | "range_not_satisfiable" | "webhook_disabled" | "replay_running" | "replay_span_empty" | "no_capacity" | "worker_unavailable" | "worker_unreachable" | "database_away" | "disk_full" | "stopping" | "busy" | "internal";
            /** @description The first twenty field errors. */
            errors: {
                path: string;
                message: string;
            }[];
            /** @description How many values are not valid. */
            errors_total: number;
            /** @description Whether the same call may work later. */
            retryable: boolean;
            /** @description Of a limit of the subscription: what it is. */
            limit?: number;
            /** @description Of such a limit: how much of it is in use. */
            used?: number;
            /**
             * Format: date-time
             * @description Of such a limit: when it is counted anew; null: never by itself.
             */
            reset?: string | null;
            request_id: string;
        };
        PublicKey: {
            /** @constant */
            kty: "OKP";
            /** @constant */
            crv: "Ed25519";
            x: string;
            kid: string;
            /** @constant */
            alg: "EdDSA";
            /** @constant */
            use: "sig";
        };
        PublicKeys: {
            keys: components["schemas"]["PublicKey"][];
        };
        QrCode: {
            /** @description The content of the QR code. */
            qr: string;
            /** @description Every code has its own: see `shown`. */
            code_id: string;
            /** @description The picture as a data URL (PNG). */
            image: string;
            /**
             * Format: date-time
             * @description The code can be scanned until then, unless WhatsApp asks for a new one earlier: follow it with `wait` and `shown`.
             */
            expires_at: string;
        };
        ReactToMessage: {
            /** @description A single emoji; empty takes the reaction back. */
            emoji: string;
        };
        ReadTeamInvitation: {
            /** @description The token of the link. */
            token: string;
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "down";
        };
        ReceivedStatus: {
            id: string;
            session_id: string;
            /** @description The id of the message within WhatsApp. */
            whatsapp_id: string;
            /** @description Who has posted it: a JID. A LID (…@lid) only while the number is unknown. */
            from: string;
            /** @description The display name of the sender; a user name begins with @. */
            from_name: string | null;
            /** @description The name of the member that holds the content: `text`, `image`, `video`, `audio`, or another type of messages. */
            type: string;
            text?: {
                body: string;
                preview_url?: boolean;
                /** @description The preview of a link that is shown with the text. */
                preview?: {
                    url: string;
                    title?: string;
                    description?: string;
                    /** @description A small JPEG in base64. */
                    thumbnail?: string;
                };
                /** @description Who is mentioned, as JIDs; in the text each is @ and the digits. A LID only while the number is not known. */
                mentions?: string[];
                mention_all?: boolean;
                /** @description true when the text was longer than WhatsApp's apps allow and was cut after 65,536 characters. */
                truncated?: boolean;
            };
            image?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                caption?: string;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            video?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                /** @description How long it plays. */
                seconds?: number;
                caption?: string;
                /**
                 * @description It is played without sound, over and over, as WhatsApp plays GIFs.
                 * @constant
                 */
                gif?: true;
                /**
                 * @description It is shown round, as if filmed in the chat.
                 * @constant
                 */
                video_note?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            audio?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description How long it plays. */
                seconds?: number;
                /**
                 * @description It is a voice message, with its waveform.
                 * @constant
                 */
                voice?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            /** @description The colour behind it; null: it says none. */
            background: string | null;
            font: ("system" | "text" | "script" | "bold" | "morning_breeze" | "calistoga" | "exo2" | "courier") | null;
            /** Format: date-time */
            posted_at: string;
            /**
             * Format: date-time
             * @description Until when it can be seen.
             */
            ends_at: string;
            /** @description When the account has seen it, through the API or on another device; null: not yet. */
            read_at: string | null;
            /** @description When its author took it away, or its time was over. Its content is gone. */
            deleted_at: string | null;
        } & {
            [key: string]: unknown;
        };
        ReceivedStatusPage: {
            data: components["schemas"]["ReceivedStatus"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        RecordPayment: {
            /** @enum {string} */
            method: "bank" | "cash";
            /** @description What the bank or the receipt calls it. Each is taken once. */
            reference: string;
            amount_minor: number;
            /** @description That of the invoice. */
            currency: string;
            /**
             * Format: date-time
             * @description Left out: now.
             */
            paid_at?: string;
            /** @default  */
            note: string;
        };
        RecoveryCodes: {
            /** @description Shown now and never again: each is good for one log-in without the app. */
            recovery_codes: string[];
        };
        RefreshTokens: {
            refresh_token: string;
        };
        Refund: {
            id: string;
            payment_id: string;
            invoice_id: string;
            /**
             * @description pending: the provider is being asked. failed: it has refused, or not said for three days that the money went back; see error.
             * @enum {string}
             */
            status: "pending" | "succeeded" | "failed";
            /** @description In the smallest unit of the currency. */
            amount_minor: number;
            currency: string;
            reason: string;
            error: string | null;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
        };
        RefundPayment: {
            /** @description It stands on the credit note. */
            reason: string;
            /** @description With tax. Left out: all of the payment that has not gone back. */
            amount_minor?: number;
        };
        RegisterPasskey: {
            name: string;
            /** @description What navigator.credentials.create() has given, as its toJSON() says it. */
            credential: {
                id: string;
                rawId: string;
                /** @enum {string} */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    attestationObject: string;
                    authenticatorData?: string;
                    publicKey?: string | null;
                    publicKeyAlgorithm?: number;
                    transports?: string[];
                };
                authenticatorAttachment?: string | null;
                clientExtensionResults?: {
                    [key: string]: unknown;
                };
            };
        };
        RegisterUser: {
            /** @description Stored in lower case. */
            email: string;
            /** @description 8 to 72 bytes of UTF-8, and none of the most common passwords. */
            password: string;
            name: string;
            /** @description The token of an invitation by an administrator, which may also name another plan. */
            invitation?: string;
        };
        RejectCall: {
            /** @description Sent to whoever called, as a message. The key needs messages:write for it. */
            text?: string;
        };
        RejectedCall: {
            call_id: string;
            contact_id: string;
            /** @description The text to the caller; null without one. */
            message_id: string | null;
            /** @description The code of the error by which the text was refused; the call is rejected. */
            message_error: string | null;
        };
        RemoveChatLabel: {
            /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
            chat: string;
        };
        RemoveGroupAdmins: {
            /** @description Numbers in international format, JIDs, LIDs, or contacts by their ids or user names. */
            participants: string[];
        };
        RemoveGroupParticipants: {
            /** @description Numbers in international format, JIDs, LIDs, or contacts by their ids or user names. */
            participants: string[];
        };
        RemoveMessageLabel: {
            message_id: string;
        };
        RenamePasskey: {
            name: string;
        };
        ReplayWebhook: {
            /**
             * Format: date-time
             * @description Events from this time on.
             */
            since: string;
            /**
             * Format: date-time
             * @description Events before this time; the default is now.
             */
            until?: string;
            /** @description Only these, of those that the webhook asks for; `message.*` for all of messages, and so on. */
            event_types?: ("*" | "session.*" | "instance.*" | "message.*" | "chat.*" | "contact.*" | "presence.*" | "group.*" | "call.*" | "label.*" | "status.*" | "media.*" | "subscription.*" | "quota.*" | "session.created" | "session.starting" | "session.qr" | "session.passkey_required" | "session.passkey_code" | "session.connected" | "session.reconnecting" | "session.unhealthy" | "session.healthy" | "session.limited" | "session.stopped" | "session.deleted" | "session.logged_out" | "session.failed" | "instance.started" | "instance.unhealthy" | "instance.replaced" | "instance.stopped" | "message.accepted" | "message.sent" | "message.delivered" | "message.read" | "message.played" | "message.failed" | "message.canceled" | "message.received" | "message.edited" | "message.deleted" | "message.pinned" | "message.kept" | "message.starred" | "message.reaction" | "message.poll_vote" | "message.event_response" | "chat.updated" | "chat.typing" | "contact.updated" | "contact.opted_out" | "contact.opted_in" | "presence.updated" | "group.created" | "group.updated" | "group.participants_changed" | "group.join_request" | "call.received" | "call.ended" | "label.updated" | "status.accepted" | "status.sent" | "status.failed" | "status.canceled" | "status.deleted" | "status.received" | "status.ended" | "status.viewed" | "media.ready" | "media.unavailable" | "subscription.changed" | "quota.warning" | "quota.exceeded" | "webhook.disabled" | "webhook.test")[];
            /** @description Only events of these sessions. */
            session_ids?: string[];
            /** @description What has become of them: `missed` (never sent to this webhook), `failed` for good, or `succeeded`, which sends them once more. The default is `missed` and `failed`. */
            statuses?: ("missed" | "failed" | "succeeded")[];
        };
        RequestPairingCode: {
            /** @description The number to link, in international format. */
            phone_number: string;
        };
        ResetPassword: {
            /** @description The token of the link in the mail. */
            token: string;
            /** @description 8 to 72 bytes of UTF-8, and none of the most common passwords. */
            new_password: string;
        };
        RespondToEvent: {
            /** @enum {string} */
            response: "going" | "not_going" | "maybe";
            /**
             * @description How many others come along, where the event allows that.
             * @default 0
             */
            extra_guests: number;
        };
        RotateApiKey: {
            /**
             * @description For so long the old key may be used as well.
             * @default 0
             */
            overlap_seconds: number;
        };
        Scale: {
            /**
             * @description What is scaled: the workers that customers share.
             * @constant
             */
            id: "shared";
            workers_min: number | null;
            workers_max: number | null;
            changed_at: string | null;
            /** @description Shared workers that run now. */
            workers_running: number;
        };
        ScaleDecision: {
            /** Format: date-time */
            decided_at: string;
            /**
             * @description start: a worker is started; drain: its sessions move and it ends; end: it is ended.
             * @enum {string}
             */
            decision: "start" | "drain" | "end";
            /** @description What kind of worker: shared, of a tenant, or of one session. */
            pool: string;
            instance_id: string | null;
            sessions: number;
            reason: string;
        };
        SecondFactor: {
            enabled: boolean;
            recovery_codes_left: number;
        };
        SecondFactorSecret: {
            /** @description To be typed where the picture cannot be scanned. */
            secret: string;
            otpauth_url: string;
            /** @description The same as a picture to be scanned: PNG as a data URL. */
            image: string;
        };
        Seller: {
            name: string;
            address: string;
            country: string | null;
            tax_id: string | null;
            tax_name: string;
            tax_rate_ppm: number;
            prefix: string;
            payment_instructions: string;
        };
        SendMessage: {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "text";
            /**
             * @description A text, with or without links, mentions and a preview of a link.
             * @example {
             *       "body": "Your order has left our warehouse."
             *     }
             */
            text: {
                body: string;
                /** @description Whether the first link in the text is shown with a preview. The page is looked up before the call is answered, for at most a few seconds; where that does not work the text goes out without one, and the answer has no `preview`. A picture is shown only where you give it in `preview`. Of a bulk call the first twenty links are looked up. */
                preview_url?: boolean;
                /** @description A preview as you want it shown; nothing is looked up. */
                preview?: {
                    /**
                     * Format: uri
                     * @description The link; it has to be in the text.
                     */
                    url: string;
                    title: string;
                    description?: string;
                    /** @description A small JPEG in base64. */
                    thumbnail?: string;
                };
                /** @description Members of the group who are mentioned: numbers, JIDs or LIDs. Each stands in the text as @ and the number (or the digits of the LID). */
                mentions?: string[];
                /** @description Whether everybody in the group is mentioned. Write `@all` where it is to be seen. */
                mention_all?: boolean;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "image";
            /**
             * @description A picture, with or without a caption.
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "caption": "The new colours."
             *     }
             */
            image: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
                /** @description The text below it. */
                caption?: string;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "video";
            /**
             * @description A video, with or without a caption; also a GIF, or a round video note.
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "caption": "How it is assembled."
             *     }
             */
            video: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
                /** @description The text below it. */
                caption?: string;
                /**
                 * @description It is played without sound, over and over, as WhatsApp plays GIFs.
                 * @constant
                 */
                gif?: true;
                /**
                 * @description It is shown round, as if filmed in the chat.
                 * @constant
                 */
                video_note?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "audio";
            /**
             * @description An audio file or a voice message.
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "voice": true
             *     }
             */
            audio: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
                /**
                 * @description It is a voice message, with its waveform.
                 * @constant
                 */
                voice?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "document";
            /**
             * @description A file of any type, with its name.
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "filename": "invoice-1042.pdf",
             *       "caption": "Your invoice."
             *     }
             */
            document: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
                /** @description The text below it. */
                caption?: string;
                /** @description The name it is shown with. Left out: that of the file. */
                filename?: string;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "sticker";
            /**
             * @description A sticker, still or animated.
             * @example {
             *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50"
             *     }
             */
            sticker: {
                /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                id?: string;
                /**
                 * Format: uri
                 * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                 */
                link?: string;
                /**
                 * Format: base64
                 * @description The content of the file in base64, up to 1 MiB.
                 */
                data?: string;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "location";
            /**
             * @description A place on the map, with or without a name.
             * @example {
             *       "latitude": 30.0444,
             *       "longitude": 31.2357,
             *       "name": "Cairo Tower",
             *       "address": "Zamalek, Cairo"
             *     }
             */
            location: {
                /** @description In degrees, north of the equator. */
                latitude: number;
                /** @description In degrees, east of Greenwich. */
                longitude: number;
                /** @description Shown above the address. */
                name?: string;
                address?: string;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "reaction";
            /**
             * @description A reaction to a message of the same chat. A reaction of somebody else is not a message: it comes as `message.reaction` and is listed in `reactions` of the message it is about.
             * @example {
             *       "message_id": "msg_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
             *       "emoji": "👍"
             *     }
             */
            reaction: {
                /** @description The message it is about. */
                message_id: string;
                /** @description A single emoji; empty takes the reaction back. */
                emoji: string;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "contacts";
            /**
             * @description Cards of one or several contacts: names, numbers, addresses, companies.
             * @example [
             *       {
             *         "name": {
             *           "formatted_name": "Grace Hopper",
             *           "first_name": "Grace",
             *           "last_name": "Hopper"
             *         },
             *         "phones": [
             *           {
             *             "phone": "+20 100 123 4567",
             *             "type": "CELL",
             *             "wa_id": "201001234567"
             *           }
             *         ],
             *         "org": {
             *           "company": "Compilers"
             *         }
             *       }
             *     ]
             */
            contacts: {
                name: {
                    /** @description The name as it is shown. */
                    formatted_name: string;
                    first_name?: string;
                    last_name?: string;
                    middle_name?: string;
                    prefix?: string;
                    suffix?: string;
                };
                phones?: {
                    /** @description The number as it is shown, in international format. */
                    phone: string;
                    /** @description `HOME`, `WORK`, `CELL` or any other label. */
                    type?: string;
                    /** @description The number on WhatsApp, digits alone: with it the card has a button that opens the chat. */
                    wa_id?: string;
                }[];
                emails?: {
                    email: string;
                    /** @description `HOME`, `WORK`, `CELL` or any other label. */
                    type?: string;
                }[];
                urls?: {
                    url: string;
                    /** @description `HOME`, `WORK`, `CELL` or any other label. */
                    type?: string;
                }[];
                addresses?: {
                    street?: string;
                    city?: string;
                    state?: string;
                    zip?: string;
                    country?: string;
                    country_code?: string;
                    /** @description `HOME`, `WORK`, `CELL` or any other label. */
                    type?: string;
                }[];
                org?: {
                    company?: string;
                    department?: string;
                    title?: string;
                };
                /** Format: date */
                birthday?: string;
            }[];
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "group_invite";
            /**
             * @description An invitation for one person to join a group.
             * @example {
             *       "group_id": "120363041234567890@g.us",
             *       "code": "aBcDeFgHiJkL",
             *       "name": "Neighbours",
             *       "caption": "Join us",
             *       "expires_at": "2027-03-01T17:00:00.000Z"
             *     }
             */
            group_invite: {
                /** @description The group. */
                group_id: string;
                /** @description The code of the invitation, which WhatsApp gives to an admin. */
                code: string;
                /** @description The name of the group as it is shown. */
                name: string;
                caption?: string;
                /**
                 * Format: date-time
                 * @description Three days unless given.
                 */
                expires_at?: string;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "poll";
            /**
             * @description A question with options to choose from; votes come as `message.poll_vote`.
             * @example {
             *       "question": "When shall we deliver?",
             *       "options": [
             *         "Morning",
             *         "Evening"
             *       ],
             *       "answers_max": 1
             *     }
             */
            poll: {
                question: string;
                options: string[];
                /**
                 * @description How many options one person may choose; 0: any number.
                 * @default 1
                 */
                answers_max: number;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "event";
            /**
             * @description An appointment that people accept or decline; their answers come as `message.event_response`.
             * @example {
             *       "name": "Opening",
             *       "description": "Coffee and cake",
             *       "start_at": "2027-03-01T17:00:00.000Z",
             *       "location": {
             *         "name": "Cairo Tower"
             *       }
             *     }
             */
            event: {
                name: string;
                description?: string;
                /**
                 * Format: date-time
                 * @description When it begins.
                 */
                start_at: string;
                /** Format: date-time */
                end_at?: string;
                location?: {
                    name?: string;
                    address?: string;
                    latitude?: number;
                    longitude?: number;
                };
                /** @description Whether people may bring others. */
                extra_guests_allowed?: boolean;
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "interactive";
            /**
             * @description Buttons, lists and links to press, and what somebody has chosen there, in the shapes of the Cloud API; `native_flow` passes on any button that WhatsApp may know. **Experimental**: WhatsApp shows what linked devices send of this kind in some of its apps only, and may stop without notice.
             * @example {
             *       "type": "button",
             *       "body": {
             *         "text": "Shall we deliver tomorrow?"
             *       },
             *       "action": {
             *         "buttons": [
             *           {
             *             "type": "reply",
             *             "reply": {
             *               "id": "yes",
             *               "title": "Yes"
             *             }
             *           },
             *           {
             *             "type": "reply",
             *             "reply": {
             *               "id": "no",
             *               "title": "No"
             *             }
             *           }
             *         ]
             *       }
             *     }
             */
            interactive: {
                header?: {
                    /** @constant */
                    type: "text";
                    text: string;
                };
                body: {
                    text: string;
                };
                footer?: {
                    text: string;
                };
                /**
                 * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                 * @constant
                 */
                fallback?: "text";
                /** @constant */
                type: "button";
                action: {
                    buttons: {
                        /** @constant */
                        type: "reply";
                        reply: {
                            id: string;
                            title: string;
                        };
                    }[];
                };
            } | {
                header?: {
                    /** @constant */
                    type: "text";
                    text: string;
                };
                body: {
                    text: string;
                };
                footer?: {
                    text: string;
                };
                /**
                 * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                 * @constant
                 */
                fallback?: "text";
                /** @constant */
                type: "list";
                action: {
                    /** @description What opens the list. */
                    button: string;
                    sections: {
                        title?: string;
                        rows: {
                            id: string;
                            title: string;
                            description?: string;
                        }[];
                    }[];
                };
            } | {
                header?: {
                    /** @constant */
                    type: "text";
                    text: string;
                };
                body: {
                    text: string;
                };
                footer?: {
                    text: string;
                };
                /**
                 * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                 * @constant
                 */
                fallback?: "text";
                /** @constant */
                type: "cta_url";
                action: {
                    /** @constant */
                    name: "cta_url";
                    parameters: {
                        display_text: string;
                        /** Format: uri */
                        url: string;
                    };
                };
            } | {
                header?: {
                    /** @constant */
                    type: "text";
                    text: string;
                };
                body: {
                    text: string;
                };
                footer?: {
                    text: string;
                };
                /**
                 * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                 * @constant
                 */
                fallback?: "text";
                /** @constant */
                type: "native_flow";
                action: {
                    buttons: {
                        /** @description What WhatsApp's apps know the button by: `quick_reply`, `cta_call`, `cta_copy`… */
                        name: string;
                        /** @description Passed on as they are; `display_text` is what stands on most buttons. */
                        parameters: {
                            [key: string]: unknown;
                        };
                    }[];
                };
            };
        } | {
            session_id: string;
            /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
            to: string;
            /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
            context?: {
                /** @description The message that is quoted: one of the same chat. */
                message_id: string;
            };
            /**
             * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
             * @enum {string}
             */
            priority?: "high" | "normal" | "bulk";
            /**
             * Format: date-time
             * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
             */
            send_at?: string;
            /**
             * Format: date-time
             * @description A message that is still waiting at this time is not sent; it fails with `expired`.
             */
            expires_at?: string;
            /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
            ttl_s?: number;
            /** @constant */
            type: "template";
            /**
             * @description A text that is made from a template when the call is accepted. The message is of type `text` then, and its `template` says from which it was made.
             * @example {
             *       "id": "tpl_0192f3a17c4e7b6d8f9a0b1c2d3e4f50",
             *       "language": "en",
             *       "variables": {
             *         "name": "Amal",
             *         "total": 120,
             *         "day": "2026-12-01"
             *       }
             *     }
             */
            template: {
                id: string;
                /** @description The newest one if not given. */
                version?: number;
                /** @description The closest one that the template has is taken, its default where it has none that is close. */
                language?: string;
                /** @description By name. Numbers and money as numbers (or digits in a text), dates as 2026-01-31, times in RFC 3339 form; each is written as the language does. */
                variables?: {
                    [key: string]: string | number;
                };
                /** @description As in `text.preview_url`. */
                preview_url?: boolean;
            };
        };
        SendMessages: {
            /** @description Each like the body of `POST /api/v1/messages`; the default priority is `bulk`. */
            messages: ({
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "text";
                /**
                 * @description A text, with or without links, mentions and a preview of a link.
                 * @example {
                 *       "body": "Your order has left our warehouse."
                 *     }
                 */
                text: {
                    body: string;
                    /** @description Whether the first link in the text is shown with a preview. The page is looked up before the call is answered, for at most a few seconds; where that does not work the text goes out without one, and the answer has no `preview`. A picture is shown only where you give it in `preview`. Of a bulk call the first twenty links are looked up. */
                    preview_url?: boolean;
                    /** @description A preview as you want it shown; nothing is looked up. */
                    preview?: {
                        /**
                         * Format: uri
                         * @description The link; it has to be in the text.
                         */
                        url: string;
                        title: string;
                        description?: string;
                        /** @description A small JPEG in base64. */
                        thumbnail?: string;
                    };
                    /** @description Members of the group who are mentioned: numbers, JIDs or LIDs. Each stands in the text as @ and the number (or the digits of the LID). */
                    mentions?: string[];
                    /** @description Whether everybody in the group is mentioned. Write `@all` where it is to be seen. */
                    mention_all?: boolean;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "image";
                /**
                 * @description A picture, with or without a caption.
                 * @example {
                 *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
                 *       "caption": "The new colours."
                 *     }
                 */
                image: {
                    /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                    id?: string;
                    /**
                     * Format: uri
                     * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                     */
                    link?: string;
                    /**
                     * Format: byte
                     * @description The content of the file in base64, up to 1 MiB.
                     */
                    data?: string;
                    /** @description The text below it. */
                    caption?: string;
                    /**
                     * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                     * @enum {boolean}
                     */
                    view_once?: true;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "video";
                /**
                 * @description A video, with or without a caption; also a GIF, or a round video note.
                 * @example {
                 *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
                 *       "caption": "How it is assembled."
                 *     }
                 */
                video: {
                    /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                    id?: string;
                    /**
                     * Format: uri
                     * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                     */
                    link?: string;
                    /**
                     * Format: byte
                     * @description The content of the file in base64, up to 1 MiB.
                     */
                    data?: string;
                    /** @description The text below it. */
                    caption?: string;
                    /**
                     * @description It is played without sound, over and over, as WhatsApp plays GIFs.
                     * @enum {boolean}
                     */
                    gif?: true;
                    /**
                     * @description It is shown round, as if filmed in the chat.
                     * @enum {boolean}
                     */
                    video_note?: true;
                    /**
                     * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                     * @enum {boolean}
                     */
                    view_once?: true;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "audio";
                /**
                 * @description An audio file or a voice message.
                 * @example {
                 *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
                 *       "voice": true
                 *     }
                 */
                audio: {
                    /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                    id?: string;
                    /**
                     * Format: uri
                     * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                     */
                    link?: string;
                    /**
                     * Format: byte
                     * @description The content of the file in base64, up to 1 MiB.
                     */
                    data?: string;
                    /**
                     * @description It is a voice message, with its waveform.
                     * @enum {boolean}
                     */
                    voice?: true;
                    /**
                     * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                     * @enum {boolean}
                     */
                    view_once?: true;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "document";
                /**
                 * @description A file of any type, with its name.
                 * @example {
                 *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
                 *       "filename": "invoice-1042.pdf",
                 *       "caption": "Your invoice."
                 *     }
                 */
                document: {
                    /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                    id?: string;
                    /**
                     * Format: uri
                     * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                     */
                    link?: string;
                    /**
                     * Format: byte
                     * @description The content of the file in base64, up to 1 MiB.
                     */
                    data?: string;
                    /** @description The text below it. */
                    caption?: string;
                    /** @description The name it is shown with. Left out: that of the file. */
                    filename?: string;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "sticker";
                /**
                 * @description A sticker, still or animated.
                 * @example {
                 *       "id": "med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50"
                 *     }
                 */
                sticker: {
                    /** @description The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`. */
                    id?: string;
                    /**
                     * Format: uri
                     * @description From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.
                     */
                    link?: string;
                    /**
                     * Format: byte
                     * @description The content of the file in base64, up to 1 MiB.
                     */
                    data?: string;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "location";
                /**
                 * @description A place on the map, with or without a name.
                 * @example {
                 *       "latitude": 30.0444,
                 *       "longitude": 31.2357,
                 *       "name": "Cairo Tower",
                 *       "address": "Zamalek, Cairo"
                 *     }
                 */
                location: {
                    /** @description In degrees, north of the equator. */
                    latitude: number;
                    /** @description In degrees, east of Greenwich. */
                    longitude: number;
                    /** @description Shown above the address. */
                    name?: string;
                    address?: string;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "reaction";
                /**
                 * @description A reaction to a message of the same chat. A reaction of somebody else is not a message: it comes as `message.reaction` and is listed in `reactions` of the message it is about.
                 * @example {
                 *       "message_id": "msg_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50",
                 *       "emoji": "👍"
                 *     }
                 */
                reaction: {
                    /** @description The message it is about. */
                    message_id: string;
                    /** @description A single emoji; empty takes the reaction back. */
                    emoji: string;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "contacts";
                /**
                 * @description Cards of one or several contacts: names, numbers, addresses, companies.
                 * @example [
                 *       {
                 *         "name": {
                 *           "formatted_name": "Grace Hopper",
                 *           "first_name": "Grace",
                 *           "last_name": "Hopper"
                 *         },
                 *         "phones": [
                 *           {
                 *             "phone": "+20 100 123 4567",
                 *             "type": "CELL",
                 *             "wa_id": "201001234567"
                 *           }
                 *         ],
                 *         "org": {
                 *           "company": "Compilers"
                 *         }
                 *       }
                 *     ]
                 */
                contacts: {
                    name: {
                        /** @description The name as it is shown. */
                        formatted_name: string;
                        first_name?: string;
                        last_name?: string;
                        middle_name?: string;
                        prefix?: string;
                        suffix?: string;
                    };
                    phones?: {
                        /** @description The number as it is shown, in international format. */
                        phone: string;
                        /** @description `HOME`, `WORK`, `CELL` or any other label. */
                        type?: string;
                        /** @description The number on WhatsApp, digits alone: with it the card has a button that opens the chat. */
                        wa_id?: string;
                    }[];
                    emails?: {
                        email: string;
                        /** @description `HOME`, `WORK`, `CELL` or any other label. */
                        type?: string;
                    }[];
                    urls?: {
                        url: string;
                        /** @description `HOME`, `WORK`, `CELL` or any other label. */
                        type?: string;
                    }[];
                    addresses?: {
                        street?: string;
                        city?: string;
                        state?: string;
                        zip?: string;
                        country?: string;
                        country_code?: string;
                        /** @description `HOME`, `WORK`, `CELL` or any other label. */
                        type?: string;
                    }[];
                    org?: {
                        company?: string;
                        department?: string;
                        title?: string;
                    };
                    /** Format: date */
                    birthday?: string;
                }[];
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "group_invite";
                /**
                 * @description An invitation for one person to join a group.
                 * @example {
                 *       "group_id": "120363041234567890@g.us",
                 *       "code": "aBcDeFgHiJkL",
                 *       "name": "Neighbours",
                 *       "caption": "Join us",
                 *       "expires_at": "2027-03-01T17:00:00.000Z"
                 *     }
                 */
                group_invite: {
                    /** @description The group. */
                    group_id: string;
                    /** @description The code of the invitation, which WhatsApp gives to an admin. */
                    code: string;
                    /** @description The name of the group as it is shown. */
                    name: string;
                    caption?: string;
                    /**
                     * Format: date-time
                     * @description Three days unless given.
                     */
                    expires_at?: string;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "poll";
                /**
                 * @description A question with options to choose from; votes come as `message.poll_vote`.
                 * @example {
                 *       "question": "When shall we deliver?",
                 *       "options": [
                 *         "Morning",
                 *         "Evening"
                 *       ],
                 *       "answers_max": 1
                 *     }
                 */
                poll: {
                    question: string;
                    options: string[];
                    /**
                     * @description How many options one person may choose; 0: any number.
                     * @default 1
                     */
                    answers_max: number;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "event";
                /**
                 * @description An appointment that people accept or decline; their answers come as `message.event_response`.
                 * @example {
                 *       "name": "Opening",
                 *       "description": "Coffee and cake",
                 *       "start_at": "2027-03-01T17:00:00.000Z",
                 *       "location": {
                 *         "name": "Cairo Tower"
                 *       }
                 *     }
                 */
                event: {
                    name: string;
                    description?: string;
                    /**
                     * Format: date-time
                     * @description When it begins.
                     */
                    start_at: string;
                    /** Format: date-time */
                    end_at?: string;
                    location?: {
                        name?: string;
                        address?: string;
                        latitude?: number;
                        longitude?: number;
                    };
                    /** @description Whether people may bring others. */
                    extra_guests_allowed?: boolean;
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "interactive";
                /**
                 * @description Buttons, lists and links to press, and what somebody has chosen there, in the shapes of the Cloud API; `native_flow` passes on any button that WhatsApp may know. **Experimental**: WhatsApp shows what linked devices send of this kind in some of its apps only, and may stop without notice.
                 * @example {
                 *       "type": "button",
                 *       "body": {
                 *         "text": "Shall we deliver tomorrow?"
                 *       },
                 *       "action": {
                 *         "buttons": [
                 *           {
                 *             "type": "reply",
                 *             "reply": {
                 *               "id": "yes",
                 *               "title": "Yes"
                 *             }
                 *           },
                 *           {
                 *             "type": "reply",
                 *             "reply": {
                 *               "id": "no",
                 *               "title": "No"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                interactive: {
                    header?: {
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    /**
                     * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                     * @enum {string}
                     */
                    fallback?: "text";
                    /** @enum {string} */
                    type: "button";
                    action: {
                        buttons: {
                            /** @enum {string} */
                            type: "reply";
                            reply: {
                                id: string;
                                title: string;
                            };
                        }[];
                    };
                } | {
                    header?: {
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    /**
                     * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                     * @enum {string}
                     */
                    fallback?: "text";
                    /** @enum {string} */
                    type: "list";
                    action: {
                        /** @description What opens the list. */
                        button: string;
                        sections: {
                            title?: string;
                            rows: {
                                id: string;
                                title: string;
                                description?: string;
                            }[];
                        }[];
                    };
                } | {
                    header?: {
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    /**
                     * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                     * @enum {string}
                     */
                    fallback?: "text";
                    /** @enum {string} */
                    type: "cta_url";
                    action: {
                        /** @enum {string} */
                        name: "cta_url";
                        parameters: {
                            display_text: string;
                            /** Format: uri */
                            url: string;
                        };
                    };
                } | {
                    header?: {
                        /** @enum {string} */
                        type: "text";
                        text: string;
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    /**
                     * @description When WhatsApp refuses this form, the same goes out as a text with its choices numbered, instead of failing. What an app does not show in silence is not noticed.
                     * @enum {string}
                     */
                    fallback?: "text";
                    /** @enum {string} */
                    type: "native_flow";
                    action: {
                        buttons: {
                            /** @description What WhatsApp's apps know the button by: `quick_reply`, `cta_call`, `cta_copy`… */
                            name: string;
                            /** @description Passed on as they are; `display_text` is what stands on most buttons. */
                            parameters: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            } | {
                session_id: string;
                /** @description A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number. */
                to: string;
                /** @description Quotes another message. A message of a group may be quoted in the chat with its author, too. */
                context?: {
                    /** @description The message that is quoted: one of the same chat. */
                    message_id: string;
                };
                /**
                 * @description Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.
                 * @enum {string}
                 */
                priority?: "high" | "normal" | "bulk";
                /**
                 * Format: date-time
                 * @description The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.
                 */
                send_at?: string;
                /**
                 * Format: date-time
                 * @description A message that is still waiting at this time is not sent; it fails with `expired`.
                 */
                expires_at?: string;
                /** @description The same, in seconds after the message was accepted or after send_at. Give only one of the two. */
                ttl_s?: number;
                /** @enum {string} */
                type: "template";
                /**
                 * @description A text that is made from a template when the call is accepted. The message is of type `text` then, and its `template` says from which it was made.
                 * @example {
                 *       "id": "tpl_0192f3a17c4e7b6d8f9a0b1c2d3e4f50",
                 *       "language": "en",
                 *       "variables": {
                 *         "name": "Amal",
                 *         "total": 120,
                 *         "day": "2026-12-01"
                 *       }
                 *     }
                 */
                template: {
                    id: string;
                    /** @description The newest one if not given. */
                    version?: number;
                    /** @description The closest one that the template has is taken, its default where it has none that is close. */
                    language?: string;
                    /** @description By name. Numbers and money as numbers (or digits in a text), dates as 2026-01-31, times in RFC 3339 form; each is written as the language does. */
                    variables?: {
                        [key: string]: string | number;
                    };
                    /** @description As in `text.preview_url`. */
                    preview_url?: boolean;
                };
            })[];
        };
        /**
         * @example {
         *       "id": "tin_0199c3d2a1b47c8e9f00112233445566",
         *       "email": "omar@example.com",
         *       "role": "agent",
         *       "invited_by": "usr_0199c3d2a1b47c8e9f00112233445566",
         *       "created_at": "2026-11-29T09:12:44.031Z",
         *       "sent_at": "2026-11-29T09:12:44.031Z",
         *       "expires_at": "2026-12-06T09:12:44.031Z",
         *       "link": null
         *     }
         */
        SentInvitation: {
            id: string;
            email: string;
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
            /** @description The user who vouches for it; it ends with their membership. */
            invited_by: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was sent last.
             */
            sent_at: string;
            /**
             * Format: date-time
             * @description Until when it can be accepted.
             */
            expires_at: string;
            /** @description Where the service sends no mails: the link, to be handed over by you. It is in this answer and in no other. null: it was mailed. */
            link: string | null;
        };
        Session: {
            id: string;
            session_name: string;
            /** @enum {string} */
            status: "created" | "starting" | "qr" | "passkey_required" | "connected" | "reconnecting" | "stopped" | "logged_out" | "failed";
            status_reason: string | null;
            /** @description The reason, as a sentence. */
            status_text: string | null;
            /** Format: date-time */
            status_since: string;
            /** @description What to do next; null when nothing needs to be done. */
            status_help: string | null;
            /** @description When the next connection will be attempted. */
            next_attempt_at: string | null;
            /** @description The state of the last pairing code, without the code itself; null when there is none or the session is linked. */
            pairing: {
                /**
                 * @description pending: the code can be typed on the phone until expires_at.
                 * @enum {string}
                 */
                status: "pending" | "expired";
                phone_number: string;
                /** Format: date-time */
                expires_at: string;
            } | null;
            /** @description The progress of linking a number that has a passkey; null unless the status is passkey_required. */
            passkey: {
                /**
                 * @description sign: the owner signs what GET …/passkey shows. compare: a person compares the code of GET …/passkey/code with the phone. wait: it goes on by itself.
                 * @enum {string}
                 */
                step: "sign" | "compare" | "wait";
                /** @description When this step must be done. */
                expires_at: string | null;
            } | null;
            /** @description The linked phone number in E.164 format: + and digits. */
            phone_number: string | null;
            jid: string | null;
            /** @description The name that other people see on WhatsApp. */
            push_name: string | null;
            /** @description The instance that hosts the session. */
            instance_id: string | null;
            linked_at: string | null;
            connected_at: string | null;
            /** @description When something last arrived from WhatsApp, accurate to about a minute. */
            last_seen_at: string | null;
            /** @description What last arrived from WhatsApp unasked. Answers to requests and to keep-alive pings do not count. */
            last_heard: ("message" | "receipt" | "notification") | null;
            /** @description When that arrived, accurate to about a minute. */
            last_heard_at: string | null;
            /** @description Since when the connections of the session have kept falling silent although they were open; null when they are fine. A new connection is opened each time. */
            unhealthy_since: string | null;
            /** @description The limit that makes messages to new people wait, and when it ends; null when there is none. time_lock: WhatsApp does not let this number start new chats until then. new_chat_quota: This number has started as many new chats as WhatsApp allows; the quota is renewed then. */
            limited: {
                /** @enum {string} */
                kind: "time_lock" | "new_chat_quota";
                /** Format: date-time */
                until: string;
            } | null;
            webhook_url: string | null;
            /** @description The proxy of the session; null when it has none. */
            proxy: {
                /** @enum {string} */
                scheme: "http" | "https" | "socks5";
                host: string;
                port: number;
                has_credentials: boolean;
            } | null;
            /** @description How fast the session sends; null means without a limit. */
            pacing: {
                messages_per_minute: number | null;
                pause_between_messages_ms: number | null;
            };
            /** @description What the session does with calls. reject: it rejects each by itself. text: what it writes to the caller then; null: nothing. */
            calls: {
                reject: boolean;
                text: string | null;
            };
            /** @description received: the session keeps the statuses that others post, and tells of them. */
            statuses: {
                received: boolean;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        SessionLimits: {
            session_id: string;
            /** @description The limit that makes messages to new people wait, and when it ends; null when there is none. time_lock: WhatsApp does not let this number start new chats until then. new_chat_quota: This number has started as many new chats as WhatsApp allows; the quota is renewed then. */
            limited: {
                /** @enum {string} */
                kind: "time_lock" | "new_chat_quota";
                /** Format: date-time */
                until: string;
            } | null;
            /** @description Until then the number may not start new chats; null when there is no restriction. */
            time_lock: {
                /** Format: date-time */
                until: string;
                /** @description WhatsApp's name for the restriction; `several_refused` when WhatsApp named none but refused several first messages in a row. */
                reason: string | null;
            } | null;
            /** @description How many new chats the number may start; null when WhatsApp has named no quota. */
            new_chats: {
                /** @enum {string} */
                status: "none" | "first_warning" | "second_warning" | "capped";
                used: number | null;
                total: number | null;
                left: number | null;
                renews_at: string | null;
            } | null;
            /** @description When WhatsApp last reported the limits. */
            read_at: string | null;
            /** @description Messages that are waiting for a limit to end. */
            messages_waiting: number;
            /** @description How fast the session sends; null means without a limit. */
            pacing: {
                messages_per_minute: number | null;
                pause_between_messages_ms: number | null;
            };
        };
        SessionPage: {
            data: components["schemas"]["Session"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        SessionStatus: {
            id: string;
            /**
             * @description What was requested; `status` is the actual state.
             * @enum {string}
             */
            desired: "running" | "stopped" | "logged_out";
            /** @enum {string} */
            status: "created" | "starting" | "qr" | "passkey_required" | "connected" | "reconnecting" | "stopped" | "logged_out" | "failed";
            status_reason: string | null;
            /** @description The reason, as a sentence. */
            status_text: string | null;
            /** Format: date-time */
            status_since: string;
            /** @description What to do next; null when nothing needs to be done. */
            status_help: string | null;
            /** @description When the next connection will be attempted. */
            next_attempt_at: string | null;
            /** @description The state of the last pairing code, without the code itself; null when there is none or the session is linked. */
            pairing: {
                /**
                 * @description pending: the code can be typed on the phone until expires_at.
                 * @enum {string}
                 */
                status: "pending" | "expired";
                phone_number: string;
                /** Format: date-time */
                expires_at: string;
            } | null;
            /** @description The progress of linking a number that has a passkey; null unless the status is passkey_required. */
            passkey: {
                /**
                 * @description sign: the owner signs what GET …/passkey shows. compare: a person compares the code of GET …/passkey/code with the phone. wait: it goes on by itself.
                 * @enum {string}
                 */
                step: "sign" | "compare" | "wait";
                /** @description When this step must be done. */
                expires_at: string | null;
            } | null;
            /** @description The linked phone number in E.164 format: + and digits. */
            phone_number: string | null;
            jid: string | null;
            /** @description The name that other people see on WhatsApp. */
            push_name: string | null;
            /** @description The instance that hosts the session. */
            instance_id: string | null;
            linked_at: string | null;
            connected_at: string | null;
            /** @description When something last arrived from WhatsApp, accurate to about a minute. */
            last_seen_at: string | null;
            /** @description What last arrived from WhatsApp unasked. Answers to requests and to keep-alive pings do not count. */
            last_heard: ("message" | "receipt" | "notification") | null;
            /** @description When that arrived, accurate to about a minute. */
            last_heard_at: string | null;
            /** @description Since when the connections of the session have kept falling silent although they were open; null when they are fine. A new connection is opened each time. */
            unhealthy_since: string | null;
        };
        SessionWithSecret: {
            id: string;
            session_name: string;
            /** @enum {string} */
            status: "created" | "starting" | "qr" | "passkey_required" | "connected" | "reconnecting" | "stopped" | "logged_out" | "failed";
            status_reason: string | null;
            /** @description The reason, as a sentence. */
            status_text: string | null;
            /** Format: date-time */
            status_since: string;
            /** @description What to do next; null when nothing needs to be done. */
            status_help: string | null;
            /** @description When the next connection will be attempted. */
            next_attempt_at: string | null;
            /** @description The state of the last pairing code, without the code itself; null when there is none or the session is linked. */
            pairing: {
                /**
                 * @description pending: the code can be typed on the phone until expires_at.
                 * @enum {string}
                 */
                status: "pending" | "expired";
                phone_number: string;
                /** Format: date-time */
                expires_at: string;
            } | null;
            /** @description The progress of linking a number that has a passkey; null unless the status is passkey_required. */
            passkey: {
                /**
                 * @description sign: the owner signs what GET …/passkey shows. compare: a person compares the code of GET …/passkey/code with the phone. wait: it goes on by itself.
                 * @enum {string}
                 */
                step: "sign" | "compare" | "wait";
                /** @description When this step must be done. */
                expires_at: string | null;
            } | null;
            /** @description The linked phone number in E.164 format: + and digits. */
            phone_number: string | null;
            jid: string | null;
            /** @description The name that other people see on WhatsApp. */
            push_name: string | null;
            /** @description The instance that hosts the session. */
            instance_id: string | null;
            linked_at: string | null;
            connected_at: string | null;
            /** @description When something last arrived from WhatsApp, accurate to about a minute. */
            last_seen_at: string | null;
            /** @description What last arrived from WhatsApp unasked. Answers to requests and to keep-alive pings do not count. */
            last_heard: ("message" | "receipt" | "notification") | null;
            /** @description When that arrived, accurate to about a minute. */
            last_heard_at: string | null;
            /** @description Since when the connections of the session have kept falling silent although they were open; null when they are fine. A new connection is opened each time. */
            unhealthy_since: string | null;
            /** @description The limit that makes messages to new people wait, and when it ends; null when there is none. time_lock: WhatsApp does not let this number start new chats until then. new_chat_quota: This number has started as many new chats as WhatsApp allows; the quota is renewed then. */
            limited: {
                /** @enum {string} */
                kind: "time_lock" | "new_chat_quota";
                /** Format: date-time */
                until: string;
            } | null;
            webhook_url: string | null;
            /** @description The proxy of the session; null when it has none. */
            proxy: {
                /** @enum {string} */
                scheme: "http" | "https" | "socks5";
                host: string;
                port: number;
                has_credentials: boolean;
            } | null;
            /** @description How fast the session sends; null means without a limit. */
            pacing: {
                messages_per_minute: number | null;
                pause_between_messages_ms: number | null;
            };
            /** @description What the session does with calls. reject: it rejects each by itself. text: what it writes to the caller then; null: nothing. */
            calls: {
                reject: boolean;
                text: string | null;
            };
            /** @description received: the session keeps the statuses that others post, and tells of them. */
            statuses: {
                received: boolean;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The secret that signs requests to webhook_url (Standard Webhooks). Shown only once. */
            webhook_secret?: string;
        };
        SetBillingDetails: {
            /** @description Of the person or the company. */
            name: string;
            /** @default  */
            address: string;
            /** @default null */
            country: string | null;
            /** @default null */
            tax_id: string | null;
            /** @default null */
            email: string | null;
            /**
             * @description Of printed invoices.
             * @default en
             * @enum {string}
             */
            language: "en" | "ar";
        };
        SetBranding: {
            /** @description What the linking page calls you. null: it names nobody. */
            name: string | null;
            /** @description Six hex digits. The colour of texts on it is chosen so that they can be read. */
            color: string;
            /** @description A PNG, JPEG or WebP of at most 512 kB, in base64; it is drawn anew. null: no logo. Left out: it stays as it is. */
            logo?: string | null;
            /** @description Sites that may show the linking page in a frame. Empty: none may. */
            embed_origins: string[];
        };
        SetGroupPicture: {
            /** @description A picture that was uploaded (`POST /api/v1/media`) or received: JPEG, PNG, WebP, GIF, TIFF or AVIF of at least 192 pixels each way. Its middle is shown, as a square of 640 pixels. */
            media_id: string;
        };
        SetOptOutWords: {
            stop_words: string[];
            start_words: string[];
        };
        SetSessionAbout: {
            about: string;
        };
        SetSessionName: {
            name: string;
        };
        SetSessionPicture: {
            /** @description A picture that was uploaded (`POST /api/v1/media`) or received: JPEG, PNG, WebP, GIF, TIFF or AVIF of at least 192 pixels each way. Its middle is shown, as a square of 640 pixels. */
            media_id: string;
        };
        SetSessionPresence: {
            /** @enum {string} */
            state: "online" | "offline";
        };
        SetSessionPrivacy: {
            /** @enum {string} */
            last_seen?: "everyone" | "contacts" | "nobody";
            /** @enum {string} */
            online?: "everyone" | "as_last_seen";
            /** @enum {string} */
            picture?: "everyone" | "contacts" | "nobody";
            /** @enum {string} */
            about?: "everyone" | "contacts" | "nobody";
            /** @enum {string} */
            groups?: "everyone" | "contacts" | "nobody";
            /** @enum {string} */
            calls?: "everyone" | "known";
            /** @enum {string} */
            messages?: "everyone" | "contacts";
            read_receipts?: boolean;
        };
        SetTyping: {
            /**
             * @description `typing` unless given.
             * @enum {string}
             */
            state?: "typing" | "recording" | "paused";
        };
        SetUpSecondFactor: {
            current_password: string;
        };
        StarMessage: {
            /** @description `false`: the star is taken off. */
            starred?: boolean;
        };
        Status: {
            id: string;
            session_id: string;
            /** @enum {string} */
            direction: "inbound" | "outbound";
            /**
             * @description `sent`: WhatsApp has it, and those who may see it get it.
             * @enum {string}
             */
            status: "queued" | "sent" | "failed" | "canceled";
            /** @description The id of the message within WhatsApp. */
            whatsapp_id: string;
            /** @description The name of the member that holds the content. `delete`: it takes another one away, and waits like one. */
            type: string;
            text?: {
                body: string;
                preview_url?: boolean;
                /** @description The preview of a link that is shown with the text. */
                preview?: {
                    url: string;
                    title?: string;
                    description?: string;
                    /** @description A small JPEG in base64. */
                    thumbnail?: string;
                };
                /** @description Who is mentioned, as JIDs; in the text each is @ and the digits. A LID only while the number is not known. */
                mentions?: string[];
                mention_all?: boolean;
                /** @description true when the text was longer than WhatsApp's apps allow and was cut after 65,536 characters. */
                truncated?: boolean;
            };
            image?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                caption?: string;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            video?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description In pixels. */
                width?: number;
                /** @description In pixels. */
                height?: number;
                /** @description How long it plays. */
                seconds?: number;
                caption?: string;
                /**
                 * @description It is played without sound, over and over, as WhatsApp plays GIFs.
                 * @constant
                 */
                gif?: true;
                /**
                 * @description It is shown round, as if filmed in the chat.
                 * @constant
                 */
                video_note?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            audio?: {
                /** @description `GET /api/v1/media/{id}` tells whether the file is there, and where. */
                id: string;
                mime_type?: string;
                bytes?: number;
                /** @description Of its content, in lower-case hex. Only where messages are read. */
                sha256?: string;
                /**
                 * @description Whether it is there. Only where messages are read.
                 * @enum {string}
                 */
                status?: "processing" | "fetching" | "ready" | "unavailable";
                /** @description Why it is unavailable. Only where messages are read. */
                reason?: string;
                /** @description Where it can be downloaded without a credential, until `url_expires_at`. Only where messages are read. */
                url?: string;
                /** Format: date-time */
                url_expires_at?: string;
                /** @description How long it plays. */
                seconds?: number;
                /**
                 * @description It is a voice message, with its waveform.
                 * @constant
                 */
                voice?: true;
                /**
                 * @description People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.
                 * @constant
                 */
                view_once?: true;
            };
            delete?: {
                status_id: string;
            };
            /** @description null: it has none. */
            background: string | null;
            font: ("system" | "text" | "script" | "bold" | "morning_breeze" | "calistoga" | "exo2" | "courier") | null;
            /** @description Who may see it. null when its time is over, and for one that was posted on another device of the account. */
            audience: {
                /** @enum {string} */
                type: "phone" | "contacts" | "only" | "except";
                /** @description How many people that comes to. Of `phone` null until it is posted: the phone is asked then. */
                people: number | null;
            } | null;
            /** @description How many have seen it, of those who let others know. */
            views: number;
            /** @description The message is not sent before this time. */
            send_at: string | null;
            /** @description The message is not sent after this time. */
            expires_at: string | null;
            /** @description Why a queued message has not been sent yet; null when it is next. `session_ended`: The session was logged out or has failed. The message will not be sent and is about to fail. `new_chat_limit`: WhatsApp does not let this number start new chats at the moment. The message is sent when that ends, at waiting_until, or as soon as the recipient writes. `scheduled`: Its send_at is still in the future. `subscription_limited`: The subscription was not paid. The message is sent at its send_at when it is, and at once where that has passed. `session_not_connected`: The session is starting or reconnecting. `temporarily_banned`: WhatsApp has banned the number for a while. Its messages are kept, and waiting_until is when the session tries to connect again. `account_locked`: WhatsApp has locked the number until its owner opens WhatsApp on the phone. Its messages are kept. `worker_unavailable`: The session is waiting for a worker and continues by itself. `behind_earlier_messages`: Earlier messages to the same chat, or more urgent ones of the session, go first. `paced`: The pacing of the session does not allow it yet. `media_processing`: Its file, or that of an earlier message of the chat, is still being fetched or converted. `being_sent`: It is on its way to WhatsApp and can no longer be canceled. */
            waiting_reason: string | null;
            /** @description When the wait ends, if that is known. */
            waiting_until: string | null;
            /** Format: date-time */
            queued_at: string;
            sent_at: string | null;
            /** @description Until when it can be seen; null while it is not posted. */
            ends_at: string | null;
            failed_at: string | null;
            /** @description When it was taken away, or its time was over. Its content is gone. */
            deleted_at: string | null;
            /** @description Why it failed. */
            error: {
                /** @description `not_on_whatsapp`: The recipient has no WhatsApp account. `expired`: It was still waiting when it expired. `session_logged_out`: The session was logged out before the message could be sent. `session_failed`: The session failed before the message could be sent. `refused_by_whatsapp`: WhatsApp refused the message with a code that has no meaning known here; `whatsapp_code` has it. `malformed_for_recipient`: WhatsApp refused the form of the message for this recipient: its apps there do not take this kind, or its content is not complete. `kind_not_allowed`: WhatsApp does not take this kind of message from linked devices. `not_allowed_to_write`: WhatsApp does not let this account write to this person: it was blocked, or the person takes messages from others only. `account_restricted`: WhatsApp lets this account send no messages. Its phone says why. `recipient_gone`: The recipient, or the group, is not there any more. `message_too_large`: WhatsApp refused the message because it is too large. `group_changed`: The members of the group changed while it was being sent, twice in a row. It can be sent again with `POST …/retry`. `group_not_found`: There is no such group. `not_a_group_member`: The account is not, or no longer, a member of the group. `not_a_group_admin`: Only admins of the group may do this. `not_allowed_in_group`: This account may not write to the group: it has left the group, or only admins may write there. `recipient_opted_out`: The recipient has opted out of messages while it was waiting. `recipient_restricted`: WhatsApp does not let this account write to this person first. The message is not sent again, since that would restrict the account further. Ask the person to write first, or wait. `address_refused`: WhatsApp refused the phone number as an address of this person. The message is not sent again; once the person has written, WhatsApp accepts messages. `new_chats_limited`: WhatsApp does not let this account start more new chats at the moment and does not say until when. The message is not sent again, since that would restrict the account further. `connection_lost`: The connection to WhatsApp was lost while it was being sent, five times in a row. `no_audience`: Nobody who may see the status has a WhatsApp account that it can be sent to. `not_answerable`: The message it answers came without the secret with which answers are sealed, so nobody could read this one. `media_unavailable`: Its file is no longer there, or could not be fetched. `media_upload_failed`: Its file could not be uploaded to WhatsApp after several attempts. `send_failed`: The message could not be sent after several attempts. */
                code: string;
                /** @description The same, as a sentence. */
                message: string;
                /** @description The code that WhatsApp gave, if any. */
                whatsapp_code?: string;
            } | null;
        } & {
            [key: string]: unknown;
        };
        StatusAudience: {
            /**
             * @description Everybody in the phone book (`contacts`), `only` these people, or everybody in it `except` these.
             * @enum {string}
             */
            type: "contacts" | "only" | "except";
            /** @description The people of `only` and `except`: JIDs. A LID (…@lid) only while the number is unknown. */
            contacts: string[];
        };
        StatusMute: {
            /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
            jid: string | null;
            /** @description The address that does not reveal the number (…@lid). */
            lid: string | null;
            phone_number: string | null;
            status_muted: boolean;
        };
        StatusPage: {
            data: components["schemas"]["Status"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        StatusViewers: {
            status_id: string;
            data: {
                /** @description A JID. A LID (…@lid) only while the number is not known. */
                from: string;
                /** Format: date-time */
                viewed_at: string;
            }[];
            /** @description All entries are in one answer. */
            next_cursor: null;
        };
        SubmitPasskey: {
            /** @description The result of `PublicKeyCredential.toJSON()`. */
            assertion: {
                id: string;
                rawId: string;
                /** @enum {string} */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                    userHandle?: string | null;
                };
                /** @description Ignored. */
                authenticatorAttachment?: string | null;
                /** @description Ignored. */
                clientExtensionResults?: {
                    [key: string]: unknown;
                };
            };
            /**
             * @description true: the codes have to be compared, however early the owner signed. For signatures that you pass on for somebody else, who may not be the person that started the linking.
             * @default false
             */
            compare_codes: boolean;
        };
        Subscription: {
            id: string;
            /**
             * @description past_due: the time that was paid is over, and the customer is served for a while. limited: nothing is sent, what comes in is kept. suspended: sessions are stopped. export_offered: the same, and the account is erased in a while. A payment leads back to active from each.
             * @enum {string}
             */
            status: "trialing" | "active" | "past_due" | "canceled" | "limited" | "suspended" | "export_offered";
            plan: components["schemas"]["Plan"];
            /** @description What this subscription allows: the limits of the plan as they were when it was taken, or as an administrator has set them since. */
            limits: components["schemas"]["PlanLimits"];
            /** Format: date-time */
            current_period_start: string;
            /** Format: date-time */
            current_period_end: string;
            /** @description The price at which it is paid; null: it costs nothing and goes on by itself. */
            price_id: string | null;
            /** @description Since when nothing is paid; null: it is, or need not be. */
            past_due_since: string | null;
            /** @description null: it is no trial, or one that does not end. */
            trial_ends_at: string | null;
            /** @description Whether nothing follows on the time that is paid. */
            cancel_at_period_end: boolean;
            /** @description The plan that follows on it; null: the same again, unless it is canceled. */
            next_plan_id: string | null;
            /** @description What that costs; null where there is a next plan: nothing. */
            next_price_id: string | null;
            /** @description Which sessions go on with the next plan; null: it was not said. */
            keep_session_ids: string[] | null;
            /** Format: date-time */
            created_at: string;
        };
        SubscriptionLife: {
            /** @description For how long accounts are on trial that register from now on, without an invitation. null: for ever. */
            trial_days: number | null;
            /**
             * @description How many days before the end of a paid period the invoice for the next one is issued.
             * @default 7
             */
            renewal_days: number;
            /** @description On which days after the end of what was paid, or of the trial, a mail reminds of it. In rising order. */
            reminder_days: number[];
            /** @description Days after that end in which the customer is served as before: past_due. */
            grace_days: number;
            /** @description Then days in which nothing is sent, and what comes in is kept. */
            limited_days: number;
            /** @description Then days in which sessions are stopped. */
            suspended_days: number;
            /** @description Then days in which an export is offered. After them the account is erased. null: never. */
            export_days: number | null;
        };
        SubscriptionStep: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description The code of the plan from then on. */
            plan: string;
            /** @description null for the plan with which it began. */
            plan_before: string | null;
            /** @description Limits that were granted besides those of the plan; none where the plan alone counts. */
            limits: {
                /** @description null: unlimited. */
                sessions_max?: number | null;
                /** @description null: unlimited. */
                messages_per_month_max?: number | null;
                /** @description null: unlimited. */
                messages_per_minute_max?: number | null;
                /** @description null: unlimited. */
                requests_per_minute_max?: number | null;
                /** @description null: unlimited. */
                webhooks_max?: number | null;
                /** @description null: unlimited. */
                api_keys_max?: number | null;
                /** @description Members of the team; null: unlimited. */
                members_max?: number | null;
                /** @description null: unlimited. */
                media_bytes_max?: number | null;
                /** @description Days for which files are kept. */
                media_days?: number;
                /** @description Days for which messages are kept; null: for good. */
                message_days?: number | null;
                /** @enum {string} */
                instance_mode?: "dedicated" | "tenant" | "shared";
                /** @description Workers of its own; null: as many as there is room for. */
                workers_max?: number | null;
                cpu_millis?: number;
                memory_mb?: number;
            };
            /** @description The status that was set, if one was. */
            status: ("trialing" | "active" | "past_due" | "canceled" | "limited" | "suspended" | "export_offered") | null;
            /**
             * @description Who did it; customer too when they paid, or did not. operator: with a command on the server.
             * @enum {string}
             */
            by: "registration" | "customer" | "administrator" | "operator";
            /** @description A user or an API key; null when nobody is named. */
            actor_id: string | null;
        };
        SubscriptionStepPage: {
            data: components["schemas"]["SubscriptionStep"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        SubscriptionUsage: {
            plan_code: string;
            /**
             * Format: date-time
             * @description The start of the period in which messages are counted.
             */
            period_start: string;
            /**
             * Format: date-time
             * @description The end of that period.
             */
            period_end: string;
            sessions: {
                used: number;
                /** @description null: unlimited. */
                limit: number | null;
            };
            messages: {
                used: number;
                /** @description null: unlimited. */
                limit: number | null;
            };
            webhooks: {
                used: number;
                /** @description null: unlimited. */
                limit: number | null;
            };
            api_keys: {
                used: number;
                /** @description null: unlimited. */
                limit: number | null;
            };
            /** @description Members of the team, and invitations to it that wait. */
            members: {
                used: number;
                /** @description null: unlimited. */
                limit: number | null;
            };
            /** @description Bytes of files that are kept. */
            media_bytes: {
                used: number;
                /** @description null: unlimited. */
                limit: number | null;
            };
        };
        /**
         * @example {
         *       "tenant_id": "ten_0199c3d2a1b47c8e9f00112233445566"
         *     }
         */
        SwitchTenant: {
            /** @description An account that the user is in. */
            tenant_id: string;
        };
        /**
         * @example {
         *       "id": "tin_0199c3d2a1b47c8e9f00112233445566",
         *       "email": "omar@example.com",
         *       "role": "agent",
         *       "invited_by": "usr_0199c3d2a1b47c8e9f00112233445566",
         *       "created_at": "2026-11-29T09:12:44.031Z",
         *       "sent_at": "2026-11-29T09:12:44.031Z",
         *       "expires_at": "2026-12-06T09:12:44.031Z"
         *     }
         */
        TeamInvitation: {
            id: string;
            email: string;
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
            /** @description The user who vouches for it; it ends with their membership. */
            invited_by: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was sent last.
             */
            sent_at: string;
            /**
             * Format: date-time
             * @description Until when it can be accepted.
             */
            expires_at: string;
        };
        TeamInvitationPage: {
            data: components["schemas"]["TeamInvitation"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        Template: {
            id: string;
            name: string;
            description: string;
            version: number;
            default_language: string;
            texts: {
                [key: string]: string;
            };
            variables: {
                [key: string]: components["schemas"]["TemplateVariable"];
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        TemplatePage: {
            data: components["schemas"]["Template"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        TemplatePreview: {
            template: {
                id: string;
                version: number;
                language: string;
            };
            text: {
                body: string;
            };
        };
        TemplateVariable: {
            /** @enum {string} */
            type: "text" | "number" | "money" | "date" | "datetime" | "url";
            description?: string;
            default?: string | number;
            max_length?: number;
            decimals_max?: number;
            currency?: string;
            /**
             * @description How long it is written; `long` if not given.
             * @enum {string}
             */
            format?: "short" | "medium" | "long" | "full";
            time_zone?: string;
        };
        TemplateVersion: {
            version: number;
            default_language: string;
            texts: {
                [key: string]: string;
            };
            variables: {
                [key: string]: components["schemas"]["TemplateVariable"];
            };
            /** Format: date-time */
            created_at: string;
        };
        TemplateVersions: {
            data: components["schemas"]["TemplateVersion"][];
        };
        TenantOfUser: {
            id: string;
            name: string;
            /**
             * @description What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.
             * @enum {string}
             */
            role: "owner" | "admin" | "developer" | "agent" | "billing" | "viewer";
            /** @description Whether the user belongs to it: a login begins there. */
            is_home: boolean;
            /** @description For DELETE /api/v1/memberships/{id}, with which one leaves. */
            membership_id: string;
        };
        TenantOfUserPage: {
            data: components["schemas"]["TenantOfUser"][];
            next_cursor: null;
        };
        Tokens: {
            /** @description Send it as "Authorization: Bearer …". */
            access_token: string;
            /** @description Valid for one POST /api/v1/auth/refresh. */
            refresh_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description How many seconds the access token is valid. */
            expires_in: number;
            user: components["schemas"]["User"];
        };
        UpdateApiKey: {
            name?: string;
            scopes?: ("messages:read" | "messages:write" | "sessions:read" | "sessions:write" | "webhooks:read" | "webhooks:write" | "contacts:read" | "contacts:write" | "groups:read" | "groups:write" | "analytics:read" | "account:read" | "account:write" | "api_keys:read" | "api_keys:write" | "billing:read" | "billing:write" | "team:read" | "team:write" | "admin")[];
            /** @description null: it never expires. */
            expires_at?: string | null;
            /** @description Addresses and networks (CIDR) from which it may be used. Empty: from anywhere. */
            allowed_addresses?: string[];
            /** @description Sessions that it is bound to: it sees and uses these alone, and no call that reaches beyond sessions. Empty: it may use all. */
            session_ids?: string[];
            /** @description Requests a minute that it may make by itself, within those of the subscription. null: as many as these. */
            requests_per_minute_max?: number | null;
        };
        UpdateChat: {
            /**
             * @description How long new messages stay: a day, a week, 90 days, or 0 for good.
             * @enum {number}
             */
            disappearing_seconds: 0 | 86400 | 604800 | 7776000;
        };
        UpdateGroup: {
            /** @description What it is called. */
            subject?: string;
            /** @description null takes it away. */
            description?: string | null;
            settings?: {
                only_admins_send?: boolean;
                /** @description Subject, description and picture. */
                only_admins_edit?: boolean;
                /** @description Whether an admin has to let people in. */
                join_approval?: boolean;
                /**
                 * @description Seconds after which messages disappear: a day, a week, 90 days, or 0 to keep them.
                 * @enum {number}
                 */
                disappearing_s?: 0 | 86400 | 604800 | 7776000;
                only_admins_add?: boolean;
            };
        };
        UpdateIncomingWebhook: {
            name?: string;
            session_id?: string;
            /** @description A number in international format, a JID, a LID or a group (…@g.us). */
            to?: string;
            /** @description The template that the text is made from; null: the text is made from what is posted. */
            template_id?: string | null;
            /** @description The language of the template; null: its default. */
            language?: string | null;
            /** @description How many messages a minute it takes; more are answered with 429. */
            per_minute?: number;
            enabled?: boolean;
        };
        UpdateLabel: {
            name?: string;
            /** @description One of the colours of WhatsApp's apps, by its number. */
            color?: number;
        };
        UpdateMe: {
            name?: string;
            /** @description Stored in lower case. */
            email?: string;
            /** @description Required to change the e-mail address. */
            current_password?: string;
        };
        UpdatePlan: {
            code?: string;
            name?: string;
            description?: string;
            /** @description What a month costs, in the smallest unit of the currency. */
            price_cents?: number;
            currency?: string;
            /** @description Whether customers see it and may choose it. */
            is_public?: boolean;
            /** @description null: unlimited. */
            sessions_max?: number | null;
            /** @description null: unlimited. */
            messages_per_month_max?: number | null;
            /** @description null: unlimited. */
            messages_per_minute_max?: number | null;
            /** @description null: unlimited. */
            requests_per_minute_max?: number | null;
            /** @description null: unlimited. */
            webhooks_max?: number | null;
            /** @description null: unlimited. */
            api_keys_max?: number | null;
            /** @description null: unlimited. */
            members_max?: number | null;
            /** @description null: unlimited. */
            media_bytes_max?: number | null;
            media_days?: number;
            /** @description Days for which messages are kept; null: for good. */
            message_days?: number | null;
            /** @enum {string} */
            instance_mode?: "dedicated" | "tenant" | "shared";
            /** @description null: unlimited. */
            workers_max?: number | null;
            cpu_millis?: number;
            memory_mb?: number;
            /** @description All prices that the plan is to have: those it has and that are not among them end. The monthly price in the currency of the plan is price_cents, stays, and may be given here instead. */
            prices?: {
                /**
                 * @description plan: the plan itself. messages, media_gb: what is used beyond its limit. sessions: sessions added to it.
                 * @default plan
                 * @enum {string}
                 */
                item: "plan" | "messages" | "media_gb" | "sessions";
                currency: string;
                /**
                 * @default month
                 * @enum {string}
                 */
                interval: "month" | "year";
                /** @description In the smallest unit of the currency, of which there may be 1, 100 or 1,000 in one: 1500 is 15.00 USD, 1.500 KWD, 1500 JPY. */
                amount_minor: number;
                /**
                 * @description How many messages, GB or sessions it is the price of.
                 * @default 1
                 */
                units: number;
                /** @default true */
                active: boolean;
                /** @default null */
                tenant_id: string | null;
            }[];
        };
        UpdateSession: {
            /** @description A name of your choice, unique among your sessions. */
            session_name?: string;
            /** @description null removes it. */
            webhook_url?: string | null;
            /** @description As in POST /api/v1/sessions; null removes it. A running session reconnects. */
            proxy?: string | null;
            /** @description How fast the session sends. A running session applies a change within two seconds. */
            pacing?: {
                /** @description null: no limit. */
                messages_per_minute?: number | null;
                /** @description Between two messages to one chat. null: none. */
                pause_between_messages_ms?: number | null;
            };
            /** @description reject: the session rejects every call that comes while it is connected, from the next one on. text: sent to whoever called then, but for calls in groups; null: nothing. It counts as a message, is not sent to those who have opted out, and the key needs messages:write for it. */
            calls?: {
                reject?: boolean;
                text?: string | null;
            };
            /** @description received: the session keeps the statuses that others post from now on, with their files, for the day in which they can be seen. Off unless it is switched on. */
            statuses?: {
                received: boolean;
            };
        };
        UpdateTemplate: {
            name?: string;
            description?: string;
            /** @description A language by its BCP 47 tag, such as `en`, `ar` or `pt-BR`. */
            default_language?: string;
            /** @description The text in each language, with `{{variables}}` in it. */
            texts?: {
                [key: string]: string;
            };
            /** @description What may stand in the place of each variable, and what does if a call gives nothing (`default`). One without a default has to be given; one that only stands in the text is a text that has to be given. */
            variables?: {
                [key: string]: {
                    /** @enum {string} */
                    type: "text";
                    description?: string;
                    default?: string;
                    max_length?: number;
                } | {
                    /** @enum {string} */
                    type: "number";
                    description?: string;
                    default?: number;
                    /** @description 3 if not given. */
                    decimals_max?: number;
                } | {
                    /** @enum {string} */
                    type: "money";
                    description?: string;
                    default?: number;
                    /** @description By ISO 4217. */
                    currency: string;
                } | {
                    /** @enum {string} */
                    type: "date";
                    description?: string;
                    default?: string;
                    /**
                     * @description How long it is written; `long` if not given.
                     * @enum {string}
                     */
                    format?: "short" | "medium" | "long" | "full";
                } | {
                    /** @enum {string} */
                    type: "datetime";
                    description?: string;
                    default?: string;
                    /**
                     * @description How long it is written; `long` if not given.
                     * @enum {string}
                     */
                    format?: "short" | "medium" | "long" | "full";
                    /** @description In which it is shown; `UTC` if not given. */
                    time_zone?: string;
                } | {
                    /** @enum {string} */
                    type: "url";
                    description?: string;
                    default?: string;
                };
            };
        };
        UpdateWebhook: {
            /** @description An http or https address without a user name or password in it. */
            url?: string;
            /** @description Which events to send; `*` for all, `message.*` for all of messages, and so on. GET /api/v1/event-types lists them. */
            event_types?: ("*" | "session.*" | "instance.*" | "message.*" | "chat.*" | "contact.*" | "presence.*" | "group.*" | "call.*" | "label.*" | "status.*" | "media.*" | "subscription.*" | "quota.*" | "session.created" | "session.starting" | "session.qr" | "session.passkey_required" | "session.passkey_code" | "session.connected" | "session.reconnecting" | "session.unhealthy" | "session.healthy" | "session.limited" | "session.stopped" | "session.deleted" | "session.logged_out" | "session.failed" | "instance.started" | "instance.unhealthy" | "instance.replaced" | "instance.stopped" | "message.accepted" | "message.sent" | "message.delivered" | "message.read" | "message.played" | "message.failed" | "message.canceled" | "message.received" | "message.edited" | "message.deleted" | "message.pinned" | "message.kept" | "message.starred" | "message.reaction" | "message.poll_vote" | "message.event_response" | "chat.updated" | "chat.typing" | "contact.updated" | "contact.opted_out" | "contact.opted_in" | "presence.updated" | "group.created" | "group.updated" | "group.participants_changed" | "group.join_request" | "call.received" | "call.ended" | "label.updated" | "status.accepted" | "status.sent" | "status.failed" | "status.canceled" | "status.deleted" | "status.received" | "status.ended" | "status.viewed" | "media.ready" | "media.unavailable" | "subscription.changed" | "quota.warning" | "quota.exceeded" | "webhook.disabled" | "webhook.test")[];
            description?: string;
            /** @description Only events of these sessions. Empty: of all, those without a session too. */
            session_ids?: string[];
            /** @description Only events of messages that fit all that is named; other events are not filtered, and what an event does not tell keeps it from nobody. null: all. */
            filter?: {
                directions?: ("inbound" | "outbound")[];
                message_types?: string[];
                chat_kinds?: ("person" | "group" | "channel" | "broadcast")[];
                /** @description People: numbers in international form, JIDs or LIDs (…@lid). It looks at `from` of the message, which those that the session itself has sent may be without. */
                senders?: string[];
            } | null;
            /** @description Headers that go with every attempt, such as Authorization, by their names: at most 20. Kept sealed and never shown again; `header_names` tells which there are. Those of HTTP and of the signature cannot be set. {} takes them all away. */
            headers?: {
                [key: string]: string;
            };
            /** @description Whether each delivery waits until the earlier ones of its session are done: delivered, or failed for good after three days. Otherwise deliveries start in order and may overtake each other when a receiver is slow or fails. Applies to events that happen after it is set. */
            ordered?: boolean;
            /** @description Several events in one request: `{"id":"bat_…","type":"batch","created_at":"…","session_id":null,"data":{"events":[…]}}`, each of the events as it would come by itself, in their order, signed as a whole. They are taken or fail together. null: each event comes by itself. */
            batch?: {
                /** @description At most so many events in one request, and 1 MB of them. */
                events_max: number;
                /** @description So long the first of them waits for others, in milliseconds. */
                wait_ms: number;
            } | null;
            enabled?: boolean;
        };
        UploadMedia: {
            /**
             * Format: uri
             * @description From where it is fetched, in the background: `status` is `processing` until then.
             */
            url?: string;
            /**
             * Format: byte
             * @description The content in base64, up to 1 MiB. Larger files are uploaded as multipart.
             */
            data?: string;
            /** @description The name it is shown with. */
            file_name?: string;
            /** @description Used for plain text only, whose type cannot be recognized from the content. */
            mime_type?: string;
        };
        Uptime: {
            session_id: string;
            /** @description The first day. */
            from: string;
            /** @description Today. */
            to: string;
            timezone: string;
            /** @description The share of the wanted time in which the session was connected, from 0 to 1; null when it was not wanted. */
            uptime: number | null;
            connected_seconds: number;
            wanted_seconds: number;
            outages_total: number;
            /** @description The average length of the outages that are over. */
            mean_recovery_seconds: number | null;
            /** @description Newest first, one entry for each day, also for days on which the session was not wanted. */
            days: {
                date: string;
                uptime: number | null;
                connected_seconds: number;
                wanted_seconds: number;
                /** @description Outages that began on this day. */
                outages: number;
            }[];
            /** @description Newest first, 500 at most. */
            outages: {
                /** Format: date-time */
                began_at: string;
                /** @description null while the outage lasts. */
                ended_at: string | null;
                /** @description How long the outage took, or has taken so far. */
                seconds: number;
                reason: string | null;
                /** @description The reason, as a sentence. */
                reason_text: string | null;
                /** @description The last reason while it lasted. */
                last_reason: string | null;
            }[];
        };
        User: {
            id: string;
            tenant_id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin";
            /** @enum {string} */
            status: "active" | "suspended" | "erasing";
            email_verified_at: string | null;
            last_login_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        UserPasskey: {
            id: string;
            name: string;
            /** @description How its authenticator is reached, as far as it says. */
            transports: string[];
            /** @description Whether it was copied to other devices of its owner when it was used last. */
            backed_up: boolean;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
        };
        UserPasskeyPage: {
            data: components["schemas"]["UserPasskey"][];
            next_cursor: null;
        };
        VerifyEmail: {
            /** @description The token of the link in the mail. */
            token: string;
        };
        VoteInPoll: {
            /** @description The options that are chosen, as the poll spells them; they replace those chosen before. */
            options: string[];
        };
        Wallet: {
            data: components["schemas"]["WalletEntry"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
            balances: components["schemas"]["WalletBalance"][];
        };
        WalletBalance: {
            currency: string;
            amount_minor: number;
        };
        WalletEntry: {
            id: string;
            currency: string;
            /** @description Below zero: it left the wallet. */
            amount_minor: number;
            /**
             * @description overpayment: a payment that did not fit its invoice. invoice: paid from the wallet. refund: a payment was given back; below zero what of it was in the wallet, above zero what the wallet had paid.
             * @enum {string}
             */
            kind: "overpayment" | "invoice" | "refund";
            invoice_id: string | null;
            /** Format: date-time */
            created_at: string;
        };
        Webhook: {
            id: string;
            /** @description null: events of every session. */
            session_id: string | null;
            /** @description Whether this webhook belongs to the webhook_url of a session. */
            is_session_url: boolean;
            url: string;
            description: string;
            event_types: string[];
            session_ids: string[];
            filter: {
                directions?: ("inbound" | "outbound")[];
                message_types?: string[];
                chat_kinds?: ("person" | "group" | "channel" | "broadcast")[];
                /** @description People: numbers in international form, JIDs or LIDs (…@lid). It looks at `from` of the message, which those that the session itself has sent may be without. */
                senders?: string[];
            } | null;
            /** @description Headers of its own that go with every attempt. */
            header_names: string[];
            /** @description Until when the secret before the present one signs as well. */
            old_secret_until: string | null;
            /** @description Whether each delivery waits until the earlier ones of its session are done: delivered, or failed for good after three days. Otherwise deliveries start in order and may overtake each other when a receiver is slow or fails. Applies to events that happen after it is set. */
            ordered: boolean;
            /** @description Several events in one request: `{"id":"bat_…","type":"batch","created_at":"…","session_id":null,"data":{"events":[…]}}`, each of the events as it would come by itself, in their order, signed as a whole. They are taken or fail together. null: each event comes by itself. */
            batch: {
                /** @description At most so many events in one request, and 1 MB of them. */
                events_max: number;
                /** @description So long the first of them waits for others, in milliseconds. */
                wait_ms: number;
            } | null;
            enabled: boolean;
            disabled_reason: string | null;
            consecutive_failures: number;
            /** @description Set while deliveries are collected because the receiver fails, is slow or has sent Retry-After. They are sent from this time on, in the order of events. */
            held_until: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WebhookPage: {
            data: components["schemas"]["Webhook"][];
            /** @description null when there are no more entries. */
            next_cursor: string | null;
        };
        WebhookReplay: {
            webhook_id: string;
            since: string;
            until: string;
        };
        WebhookReplayPreview: {
            webhook_id: string;
            since: string;
            until: string;
            /** @description So many events would be sent, of the 100,000 of one replay. */
            count: number;
            /** @description false: there may be more, since counting stops after 100,000 or three seconds. */
            is_complete: boolean;
        };
        WebhookWithSecret: {
            id: string;
            /** @description null: events of every session. */
            session_id: string | null;
            /** @description Whether this webhook belongs to the webhook_url of a session. */
            is_session_url: boolean;
            url: string;
            description: string;
            event_types: string[];
            session_ids: string[];
            filter: {
                directions?: ("inbound" | "outbound")[];
                message_types?: string[];
                chat_kinds?: ("person" | "group" | "channel" | "broadcast")[];
                /** @description People: numbers in international form, JIDs or LIDs (…@lid). It looks at `from` of the message, which those that the session itself has sent may be without. */
                senders?: string[];
            } | null;
            /** @description Headers of its own that go with every attempt. */
            header_names: string[];
            /** @description Until when the secret before the present one signs as well. */
            old_secret_until: string | null;
            /** @description Whether each delivery waits until the earlier ones of its session are done: delivered, or failed for good after three days. Otherwise deliveries start in order and may overtake each other when a receiver is slow or fails. Applies to events that happen after it is set. */
            ordered: boolean;
            /** @description Several events in one request: `{"id":"bat_…","type":"batch","created_at":"…","session_id":null,"data":{"events":[…]}}`, each of the events as it would come by itself, in their order, signed as a whole. They are taken or fail together. null: each event comes by itself. */
            batch: {
                /** @description At most so many events in one request, and 1 MB of them. */
                events_max: number;
                /** @description So long the first of them waits for others, in milliseconds. */
                wait_ms: number;
            } | null;
            enabled: boolean;
            disabled_reason: string | null;
            consecutive_failures: number;
            /** @description Set while deliveries are collected because the receiver fails, is slow or has sent Retry-After. They are sent from this time on, in the order of events. */
            held_until: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The secret that signs requests (Standard Webhooks). Shown only once. */
            secret: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The name of this request in the logs. */
        "X-Request-Id": string;
        /** @description `true` when this is the first answer to the same Idempotency-Key. */
        "Idempotent-Replayed": string;
        /** @description `Bearer`. */
        "WWW-Authenticate": string;
        /** @description Seconds to wait before the call may work. */
        "Retry-After": number;
        /** @description Attempts in the time of the limit. */
        "RateLimit-Limit": number;
        /** @description How many attempts are left. */
        "RateLimit-Remaining": number;
        /** @description The limit and its time, as `number;w=seconds`. */
        "RateLimit-Policy": string;
        /** @description Seconds until there are new attempts. */
        "RateLimit-Reset": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    checkLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
        };
    };
    checkReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    registerUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshTokens"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogOut"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    logOutEverywhere: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    deleteMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteMe"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantOfUserPage"];
                };
            };
        };
    };
    switchTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchTenant"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
        };
    };
    deleteDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
        };
    };
    setUpSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUpSecondFactor"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSecret"];
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmSecondFactor"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
        };
    };
    disableSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableSecondFactor"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPasskeyPage"];
                };
            };
        };
    };
    registerPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterPasskey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPasskey"];
                };
            };
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginPasskey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyCreation"];
                };
            };
        };
    };
    deletePasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    renamePasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenamePasskey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPasskey"];
                };
            };
        };
    };
    askForPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskForPasskey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRequest"];
                };
            };
        };
    };
    logInWithPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogInWithPasskey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyEmail"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sendVerificationMail: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    forgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listPublicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKeys"];
                };
            };
        };
    };
    listMemberships: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipPage"];
                };
            };
        };
    };
    removeMembership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeMembership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMembership"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
        };
    };
    listTeamInvitations: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamInvitationPage"];
                };
            };
        };
    };
    createTeamInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTeamInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentInvitation"];
                };
            };
        };
    };
    readTeamInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadTeamInvitation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenInvitation"];
                };
            };
        };
    };
    acceptTeamInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptTeamInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    sendTeamInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentInvitation"];
                };
            };
        };
    };
    deleteTeamInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithKey"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateApiKey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithKey"];
                };
            };
        };
    };
    listApiKeyRequests: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description true: only requests that were refused or failed. */
                failed?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyRequestPage"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    changePlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    cancelSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    getSubscriptionUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionUsage"];
                };
            };
        };
    };
    listSubscriptionHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionStepPage"];
                };
            };
        };
    };
    previewPlan: {
        parameters: {
            query: {
                /** @description The id or the code of a plan. */
                plan_id: string;
                /** @description Left out: the first currency of the plan. */
                currency?: string;
                interval?: "month" | "year";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPreview"];
                };
            };
        };
    };
    listPaymentProviders: {
        parameters: {
            query?: {
                /** @description Those alone through which amounts in it can be paid. */
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentProviderPage"];
                };
            };
        };
    };
    getBillingDetails: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingDetails"];
                };
            };
        };
    };
    setBillingDetails: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetBillingDetails"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingDetails"];
                };
            };
        };
    };
    listInvoices: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePage"];
                };
            };
        };
    };
    getInvoice: {
        parameters: {
            query?: {
                /** @description Of the page and the file. Left out: that of the billing details when it was issued. */
                language?: "en" | "ar";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetails"];
                    "text/html": string;
                    "application/pdf": unknown;
                };
            };
        };
    };
    createCheckout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCheckout"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
        };
    };
    getCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
        };
    };
    getWallet: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                status?: "created" | "starting" | "qr" | "passkey_required" | "connected" | "reconnecting" | "stopped" | "logged_out" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSession"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionWithSecret"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                /** @description true: do not wait for WhatsApp. The phone may then list a linked device that nobody can use until it is removed there. */
                force?: "true" | "false";
            };
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSession"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionWithSecret"];
                };
            };
        };
    };
    startSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    stopSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    restartSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    logOutSession: {
        parameters: {
            query?: {
                /** @description true: do not wait for WhatsApp. The phone may then list a linked device that nobody can use until it is removed there. */
                force?: "true" | "false";
            };
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    getQrCode: {
        parameters: {
            query?: {
                /** @description Seconds to wait for a code. */
                wait?: number;
                /** @description The code_id of the code you show: the call waits for a different one. When `wait` is over it answers with the same code. */
                shown?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QrCode"];
                    "image/png": unknown;
                    "image/svg+xml": unknown;
                };
            };
        };
    };
    requestPairingCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestPairingCode"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingCode"];
                };
            };
        };
    };
    getPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
        };
    };
    submitPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitPasskey"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStatus"];
                };
            };
        };
    };
    getPasskeyCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyCode"];
                };
            };
        };
    };
    confirmPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStatus"];
                };
            };
        };
    };
    createLinkToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLinkToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkToken"];
                };
            };
        };
    };
    getSessionStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStatus"];
                };
            };
        };
    };
    postStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostStatus"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getSessionLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionLimits"];
                };
            };
        };
    };
    getSessionProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProfile"];
                };
            };
        };
    };
    setSessionName: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSessionName"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setSessionAbout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSessionAbout"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setSessionPresence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSessionPresence"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSessionPrivacy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Privacy"];
                };
            };
        };
    };
    setSessionPrivacy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSessionPrivacy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Privacy"];
                };
            };
        };
    };
    setSessionPicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSessionPicture"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PictureSet"];
                };
            };
        };
    };
    deleteSessionPicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSessionUptime: {
        parameters: {
            query?: {
                /** @description How many days back, today included. */
                days?: number;
                /** @description The time zone in which days begin and end, such as Africa/Cairo. */
                timezone?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uptime"];
                };
            };
        };
    };
    streamSessionEvents: {
        parameters: {
            query?: {
                /** @description Only these events, separated by commas; `message.*` for all of messages, and so on. */
                types?: string;
                /** @description Of messages only those of these directions: inbound, outbound. */
                directions?: string;
                /** @description Of messages only those of these types, such as text,image. */
                message_types?: string;
                /** @description Of messages only those in chats of these kinds: person, group, channel, broadcast. */
                chat_kinds?: string;
                /** @description Of messages only those of these people: numbers or JIDs. What an event does not tell keeps it from nobody. */
                senders?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupSummaryPage"];
                };
            };
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGroup"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedGroup"];
                };
            };
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGroup"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    leaveGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setGroupPicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetGroupPicture"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PictureSet"];
                };
            };
        };
    };
    deleteGroupPicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    addGroupParticipants: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddGroupParticipants"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberResults"];
                };
            };
        };
    };
    removeGroupParticipants: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveGroupParticipants"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberResults"];
                };
            };
        };
    };
    addGroupAdmins: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddGroupAdmins"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberResults"];
                };
            };
        };
    };
    removeGroupAdmins: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveGroupAdmins"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberResults"];
                };
            };
        };
    };
    getGroupInvite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupInvite"];
                };
            };
        };
    };
    resetGroupInvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupInvite"];
                };
            };
        };
    };
    getGroupInviteInfo: {
        parameters: {
            query: {
                /** @description The link of the invitation (https://chat.whatsapp.com/…), or its code. */
                invite: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedGroup"];
                };
            };
        };
    };
    joinGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinGroup"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinedGroup"];
                };
            };
        };
    };
    listGroupJoinRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupJoinRequests"];
                };
            };
        };
    };
    decideGroupJoinRequests: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideGroupJoinRequests"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberResults"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPage"];
                };
            };
        };
    };
    createChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChannel"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    getChannelInviteInfo: {
        parameters: {
            query: {
                /** @description The link to a channel (https://whatsapp.com/channel/…), or its code. */
                invite: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    followChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    unfollowChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    muteChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    unmuteChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    rejectCall: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                call: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RejectedCall"];
                };
            };
        };
    };
    createCallLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCallLink"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallLink"];
                };
            };
        };
    };
    listLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Labels"];
                };
            };
        };
    };
    createLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLabel"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
        };
    };
    getLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelWithMarks"];
                };
            };
        };
    };
    deleteLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateLabel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
        };
    };
    addChatLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddChatLabel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
        };
    };
    removeChatLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveChatLabel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
        };
    };
    addMessageLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMessageLabel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
        };
    };
    removeMessageLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                label: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveMessageLabel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
        };
    };
    listStatuses: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusPage"];
                };
            };
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    deleteStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    listStatusViewers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusViewers"];
                };
            };
        };
    };
    getStatusAudience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusAudience"];
                };
            };
        };
    };
    listReceivedStatuses: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Of this person alone: a number in international format, a JID or a LID. */
                from?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedStatusPage"];
                };
            };
        };
    };
    getReceivedStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedStatus"];
                };
            };
        };
    };
    markStatusSeen: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedStatus"];
                };
            };
        };
    };
    muteStatuses: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusMute"];
                };
            };
        };
    };
    unmuteStatuses: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listInstances: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                status?: "starting" | "running" | "unhealthy" | "draining" | "stopped" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstancePage"];
                };
            };
        };
    };
    createInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInstance"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostingInstance"];
                };
            };
        };
    };
    getInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    deleteInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getInstanceHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceHealth"];
                };
            };
        };
    };
    getInstanceStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceStats"];
                };
            };
        };
    };
    getInstanceLogs: {
        parameters: {
            query?: {
                /** @description Lines of this level and of more serious ones. */
                level?: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
                /** @description Lines from this time on. */
                since?: string;
                /** @description The maximum number of lines to return: the last ones. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceLogs"];
                    "application/x-ndjson": string;
                };
            };
        };
    };
    startInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    stopInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    restartInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                session_id?: string;
                /** @description A number, a JID, a LID or a group id. */
                chat_id?: string;
                direction?: "inbound" | "outbound";
                type?: string;
                status?: "queued" | "sent" | "delivered" | "read" | "failed" | "canceled" | "received" | "undecryptable";
                /** @description Words of the message, in any order: of texts, captions, file names, places, polls and so on. The beginning of a word is enough; accents, vowel signs and capitals make no difference. What was just stored or changed is found within seconds. */
                text?: string;
                /** @description Who has written it: a number, a JID or a LID. Received messages only. */
                sender?: string;
                /** @description Whether it is one with a file. */
                has_media?: string;
                /** @description Accepted or received at this time or later. */
                from?: string;
                /** @description Accepted or received before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessage"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    sendMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessages"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    deleteMessage: {
        parameters: {
            query?: {
                /** @description `everyone` unless given; `me`: only the account itself does not see it any more. */
                for?: "everyone" | "me";
            };
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    editMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditMessage"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    getMessageReceipts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageReceipts"];
                };
            };
        };
    };
    getMessageMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaWithUrl"];
                };
            };
        };
    };
    cancelMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    retryMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    reactToMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReactToMessage"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    voteInPoll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteInPoll"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    respondToEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RespondToEvent"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    forwardMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardMessage"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    pinMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinMessage"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    unpinMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    markMessageRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkMessageRead"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    starMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StarMessage"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
        };
    };
    createTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Order on its way",
                 *       "default_language": "en",
                 *       "texts": {
                 *         "en": "Hello {{name}}, your order over {{total}} arrives on {{day}}.",
                 *         "ar": "مرحبا {{name}}، يصل طلبك بقيمة {{total}} يوم {{day}}."
                 *       },
                 *       "variables": {
                 *         "name": {
                 *           "type": "text",
                 *           "default": "there"
                 *         },
                 *         "total": {
                 *           "type": "money",
                 *           "currency": "EGP"
                 *         },
                 *         "day": {
                 *           "type": "date",
                 *           "format": "full"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateTemplate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTemplate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    listTemplateVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateVersions"];
                };
            };
        };
    };
    previewTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewTemplate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePreview"];
                };
            };
        };
    };
    listMedia: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Only what this session has received. */
                session_id?: string;
                status?: "processing" | "fetching" | "ready" | "unavailable";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaWithUrlPage"];
                };
            };
        };
    };
    uploadMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadMedia"];
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaWithUrl"];
                };
            };
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaWithUrl"];
                };
            };
        };
    };
    deleteMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    downloadMedia: {
        parameters: {
            query?: {
                /** @description Until when the link is valid. */
                exp?: string;
                /** @description The signature of the link. */
                sig?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    listChats: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description `true`: only chats with unread messages or marked as unread; `false`: only the others. */
                unread?: string;
                /** @description `true`: only archived chats; `false`: only the others. */
                archived?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatPage"];
                };
            };
        };
    };
    getChat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chat"];
                };
            };
        };
    };
    deleteChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateChat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    listChatMessages: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description A message of this chat: the page has it in its middle. */
                around?: string;
            };
            header?: never;
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatMessagePage"];
                };
            };
        };
    };
    markChatRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MarkChatRead"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    markChatUnread: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MarkChatUnread"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    archiveChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ArchiveChat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    muteChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MuteChat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    pinChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PinChat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    clearChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ClearChat"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatState"];
                };
            };
        };
    };
    setTyping: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`). */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SetTyping"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Part of a name or number. Capitals, accents, Arabic vowel signs and the several forms of Arabic letters make no difference. */
                search?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"];
                };
            };
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The id of a contact, a number, a JID, a LID, or a user name that begins with @. */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
        };
    };
    checkContacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckContacts"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedContacts"];
                };
            };
        };
    };
    getContactPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPicture"];
                };
            };
        };
    };
    getContactAbout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAbout"];
                };
            };
        };
    };
    blockContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockedContact"];
                };
            };
        };
    };
    unblockContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getBlocklist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blocklist"];
                };
            };
        };
    };
    getLid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                lid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownLid"];
                };
            };
        };
    };
    watchPresence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listOptOuts: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Only this person: a number in international format, a JID or a LID. */
                contact?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutPage"];
                };
            };
        };
    };
    createOptOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOptOut"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOut"];
                };
            };
        };
    };
    deleteOptOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOptOutWords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutWords"];
                };
            };
        };
    };
    setOptOutWords: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetOptOutWords"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutWords"];
                };
            };
        };
    };
    resetOptOutWords: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                session_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhook"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    enableWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: {
                /** @description true: for a secret that somebody else may know. */
                end_old_at_once?: "true" | "false";
            };
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhook"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
        };
    };
    previewWebhookReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewWebhookReplay"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplayPreview"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                status?: "pending" | "succeeded" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryWithEvent"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    listIncomingWebhooks: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhookPage"];
                };
            };
        };
    };
    createIncomingWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateIncomingWebhook"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhookWithUrl"];
                };
            };
        };
    };
    getIncomingWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    deleteIncomingWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateIncomingWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateIncomingWebhook"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    rotateIncomingWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhookWithUrl"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Only events after this one, for clients that poll. */
                after?: string;
                session_id?: string;
                type?: "session.created" | "session.starting" | "session.qr" | "session.passkey_required" | "session.passkey_code" | "session.connected" | "session.reconnecting" | "session.unhealthy" | "session.healthy" | "session.limited" | "session.stopped" | "session.deleted" | "session.logged_out" | "session.failed" | "instance.started" | "instance.unhealthy" | "instance.replaced" | "instance.stopped" | "message.accepted" | "message.sent" | "message.delivered" | "message.read" | "message.played" | "message.failed" | "message.canceled" | "message.received" | "message.edited" | "message.deleted" | "message.pinned" | "message.kept" | "message.starred" | "message.reaction" | "message.poll_vote" | "message.event_response" | "chat.updated" | "chat.typing" | "contact.updated" | "contact.opted_out" | "contact.opted_in" | "presence.updated" | "group.created" | "group.updated" | "group.participants_changed" | "group.join_request" | "call.received" | "call.ended" | "label.updated" | "status.accepted" | "status.sent" | "status.failed" | "status.canceled" | "status.deleted" | "status.received" | "status.ended" | "status.viewed" | "media.ready" | "media.unavailable" | "subscription.changed" | "quota.warning" | "quota.exceeded" | "webhook.disabled" | "webhook.test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description Only these events, separated by commas; `message.*` for all of messages, and so on. */
                types?: string;
                /** @description Of messages only those of these directions: inbound, outbound. */
                directions?: string;
                /** @description Of messages only those of these types, such as text,image. */
                message_types?: string;
                /** @description Of messages only those in chats of these kinds: person, group, channel, broadcast. */
                chat_kinds?: string;
                /** @description Of messages only those of these people: numbers or JIDs. What an event does not tell keeps it from nobody. */
                senders?: string;
                /** @description Only events of these sessions. */
                session_ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypePage"];
                };
            };
        };
    };
    getAnalyticsOverview: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
                /** @description Only this session. */
                session_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsOverview"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getAnalyticsMessages: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
                /** @description Only this session. */
                session_id?: string;
                /** @description The time zone in which days, weeks and months begin and end, such as Africa/Cairo. */
                timezone?: string;
                interval?: "hour" | "day" | "week" | "month";
                group_by?: "none" | "session" | "type" | "direction";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsMessages"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getAnalyticsSessions: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsSessions"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getAnalyticsWebhooks: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsWebhooks"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getAnalyticsLatency: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
                /** @description Only this session. */
                session_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsLatency"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getAnalyticsBusiest: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
                /** @description Only this session. */
                session_id?: string;
                /** @description The time zone in which days, weeks and months begin and end, such as Africa/Cairo. */
                timezone?: string;
                /** @description How many chats. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsBusiest"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getAnalyticsApiCalls: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsKeyCalls"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    exportAnalytics: {
        parameters: {
            query?: {
                /** @description The beginning; 30 days ago unless given. */
                from?: string;
                /** @description The end, which is not part of it; now unless given. */
                to?: string;
                /** @description Only this session. */
                session_id?: string;
                format?: "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteAccount"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
        };
    };
    startAccountExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountExport"];
                };
            };
        };
    };
    getAccountExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountExport"];
                };
            };
        };
    };
    downloadAccountExport: {
        parameters: {
            query?: {
                /** @description Until when the link is valid. */
                exp?: string;
                /** @description The signature of the link. */
                sig?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    getBranding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
        };
    };
    setBranding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetBranding"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOverview"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Any part of the e-mail address, in upper or lower case. */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserPage"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserDetails"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeUser"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
        };
    };
    changeUserSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeUserSubscription"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    impersonateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImpersonateUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Impersonation"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureLinePage"];
                };
            };
        };
    };
    listAllPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminPlanPage"];
                };
            };
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminPlan"];
                };
            };
        };
    };
    deletePlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updatePlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminPlan"];
                };
            };
        };
    };
    listInvoicesOfAll: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                tenant_id?: string;
                /** @description csv: all that was issued, in the order of the numbers, with amounts as decimals, those of credit notes below zero; documents of accounts that were erased too. Only since and until choose. */
                format?: "json" | "csv";
                since?: string;
                /** @description Not including this moment. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInvoicePage"];
                    "text/csv": string;
                };
            };
        };
    };
    createInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvoice"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInvoice"];
                };
            };
        };
    };
    getInvoiceOfAll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInvoiceDetails"];
                };
            };
        };
    };
    discardInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    finalizeInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInvoice"];
                };
            };
        };
    };
    creditInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditInvoice"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInvoice"];
                };
            };
        };
    };
    recordPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordPayment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInvoiceDetails"];
                };
            };
        };
    };
    refundPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundPayment"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    getInstallationSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstallationSettings"];
                };
            };
        };
    };
    changeInstallationSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInstallationSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstallationSettings"];
                };
            };
        };
    };
    listRegistrationInvitations: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
        };
    };
    deleteRegistrationInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listAllInstances: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                status?: "starting" | "running" | "unhealthy" | "draining" | "stopped" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInstancePage"];
                };
            };
        };
    };
    getLogsOfInstance: {
        parameters: {
            query?: {
                /** @description Lines of this level and of more serious ones. */
                level?: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
                /** @description Lines from this time on. */
                since?: string;
                /** @description The maximum number of lines to return: the last ones. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceLogs"];
                };
            };
        };
    };
    drainInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminInstance"];
                };
            };
        };
    };
    changeScale: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeScale"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scale"];
                };
            };
        };
    };
    listAllAuditEntries: {
        parameters: {
            query?: {
                /** @description The maximum number of entries to return. */
                limit?: number;
                /** @description The next_cursor of the previous page. */
                cursor?: string;
                /** @description Only what happened in the account of this tenant. */
                tenant_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAuditEntryPage"];
                };
            };
        };
    };
    postIncomingMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                secret: string;
            };
            cookie?: never;
        };
        /** @description Any JSON; or a text (`text/plain`), or a form. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Disk full",
                 *       "text": "db-1 has 2 % left"
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingMessage"];
                };
            };
        };
    };
    postPaymentNotice: {
        parameters: {
            query?: {
                hmac?: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        /** @description As the provider posts it. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "TRANSACTION"
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentNotice"];
                };
            };
        };
    };
}
