/**
 * How the simulator answers each request that Baileys can make. `result` names what is in the answer, children and then
 * attributes in brackets; `refused` an error code, which is what real servers give an account that has none of it.
 */
export interface Answered {
  result?: string
  refused?: string
}

const result = (what: string): Answered => ({ result: what })
const NOT_A_BUSINESS: Answered = { refused: '501' }

export const ANSWERS: Record<string, Answered> = {
  'abt get props': result('props [protocol ab_key hash refresh refresh_id delta_update] > prop'),
  'blocklist get': result('list [dhash c_dhash matched addressing_mode] > item'),
  'blocklist set item': result('list [dhash c_dhash matched addressing_mode] > item'),
  'bot get bot': result('bot > section'),
  'disappearing_mode set disappearing_mode': result(''),
  'encrypt get count': result('count [value]'),
  'encrypt get digest': result('digest > registration, type, identity, skey, list, hash'),
  'encrypt get key': result(
    'list > user > registration, type, identity, skey, key, device-identity'
  ),
  'encrypt set registration': result(''),
  'encrypt set rotate': result(''),
  'fb:thrift_iq get order': NOT_A_BUSINESS,
  'md set link_code_companion_reg': result('link_code_companion_reg'),
  'md set remove-companion-device': result('and stream:error 401'),
  'newsletter get message_updates': NOT_A_BUSINESS,
  'newsletter set live_updates': NOT_A_BUSINESS,
  'passive set *': result('and what waited for the device'),
  'privacy get privacy': result('privacy > category'),
  'privacy set privacy': result('privacy > category'),
  'privacy set tokens': result(''),
  'status set status': result(''),
  'urn:xmpp:whatsapp:dirty set clean': result('and it is not told again'),
  'usync get usync': result(
    'usync > result, list > user > contact, devices, lid, status, picture, disappearing_mode'
  ),
  'w:biz get business_profile': result('business_profile'),
  'w:biz set business_profile': NOT_A_BUSINESS,
  'w:biz:catalog get collections': NOT_A_BUSINESS,
  'w:biz:catalog get product_catalog': NOT_A_BUSINESS,
  'w:biz:catalog set product_catalog_add': NOT_A_BUSINESS,
  'w:biz:catalog set product_catalog_delete': NOT_A_BUSINESS,
  'w:biz:catalog set product_catalog_edit': NOT_A_BUSINESS,
  'w:g2 *': result('as the request below that it is'),
  'w:g2 set *': result('add, remove, promote, demote, announcement, locked, ephemeral …'),
  'w:g2 get invite': result('invite [code], or group of a code'),
  'w:g2 get membership_approval_requests': result('membership_approval_requests'),
  'w:g2 get participating': result('groups > group > participant, description …'),
  'w:g2 get query': result('group > participant, description …'),
  'w:g2 get sub_groups': { refused: '501' },
  'w:g2 set accept': { refused: '501' },
  'w:g2 set create': result('group'),
  'w:g2 set description': result(''),
  'w:g2 set invite': result('group [jid] or membership_approval_request [jid]'),
  'w:g2 set leave': result('leave > group'),
  'w:g2 set links': { refused: '501' },
  'w:g2 set member_add_mode': result(''),
  'w:g2 set membership_approval_mode': result(''),
  'w:g2 set membership_requests_action': result('membership_requests_action > approve, reject'),
  'w:g2 set revoke': { refused: '501' },
  'w:g2 set subject': result(''),
  'w:g2 set unlink': { refused: '501' },
  'w:m set media_conn': result('media_conn [auth ttl auth_ttl max_buckets] > host'),
  'w:mex get query': result('result: JSON'),
  'w:p get ping': result(''),
  'w:profile:picture get *': result('picture [id type url direct_path]'),
  'w:profile:picture set': result(''),
  'w:profile:picture set picture': result('picture [id]'),
  'w:stats  add': result(''),
  'w:sync:app:state set sync': result('sync > collection > patches, snapshot')
}
