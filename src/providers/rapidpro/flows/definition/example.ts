/** The smallest flow that asks something, as the export of it. */
export const exampleExport = () => ({
  version: '13',
  site: 'https://app.rapidpro.io',
  flows: [
    {
      uuid: '2f0e8d4c-6b1a-4d39-8c57-9e3f0a7b1c24',
      name: 'How are you?',
      spec_version: '13.6.1',
      language: 'eng',
      type: 'messaging',
      expire_after_minutes: 10_080,
      localization: {},
      nodes: [
        {
          uuid: '7c1d5e2a-93b4-4f60-a8d7-1b6c0e9f3a85',
          actions: [
            {
              uuid: '0d9b3f7e-25c8-4a16-b4e9-6f8a1c5d7e30',
              type: 'send_msg',
              text: 'Hi @contact.first_name, how are you?',
              attachments: [],
              quick_replies: [],
            },
          ],
          exits: [{ uuid: 'a4e6c8f0-1b3d-4c5e-97a9-2d4f6b8c0e1a', destination_uuid: null }],
        },
      ],
      _ui: { nodes: {} },
    },
  ],
  campaigns: [],
  triggers: [],
  fields: [],
  groups: [],
})
