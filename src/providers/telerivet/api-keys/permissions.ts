/** What somebody may be allowed to do, in the words of the documentation: each operation there names the one that it needs. */
export const PERMISSIONS = [
  'Access organization',
  'Delete messages',
  'Edit automated services',
  'Edit contacts',
  'Edit data tables',
  'Edit organization settings',
  'Edit project settings',
  'Edit routes',
  'Send messages',
  'View airtime',
  'View automated services',
  'View billing information',
  'View contacts',
  'View data tables',
  'View messages',
  'View projects',
  'View routes',
  'View statistics',
  'View user permissions',
] as const

export type Permission = (typeof PERMISSIONS)[number]
