"""Lines that are cut, read and refused."""

import unittest

from utrace_adapter.errors import Refusal
from utrace_adapter.lines import LINE_BYTES, LineCutter, parse


class LineTests(unittest.TestCase):
    """LineCutter and parse."""

    def test_lines_come_in_any_pieces(self) -> None:
        cutter = LineCutter()
        self.assertEqual(list(cutter.feed(b"a")), [])
        self.assertEqual(list(cutter.feed(b"b\ncd\ne")), [b"ab", b"cd"])
        self.assertEqual(list(cutter.feed(b"\n")), [b"e"])

    def test_a_line_that_is_too_long_is_an_error_once_and_the_next_is_read(self) -> None:
        cutter = LineCutter()
        got = list(cutter.feed(b"x" * (LINE_BYTES + 1))) + list(cutter.feed(b"y" * (LINE_BYTES + 1))) + list(cutter.feed(b"z\nnext\n"))
        self.assertEqual(got, [None, b"next"])

    def test_a_line_as_long_as_allowed_is_read(self) -> None:
        self.assertEqual(list(LineCutter().feed(b"x" * LINE_BYTES + b"\n")), [b"x" * LINE_BYTES])

    def test_what_is_no_json_is_refused_and_says_where(self) -> None:
        for line, message in (
            (b"{", "character 1: Expecting property name enclosed in double quotes"),
            (b'{"a":1,"a":2}', "the same member twice"),
            (b"NaN", "NaN is no JSON"),
            (b'"\xff"', "byte 1: not UTF-8"),
            (b"[" * 100000, "too deep"),
            (b"\xef\xbb\xbf{}", "character 0: Unexpected UTF-8 BOM (decode using utf-8-sig)"),
        ):
            with self.subTest(line[:20]):
                with self.assertRaises(Refusal) as refused:
                    parse(line)
                self.assertEqual((refused.exception.code, refused.exception.message), (-32700, message))
