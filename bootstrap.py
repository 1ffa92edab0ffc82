#!/usr/bin/env python3
"""Set Sigap up in this folder and run it: `python3 bootstrap.py site`, `python3 bootstrap.py test`.

Only the standard library is used, since this runs before anything is installed; each target of the Makefile
is one call of it. What was installed is remembered in the environment itself, so a second call starts at once
and needs no network. A failure ends with one line that says what to do.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
LOCKS = (
    "lock",
    "runtime",
    "test",
    "properdocs",
    "zensical",
    "benchmarks",
)  # in this order: the test lock keeps to the runtime lock
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CAN_NOT = 3  # the exit status for "the work could not be done", as in the sigap command
SITE_FOLDER = "public/latest"


class BootstrapError(Exception):
    """Something this machine lacks; the message says what, and what to do about it."""


def say(text: str) -> None:
    """Tell how the work goes. Standard output stays free for what the commands themselves print."""
    print(f"sigap: {text}", file=sys.stderr, flush=True)


# Running programs


def run(command: list[str | Path], environment: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder, whose output is the reader's, and return its exit status."""
    return subprocess.run(list(map(str, command)), cwd=ROOT, env=environment, check=False).returncode


def run_quietly(command: list[str | Path], *, else_say: str) -> None:
    """Run a command that nobody needs to watch; show the end of its output only if it fails."""
    result = subprocess.run(
        list(map(str, command)),
        cwd=ROOT,
        env=clean_environment() | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        for line in result.stdout.strip().splitlines()[-8:]:
            print(f"    {line}", file=sys.stderr)
        raise BootstrapError(else_say)


def clean_environment() -> dict[str, str]:
    """Return the environment without what would lead Python or pip out of the project's folder."""
    leading_away = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in leading_away}


# Python and its environments


def require_python() -> None:
    """Go on with a newer Python of this machine if the one that was called is too old for Sigap."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for minor in range(20, OLDEST_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer and starts(newer):
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - the same program again, without a shell
    found = ".".join(map(str, sys.version_info[:3]))
    raise BootstrapError(f"Python 3.11 or newer is needed, and this is {found}; install one, then call again")


def starts(program: str) -> bool:
    """Tell whether a program is there in earnest: what is on PATH may be a note that asks to install it."""
    try:
        result = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def environment_folder(name: str) -> Path:
    """Return where an environment lives: the generator and its tests in .venv, others beside it."""
    return ROOT / (".venv" if name in {"runtime", "test"} else f".venv-{name}")


def tool(name: str, *, environment: str = "test") -> Path:
    """Return the path of a program inside one of the project's environments."""
    return environment_folder(environment) / "bin" / name


def lock_path(name: str) -> Path:
    """Return the lock of an environment."""
    return ROOT / "requirements" / f"{name}.txt"


def digest(text: bytes) -> str:
    """Return a digest by which a changed file is noticed."""
    return hashlib.sha256(text).hexdigest()


