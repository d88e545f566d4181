from __future__ import annotations

from pathlib import Path

import pytest

from assistant.text.pinyin import Pinyin, fuzzy_key
from assistant.text.words import Words

SENTENCES = ["我在三甲医院看门诊能报多少", "APP里查75%的报销,3.5元", "", "没有标点的一句长话从来没有见过的词語",
"a 1 b"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_pieces_joined_are_the_text(words: Words, sentence: str) -> None:
    assert "".join(words.cut(sentence)) == sentence


def test_the_projects_terms_are_cut_whole(words: Words) -> None:
    assert words.cut("起付标准和慢特病") == ["起付标准", "和", "慢特病"]


def test_numbers_and_latin_words_stay_whole(words: Words) -> None:
    assert words.cut("APP里3.5元75%") == ["APP", "里", "3.5", "元", "75%"]


def test_ordinary_text_is_cut_into_ordinary_words(words: Words) -> None:
    assert words.cut("我们去公园散步") == ["我们", "去", "公园", "散步"]


def test_known_words_have_a_frequency_and_less_surprise(words: Words) -> None:
    assert words.knows("医院") and words.frequency("医院") > 0
    assert not words.knows("医报") and words.frequency("医报") == 0
    assert words.surprise("医院") < words.surprise("医报")


def test_a_saved_dictionary_cuts_the_same(words: Words, tmp_path: Path) -> None:
    words.save(tmp_path / "words")
    loaded = Words.load(tmp_path / "words")
    assert [loaded.cut(sentence) for sentence in SENTENCES] == [words.cut(sentence) for sentence in SENTENCES]


def test_saved_readings_are_the_same(pinyin: Pinyin, tmp_path: Path) -> None:
    pinyin.save(tmp_path / "deep" / "pinyin")
    assert Pinyin.load(tmp_path / "deep" / "pinyin").syllables("重庆医保") == pinyin.syllables("重庆医保")


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"yibao words 1 3 0\nabc"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "cache").write_bytes(damage)
    with pytest.raises(ValueError, match="no intact table"):
        Words.load(tmp_path / "cache")
    with pytest.raises(ValueError, match="no intact table"):
        Pinyin.load(tmp_path / "cache")


def test_a_single_changed_byte_is_noticed(pinyin: Pinyin, tmp_path: Path) -> None:
    path = tmp_path / "pinyin"
    pinyin.save(path)
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    with pytest.raises(ValueError, match="no intact table"):
        Pinyin.load(path)


def test_each_character_has_one_syllable(pinyin: Pinyin) -> None:
    assert pinyin.syllables("医保A1旅") == ("yi", "bao", "A", "1", "lv")
    assert pinyin.syllables("我了") == ("wo", "le")


def test_a_character_keeps_its_usual_readings(pinyin: Pinyin) -> None:
    assert pinyin.readings("重") == ("zhong", "chong")
    assert pinyin.readings("不") == ("bu",)


@pytest.mark.parametrize(("one", "other"), [
    ("zhi", "zi"), ("chi", "ci"), ("shi", "si"), ("nan", "lan"), ("ren", "len"), ("xing", "xin"), ("zheng", "zen"),
    ("huang", "huan"), ("hui", "fei"), ("hu", "fu"), ("sang", "shan"),
])
def test_sounds_that_southern_speakers_confuse_are_one(one: str, other: str) -> None:
    assert fuzzy_key(one) == fuzzy_key(other)


@pytest.mark.parametrize(("one", "other"), [("bao", "biao"), ("yi", "ye"), ("ji", "zhi"), ("dian", "ding")])
def test_sounds_that_differ_stay_apart(one: str, other: str) -> None:
    assert fuzzy_key(one) != fuzzy_key(other)
