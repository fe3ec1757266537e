/** Four to eight digits that stand alone, or in two halves: what people are asked to type off. Not part of a longer number. */
const CODE = /(?<![\d+.,:/-])\d{4,8}(?![\d/:-]|[.,]\d)|(?<![\d+.,:/-])\d{3}[ -]\d{3}(?![\d/:-]|[.,]\d)/g

/** The codes in a text, such as one-time passwords, without what stands between their halves. */
export const codesIn = (text: string): string[] => (text.match(CODE) ?? []).map((code) => code.replace(/\D/g, ''))