class Stamp:
    """What an environment holds: made for which Python and folder, filled from which locks.

    Environments do not survive a move of their folder or a change of Python, and pip does not remove what a
    newer lock no longer names. In each of these cases the environment is made anew instead of mended.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sigap-stamp.json"
        self.base = f"{folder} {sys.version}"
        try:
            known = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        self.filled_from: dict[str, str] = known.get("filled_from", {})
        self.is_usable = known.get("base") == self.base and all(
            lock_path(name).is_file() and digest(lock_path(name).read_bytes()) == held
            for name, held in self.filled_from.items()
            if name != "project"
        )

    def holds(self, name: str) -> bool:
        """Tell whether a lock is installed; the test lock holds everything of the runtime lock."""
        return name in self.filled_from or (name == "runtime" and "test" in self.filled_from)

    def remember(self, name: str, held: str) -> None:
        """Note what has been installed, after it has been."""
        self.filled_from[name] = held
        self.path.write_text(json.dumps({"base": self.base, "filled_from": self.filled_from}), encoding="utf-8")


def make_environment(name: str) -> Path:
    """Make an environment that holds exactly its lock, and return its Python."""
    folder = environment_folder(name)
    python = tool("python", environment=name)
    stamp = Stamp(folder)
    if not (stamp.is_usable and python.exists()):
        say(f"making {folder.name}")
        require_venv()
        run_quietly(
            # The Python behind sys.executable, which may itself be the environment that is cleared here.
            [Path(sys.executable).resolve(), "-m", "venv", "--clear", folder],
            else_say=f"could not make {folder}; is its folder writable, and is there space left?",
        )
        stamp = Stamp(folder)
    if not stamp.holds(name):
        say(f"installing requirements/{name}.txt into {folder.name} (a minute, once)")
        install(python, "--require-hashes", "-r", lock_path(name))
        stamp.remember(name, digest(lock_path(name).read_bytes()))
    return python


def make_project_environment(name: str) -> None:
    """Make .venv and put the project itself into it, so that MkDocs finds the plugin, and we the command."""
    python = make_environment(name)
    stamp = Stamp(environment_folder(name))
    described = digest((ROOT / "pyproject.toml").read_bytes())
    if stamp.filled_from.get("project") != described:
        # setuptools comes out of the lock: with build isolation pip would fetch it unpinned.
        install(python, "--no-deps", "--no-build-isolation", "--editable", ROOT)
        silence_theme(environment_folder(name))
        stamp.remember("project", described)


def silence_theme(folder: Path) -> None:
    """Keep Material from printing its notice about MkDocs 2 when `mkdocs` is called by itself.

    The theme prints it while it is imported, before MkDocs loads any plugin, and asks nothing but the process's
    environment; a line of a .pth file is what runs earlier than that.
    """
    line = 'import os; os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")\n'
    for packages in folder.glob("lib/python3.*/site-packages"):
        (packages / "sigap-environment.pth").write_text(line, encoding="utf-8")


def install(python: Path, *arguments: str | Path) -> None:
    """Call pip."""
    run_quietly(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments],
        else_say="pip failed as the lines above say; see to the network or pip's settings, then call again",
    )


def require_venv() -> None:
    """See that environments can be made: Debian and Ubuntu keep ensurepip in a package of its own."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing Debian's package {package}")
        apt_install([], package)
        return
    raise BootstrapError(
        f"this Python cannot make environments. On Debian or Ubuntu: sudo apt-get install {package} "
        "(or python3-venv); then call again"
    )


def apt_install(prefix: list[str | Path], package: str) -> None:
    """Install a Debian package."""
    advice = f"apt-get could not install {package}; install it by hand and call again"
    run_quietly([*prefix, "apt-get", "update", "-q"], else_say=advice)
    run_quietly([*prefix, "apt-get", "install", "-q", "-y", "--no-install-recommends", package], else_say=advice)


# The browser for tests


def find_browser() -> str | None:
    """Find a Chromium or Chrome: the one named in SIGAP_CHROMIUM, else one on PATH, else Playwright's own."""
    named = os.environ.get("SIGAP_CHROMIUM")
    if named:
        if not starts(named):
            raise BootstrapError(f"SIGAP_CHROMIUM is {named}, which does not start; correct it or unset it")
        return named
    on_path = (shutil.which(name) for name in BROWSER_NAMES)
    return next((found for found in on_path if found and starts(found)), None) or find_playwrights_browser()


