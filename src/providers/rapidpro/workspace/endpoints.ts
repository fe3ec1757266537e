import { show } from '../dialect/endpoints.ts'
import { workspaceView } from './workspace.ts'

export const getWorkspace = show({
  id: 'rapidpro.getWorkspace',
  path: '/api/v2/workspace.json',
  summary: 'Tells about the workspace that the key belongs to.',
  tag: 'Workspace',
  scope: 'v2',
  credentialsFirst: true,
  view: workspaceView,
  row: ({ caller }) => caller.workspace,
})

export const getOrg = show({
  id: 'rapidpro.getOrg',
  path: '/api/v2/org.json',
  summary: 'The same under its older name, by which the Python client asks.',
  tag: 'Workspace',
  scope: 'v2',
  credentialsFirst: true,
  view: workspaceView,
  row: ({ caller }) => caller.workspace,
})
