"""The positions that pages hand to the browser."""

import json
from pathlib import Path

import pytest

from generator.kinds.settings.schema import Channel
from generator.library import Library
from generator.search.positions import positions_json, with_parts
from tests.contents import library_of, write_files

ENDS_A_SCRIPT = "</script><script>alert(1)</script> <!-- \u2028 \\ 'x'"
FILES = {
    "settings/channels.yml": """\
channels:
  - {id: kanal-tulis, name: Tulis, brand: fiksi}
  - {id: kanal-obrolan, name: Obrolan, brand: fiksi, part_of: kanal-tulis}
  - {id: kanal-surat, name: Surat, brand: fiksi}
  - {id: kanal-obrolan-situs, name: Obrolan di situs, brand: fiksi, part_of: kanal-obrolan}
""",
    "settings/positions.yml": """\
positions:
  - {id: penulis, name: NAME, brand: fiksi, channels: [kanal-tulis]}
  - {id: pengeja, name: Pengeja, brand: fiksi, channels: [kanal-surat, kanal-obrolan]}
""",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    name = json.dumps(ENDS_A_SCRIPT)  # a JSON string is a YAML string
    write_files(tmp_path / "content", {path: text.replace("NAME", name) for path, text in FILES.items()})
    return library_of(tmp_path / "content")


def test_positions_come_with_all_channels_of_theirs(library: Library) -> None:
    assert json.loads(positions_json(library)) == [
        {
            "id": "penulis",
            "name": ENDS_A_SCRIPT,
            "brand": "fiksi",
            "channels": ["kanal-tulis", "kanal-obrolan", "kanal-obrolan-situs"],
        },
        {
            "id": "pengeja",
            "name": "Pengeja",
            "brand": "fiksi",
            "channels": ["kanal-surat", "kanal-obrolan", "kanal-obrolan-situs"],
        },
    ]


def test_no_name_ends_the_script_that_holds_it(library: Library) -> None:
    assert "<" not in positions_json(library)


def test_groups_that_name_each_other_end() -> None:
    one = Channel.model_construct(id="a", part_of="b")
    other = Channel.model_construct(id="b", part_of="a")
    assert with_parts(["a", "a"], [one, other]) == ["a", "b"]
