/** West, south, east and north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

interface Province {
  name: string
  osm_id: string
  box: Box
  /** Its districts, and the wards of each, as far as they are there. */
  districts: Readonly<Record<string, readonly string[]>>
}

interface Country {
  name: string
  osm_id: string
  /** ISO 3166-1. */
  code: string
  provinces: readonly Province[]
}

// What is not to be looked up anywhere is made up: the shapes are boxes that lie as the real ones do, and of the wards
// there are a few. Names of provinces and districts are complete.

export const RWANDA: Country = {
  name: 'Rwanda',
  osm_id: 'R171496',
  code: 'RW',
  provinces: [
    {
      name: 'Kigali City',
      osm_id: 'R1708283',
      box: [29.5, -2.07, 30.3, -1.75],
      districts: {
        Gasabo: ['Bumbogo', 'Gatsata', 'Gisozi', 'Kacyiru', 'Kimironko', 'Remera'],
        Kicukiro: ['Gatenga', 'Kanombe', 'Niboye'],
        Nyarugenge: ['Kimisagara', 'Muhima', 'Nyamirambo'],
      },
    },
    {
      name: 'Eastern Province',
      osm_id: 'R1708284',
      box: [30.3, -2.84, 30.9, -1.05],
      districts: {
        Bugesera: [],
        Gatsibo: ['Kabarore', 'Kageyo'],
        Kayonza: ['Kabare', 'Mukarange'],
        Kirehe: [],
        Ngoma: [],
        Nyagatare: [],
        Rwamagana: [],
      },
    },
    {
      name: 'Northern Province',
      osm_id: 'R1708285',
      box: [29.5, -1.75, 30.3, -1.05],
      districts: { Burera: [], Gakenke: [], Gicumbi: [], Musanze: ['Cyuve', 'Muhoza'], Rulindo: [] },
    },
    {
      name: 'Southern Province',
      osm_id: 'R1708286',
      box: [29.5, -2.84, 30.3, -2.07],
      districts: {
        Gisagara: [],
        Huye: ['Ngoma', 'Tumba'],
        Kamonyi: [],
        Muhanga: [],
        Nyamagabe: [],
        Nyanza: [],
        Nyaruguru: [],
        Ruhango: [],
      },
    },
    {
      name: 'Western Province',
      osm_id: 'R1708287',
      box: [28.86, -2.84, 29.5, -1.05],
      districts: {
        Karongi: [],
        Ngororero: [],
        Nyabihu: [],
        Nyamasheke: [],
        Rubavu: ['Gisenyi', 'Rugerero'],
        Rusizi: [],
        Rutsiro: [],
      },
    },
  ],
}
