-- compatible with 0350+: a file may be made into the picture of an account or a group
alter table media_renditions drop constraint media_renditions_purpose_check;
alter table media_renditions add constraint media_renditions_purpose_check
  check (purpose in ('image', 'video', 'video_note', 'gif', 'audio', 'voice', 'document', 'sticker', 'picture'));
