import { expect, test } from 'vitest'
import { repliesIn } from '../../../../src/providers/plivo/webhooks/xml-reply.ts'

const answer = (body: string, type = 'application/xml; charset=utf-8') => ({
  status: 200,
  headers: { 'content-type': type },
  body,
})

test('each Message of a Response is a reply', () => {
  const xml = `<?xml version="1.0"?>
    <Response>
      <Message src="14155550100" dst="14155550123&lt;14155550124" callbackUrl="http://a.test/" callbackMethod="GET">Hi &amp; <![CDATA[bye]]></Message>
      <Message src="14155550100" dst="14155550125" type="sms">Again</Message>
    </Response>`
  expect(repliesIn(answer(xml))).toEqual([
    {
      src: '14155550100',
      dst: '14155550123<14155550124',
      callbackUrl: 'http://a.test/',
      callbackMethod: 'GET',
      text: 'Hi & bye',
    },
    { src: '14155550100', dst: '14155550125', type: 'sms', text: 'Again' },
  ])
})

test.each(['text/xml', 'Text/XML', 'application/xml ; charset=utf-8'])('%s will do as well', (type) => {
  expect(repliesIn(answer('<Response><Message src="1" dst="2">x</Message></Response>', type))).toHaveLength(1)
})

test.each([
  ['nothing', ''],
  ['words', 'OK'],
  ['another root', '<Answer><Message src="1" dst="2">x</Message></Answer>'],
  ['names in other letters', '<response><message src="1" dst="2">x</message></response>'],
  ['a Message further down', '<Response><Other><Message src="1" dst="2">x</Message></Other></Response>'],
  ['a broken end', '<Response><Message src="1" dst="2">x</Response>'],
  ['an unknown entity', '<Response><Message src="1" dst="2">&boo;</Message></Response>'],
  [
    'a doctype with entities',
    '<!DOCTYPE Response [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Response><Message src="1" dst="2">&b;</Message></Response>',
  ],
  [
    'a doctype that reaches out',
    '<!DOCTYPE r SYSTEM "file:///etc/passwd"><Response><Message src="1" dst="2">x</Message></Response>',
  ],
  ['a huge document', `<Response><Message src="1" dst="2">${'x'.repeat(300_000)}</Message></Response>`],
  ['a deep document', `<Response>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</Response>`],
  ['too many messages', `<Response>${'<Message src="1" dst="2">x</Message>'.repeat(101)}</Response>`],
  ['two roots', '<Response></Response><Response></Response>'],
])('%s asks for no reply and does no harm', (_, xml) => {
  expect(repliesIn(answer(xml))).toEqual([])
})

test('an answer of another type is not looked into', () => {
  expect(repliesIn(answer('<Response><Message src="1" dst="2">x</Message></Response>', 'text/html'))).toEqual([])
  expect(repliesIn({ headers: {}, body: '<Response><Message src="1" dst="2">x</Message></Response>' })).toEqual([])
})

test('a reply says what stands in its Message, and nothing from beside or within it', () => {
  const xml =
    '<Response>no<Message src="1" dst="2">a<Other>no</Other>b</Message><Other>no</Other><Message dst="3">c</Message>no</Response>'
  expect(repliesIn(answer(xml))).toEqual([
    { src: '1', dst: '2', text: 'ab' },
    { dst: '3', text: 'c' },
  ])
})

const toMany = (count: number) => `<Message dst="${Array.from({ length: count }, () => '1').join('&lt;')}">x</Message>`

test.each([
  [[1000], 1],
  [[500, 500], 2],
  [[1001], 0],
  [[500, 501], 0],
])('replies go to a thousand destinations in all: %j gives %i', (destinations, replies) => {
  expect(repliesIn(answer(`<Response>${destinations.map(toMany).join('')}</Response>`))).toHaveLength(replies)
})
