import time
from pathlib import Path

import pytest

from generator.build.csp import content_security_policy
from generator.build.verify import verify_site


def site(path: Path, files: dict[str, str]) -> Path:
    """Write a site of pages, each given by its body."""
    for name, text in {"index.html": "", "b/index.html": '<p id="here">', "a.css": "", "a.png": "", **files}.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(policed(text) if name.endswith(".html") else text)
    return path


def policed(body: str) -> str:
    return content_security_policy(
        f'<!doctype html><html><head><meta charset="utf-8"></head><body>\n{body}</body></html>'
    )


def found(path: Path, base_url: str | None = None) -> list[str]:
    return [f"{problem.location}: {problem.code}" for problem in verify_site(path, base_url=base_url)]


GOOD = [
    '<a href="b/">',
    '<a href="b/index.html#here">',
    '<a href="b/?q=1#here">',
    '<a href="b">',
    '<a href="#x"><p id="x">',
    '<a href="#">',
    '<a href="#top">',
    '<a href="">',
    '<a href="/b/#here">',
    '<a href="./b/../b/#here">',
    '<a href="https://pln.co.id/">',
    '<a href="mailto:a@example.com">',
    '<a href="tel:123">',
    '<img src="a.png">',
    '<img srcset="a.png 1x, a.png 2x">',
    '<img src="data:image/png;base64,AA==">',
    '<link rel="stylesheet" href="a.css">',
    '<link rel="canonical" href="https://other.example/">',
    '<style>a{background:url("a.png")}</style>',
    "<style>/* url(https://x.example) */</style>",
    "<script>a()</script>",
    '<a href="b/#%68ere">',
    '<a name="n"></a><a href="#n">',
    '<svg><use href="#s"></use><g id="s"></g></svg>',
    "<!-- <img src=https://x.example/a.png> -->",
    '<script type="application/json">{"a": "https://x.example"}</script>',
    '<meta http-equiv="refresh" content="0; url=b/">',
    '<a href="b/#:~:text=x">',
    '<div data="x">',
]


@pytest.mark.parametrize("body", GOOD)
def test_nothing_to_report(tmp_path: Path, body: str) -> None:
    assert found(site(tmp_path, {"index.html": body})) == []


