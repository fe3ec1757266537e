import type { Static, TSchema } from 'typebox'
import * as Type from 'typebox'
import * as kept from '../../../core/store/kept.ts'
import { type FieldCall, type Fields, readOrRefuse } from '../../../http/field.ts'
import { type Issue, type Path, Problem, invalid } from '../../../http/problem.ts'
import { anyObject, idField, maybe, refuse, text, unlessBlank, webAddress } from '../dialect/fields.ts'
import { keptId } from '../dialect/ids.ts'
import { idSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { readParams } from '../service-templates/parameter.ts'
import { templateOf } from '../service-templates/service-template.ts'
import { TYPES, type ServiceType } from './types.ts'

/** Where incoming messages are posted, and what proves who posts. */
const keptWebhook = kept.object({ url: kept.webAddress, secret: kept.optional(kept.text) })
const keptScript = kept.object({ code: kept.text })
const keptTemplate = kept.object({ template_service_id: keptId('service'), params: keptVars })

export type WebhookConfig = Static<typeof keptWebhook>
type TemplateConfig = Static<typeof keptTemplate>
export const keptConfig = kept.either(keptWebhook, keptScript, keptTemplate)
export type Config = Static<typeof keptConfig>

/** What only the configuration of one kind has. */
const MARK_OF = { webhook: 'url', script: 'code', template: 'template_service_id' } as const

/** Why a service of this type cannot have that configuration; undefined where it can. */
export const wrongWithConfig = (type: ServiceType, config: Config): string | undefined =>
  MARK_OF[TYPES[type].config] in config ? undefined : `its config is not that of a service of type ${type}`

/** "The JavaScript code to run when the service is triggered (max 100 KB)." */
const LONGEST_CODE = 102_400

const code = {
  ...text('JavaScript, at most 100 KB.', LONGEST_CODE),
  read: (raw: unknown, path: Path, issues: Issue[]) =>
    typeof raw !== 'string' || raw === ''
      ? refuse(path, raw === '' || raw === null ? 'required' : 'string', issues)
      : Buffer.byteLength(raw) > LONGEST_CODE
        ? refuse(path, 'too_long', issues, 'must not be longer than 100 KB')
        : raw,
}

/** What the configuration of each kind consists of. */
const FIELDS = {
  webhook: { url: webAddress('Where incoming messages are posted.'), secret: unlessBlank(text('Posted as `secret`.')) },
  script: { code },
  template: {
    template_service_id: idField('service template'),
    params: maybe(anyObject('Values for the parameters of the template.')),
  },
} as const satisfies Record<string, Fields>

/** The same in one list, for a call whose service is not known before it has been read. */
export const configFields = {
  url: maybe(FIELDS.webhook.url),
  secret: FIELDS.webhook.secret,
  code: maybe(FIELDS.script.code),
  template_service_id: maybe(FIELDS.template.template_service_id),
  params: FIELDS.template.params,
}

/** The configuration of a service of this type; what does not belong to it is left out. @throws Problem */
export function readConfig(
  type: ServiceType,
  given: Record<string, unknown>,
  path: Path,
  call: FieldCall<{ project: Project }>,
): Config {
  const { config } = TYPES[type]
  const read = readOrRefuse(FIELDS[config] as Fields, given, path, call) as Config
  return isOfTemplate(read) ? fillIn(read, path, call) : read
}

/** @throws Problem where the template is not available, or its parameters are not filled in as its rules have it */
function fillIn(
  { template_service_id, params = {} }: Partial<TemplateConfig> & Pick<TemplateConfig, 'template_service_id'>,
  path: Path,
  { world, caller }: FieldCall<{ project: Project }>,
): TemplateConfig {
  const template = templateOf(world, caller.project, template_service_id)
  if (!template)
    throw invalid(
      [...path, 'template_service_id'],
      'is not the ID of a service template of this project or organization',
    )
  const issues: Issue[] = []
  const values = readParams(template.parameters, params, [...path, 'params'], issues)
  if (issues.length > 0) throw new Problem('invalid', '', { issues })
  return { template_service_id, params: values }
}

export const isOfTemplate = (config: Config): config is TemplateConfig => 'template_service_id' in config

/** How a configuration looks. */
export const configSchema: TSchema = Type.Union([
  Type.Object({ url: Type.String(), secret: Type.Optional(Type.String()) }, { additionalProperties: false }),
  Type.Object({ code: Type.String() }, { additionalProperties: false }),
  Type.Object(
    { template_service_id: idSchema('service template'), params: varsSchema },
    { additionalProperties: false },
  ),
])
