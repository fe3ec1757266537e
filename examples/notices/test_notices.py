import json
from unittest.mock import Mock
from urllib.request import Request, urlopen

import pytest
from notices import Line

AMINA, BEN = "+250788123123", "+250788456456"


@pytest.fixture
def line(textbed):
    channel = textbed.rapidpro.channel
    line = Line(Mock(), f"{textbed.env['RAPIDPRO_HOST']}/c/ex/{channel}")
    textbed.client.ask("POST", f"/rapidpro/channels/{channel}", {"send_url": textbed.listen(line).url})
    return line


def api(textbed, path, body=None):
    headers = {"Authorization": f"Token {textbed.rapidpro.token}", "Content-Type": "application/json"}
    return json.load(urlopen(Request(f"{textbed.rapidpro.url}/{path}", body and json.dumps(body).encode(), headers)))


def test_a_notice_reaches_everybody_once(textbed, phone, line):
    api(textbed, "broadcasts.json", {"urns": [f"tel:{AMINA}", f"tel:{BEN}"], "text": "School is open"})
    textbed.advance("PT1M")
    for text_id, to, _text in (call.args for call in line.modem.call_args_list):
        phone(to).receives_nothing(within=0)
        line.arrived(text_id)
        phone(to).has_received_once("School is open")


def test_where_the_modem_fails_rapidpro_tries_again(textbed, line):
    line.modem.side_effect = [OSError("no carrier"), None]
    api(textbed, "broadcasts.json", {"urns": [f"tel:{AMINA}"], "text": "School is open"})
    textbed.advance("PT10M")
    assert line.modem.call_count == 2


def test_what_people_answer_is_in_the_inbox(textbed, line):
    line.heard(AMINA, "Thank you")
    [message] = api(textbed, "messages.json?folder=inbox")["results"]
    assert (message["urn"], message["text"]) == (f"tel:{AMINA}", "Thank you")
