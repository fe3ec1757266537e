import type { RowList } from '../../../core/store/row-list.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { inProject } from '../dialect/in-project.ts'
import type { Project } from '../projects/project.ts'
import { phonePicked } from '../routes/phone-picked.ts'
import { type CustomRoute, customRoutes } from '../routes/route.ts'
import { type Phone, phones } from './phone.ts'

/** The project's phone of that id, if there is one. */
export const phoneOf = (world: World, project: Project, id: string): Phone | undefined =>
  inProject(world, phones, project, id)

/** The project's custom route of that id, if there is one. */
const customRouteOf = (world: World, project: Project, id: string): CustomRoute | undefined =>
  inProject(world, customRoutes, project, id)

/** How a message goes out. */
export interface Way {
  phone: Phone
  /** The custom route that picked the phone. */
  route_id: string | null
}

/** Whether it is the ID of a phone or custom route of the project. */
export const isRoute = (world: World, project: Project, id: string): boolean =>
  phoneOf(world, project, id) !== undefined || customRouteOf(world, project, id) !== undefined

/** @throws Problem where a route is named that the project does not have */
export function refuseUnknownRoute(
  world: World,
  project: Project,
  parameter: string,
  id: string | null | undefined,
): void {
  if (id && !isRoute(world, project, id)) throw invalid(parameter, 'is not the ID of a phone or route of this project')
}

/**
 * The way that a message goes: by the route named, else the contact's, else the project's default, else its first phone.
 * @param parameter what the caller calls the route
 * @param number where it goes: a custom route picks a phone by it
 * @throws Problem where there is none
 */
export function chooseRoute(
  world: World,
  project: Project,
  named: string | undefined,
  parameter: string,
  contactsOwn: string | null,
  number: string,
): Way {
  refuseUnknownRoute(world, project, parameter, named)
  // What a contact was written to by may be gone, where very many were.
  const own = contactsOwn !== null && isRoute(world, project, contactsOwn) ? contactsOwn : null
  const id = named ?? own ?? project.default_route_id
  const route = id === null ? undefined : customRouteOf(world, project, id)
  if (route) {
    const picked = phonePicked(world, route, number)
    if (!picked) throw invalid(parameter, 'is of a custom route that has no phone for this number')
    return { phone: picked, route_id: route.id }
  }
  const phone = (id === null ? undefined : phoneOf(world, project, id)) ?? firstPhone(world, project)
  if (!phone) throw invalid(parameter, 'is required: the project has no phone or route to send by')
  return { phone, route_id: null }
}

export const phonesOf = (world: World, project: Project): RowList<Phone> =>
  world.collection(phones).by('project_id', project.id)

const firstPhone = (world: World, project: Project): Phone | undefined => phonesOf(world, project).at(0)

/** The country by which numbers without a calling code are understood. */
export const countryOf = (world: World, project: Project): string | null => firstPhone(world, project)?.country ?? null