BAD = [
    ('<a href="c/">', "site-missing-target"),
    ('<a href="B/">', "site-missing-target"),
    ('<img src="c.png">', "site-missing-target"),
    ('<img srcset="a.png 1x, c.png 2x">', "site-missing-target"),
    ('<link rel="next" href="c/">', "site-missing-target"),
    ('<a href="a.png/">', "site-missing-target"),
    ('<style>a{background:url(c.png)}</style>', "site-missing-target"),
    ('<a href="b/#there">', "site-missing-anchor"),
    ('<a href="#there">', "site-missing-anchor"),
    ('<a href="../other/">', "site-link-outside"),
    ('<p id="x"><p id="x">', "site-duplicate-id"),
    ('<img src="https://x.example/a.png">', "site-foreign-request"),
    ('<img src="//x.example/a.png">', "site-foreign-request"),
    ('<img src="\\\\x.example\\a.png">', "site-foreign-request"),
    ('<img src=" ht\ntps://x.example/a.png">', "site-foreign-request"),
    ('<img srcset="a.png, https://x.example/a.png 2x">', "site-foreign-request"),
    ('<script src="https://x.example/a.js"></script>', "site-foreign-request"),
    ('<link rel="preconnect" href="https://x.example">', "site-foreign-request"),
    ('<link rel="dns-prefetch" href="//x.example">', "site-foreign-request"),
    ('<link rel="shortcut icon" href="https://x.example/a.ico">', "site-foreign-request"),
    ('<form action="https://x.example">', "site-foreign-request"),
    ('<button formaction="https://x.example">', "site-foreign-request"),
    ('<a href="b/" ping="https://x.example">', "site-foreign-request"),
    ('<object data="https://x.example/a">', "site-foreign-request"),
    ('<video poster="https://x.example/a">', "site-foreign-request"),
    ('<iframe src="https://x.example/"></iframe>', "site-foreign-request"),
    ('<svg><image xlink:href="https://x.example/a.png" /></svg>', "site-foreign-request"),
    ('<style>@import "https://x.example/a.css";</style>', "site-foreign-request"),
    ("<style>a{background:url( 'https://x.example/a' )}</style>", "site-foreign-request"),
    ('<meta http-equiv="refresh" content="0; url=https://x.example/">', "site-foreign-request"),
    ('<a href="java&#115;cript:a()">', "site-script-link"),
    ('<p style="color: red">', "site-style-attribute"),
    ('<p onclick="a()">', "site-event-handler"),
    ("<svg><style>a{}</style></svg>", "site-code-in-svg"),
    ('<base target="_blank">', "site-base-element"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code"), BAD)
def test_is_reported_with_its_line(tmp_path: Path, body: str, code: str) -> None:
    assert found(site(tmp_path, {"index.html": f"<p>\n{body}"})) == [f"index.html:3:1: {code}"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<!doctype html><p>x", "site-no-policy"),
        (policed("").replace("</body>", "<script>late()</script>"), "site-blocked-code"),
        (policed("").replace("</body>", "<style>a{}</style>"), "site-blocked-code"),
        (policed("<script>a()</script>").replace("<head>", "<head><script>a()</script>"), "site-late-policy"),
        (policed("").replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"), "site-weak-policy"),
        (policed("").replace("connect-src 'self'", "connect-src *"), "site-weak-policy"),
        (policed("").replace("default-src 'none'; ", ""), "site-weak-policy"),
    ],
)
def test_policy_of_a_page(tmp_path: Path, page: str, code: str) -> None:
    path = site(tmp_path, {})
    (path / "index.html").write_text(page)
    assert [problem.code for problem in verify_site(path, base_url=None)] == [code]


@pytest.mark.parametrize("name", ["a.yml", "r.jsonl", "draft.md", ".nojekyll", "CNAME", ".git/x.html", "a.py"])
def test_stray_file(tmp_path: Path, name: str) -> None:
    assert found(site(tmp_path, {name: ""})) == [f"{name}: site-stray-file"]


def test_symbolic_link_is_stray(tmp_path: Path) -> None:
    (site(tmp_path / "site", {}) / "c.png").symlink_to("a.png")
    assert found(tmp_path / "site") == ["c.png: site-stray-file"]


def test_style_sheets_are_read(tmp_path: Path) -> None:
    css = "/* url(x) */\n@import url(https://x.example/a.css);\na{background:url(../a.png)}\nb{background:url(no.png)}"
    assert found(site(tmp_path, {"css/a.css": css})) == [
        "css/a.css:2:1: site-foreign-request",
        "css/a.css:4:1: site-missing-target",
    ]


def test_drawings_are_read(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg">\n<script>a()</script><image href="https://x.example/a"/></svg>'
    assert found(site(tmp_path, {"a.svg": svg})) == ["a.svg:2:1: site-code-in-svg", "a.svg:2:1: site-foreign-request"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://intranet.example/sigap/b/#here", []),
        ("/sigap/b/", []),
        ("/sigap/c/", ["index.html:2:1: site-missing-target"]),
        ("https://intranet.example/sigap/c/", ["index.html:2:1: site-missing-target"]),
        ("/b/", ["index.html:2:1: site-link-outside"]),
        ("https://intranet.example/", ["index.html:2:1: site-link-outside"]),
        ("https://other.example/sigap/c/", []),
    ],
)
def test_own_addresses_are_followed(tmp_path: Path, link: str, expected: list[str]) -> None:
    path = site(tmp_path, {"index.html": f'<a href="{link}">'})
    assert found(path, "https://intranet.example/sigap/") == expected


def test_large_sites_are_read_fast(tmp_path: Path) -> None:
    navigation = "".join(
        f'<li class="md-nav__item"><a href="../b/?{i}#here">Halaman {i}</a></li>\n' for i in range(500)
    )
    path = site(tmp_path, {f"p{i}/index.html": navigation + "<p>Teks biasa.</p>\n" * 1000 for i in range(50)})
    size = sum(file.stat().st_size for file in path.rglob("*.html"))
    begin = time.process_time()
    assert found(path) == []
    assert size / (time.process_time() - begin) > 100_000  # bytes per second: a guard against hanging


def test_a_long_page_with_many_links_is_read_fast(tmp_path: Path) -> None:
    places = "".join(f'<p id="a{i}"><a href="#a{i}">Teks</a> {"biasa " * 40}\n' for i in range(20_000))
    path = site(tmp_path, {"index.html": places})
    begin = time.process_time()
    assert found(path) == []
    assert time.process_time() - begin < 8  # about one; with a search for line ends per link a hundred


def test_a_site_without_a_home_page_is_found(tmp_path: Path) -> None:
    assert found(tmp_path) == ["index.html: site-no-home"]
