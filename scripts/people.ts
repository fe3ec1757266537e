import type { Person } from '../src/http/api.ts'

const NAMES = {
  kin: [
    'Amina Uwase',
    'Claudine Mukamana',
    'Emmanuel Habimana',
    'Grace Ingabire',
    'Innocent Nkurunziza',
    'Jean Bosco Niyonzima',
    'Josiane Uwimana',
    'Patrick Mugisha',
    'Solange Umutoni',
    'Théoneste Hakizimana',
    'Vestine Nyirahabimana',
    'Yves Ndayisaba',
  ],
  eng: [
    'Abena Mensah',
    'Brian Otieno',
    'Chloe Martin',
    'Daniel Okafor',
    'Elif Yılmaz',
    'Fatima Hassan',
    'Hannah Fischer',
    'Li Wei',
    'Maria García',
    'Oleksandr Bondar',
    'Priya Sharma',
    "Sinéad O'Connor",
    'Tom Jansen',
  ],
}

/** Twenty-five people. Their numbers, +1 206 555 0101 to 0125, are of those that are never given to anybody. */
export const people: readonly Person[] = Object.entries(NAMES)
  .flatMap(([language, names]) => names.map((name) => ({ name, language })))
  .map((person, index) => ({ ...person, number: `+12065550${101 + index}` }))
