import type { NotSimulated } from '../../http/api.ts'

const of = (what: string, ...paths: readonly string[]): NotSimulated => ({
  what,
  paths: paths.map((path) => `/v1/Account/{auth_id}/${path}`),
})

/** What Plivo's API has beside messaging, as its clients call it. */
export const notSimulated: readonly NotSimulated[] = [
  of('messages sent in bulk', 'Message/Bulk'),
  of('calls', 'Call', 'Conference', 'MultiPartyCall', 'Recording', 'Endpoint'),
  of('number masking', 'Masking'),
  of('verification of people', 'Verify', 'VerifiedCallerId'),
  of('10DLC registration', '10dlc', 'Profile'),
  of('toll-free verification', 'TollfreeVerification'),
  of('compliance', 'ComplianceApplication', 'ComplianceDocument', 'ComplianceDocumentType', 'ComplianceRequirement'),
  of('compliance of numbers', 'EndUser'),
  of('hosted numbers', 'HostedMessagingNumber'),
  of('prices by country', 'Pricing'),
  of('tokens for browsers', 'JWT'),
]
