import { once } from './once.ts'

/** Whether a text is a language's code of ISO 639-3: three small letters. */
export function isLanguage(code: string): boolean {
  if (!/^[a-z]{3}$/.test(code)) return false
  const [first, second, third] = [code.charCodeAt(0) - A, code.charCodeAt(1) - A, code.charCodeAt(2) - A] as const
  const place = first * 676 + second * 26 + third
  return ((bits()[place >> 3]! >> (place & 7)) & 1) === 1
}

/** A language's name in English, by its code of ISO 639-3; undefined for those, the most, that Intl has no name of. */
export const languageName = (code: string): string | undefined => (isLanguage(code) ? names().of(code) : undefined)

/** The code of two letters (ISO 639-1) that a language (ISO 639-3) has besides; undefined for those, the most, without. */
export const shortCodeOf = (code: string): string | undefined => twoOfThree().get(code)

/** The code of ISO 639-3 of a language that has one of two letters (ISO 639-1). */
export const longCodeOf = (code: string): string | undefined => threeOfTwo().get(code)

const A = 97

const names = once(() => new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }))

const bits = once(() => Buffer.from(CODES, 'base64'))

const pairs = (): (readonly [string, string])[] =>
  TWO_AND_THREE.split(' ').map((both) => [both.slice(0, 2), both.slice(2)] as const)
const threeOfTwo = once(() => new Map(pairs()))
const twoOfThree = once(() => new Map(pairs().map(([two, three]) => [three, two] as const)))

/** The 183 codes of ISO 639-1, each with that of ISO 639-3 behind it. */
const TWO_AND_THREE =
  'aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bibis bmbam bnben bobod brbre bsbos cacat ceche chcha ' +
  'cocos crcre csces cuchu cvchv cycym dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij fofao frfra fyfry ' +
  'gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita ' +
  'iuiku jajpn jvjav kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin lolao ' +
  'ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ' +
  'ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag sisin skslk slslv ' +
  'smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah ' +
  'uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid yoyor zazha zhzho zuzul'

