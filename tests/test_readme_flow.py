"""README shows one flow as it is: its file to the letter, and the chart that is drawn from it today."""

import datetime as dt
import io
import re
import tempfile
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops

from generator.content import gather
from generator.flowcharts.figure import chart_slices
from generator.kinds.flow.graph import graph_of
from generator.kinds.flow.schema import Flow
from generator.placing import build_library
from generator.render.context import RenderContext
from generator.render.fonts import Cut, cut_font
from tests.contents import TODAY

DOCUMENT, FLOW = "digilive", "alur-hashtag"
YAML = "content/documents/digilive/2/flow-hashtag.yml"
PICTURE = "docs/alur-hashtag.png"
SHOWN = re.compile(rf"(`{re.escape(YAML)}`:\n\n```yaml\n)(.*?)(```\n)", flags=re.DOTALL)
PAGE = '#set page(width: auto, height: auto, margin: 8pt)\n#image("chart.svg", alt: "")\n'
SCALE = 2.5
# Machines may round a shade differently; a letter that changes darkens or lightens its place by far more.
SHADES = 64


def drawn_today(root_path: Path) -> Image.Image:
    """Return the chart of the flow, set in the font that it was measured with."""
    library = build_library(gather(root_path / "content"), TODAY)
    document = library.documents[DOCUMENT]
    assert document.current is not None
    context = RenderContext(library, dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    flow = document.current.part(FLOW, Flow)
    assert flow is not None
    graph = graph_of(context.page("x/", document, document.current), flow)
    (drawing,) = chart_slices(graph, context, max_height_px=10_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chart.svg").write_bytes(drawing)
        (folder / "page.typ").write_text(PAGE, encoding="utf-8")
        letters = tuple(sorted({ord(letter) for letter in drawing.decode()}))
        for weight in (400, 600):
            font = cut_font(Cut(weight, "normal"), letters, None, suffix=".ttf")
            (folder / f"{weight}.ttf").write_bytes(font)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        made = typst.Compiler(folder / "page.typ", root=folder, font_paths=fonts).compile(format="pdf")
    assert isinstance(made, bytes)
    with closing(pypdfium2.PdfDocument(made)) as document:
        picture: Image.Image = document[0].render(scale=SCALE).to_pil().convert("RGB")
    return picture


def test_the_yaml_is_that_of_the_content(root_path: Path, request: pytest.FixtureRequest) -> None:
    readme, yaml = root_path / "README.md", (root_path / YAML).read_text(encoding="utf-8")
    text = readme.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        text = SHOWN.sub(lambda found: f"{found[1]}{yaml}{found[3]}", text)
        readme.write_text(text, encoding="utf-8")
    shown = SHOWN.search(text)
    assert shown, f"README shows no {YAML}"
    assert shown[2] == yaml, "rewrite it with `--update-golden` and read the difference"


def test_the_picture_is_drawn_from_it(root_path: Path, request: pytest.FixtureRequest) -> None:
    today, path = drawn_today(root_path), root_path / PICTURE
    if request.config.getoption("--update-golden"):
        buffer = io.BytesIO()
        today.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(buffer, "PNG", optimize=True)
        path.write_bytes(buffer.getvalue())
    assert f"]({PICTURE})" in (root_path / "README.md").read_text(encoding="utf-8")
    with Image.open(path) as held:
        assert held.size == today.size
        differences = ImageChops.difference(held.convert("RGB"), today).convert("L")
    assert differences.point(lambda shade: 255 if shade > SHADES else 0).getbbox() is None
