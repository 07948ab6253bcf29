"""What of all that PyInstaller finds is packed: asked by `luutru.spec`.

Three rules take the place of a list of files: libraries of Debian stay Debian's (the package
depends on theirs), of Qt's plug-ins only those go along that a window without network and OpenGL
can use, and a library that nothing packed loads any more is left out.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path, PurePath
from typing import Final

Entry = tuple[str, str, str]
"""Name in the package, where it lies now, kind: as PyInstaller tells them."""

PLUGINS: Final = frozenset(
    (
        "iconengines/libqsvgicon.so",
        "imageformats/libqjpeg.so",
        "imageformats/libqsvg.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforms/libqoffscreen.so",
        "platforms/libqwayland.so",
        "platforms/libqxcb.so",
        "platformthemes/libqxdgdesktopportal.so",
        "printsupport/libcupsprintersupport.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    )
)
_SYSTEM: Final = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_TRANSLATIONS: Final = "/translations/"
_SLOW_HOOKS: Final = ("pyi_rth_pyside6", "pyi_rth_multiprocessing")
_CARRIED: Final = ("libpython", "libEGL.", "libGL.", "libGLX.", "libGLdispatch.")
"""The interpreter, and the dispatchers of OpenGL: Qt loads these and the window never uses them.

Debian's packages of them would bring drivers along that weigh as much as half the program.
"""


def modules(source: Path) -> list[str]:
    """Return our modules: screens and commands are loaded by name, when somebody asks for them.

    The steps of the schema are left out, for Alembic reads those as files.
    """
    files = (path.relative_to(source).with_suffix("") for path in source.glob("luutru/**/*.py"))
    named = {".".join(path.parts).removesuffix(".__init__") for path in files}
    return sorted(name for name in named if ".upgrades." not in name)


def not_for_running(lock: str) -> list[str]:
    """Return the modules of installed packages that only test and build, by the lock."""
    running = set(re.findall(r"^([a-z0-9._-]+)==", lock.partition("\n# --- ")[0], re.MULTILINE))
    needed = {_plain(name) for name in running} | {"luutru"}
    homes = metadata.packages_distributions()
    return sorted(
        module
        for module, packages in homes.items()
        if needed.isdisjoint(map(_plain, packages)) and module.isidentifier()
    )


def dispatchers() -> list[str]:
    """Return the libraries that choose a driver of OpenGL, which PyInstaller leaves out."""
    known = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True)
    wanted = r"^\s+(lib(?:EGL|GL|GLX|GLdispatch)\.so\.\d+) .*x86-64.* => (.+)$"
    return sorted(dict(re.findall(wanted, known.stdout, re.MULTILINE)).values())


def trimmed(binaries: Sequence[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return what is packed of libraries, extensions and plug-ins.

    Args:
        binaries: All that was found.
        imports: Tells the names of the libraries that a file loads.
    """
    ours = [one for one in binaries if not _belongs_to_debian(one)]
    files = {PurePath(name).name: one for one in ours if (name := one[0]) and one[2] != "SYMLINK"}
    loads = {name: {*imports(path)} & files.keys() for name, (_, path, _kind) in files.items()}
    asked_for = set().union(*loads.values())
    begin = [name for name, one in files.items() if _begins(one, asked_for)]
    reached = _reached(begin, loads)
    return [one for one in ours if one[2] == "SYMLINK" or PurePath(one[0]).name in reached]


def without_leftovers(datas: Sequence[Entry], packed: Sequence[Entry]) -> list[Entry]:
    """Leave out what nobody packed can use.

    These are links to what is not packed, texts of Qt that the window does not speak, and what an
    environment noted of an installation: where the checkout lies, and the sums of its commands,
    whose first line names the environment.
    """
    names = {name for name, _path, kind in packed if kind != "SYMLINK"}
    return [
        one
        for one in datas
        if (one[2] != "SYMLINK" or _target(one) in names)
        and not (_is_qt(one[0]) and _TRANSLATIONS in f"/{one[0]}")
        and not one[0].startswith("luutru-")
        and not one[0].endswith(".dist-info/RECORD")
    ]


def without_slow_hooks(scripts: Sequence[Entry]) -> list[Entry]:
    """Leave out what PyInstaller would do at every start for nobody.

    One loads Qt to tell it where it lies, in commands and in the processes that read as well; the
    wheel of PySide6 tells Qt by itself. The other prepares `multiprocessing`, which nobody uses.
    """
    return [one for one in scripts if one[0] not in _SLOW_HOOKS]


def _begins(entry: Entry, asked_for: set[str]) -> bool:
    """Tell whether something is loaded by the program itself, not by a library that it loads."""
    name = PurePath(entry[0]).name
    if _is_plugin(entry[0]):
        return "/".join(PurePath(entry[0]).parts[-2:]) in PLUGINS
    return entry[2] != "BINARY" or name not in asked_for or name.startswith(_CARRIED)


def _reached(begin: Iterable[str], loads: Mapping[str, set[str]]) -> set[str]:
    """Return these names and those of every library that they lead to."""
    reached: set[str] = set()
    waiting = list(begin)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += loads[name]
    return reached


def _belongs_to_debian(entry: Entry) -> bool:
    """Tell whether a library lies where Debian keeps its own; what is always carried does not."""
    name, path, kind = entry
    where = str(Path(path).resolve()) if kind == "BINARY" else ""
    return where.startswith(_SYSTEM) and not PurePath(name).name.startswith(_CARRIED)


def _is_plugin(name: str) -> bool:
    return _is_qt(name) and "plugins" in PurePath(name).parts


def _is_qt(name: str) -> bool:
    return PurePath(name).parts[:1] == ("PySide6",)


def _target(link: Entry) -> str:
    """Return the name of what a link leads to, as `..` is resolved."""
    return os.path.normpath(PurePath(link[0]).parent / link[1])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
