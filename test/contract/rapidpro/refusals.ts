/**
 * What the platform refuses, operation by operation: when, with which status, and in which words. What stands in angle
 * brackets is different in every refusal, and `...` may be any words that come after.
 */
export const REFUSALS = {
  'broadcasts.list': {
    call: 'GET broadcasts.json',
    cases: {
      'id is not a whole number': [400, { detail: 'Value for id must be an integer' }],
    },
  },
  'broadcasts.create': {
    call: 'POST broadcasts.json',
    cases: {
      'neither text nor attachments': [400, { non_field_errors: ['Must provide either text or attachments.'] }],
      'no recipients at all': [400, { non_field_errors: ['Must provide either urns, contacts or groups.'] }],
      'base_language not a key of text': [
        400,
        { non_field_errors: ['No text translation provided in base language.'] },
      ],
      'attachments given but not in base_language': [
        400,
        { non_field_errors: ['No attachment translations provided in base language.'] },
      ],
      'unknown group, contact or media': [400, { groups: ['No such object: 123456'] }],
      'language key not ISO 639-3': [400, { text: { base: ['Not an allowed ISO 639-3 language code.'] } }],
      'empty translations object': [400, { text: ['This dictionary may not be empty.'] }],
      'workspace flagged (message begins like this)': [
        400,
        { non_field_errors: ['Sorry, your workspace is currently flagged. ...'] },
      ],
      'workspace suspended (message begins like this)': [
        400,
        { non_field_errors: ['Sorry, your workspace is currently suspended. ...'] },
      ],
    },
  },
  'campaigns.create': {
    call: 'POST campaigns.json',
    cases: {
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
      'group missing': [400, { group: ['This field is required.'] }],
      'group unknown': [400, { group: ['No such object: Ghosts'] }],
    },
  },
  'campaigns.update': {
    call: 'POST campaigns.json',
    cases: {
      'no row matches in this workspace': [404, { detail: 'No Campaign matches the given query.' }],
    },
  },
  'campaign_events.create': {
    call: 'POST campaign_events.json',
    cases: {
      'empty body': [
        400,
        {
          campaign: ['This field is required.'],
          offset: ['This field is required.'],
          unit: ['This field is required.'],
          delivery_hour: ['This field is required.'],
          relative_to: ['This field is required.'],
        },
      ],
      'unknown unit': [400, { unit: ['"fortnights" is not a valid choice.'] }],
      'delivery_hour over 23': [400, { delivery_hour: ['Ensure this value is less than or equal to 23.'] }],
      'delivery_hour under -1': [400, { delivery_hour: ['Ensure this value is greater than or equal to -1.'] }],
      "message lacks the workspace's first language": [
        400,
        { message: ['Message text in default flow language is required.'] },
      ],
      'neither or both of message and flow': [400, { non_field_errors: ['Flow or a message text required.'] }],
      'blank message': [400, { message: { eng: ['This field may not be blank.'] } }],
      'campaign unknown or archived': [400, { campaign: ['No such object: <uuid>'] }],
    },
  },
  'campaign_events.update': {
    call: 'POST campaign_events.json',
    cases: {
      'no row matches in this workspace': [404, { detail: 'No CampaignEvent matches the given query.' }],
      'different campaign': [400, { campaign: ['Cannot change campaign for existing events'] }],
      'empty body': [
        400,
        {
          campaign: ['This field is required.'],
          offset: ['This field is required.'],
          unit: ['This field is required.'],
          delivery_hour: ['This field is required.'],
          relative_to: ['This field is required.'],
        },
      ],
      'unknown unit': [400, { unit: ['"fortnights" is not a valid choice.'] }],
      'delivery_hour over 23': [400, { delivery_hour: ['Ensure this value is less than or equal to 23.'] }],
      'delivery_hour under -1': [400, { delivery_hour: ['Ensure this value is greater than or equal to -1.'] }],
      "message lacks the workspace's first language": [
        400,
        { message: ['Message text in default flow language is required.'] },
      ],
      'neither or both of message and flow': [400, { non_field_errors: ['Flow or a message text required.'] }],
      'blank message': [400, { message: { eng: ['This field may not be blank.'] } }],
      'campaign unknown or archived': [400, { campaign: ['No such object: <uuid>'] }],
    },
  },
  'campaign_events.delete': {
    call: 'DELETE campaign_events.json',
    cases: {
      'DELETE without a lookup parameter': [400, { detail: 'URL must contain one of the following parameters: uuid' }],
      'no row matches in this workspace': [404, { detail: 'No CampaignEvent matches the given query.' }],
    },
  },
  'contacts.list': {
    call: 'GET contacts.json',
    cases: {
      'urn cannot be parsed or has an unknown scheme': [400, { detail: 'Invalid URN: 12345' }],
      'urn filter in an anonymous workspace': [400, { detail: 'URN lookups not allowed for anonymous organizations' }],
    },
  },
  'contacts.create': {
    call: 'POST contacts.json',
    cases: {
      'unknown group': [400, { groups: ['No such object: <value>'] }],
      'smart group': [400, { groups: ['Contact group must not be query based: <value>'] }],
      'unknown field key': [400, { fields: ['Invalid contact field key: hmmm'] }],
      'bad language code': [400, { language: ['Not a valid ISO639-3 language code.'] }],
      'bad urn': [400, { urns: { 0: ['Invalid URN: <value>. Ensure phone numbers contain country codes.'] } }],
      'urn owned by another contact (create)': [400, { urns: { 0: ['URN is in use by another contact.'] } }],
      'body is not an object': [400, { non_field_errors: ['Request body should be a single JSON object'] }],
      'more than 100 urns, groups or fields': [400, { urns: ['Ensure this field has no more than 100 elements.'] }],
      'NUL inside a value': [400, { fields: { '<key>': ['Null characters are not allowed.'] } }],
    },
  },
  'contacts.update_by_uuid': {
    call: 'POST contacts.json',
    cases: {
      'no row matches in this workspace': [404, { detail: 'No Contact matches the given query.' }],
      'both uuid and urn in the URL': [
        400,
        { detail: 'URL can only contain one of the following parameters: urn, uuid' },
      ],
      'contact was deleted': [400, { non_field_errors: ["Deleted contacts can't be modified."] }],
      'non-empty groups on a non-active contact': [400, { groups: ["Non-active contacts can't be added to groups"] }],
      'urns in an anonymous workspace': [400, { urns: ['Updating URNs not allowed for anonymous organizations'] }],
      'unknown group': [400, { groups: ['No such object: <value>'] }],
      'smart group': [400, { groups: ['Contact group must not be query based: <value>'] }],
      'unknown field key': [400, { fields: ['Invalid contact field key: hmmm'] }],
      'bad language code': [400, { language: ['Not a valid ISO639-3 language code.'] }],
      'bad urn': [400, { urns: { 0: ['Invalid URN: <value>. Ensure phone numbers contain country codes.'] } }],
      'urn owned by another contact (create)': [400, { urns: { 0: ['URN is in use by another contact.'] } }],
      'body is not an object': [400, { non_field_errors: ['Request body should be a single JSON object'] }],
      'more than 100 urns, groups or fields': [400, { urns: ['Ensure this field has no more than 100 elements.'] }],
      'NUL inside a value': [400, { fields: { '<key>': ['Null characters are not allowed.'] } }],
    },
  },
  'contacts.update_by_urn': {
    call: 'POST contacts.json',
    cases: {
      'urns key present in the body, even empty': [400, { urns: ['Field not allowed when using URN in URL'] }],
      'unparseable urn': [400, { detail: 'Invalid URN: <value>' }],
      'anonymous workspace': [400, { detail: 'URN lookups not allowed for anonymous organizations' }],
    },
  },
  'contacts.delete': {
    call: 'DELETE contacts.json',
    cases: {
      'DELETE without a lookup parameter': [
        400,
        { detail: 'URL must contain one of the following parameters: urn, uuid' },
      ],
      'no row matches in this workspace': [404, { detail: 'No Contact matches the given query.' }],
      'both lookups': [400, { detail: 'URL can only contain one of the following parameters: urn, uuid' }],
    },
  },
  'contact_actions.create': {
    call: 'POST contact_actions.json',
    cases: {
      'empty contacts list': [400, { contacts: ["Contacts can't be empty."] }],
      'over 100': [400, { contacts: ['Ensure this field has no more than 100 elements.'] }],
      'any contact unknown or deleted': [400, { contacts: ['No such object: <value>'] }],
      'unknown action': [400, { action: ['"like" is not a valid choice.'] }],
      'add or remove without group': [400, { non_field_errors: ['For action "add" you should also specify a group'] }],
      'group with another action': [400, { non_field_errors: ['For action "block" you should not specify a group'] }],
      'group is an empty string': [400, { group: ['This field may not be null.'] }],
      'add with a non-active contact': [
        400,
        { non_field_errors: ['Non-active contacts cannot be added to groups: <uuid>'] },
      ],
      'smart group': [400, { group: ['Contact group must not be query based: <value>'] }],
    },
  },
  'fields.create': {
    call: 'POST fields.json',
    cases: {
      'no name': [400, { non_field_errors: ["Field 'name' is required."] }],
      'no type': [400, { non_field_errors: ["Field 'type' is required."] }],
      'bad characters': [400, { name: ['Can only contain letters, numbers and hypens.'] }],
      'unknown type': [400, { type: ['"video" is not a valid choice.'] }],
      'reserved or malformed key': [400, { name: ['Generated key "has" is invalid or a reserved name.'] }],
      'name taken ignoring case': [400, { name: ['This field must be unique.'] }],
      'over 36 characters': [400, { name: ['Ensure this field has no more than 36 characters.'] }],
      'workspace already holds its limit of non-system rows (default 250); checked before body validation': [
        409,
        { detail: 'Cannot create object because workspace has reached limit of 250.' },
      ],
    },
  },
  'fields.update': {
    call: 'POST fields.json',
    cases: {
      'no name': [400, { non_field_errors: ["Field 'name' is required."] }],
      'no type': [400, { non_field_errors: ["Field 'type' is required."] }],
      'bad characters': [400, { name: ['Can only contain letters, numbers and hypens.'] }],
      'unknown type': [400, { type: ['"video" is not a valid choice.'] }],
      'reserved or malformed key': [400, { name: ['Generated key "has" is invalid or a reserved name.'] }],
      'name taken ignoring case': [400, { name: ['This field must be unique.'] }],
      'over 36 characters': [400, { name: ['Ensure this field has no more than 36 characters.'] }],
      'no row matches in this workspace': [404, { detail: 'No ContactField matches the given query.' }],
      'type change away from datetime while campaign events use the field': [
        400,
        { type: ["Can't change type of date field being used by campaign events."] },
      ],
    },
  },
  'flow_starts.list': {
    call: 'GET flow_starts.json',
    cases: {
      'malformed uuid': [400, { detail: 'Value for uuid must be a valid UUID' }],
    },
  },
  'flow_starts.create': {
    call: 'POST flow_starts.json',
    cases: {
      'flow missing': [400, { flow: ['This field is required.'] }],
      'no recipients': [400, { non_field_errors: ['Must specify at least one group, contact or URN'] }],
      'params or extra not an object': [400, { params: ['Must be a valid JSON object'] }],
      'unknown flow, contact or group': [400, { flow: ['No such object: abcde'] }],
      'bad urn': [400, { urns: { 0: ['Invalid URN: foo:bar. Ensure phone numbers contain country codes.'] } }],
      'over 100 groups': [400, { groups: ['Ensure this field has no more than 100 elements.'] }],
      'workspace flagged or suspended': [
        400,
        { non_field_errors: ['Sorry, your workspace is currently flagged. ...'] },
      ],
    },
  },
  'globals.create': {
    call: 'POST globals.json',
    cases: {
      'no name': [400, { non_field_errors: ['Name is required when creating new global.'] }],
      'no value': [400, { value: ['This field is required.'] }],
      'characters outside letters, digits, underscore, hyphen, space': [
        400,
        { name: ['Name contains illegal characters.'] },
      ],
      'key would not start with a letter': [400, { name: ['Name creates Key that is invalid'] }],
      'over 36 characters': [400, { name: ['Ensure this field has no more than 36 characters.'] }],
      'name taken ignoring case': [400, { name: ['This field must be unique.'] }],
      'workspace already holds its limit of non-system rows (default 250); checked before body validation': [
        409,
        { detail: 'Cannot create object because workspace has reached limit of 250.' },
      ],
    },
  },
  'globals.update': {
    call: 'POST globals.json',
    cases: {
      'no row matches in this workspace': [404, { detail: 'No Global matches the given query.' }],
      'no value': [400, { value: ['This field is required.'] }],
    },
  },
  'groups.list': {
    call: 'GET groups.json',
    cases: {
      'uuid and name together': [400, { detail: 'You may only specify one of the uuid, name parameters' }],
    },
  },
  'groups.create': {
    call: 'POST groups.json',
    cases: {
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
      'workspace already holds its limit of non-system rows (default 250); checked before body validation': [
        409,
        { detail: 'Cannot create object because workspace has reached limit of 250.' },
      ],
    },
  },
  'groups.update': {
    call: 'POST groups.json',
    cases: {
      'system group': [403, { detail: 'Cannot modify system object.' }],
      'no row matches in this workspace': [404, { detail: 'No ContactGroup matches the given query.' }],
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
    },
  },
  'groups.delete': {
    call: 'DELETE groups.json',
    cases: {
      'DELETE without a lookup parameter': [400, { detail: 'URL must contain one of the following parameters: uuid' }],
      'no row matches in this workspace': [404, { detail: 'No ContactGroup matches the given query.' }],
      'system group': [403, { detail: 'Cannot delete system object.' }],
      'used by a live trigger': [400, { detail: 'Group is being used by triggers which must be archived first.' }],
      'used by a live campaign': [400, { detail: 'Group is being used by campaigns which must be archived first.' }],
    },
  },
  'labels.list': {
    call: 'GET labels.json',
    cases: {
      'uuid and name together': [400, { detail: 'You may only specify one of the uuid, name parameters' }],
    },
  },
  'labels.create': {
    call: 'POST labels.json',
    cases: {
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
      'workspace already holds its limit of non-system rows (default 250); checked before body validation': [
        409,
        { detail: 'Cannot create object because workspace has reached limit of 250.' },
      ],
    },
  },
  'labels.update': {
    call: 'POST labels.json',
    cases: {
      'no row matches in this workspace': [404, { detail: 'No Label matches the given query.' }],
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
    },
  },
  'labels.delete': {
    call: 'DELETE labels.json',
    cases: {
      'DELETE without a lookup parameter': [400, { detail: 'URL must contain one of the following parameters: uuid' }],
      'no row matches in this workspace': [404, { detail: 'No Label matches the given query.' }],
    },
  },
  'media.create': {
    call: 'POST media.json',
    cases: {
      'no file part': [400, { file: ['No file was submitted.'] }],
      'file sent as a plain form field': [
        400,
        { file: ['The submitted data was not a file. Check the encoding type on the form.'] },
      ],
      'empty file': [400, { file: ['The submitted file is empty.'] }],
      'type not allowed': [400, { file: ['Unsupported file type.'] }],
      'too big': [400, { file: ['Limit for file uploads is 25.0 MB.'] }],
      'JSON body': [415, { detail: 'Unsupported media type "application/json" in request.' }],
    },
  },
  'messages.list': {
    call: 'GET messages.json',
    cases: {
      'two of the exclusive filters': [
        400,
        { detail: 'You may only specify one of the contact, folder, label, broadcast parameters' },
      ],
      'id not a whole number': [400, { detail: 'Value for id must be an integer' }],
    },
  },
  'messages.create': {
    call: 'POST messages.json',
    cases: {
      'no contact': [400, { contact: ['This field is required.'] }],
      'no content': [400, { non_field_errors: ['Must provide either text or attachments.'] }],
      'unknown media': [400, { attachments: ['No such object: xxxx'] }],
      'over 10 attachments': [400, { attachments: ['Ensure this field has no more than 10 elements.'] }],
      'unknown contact': [400, { contact: ['No such object: <value>'] }],
    },
  },
  'message_actions.create': {
    call: 'POST message_actions.json',
    cases: {
      'any outgoing message': [400, { messages: ['Not an incoming message: 77'] }],
      'label and label_name together': [400, { non_field_errors: ["Can't specify both label and label_name."] }],
      'label or unlabel without either': [
        400,
        { non_field_errors: ['For action "label" you should also specify a label'] },
      ],
      'label given for another action': [
        400,
        { non_field_errors: ['For action "archive" you should not specify a label'] },
      ],
      'empty label': [400, { label: ['This field may not be null.'] }],
      'unknown label': [400, { label: ['No such object: nope'] }],
      'bad label_name': [400, { label_name: ['Cannot contain the character: "'] }],
      'unknown action': [400, { action: ['"like" is not a valid choice.'] }],
      'over 100': [400, { messages: ['Ensure this field has no more than 100 elements.'] }],
    },
  },
  'runs.list': {
    call: 'GET runs.json',
    cases: {
      'flow and contact together': [400, { detail: 'You may only specify one of the contact, flow parameters' }],
      'malformed uuid': [400, { detail: 'Value for uuid must be a valid UUID' }],
      'id not a whole number': [400, { detail: 'Value for id must be an integer' }],
    },
  },
  'resthook_subscribers.list': {
    call: 'GET resthook_subscribers.json',
    cases: {
      'id not a whole number': [400, { detail: 'Value for id must be an integer' }],
    },
  },
  'resthook_subscribers.create': {
    call: 'POST resthook_subscribers.json',
    cases: {
      'empty body': [400, { resthook: ['This field is required.'], target_url: ['This field is required.'] }],
      'unknown slug': [400, { resthook: ['No resthook with slug: spam'] }],
      'not a URL': [400, { target_url: ['Enter a valid URL.'] }],
      'same hook and URL already active': [400, { non_field_errors: ['URL is already subscribed to this event.'] }],
    },
  },
  'resthook_subscribers.delete': {
    call: 'DELETE resthook_subscribers.json',
    cases: {
      'DELETE without a lookup parameter': [400, { detail: 'URL must contain one of the following parameters: id' }],
      'no row matches in this workspace': [404, { detail: 'No ResthookSubscriber matches the given query.' }],
    },
  },
  'ticket_actions.create': {
    call: 'POST ticket_actions.json',
    cases: {
      'no tickets key': [400, { tickets: ['This field is required.'] }],
      'over 100': [400, { tickets: ['Ensure this field has no more than 100 elements.'] }],
      'unknown or foreign ticket': [400, { tickets: ['No such object: <uuid>'] }],
      'assign without assignee key': [400, { non_field_errors: ['For action "assign" you must specify the assignee'] }],
      'add_note without note': [400, { non_field_errors: ['For action "add_note" you must specify the note'] }],
      'change_topic without topic': [
        400,
        { non_field_errors: ['For action "change_topic" you must specify the topic'] },
      ],
      'unknown action': [400, { action: ['"note" is not a valid choice.'] }],
      'unknown assignee': [400, { assignee: ['No such object: <email>'] }],
    },
  },
  'topics.create': {
    call: 'POST topics.json',
    cases: {
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
      'workspace already holds its limit of non-system rows (default 50); checked before body validation': [
        409,
        { detail: 'Cannot create object because workspace has reached limit of 50.' },
      ],
    },
  },
  'topics.update': {
    call: 'POST topics.json',
    cases: {
      'default topic': [403, { detail: 'Cannot modify system object.' }],
      'no row matches in this workspace': [404, { detail: 'No Topic matches the given query.' }],
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
    },
  },
  'optins.create': {
    call: 'POST optins.json',
    cases: {
      'name missing': [400, { name: ['This field is required.'] }],
      'blank or only spaces': [400, { name: ['This field may not be blank.'] }],
      'name used by another active row, ignoring case': [400, { name: ['This field must be unique.'] }],
      'double quote in name': [400, { name: ['Cannot contain the character: "'] }],
      'backslash in name': [400, { name: ['Cannot contain the character: \\'] }],
      'over 64 characters: two messages': [
        400,
        { name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
      ],
    },
  },
  'definitions.get': {
    call: 'GET definitions.json',
    cases: {
      'other dependencies value': [400, { detail: 'dependencies must be one of none, flows, all' }],
    },
  },
} as const satisfies Record<string, Operation>

interface Operation {
  /** Method and path; several operations may be one call, with another parameter in its URL. */
  readonly call: string
  readonly cases: Readonly<Record<string, Refusal>>
}

export type Refusal = readonly [status: number, body: object]
