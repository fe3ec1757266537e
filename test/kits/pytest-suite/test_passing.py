import base64
import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.request import Request, urlopen

import pytest

PERSON = "+14155550123"


def send(textbed, text, **more):
    plivo = textbed.plivo
    login = base64.b64encode(f"{plivo.auth_id}:{plivo.auth_token}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    body = json.dumps({"src": plivo.number, "dst": PERSON, "text": text, **more}).encode()
    urlopen(Request(f"{plivo.url}/{plivo.auth_id}/Message/", body, headers)).close()


def test_a_phone_receives_a_code(textbed, phone):
    send(textbed, "Your code is 4711")
    received = phone(PERSON).receives(re.compile(r"CODE is (\d)(\d+)(x)?", re.I))
    assert (received.groups, received.otp) == (["4", "711", ""], "4711")


def test_a_phone_receives_the_next_text_each_time_and_has_received_all(textbed, phone):
    for text in ("Welcome", "Code 1111", "Code 2222"):
        send(textbed, text)
    texts = [phone(PERSON).receives().text for _ in range(3)]
    assert texts == ["Welcome", "Code 1111", "Code 2222"]
    phone("+1 415 555-0123").has_received_once("Welcome")
    assert len(phone(PERSON).has_received("Code", times=2)) == 2
    phone("+14155550124").receives_nothing(within="P7D")


def test_a_text_that_does_not_come_says_what_came(textbed, phone):
    send(textbed, "Hello")
    with pytest.raises(AssertionError, match=r'Expected a text with [^\0]*"Hello" \(delivered\)'):
        phone(PERSON).receives("Goodbye", patience=0)


def test_a_phone_that_is_off_gets_its_texts_later(textbed, phone):
    phone(PERSON).switch_off(patience="P2D")
    send(textbed, "Hello")
    phone(PERSON).receives_nothing(within="P1D")
    phone(PERSON).switch_on()
    phone(PERSON).receives("Hello")


def test_a_person_answers_and_the_application_hears_of_it(textbed, phone):
    receiver = textbed.listen()
    textbed.plivo.send_texts_to(f"{receiver.url}/texts?x=1")
    send(textbed, "Hello")
    phone(PERSON).receives("Hello")
    phone(PERSON).writes("STOP")
    assert [(call.path, call.fields["Text"]) for call in receiver.calls] == [("/texts?x=1", "STOP")]


def test_an_application_listens(textbed):
    def application(_environ, start_response):
        start_response("200 OK", [])
        return [b"Hi"]

    with urlopen(textbed.listen(application).url) as answer:
        assert answer.read() == b"Hi"


def test_a_platform_fails_and_loses_answers(textbed, phone):
    textbed.plivo.fail("sendMessage", status=500, times=1)
    with pytest.raises(OSError, match="500"):
        send(textbed, "one")
    textbed.plivo.lose_answer("sendMessage")
    with pytest.raises(OSError):
        send(textbed, "two")
    phone(PERSON).has_received_once("two")
    textbed.plivo.delay("sendMessage", "PT30S", times=1)
    last = textbed.client.ask("GET", "/journal", limit=1)["next"] - 1
    with ThreadPoolExecutor() as background:
        slow = background.submit(send, textbed, "three")
        textbed.client.ask("GET", "/wait", type="fault.met", after=last)
        textbed.advance("PT30S")
    assert slow.exception() is None
    with pytest.raises(AttributeError, match="auth_id"):
        textbed.plivo.token


class TestOptions:
    @pytest.fixture
    def textbed_options(self):
        return {"clock": {"now": "2026-03-01T08:00:00Z"}}

    def test_a_world_begins_as_its_test_wants(self, textbed):
        assert textbed.advance("PT1H")["now"] == "2026-03-01T09:00:00.000Z"
        assert textbed.env["PLIVO_AUTH_ID"] == textbed.plivo.auth_id
