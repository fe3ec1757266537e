"""Worlds and phones for tests with textbed, the local simulator of SMS platforms."""

from .client import NotThere, Refused
from .listen import ReceivedCall, Receiver
from .phone import Phone, Received, Unmet
from .platform import Platform
from .world import World

__all__ = ["NotThere", "Phone", "Platform", "Received", "ReceivedCall", "Receiver", "Refused", "Unmet", "World"]
