"""Our own line to people's phones, as RapidPro knows it: an external channel, whose texts go out by a modem."""

from urllib.parse import parse_qsl, urlencode
from urllib.request import urlopen


class Line:
    """A WSGI application. `modem` sends a text to a number, with an id, and raises OSError where it cannot."""

    def __init__(self, modem, channel_url):
        self.modem = modem
        self.channel_url = channel_url

    def __call__(self, environ, start_response):
        text = dict(parse_qsl(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()))
        try:
            self.modem(text["id"], text["to"], text["text"])
        except OSError as why:
            start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [str(why).encode()]
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"accepted"]

    def arrived(self, text_id):
        """The modem says that a text is on the phone."""
        self.report("delivered", id=text_id)

    def heard(self, number, text):
        """Somebody wrote to our line."""
        self.report("receive", **{"from": number, "text": text})

    def report(self, what, **fields):
        urlopen(f"{self.channel_url}/{what}", urlencode(fields).encode()).close()
