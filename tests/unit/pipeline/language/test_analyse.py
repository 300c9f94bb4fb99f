"""Every distinct text is read once by GiNZA."""

from __future__ import annotations

from unit.pipeline.language.language_corpus import MIHON

from pipeline.analyse import analyse


class TestAnalyse:
    def test_every_distinct_text_is_read_once_and_kept(self, store):
        class Counting:
            version = "counting 1"
            read: list[str] = []  # noqa: RUF012 - a stand-in

            def parse(self, texts):
                from models.parser import load_parser  # noqa: PLC0415 - seconds that only this test needs

                texts = list(texts)
                self.read += texts
                return load_parser().parse(texts)

        parser, seen = Counting(), []
        done = analyse(store, parser, lambda *counts: seen.append(counts))

        assert done == len(parser.read) == len(set(parser.read))
        assert seen == [(done, done)]
        assert analyse(store, parser) == 0
        text = MIHON.measures[0].title
        [action] = store.parse_of(text).actions
        assert (text[action.object_start : action.object_end], action.verb) == ("書かない窓口", "導入する")
