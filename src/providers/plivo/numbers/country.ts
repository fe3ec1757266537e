/** The country whose calling code a number begins with; of countries that share one, the largest. */
const CODES =
  '1US 7RU 76KZ 77KZ 20EG 27ZA 30GR 31NL 32BE 33FR 34ES 36HU 39IT 40RO 41CH 43AT 44GB 45DK 46SE 47NO 48PL 49DE 51PE 52MX 53CU 54AR 55BR 56CL 57CO 58VE 60MY ' +
  '61AU 62ID 63PH 64NZ 65SG 66TH 81JP 82KR 84VN 86CN 90TR 91IN 92PK 93AF 94LK 95MM 98IR 211SS 212MA 213DZ 216TN 218LY 220GM 221SN 222MR 223ML 224GN 225CI ' +
  '226BF 227NE 228TG 229BJ 230MU 231LR 232SL 233GH 234NG 235TD 236CF 237CM 238CV 239ST 240GQ 241GA 242CG 243CD 244AO 245GW 246IO 247AC 248SC 249SD 250RW ' +
  '251ET 252SO 253DJ 254KE 255TZ 256UG 257BI 258MZ 260ZM 261MG 262RE 263ZW 264NA 265MW 266LS 267BW 268SZ 269KM 290SH 291ER 297AW 298FO 299GL 350GI 351PT ' +
  '352LU 353IE 354IS 355AL 356MT 357CY 358FI 359BG 370LT 371LV 372EE 373MD 374AM 375BY 376AD 377MC 378SM 380UA 381RS 382ME 383XK 385HR 386SI 387BA 389MK ' +
  '420CZ 421SK 423LI 500FK 501BZ 502GT 503SV 504HN 505NI 506CR 507PA 508PM 509HT 590GP 591BO 592GY 593EC 594GF 595PY 596MQ 597SR 598UY 599CW 670TL 672NF ' +
  '673BN 674NR 675PG 676TO 677SB 678VU 679FJ 680PW 681WF 682CK 683NU 685WS 686KI 687NC 688TV 689PF 690TK 691FM 692MH 850KP 852HK 853MO 855KH 856LA 880BD ' +
  '886TW 960MV 961LB 962JO 963SY 964IQ 965KW 966SA 967YE 968OM 970PS 971AE 972IL 973BH 974QA 975BT 976MN 977NP 992TJ 993TM 994AZ 995GE 996KG 998UZ'

/** Area codes of +1 outside of the United States. */
const NORTH_AMERICA: Readonly<Record<string, string>> = {
  CA:
    '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 ' +
    '683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942',
  AG: '268',
  AI: '264',
  AS: '684',
  BB: '246',
  BM: '441',
  BS: '242',
  DM: '767',
  DO: '809 829 849',
  GD: '473',
  GU: '671',
  JM: '658 876',
  KN: '869',
  KY: '345',
  LC: '758',
  MP: '670',
  MS: '664',
  PR: '787 939',
  SX: '721',
  TC: '649',
  TT: '868',
  VC: '784',
  VG: '284',
  VI: '340',
}

const BY_PREFIX = new Map<string, string>([
  ...CODES.split(' ').map((entry) => [entry.slice(0, -2), entry.slice(-2)] as const),
  ...Object.entries(NORTH_AMERICA).flatMap(([country, areas]) =>
    areas.split(' ').map((area) => [`1${area}`, country] as const),
  ),
])

/** The two letters of a number's country (digits with the calling code); empty where there is none. */
export function countryOf(number: string): string {
  if (number.length < SHORTEST || !DIGITS.test(number)) return ''
  for (let length = 4; length > 0; length--) {
    const country = BY_PREFIX.get(number.slice(0, length))
    if (country !== undefined) return country
  }
  return ''
}

const DIGITS = /^\d+$/
/** Fewer digits are a short code. */
const SHORTEST = 7

/** A country's calling code; undefined where it has none of its own. */
export function callingCodeOf(country: string): string | undefined {
  if (country === 'CA') return '1'
  for (const [prefix, code] of BY_PREFIX) if (code === country && prefix.length < 4) return prefix
  return undefined
}