def find_playwrights_browser() -> str | None:
    """Find the browser that Playwright may have downloaded before."""
    program = "from playwright.sync_api import sync_playwright as start\n"
    program += "with start() as playwright: print(playwright.chromium.executable_path)"
    python = tool("python")
    if not python.exists():
        return None
    answer = subprocess.run([python, "-c", program], capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and starts(answer) else None


def install_browser() -> str:
    """Install Chromium: Debian's package where we may, else Playwright's own build."""
    prefix = apt_prefix()
    if prefix is not None:
        say("installing Debian's package chromium, for the tests")
        try:
            apt_install(prefix, "chromium")
        except BootstrapError as problem:
            say(f"{problem}; trying Playwright's own browser")
    found = find_browser()
    if found:
        return found
    say("installing Playwright's own Chromium, for the tests")
    advice = "no browser for the tests: install Chromium or Chrome, or name one in SIGAP_CHROMIUM, and call again"
    run_quietly([tool("python"), "-m", "playwright", "install", "chromium"], else_say=advice)
    found = find_browser()
    if not found:
        raise BootstrapError(advice)
    return found


# What checks PDFs and signatures in tests


def find_qpdf() -> str | None:
    """Find qpdf: the one named in SIGAP_QPDF, else the one on PATH."""
    named = os.environ.get("SIGAP_QPDF")
    if named and not starts(named):
        raise BootstrapError(f"SIGAP_QPDF is {named}, which does not start; correct it or unset it")
    found = named or shutil.which("qpdf")
    return found if found and starts(found) else None


def install_qpdf() -> str:
    """Install Debian's package qpdf, where we may."""
    advice = "the tests need qpdf, which checks PDFs: install the package qpdf (Debian: sudo apt-get install qpdf), "
    advice += "or name the program in SIGAP_QPDF, and call again"
    prefix = apt_prefix()
    if prefix is None:
        raise BootstrapError(advice)
    say("installing Debian's package qpdf, for the tests")
    apt_install(prefix, "qpdf")
    found = find_qpdf()
    if not found:
        raise BootstrapError(advice)
    return found


def install_ssh_keygen() -> None:
    """Install Debian's package openssh-client where ssh-keygen, which makes and verifies signatures, is missing."""
    if shutil.which("ssh-keygen"):
        return
    prefix = apt_prefix()
    if prefix is not None:
        say("installing Debian's package openssh-client, for the tests")
        apt_install(prefix, "openssh-client")
    if not shutil.which("ssh-keygen"):
        advice = "the tests need ssh-keygen, which makes and verifies signatures: install OpenSSH's client programs "
        raise BootstrapError(f"{advice}(Debian: sudo apt-get install openssh-client), and call again")


def apt_prefix() -> list[str | Path] | None:
    """Return what stands before apt-get to use it without a password, or None where we may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


# The commands


def command_environment(**additions: str) -> dict[str, str]:
    """Return the environment for programs of .venv, which find each other by name."""
    path = f"{tool('python').parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return clean_environment() | {"PATH": path} | additions


def run_sigap(arguments: list[str]) -> int:
    """Set up what building needs, and call the sigap command."""
    make_project_environment("runtime")
    return run([tool("sigap"), *arguments], command_environment())


def site(arguments: list[str]) -> int:
    """Build the site into public/ and say how to look at it."""
    status = run_sigap(["build", *arguments])
    if status == 0 and (ROOT / SITE_FOLDER / "index.html").is_file():
        say(f"the site is at {SITE_FOLDER}/index.html; to read it, call")
        say(f"    python3 -m http.server --directory {SITE_FOLDER} 8000")
        say("and open http://localhost:8000/")
    return status


def serve(arguments: list[str]) -> int:
    """Show the site on this machine, rebuilt when content changes."""
    return run_sigap(["serve", *arguments])


def check(arguments: list[str]) -> int:
    """Check content/ without building."""
    return run_sigap(["check", *arguments])


def venv(_arguments: list[str]) -> int:
    """Make the development environment, .venv, with everything of the test lock."""
    make_project_environment("test")
    return 0


def run_tool(arguments: list[str]) -> int:
    """Run a program of the development environment: run -- pytest -k fees."""
    if not arguments:
        raise BootstrapError("name what to run, for example: python3 bootstrap.py run -- sigap --help")
    make_project_environment("test")
    program = tool(arguments[0])
    if not program.exists():
        raise BootstrapError(f"{arguments[0]} is not in .venv/bin")
    return run([program, *arguments[1:]], command_environment(**present_tools()))


def present_tools() -> dict[str, str]:
    """Name the tests' tools that are already here, for a quick run of some tests."""
    found = {"SIGAP_CHROMIUM": find_browser(), "SIGAP_QPDF": find_qpdf()}
    return other_builders() | {name: path for name, path in found.items() if path}


def other_builders() -> dict[str, str]:
    """Name the site builders that our pages are also tried with, as far as they are installed."""
    builders = {f"SIGAP_{name.upper()}": tool(name, environment=name) for name in ("properdocs", "zensical")}
    return {name: str(path) for name, path in builders.items() if path.exists()}


def test(arguments: list[str]) -> int:
    """Format, lint, types, tests; all of them run, so that one call shows everything there is to mend."""
    make_project_environment("test")
    make_environment("properdocs")
    make_environment("zensical")
    tools = {"SIGAP_CHROMIUM": find_browser() or install_browser(), "SIGAP_QPDF": find_qpdf() or install_qpdf()}
    install_ssh_keygen()
    environment = command_environment(SIGAP_REQUIRE_TOOLS="1", **tools, **other_builders())
    workers = str(min((os.cpu_count() or 1) + 1, 4))  # tests in the browser wait more than they work
    steps: dict[str, list[str | Path]] = {
        "ruff check": [tool("ruff"), "check", "."],
        "ruff format": [tool("ruff"), "format", "--check", "."],
        "mypy": [tool("mypy")],
        "pytest": [tool("pytest"), "-n", workers, "--dist", "worksteal", *arguments],
    }
    failed = [name for name, command in steps.items() if announce_and_run(name, command, environment) != 0]
    say(f"failed: {', '.join(failed)}" if failed else "all checks and tests passed")
    return 1 if failed else 0


def bench_search(arguments: list[str]) -> int:
    """Measure search beside Pagefind and Material's; --quick measures only ours on the real content."""
    make_project_environment("test")
    peers = {} if {"--quick", "--ours"} & {*arguments} else {"SIGAP_PAGEFIND": str(make_environment("benchmarks"))}
    browser = find_browser() or install_browser()
    environment = command_environment(SIGAP_CHROMIUM=browser, **peers)
    return run([tool("python"), "-m", "benchmarks.bench_search", *arguments], environment)


def announce_and_run(name: str, command: list[str | Path], environment: dict[str, str]) -> int:
    """Run one step of the tests under its name."""
    say(name)
    return run(command, environment)


def lock(_arguments: list[str]) -> int:
    """Write the locks anew from requirements/*.in: newest versions, with hashes, for all platforms."""
    make_environment("lock")
    fixed = ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"]
    fixed += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    fixed += ["--custom-compile-command", "make lock"]
    for name in LOCKS:
        say(f"locking requirements/{name}.txt")
        source = f"requirements/{name}.in"
        run_quietly(
            [tool("uv", environment="lock"), "pip", "compile", *fixed, "-o", lock_path(name), source],
            else_say=f"could not lock {source}; the lines above say why",
        )
    return 0


def clean(_arguments: list[str]) -> int:
    """Remove environments, caches and trial builds; published editions stay: none can be built again."""
    for pattern in (".venv*", ".*_cache", ".hypothesis", "*.egg-info", "build", "site"):
        for path in ROOT.glob(pattern):
            shutil.rmtree(path)
    for path in [*(ROOT / "generator").rglob("__pycache__"), *(ROOT / "tests").rglob("__pycache__")]:
        shutil.rmtree(path)
    return 0


COMMANDS = {
    "site": site,
    "test": test,
    "serve": serve,
    "check": check,
    "bench-search": bench_search,
    "venv": venv,
    "run": run_tool,
    "lock": lock,
    "clean": clean,
}


def read_arguments() -> argparse.Namespace:
    """Read the command line; what follows the command belongs to the program behind it."""
    lines = [f"  {name:<12} {function.__doc__}" for name, function in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        usage="python3 bootstrap.py COMMAND [ARGUMENTS]",
        description="\n".join(["Sets Sigap up in this folder and runs it.", "", "commands:", *lines]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run a command; every foreseen failure becomes one line."""
    given = read_arguments()
    arguments = given.arguments[1:] if given.arguments[:1] == ["--"] else given.arguments
    try:
        require_python()
        return COMMANDS[given.command](arguments)
    except BootstrapError as problem:
        say(str(problem))
    except OSError as problem:
        say(f"{problem.strerror or problem}: {problem.filename or ROOT}")
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    return CAN_NOT


if __name__ == "__main__":
    sys.exit(main())
