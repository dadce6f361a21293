// Written by `npm run docs:dump` from the documents of the API. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "session.created": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.created";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.starting": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.starting";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.qr": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.qr";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.passkey_required": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.passkey_required";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.passkey_code": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.passkey_code";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.connected": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.connected";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.reconnecting": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.reconnecting";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.unhealthy": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.unhealthy";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.healthy": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.healthy";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.limited": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.limited";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["LimitedSession"];
        };
        "session.stopped": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.stopped";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.deleted": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.deleted";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.logged_out": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.logged_out";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "session.failed": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "session.failed";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Session"];
        };
        "instance.started": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "instance.started";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["InstanceNews"];
        };
        "instance.unhealthy": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "instance.unhealthy";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["InstanceNews"];
        };
        "instance.replaced": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "instance.replaced";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["InstanceNews"];
        };
        "instance.stopped": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "instance.stopped";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["InstanceNews"];
        };
        "message.accepted": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.accepted";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.sent": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.sent";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.delivered": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.delivered";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.read": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.read";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.played": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.played";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.failed": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.failed";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.canceled": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.canceled";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.received": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.received";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.edited": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.edited";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.deleted": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.deleted";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.pinned": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.pinned";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.kept": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.kept";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.starred": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.starred";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Message"];
        };
        "message.reaction": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.reaction";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["MessageReaction"];
        };
        "message.poll_vote": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.poll_vote";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["PollVote"];
        };
        "message.event_response": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "message.event_response";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["EventResponse"];
        };
        "chat.updated": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "chat.updated";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["ChatState"];
        };
        "chat.typing": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "chat.typing";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["ChatTyping"];
        };
        "contact.updated": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "contact.updated";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Contact"];
        };
        "contact.opted_out": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "contact.opted_out";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["OptOut"];
        };
        "contact.opted_in": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "contact.opted_in";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["OptOutEnded"];
        };
        "presence.updated": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "presence.updated";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["PresenceUpdated"];
        };
        "group.created": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "group.created";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["GroupCreated"];
        };
        "group.updated": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "group.updated";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["GroupUpdated"];
        };
        "group.participants_changed": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "group.participants_changed";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["GroupParticipantsChanged"];
        };
        "group.join_request": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "group.join_request";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["GroupJoinRequested"];
        };
        "call.received": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "call.received";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["CallReceived"];
        };
        "call.ended": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "call.ended";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["CallEnded"];
        };
        "label.updated": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "label.updated";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["LabelUpdated"];
        };
        "status.accepted": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.accepted";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Status"];
        };
        "status.sent": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.sent";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Status"];
        };
        "status.failed": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.failed";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Status"];
        };
        "status.canceled": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.canceled";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Status"];
        };
        "status.deleted": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.deleted";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Status"];
        };
        "status.received": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.received";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["ReceivedStatus"];
        };
        "status.ended": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.ended";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["ReceivedStatus"];
        };
        "status.viewed": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "status.viewed";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["StatusViewed"];
        };
        "media.ready": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "media.ready";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Media"];
        };
        "media.unavailable": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "media.unavailable";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["Media"];
        };
        "subscription.changed": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "subscription.changed";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["SubscriptionChange"];
        };
        "quota.warning": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "quota.warning";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["QuotaUse"];
        };
        "quota.exceeded": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "quota.exceeded";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["QuotaUse"];
        };
        "webhook.disabled": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "webhook.disabled";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["DisabledWebhook"];
        };
        "webhook.test": {
            /** @description The same in every attempt, for webhooks and streams alike. */
            id: string;
            /** @constant */
            type: "webhook.test";
            /** Format: date-time */
            created_at: string;
            /** @description The session it is about; null when it is about none. */
            session_id: string | null;
            data: components["schemas"]["WebhookTest"];
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
        LimitedSession: {
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
            /** @description All that is known of the limits of the number. */
            limits: {
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
            };
        };
        InstanceNews: {
            id: string;
            /**
             * @description Whether the instance hosts one session, the sessions of one customer, or sessions of many customers.
             * @enum {string}
             */
            mode: "dedicated" | "tenant" | "shared";
            /** @enum {string} */
            status: "starting" | "running" | "unhealthy" | "draining" | "stopped" | "failed";
            status_reason: string | null;
            started_at: string | null;
            stopped_at: string | null;
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
        MessageReaction: {
            message_id: string;
            session_id: string;
            chat_id: string;
            /** @description The id of the message within WhatsApp. */
            whatsapp_id: string;
            /** @description Who has reacted: a JID. */
            from: string;
            /** @description null: the reaction was taken back. */
            emoji: string | null;
            /** Format: date-time */
            reacted_at: string;
        };
        PollVote: {
            message_id: string;
            session_id: string;
            chat_id: string;
            /** @description The id of the message within WhatsApp. */
            whatsapp_id: string;
            /** @description Who answered, as a JID. */
            from: string;
            /** @description What they have chosen now; empty: all was taken back. */
            options: string[];
            /** Format: date-time */
            voted_at: string;
        };
        EventResponse: {
            message_id: string;
            session_id: string;
            chat_id: string;
            /** @description The id of the message within WhatsApp. */
            whatsapp_id: string;
            /** @description Who answered, as a JID. */
            from: string;
            /** @enum {string} */
            response: "going" | "not_going" | "maybe";
            /** @description How many others they bring. */
            extra_guests: number;
            /** Format: date-time */
            responded_at: string;
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
        ChatTyping: {
            session_id: string;
            chat_id: string;
            /** @description Who is typing; in a group one of its members. */
            from: string;
            /** @enum {string} */
            state: "typing" | "recording" | "paused";
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
        OptOutEnded: {
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
            /** @enum {string} */
            ended_by: "word" | "api";
        };
        PresenceUpdated: {
            session_id: string;
            /** @description The JID of the number; a LID only while it is unknown. */
            contact_id: string;
            /** @enum {string} */
            state: "online" | "offline";
            /** @description null while online, or where the contact hides it. */
            last_seen_at: string | null;
        };
        GroupCreated: {
            session_id: string;
            group_id: string;
            /** @description Who did it, the number of the session among them; null where WhatsApp does not say. */
            by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** Format: date-time */
            at: string;
            /** @description As it was then; members are read with GET …/groups/{group}. */
            group: components["schemas"]["InvitedGroup"];
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
        GroupUpdated: {
            session_id: string;
            group_id: string;
            /** @description Who did it, the number of the session among them; null where WhatsApp does not say. */
            by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** Format: date-time */
            at: string;
            changes: {
                subject?: string;
                description?: string | null;
                settings?: {
                    only_admins_send?: boolean;
                    only_admins_edit?: boolean;
                    only_admins_add?: boolean;
                    join_approval?: boolean;
                    disappearing_s?: number;
                };
                /** @description null: taken away. */
                picture?: {
                    id: string;
                } | null;
                /** @description The link before leads nowhere any more. */
                invite_reset?: boolean;
                deleted?: boolean;
            };
        };
        GroupParticipantsChanged: {
            session_id: string;
            group_id: string;
            /** @description Who did it, the number of the session among them; null where WhatsApp does not say. */
            by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** Format: date-time */
            at: string;
            /**
             * @description add: they may have joined by themselves, as `reason` says where WhatsApp does.
             * @enum {string}
             */
            action: "add" | "remove" | "leave" | "promote" | "demote" | "change_number";
            participants: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            }[];
            /** @description As WhatsApp calls it, such as `invite`. */
            reason: string | null;
        };
        GroupJoinRequested: {
            session_id: string;
            group_id: string;
            /** @description Who did it, the number of the session among them; null where WhatsApp does not say. */
            by: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            } | null;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            action: "created" | "revoked" | "rejected";
            participants: {
                /** @description The address by number (…@s.whatsapp.net); null while the number is not known. */
                jid: string | null;
                /** @description The address that does not reveal the number (…@lid). */
                lid: string | null;
                phone_number: string | null;
            }[];
            /** @description As WhatsApp calls it: `invite_link`, `linked_group_join` or `non_admin_add`. */
            method: string | null;
        };
        CallReceived: {
            session_id: string;
            call_id: string;
            /** @description Who calls: the JID of the number; a LID only while it is unknown. */
            contact_id: string;
            /** @description The group of a call in a group; null for any other. */
            group_id: string | null;
            /** @description null: not known. */
            video: boolean | null;
            /** Format: date-time */
            at: string;
            /** @description It came while the session was not connected, so it may be over by now. */
            offline: boolean;
        };
        CallEnded: {
            session_id: string;
            call_id: string;
            /** @description Who calls: the JID of the number; a LID only while it is unknown. */
            contact_id: string;
            /** @description The group of a call in a group; null for any other. */
            group_id: string | null;
            /** @description null: not known. */
            video: boolean | null;
            /** Format: date-time */
            at: string;
            /**
             * @description missed: nobody answered. rejected: by this session. …_elsewhere: on the phone or another device of the account.
             * @enum {string}
             */
            reason: "missed" | "rejected" | "rejected_elsewhere" | "accepted_elsewhere";
        };
        LabelUpdated: {
            session_id: string;
            label: {
                id: string;
                /** @description null: WhatsApp has not told it yet. */
                name: string | null;
                color: number | null;
                deleted: boolean;
            };
            /** @description The chat that is labeled, or that of the message. null: the label itself. */
            chat_id: string | null;
            /** @description null: not a message. `id` is null where it is not known here. */
            message: {
                id: string | null;
                whatsapp_id: string;
            } | null;
            /** @description Whether chat or message has the label now. null: the label itself. */
            labeled: boolean | null;
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
        StatusViewed: {
            session_id: string;
            status_id: string;
            /** @description The id of the status within WhatsApp. */
            whatsapp_id: string;
            /** @description Who has seen it: a JID. */
            from: string;
            /** Format: date-time */
            viewed_at: string;
        };
        Media: {
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
        };
        SubscriptionChange: {
            /** @description The code of the plan. */
            plan: string;
            /** @description The code of the one before. */
            plan_before: string;
            /**
             * @description Where it changed by itself: active when it was paid, past_due when the time that was paid or the trial is over, and then limited, suspended and export_offered as long as nobody pays.
             * @enum {string}
             */
            status?: "trialing" | "active" | "past_due" | "canceled" | "limited" | "suspended" | "export_offered";
        };
        QuotaUse: {
            /**
             * @description messages: accepted this calendar month (UTC); media_bytes: files that are kept; sessions, webhooks and api_keys: those there are.
             * @enum {string}
             */
            metric: "messages" | "media_bytes" | "sessions" | "webhooks" | "api_keys";
            used: number;
            limit: number;
            /** @description When it is counted anew; null: never by itself. */
            reset: string | null;
        };
        DisabledWebhook: {
            id: string;
            url: string;
            /** @description Why it was switched off, as a sentence. */
            reason: string;
        };
        WebhookTest: {
            webhook_id: string;
            message: string;
        };
        /** @description Standard Webhooks (https://www.standardwebhooks.com). */
        WebhookHeaders: {
            /** @description The id of the event. */
            "webhook-id": string;
            /** @description When it was sent, in seconds since 1970. Refuse what is older than five minutes. */
            "webhook-timestamp": string;
            /** @description `v1,` and the HMAC-SHA-256 in base64 of `{webhook-id}.{webhook-timestamp}.{body}`, made with the secret of the webhook; the secret is what follows `whsec_`, decoded from base64. */
            "webhook-signature": string;
            /** @constant */
            "content-type": "application/json";
            "user-agent": string;
        };
        StreamEnd: {
            /** @description One of the error codes of the API. */
            code: string;
            title: string;
            /** @description What you can do about it. */
            detail: string;
        };
        SocketOpened: {
            /** @constant */
            type: "stream.opened";
            data: Record<string, never>;
        };
        SocketEnd: {
            /** @constant */
            type: "stream.ended";
            data: {
                /** @description One of the error codes of the API. */
                code: string;
                title: string;
                /** @description What you can do about it. */
                detail: string;
            };
        };
        SocketAuth: {
            /** @constant */
            type: "auth";
            /** @description An access token or an API key. */
            token: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

/** Every event by its type. */
export interface EventsByType {
  'session.created': components['schemas']['session.created']
  'session.starting': components['schemas']['session.starting']
  'session.qr': components['schemas']['session.qr']
  'session.passkey_required': components['schemas']['session.passkey_required']
  'session.passkey_code': components['schemas']['session.passkey_code']
  'session.connected': components['schemas']['session.connected']
  'session.reconnecting': components['schemas']['session.reconnecting']
  'session.unhealthy': components['schemas']['session.unhealthy']
  'session.healthy': components['schemas']['session.healthy']
  'session.limited': components['schemas']['session.limited']
  'session.stopped': components['schemas']['session.stopped']
  'session.deleted': components['schemas']['session.deleted']
  'session.logged_out': components['schemas']['session.logged_out']
  'session.failed': components['schemas']['session.failed']
  'instance.started': components['schemas']['instance.started']
  'instance.unhealthy': components['schemas']['instance.unhealthy']
  'instance.replaced': components['schemas']['instance.replaced']
  'instance.stopped': components['schemas']['instance.stopped']
  'message.accepted': components['schemas']['message.accepted']
  'message.sent': components['schemas']['message.sent']
  'message.delivered': components['schemas']['message.delivered']
  'message.read': components['schemas']['message.read']
  'message.played': components['schemas']['message.played']
  'message.failed': components['schemas']['message.failed']
  'message.canceled': components['schemas']['message.canceled']
  'message.received': components['schemas']['message.received']
  'message.edited': components['schemas']['message.edited']
  'message.deleted': components['schemas']['message.deleted']
  'message.pinned': components['schemas']['message.pinned']
  'message.kept': components['schemas']['message.kept']
  'message.starred': components['schemas']['message.starred']
  'message.reaction': components['schemas']['message.reaction']
  'message.poll_vote': components['schemas']['message.poll_vote']
  'message.event_response': components['schemas']['message.event_response']
  'chat.updated': components['schemas']['chat.updated']
  'chat.typing': components['schemas']['chat.typing']
  'contact.updated': components['schemas']['contact.updated']
  'contact.opted_out': components['schemas']['contact.opted_out']
  'contact.opted_in': components['schemas']['contact.opted_in']
  'presence.updated': components['schemas']['presence.updated']
  'group.created': components['schemas']['group.created']
  'group.updated': components['schemas']['group.updated']
  'group.participants_changed': components['schemas']['group.participants_changed']
  'group.join_request': components['schemas']['group.join_request']
  'call.received': components['schemas']['call.received']
  'call.ended': components['schemas']['call.ended']
  'label.updated': components['schemas']['label.updated']
  'status.accepted': components['schemas']['status.accepted']
  'status.sent': components['schemas']['status.sent']
  'status.failed': components['schemas']['status.failed']
  'status.canceled': components['schemas']['status.canceled']
  'status.deleted': components['schemas']['status.deleted']
  'status.received': components['schemas']['status.received']
  'status.ended': components['schemas']['status.ended']
  'status.viewed': components['schemas']['status.viewed']
  'media.ready': components['schemas']['media.ready']
  'media.unavailable': components['schemas']['media.unavailable']
  'subscription.changed': components['schemas']['subscription.changed']
  'quota.warning': components['schemas']['quota.warning']
  'quota.exceeded': components['schemas']['quota.exceeded']
  'webhook.disabled': components['schemas']['webhook.disabled']
  'webhook.test': components['schemas']['webhook.test']
}
