"""The members of a request, read with messages that say which one is wrong, and how."""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, List, Optional, Type, TypeVar

from .errors import WRONG_MEMBER, Refusal

Word = TypeVar("Word", bound=Enum)


class Params:
    """The params of one request. What is absent or null is the same; members that are not known are passed over."""

    def __init__(self, method: str, members: Dict[str, Any]) -> None:
        self.method = method
        self._members = members

    def wrong(self, member: str, what: str, code: int = WRONG_MEMBER) -> Refusal:
        """The error about a member."""
        return Refusal(code, f"{self.method}: {member} {what}")

    def text(self, member: str) -> str:
        """A string that must be there."""
        value = self.optional_text(member)
        if value is None:
            raise self.wrong(member, "is missing")
        return value

    def optional_text(self, member: str) -> Optional[str]:
        """A string, or None."""
        value = self._members.get(member)
        if value is not None and not isinstance(value, str):
            raise self.wrong(member, "is not a string")
        return value

    def number(self, member: str, least: int, most: int, default: Optional[int] = None) -> int:
        """An integer of a range; it must be there where it has no default."""
        value = self._members.get(member)
        if value is None:
            if default is None:
                raise self.wrong(member, "is missing")
            return default
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(member, f"is not a number from {least} to {most}")
        return value

    def flag(self, member: str) -> bool:
        """true or false; absent is false."""
        value = self._members.get(member)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(member, "is neither true nor false")
        return bool(value)

    def word(self, member: str, words: Type[Word], default: Optional[Word] = None) -> Word:
        """A word of a set; it must be there where it has no default."""
        value = self.optional_text(member)
        if value is None and default is not None:
            return default
        return self._word(member, words, self.text(member))

    def word_list(self, member: str, words: Type[Word]) -> List[Word]:
        """An array of words."""
        return [self._word(member, words, value) for value in self.texts(member)]

    def texts(self, member: str) -> List[str]:
        """An array of strings."""
        values = self._members.get(member)
        if not isinstance(values, list):
            raise self.wrong(member, "is not an array")
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(member, "has a member that is not a string")
        return values

    def _word(self, member: str, words: Type[Word], value: str) -> Word:
        try:
            return words(value)
        except ValueError:
            raise self.wrong(member, f"has no word {value}") from None