/** The 7867 codes of the standard, one bit for each of aaa…zzz, base64. */
const CODES =
  '/+3f/v//v9v7//7a9x88V2uXe/j/9/9wvwP//8sFhWL5//1/7//39/////////fjqf///0ywCn6/33/////X///P/9tv9PFwXeefFAcg3/0fbskheO9v3///f///f///////3/////d/' +
  '7///7///5////b//7f////+/////79///fv//yf////+///////3///1z////9/////+///f///f+f//7v/////+7zu9/cWtLUDsnMFDJAwlQQBQRADAv//+n7RCRdaTJIj3e+cXVlF5' +
  'Dhw3e/Pv/+9RGGUIAAD8/73///92Nz6Hx8/7AYEAsAWAAAAAAANQAACSIdD9d+/e/l4EAAJkjRnB33sjAAAA323OIuXZ8/5//8+dFAEEhgDRAPDHZV/WmV637e8DAAIAAACAV1pHkmkB' +
  'LNZ7dN9/fwAAAAEEVgMAALAUB1EUGgABAAAQEUkAAGAQAAAAEAAARAQAEIAEEAAABACAKAQAABDVLRBkFyRTtdS9480DAIAAQBAAAAAABBc5Ad3XkSGYpwAABECCAAABBAAAAAIBQABE' +
  'AACw/u85AAIAAAAEAAAAAAAgAEAEAAAAAgAAABCjqgQAAAAABCAEpggEAAiBUAAACDEGQAAAAABAQAP1QxAIBAAAAOC7sxMAgAARAAAAAAAAAAAAAAAA///f7//fz4OiwP/fJ+8P5QMQ' +
  'ILDFgEUlmwPfuN8D1EiQAQ5Bt5Ncyziyf/9t+f//fQQIAAEhEjzP/Q+FT0QAAAT//9/W6Bv0N6MNAAAge3kCBYQA8P///wAYBYEAAACAELQcIQAAAAAAEEAABAi0/qYMQAAAESQEbABg' +
  '8P//d/YYBZ/bbgMAEQAAAEAFNb6CKAQABFHi//8/BQkIBUAAAAAAEAEABAAAAAAhAmzjSRSIIMBHkAcAAADMUEAkhUeEQCAQACEAUIgQANHs71Q1DQFpBi3rMwgAIAVAEQAAAFBAlkjW' +
  '3afBRpf7ABAACACAAEBFAAECAAFAgAACCPjr1zvEmRYAAAwEASAg2aIBAAAAEkQAAAQQ8J2VEwSAAAHQEkAAEPCQYkzSAgFKAEYEgAgAACDAAIAGAAgAAAAA8NjvFQIIAAABAAAAABAB' +
  'ABAAAAD///1///////9//+/2////////P/f/37///////3////7//////////////f/f3//3/9///////776//////9/////////7///7//r/fv/////9d////+/3d//vJgFLP8H8Pv/' +
  'fwAIAMM9GwbmcvDv/39EIjCfex79/1by/z7f8h6V9///R4ABAgAAQFWfipn5LhGHUfj3/3dAAQXRWFwAAAAQBAIAIAqA+z///v7////////v/7//f/////////ff//f//997////9///' +
  '/f+////7///e333///f///f/////////f////3/f37/v9/9/3//n////9972f///f+f///f/X/9/n/7///9//38CggTf////1++///f/4p7n//f/dn3F////////3v+/fw+nUQbEF9Bd' +
  'r6b//f9jXUvf//8/IBQAV1GCZfUN8v//30IFxQUAIgB0aRAYBEEAAQYAAAAAAFFgBQQBAAAGASAAGAWSsf1nSwaVBkft2kyde4MEYkAAFUIAAABUx/lfEMzJRs/3ExEAIAAAAJAAAAAA' +
  'AAoQAAFAAODf/799vk//v0AUhGGw/116BAIASS0UJvPt8b/vPwAAAsfgHny//b379/z3///0/e9B9HcQAAEAf/+33flfBYbv9Tf9HQAAAENxQgBAAAABQxkACAAAAAAAAAAAAAAAAAAA' +
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP+951fuE10IwUAh+hcBgAAAAADw/v+/ACMAIAAACAAAMLXjEAAAABEkFgABAhCCowFQAAGD' +
  'EUgAAADw398/EqoQ/vhSAIAgAAAAAEAQAgIYABBCEGFf3jEAAAABVAIgAAABAEIBIAAA/3b/////L9/ez737p//vf0tAEPF96f33///7v/dv8XvxP/8//+////7///3f//39/1f/b4F1' +
  'H/z3/+/////+/19XJ+9fUBBy//+fFZ8VB33GfaGS9e//f/+////93f//vfbf/z9AmAK/7//n9v5c/v9/0D4Ve7j/vv//9v/393P//+7799f97y+Av8X//v/f///////9/3d7Bh93//nb' +
  'Xc99Frnqa6AeIAAwAgQkSAQAAEDUBgQAAAQABAAwAQZQAAgAQAAkAAQAENx4100PFE/xFmTRSAoAAABAAAgAAAD89+sfWEhBJKAEADASQCIAEAAAAAAAAAEAAAiAEBC/b5MAAQAAAAAA' +
  'AADAgC8AAAAAAAAKAAAAwIfCAgAAAAHfGAAAEvD/eT8AJQAACAoAAAAAAABAABADAAkgAAABAACDAAAAAAEAAAAAAAAAAAAAAAD/+//Pfr4REAAAkgFEzdFeAAEAMBQEURABBPY/MgUE' +
  'ALCAIFV1n32fccx41UP112cUAQAAAAAALPfbH1RgA2gFEIs4ugEAADAAJEQAABADEQIBAADw9f+X17xQ1nh6FVABpITpQQAAAGsZUnQA6SCQYpIAAAJ/7/9/hVP07///cJ3HTPVC/P//' +
  'HwCAwFaMFp/7N33v/7WkrwFEGAFdTkoIUCgw4IAQICQA////T/4BBogKQBYBABULPgEAABCQaUUCAgHpv78CAAAQ1KfRVJ5E3v2HZrFVINSj2DA8gAAAAEzwEcWEblAAIlB/v8sHACAQ' +
  'hLJFEAZEAAASAhEA8P/9fwUCEoEAAAAIABAMAgAAAACDMAIshAExwAMkAAAAy+Q6AsgE8P//fxQBAYRQB/z//w8BAEAQOAEBHBJA4XYWiAMQAAAAAQAAAAAAIiQKQIAAAA=='
