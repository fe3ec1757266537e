import { text } from './option.ts'
import { serverOptions, worldClientOf, worldOption } from './find-server.ts'
import { say, sayOptions, textLine } from './say.ts'
import { verb } from './verb.ts'

export const sendIn = verb({
  name: 'send-in',
  summary: 'A person writes a text: to whoever texted them last, unless a number is given.',
  words: [{ name: 'phone' }, { name: 'text', rest: true }],
  options: {
    to: text('The number of an account that it goes to', { example: '+14155550100' }),
    media: text('Address of a picture, sound or file that comes with it', { example: 'http://localhost/cat.jpg' }),
    ...worldOption,
    ...serverOptions,
    ...sayOptions,
  },
  examples: ['textbed send-in +16505550123 STOP'],
  async run(given, shell) {
    const [phone, ...words] = given.words
    const { to, media } = given.options
    const written = await worldClientOf(given).write(phone!, {
      text: words.join(' '),
      ...(to !== undefined && { to }),
      ...(media !== undefined && { media: [{ url: media }] }),
    })
    say(shell, given.options, written, [textLine(written.from, written.to, written.text)])
    return 0
  },
})
