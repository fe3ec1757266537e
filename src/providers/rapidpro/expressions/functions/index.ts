import { once } from '../../../../standards/once.ts'
import { FunctionValue } from '../values.ts'
import { arrayFunctions } from './arrays.ts'
import { conversions } from './conversions.ts'
import { dateFunctions } from './dates.ts'
import type { Defined } from './define.ts'
import { formats } from './formats.ts'
import { logic } from './logic.ts'
import { numberFunctions } from './numbers.ts'
import { objectFunctions } from './objects.ts'
import { partFunctions } from './parts.ts'
import { textFunctions } from './texts.ts'
import { wordFunctions } from './words.ts'

/** All functions, by what they are for. They are many: they are made when the first is asked for. */
export const themes = once((): Readonly<Record<string, Readonly<Record<string, Defined>>>> => ({
  Conversions: conversions(),
  Logic: logic(),
  Text: textFunctions(),
  Words: wordFunctions(),
  Numbers: numberFunctions(),
  'Dates and times': dateFunctions(),
  'Arrays and functions': arrayFunctions(),
  'Objects and JSON': objectFunctions(),
  Formats: formats(),
  Parts: partFunctions(),
}))

/** All functions, by their names in lower case. */
export const functions = once(
  (): ReadonlyMap<string, FunctionValue> =>
    new Map(
      Object.values(themes()).flatMap((theme) =>
        Object.entries(theme).map(([name, { run }]) => [name, new FunctionValue(name, run)] as const),
      ),
    ),
)
